MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Place)
WITH n0, COLLECT {
  MATCH (n0)-[:PART_OF]->(n1)
  RETURN n1.sortKey
  ORDER BY n1.key
  LIMIT 1
}[0] AS o0_0
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:PART_OF]->(n1:Place)
    WITH n1 {.key, .name} AS p1
    RETURN [p1.name]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
ORDER BY o0_0 IS NULL, o0_0 DESC, n0.sortKey, n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
