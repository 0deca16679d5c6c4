MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WITH n1, r1 {.id, .kind} AS q1, n1 {.sortKey, .key, .name} AS p1
    RETURN [q1.id, p1.sortKey, p1.key, q1.kind, labels(n1)[0], [p1.name]]
    ORDER BY p1.sortKey DESC, p1.key DESC, q1.id DESC
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
