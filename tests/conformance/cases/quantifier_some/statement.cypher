MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE NOT n1.status <> $value0
  }
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WITH n1 {.key, .status} AS p1
    RETURN [p1.status]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
