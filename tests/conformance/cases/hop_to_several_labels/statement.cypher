MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)<-[r1:LOCATED_IN]-(n1)
    WITH n1, r1 {.basis} AS q1, n1 {.key, .name} AS p1
    RETURN [q1.basis, labels(n1)[0], [p1.key, p1.name]]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
