MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.key, n0.basis,
  COLLECT {
    MATCH (n0)<-[:ABOUT]-(n1:Evidence)
    WHERE n1.relationship IS NULL
    WITH n1 {.key, .field, .value} AS p1
    RETURN [p1.field, p1.value]
    ORDER BY p1.key
    LIMIT $mostEvidence
  }, n0.name, n0.level] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
