MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Document {name: $name0})
WITH n0, n0 {.key, .digest, .name} AS p0
RETURN 0 AS r, [p0.key, p0.digest,
  COLLECT {
    MATCH (n0)-[:DOCUMENTS]->(n1:Plan)
    WITH n1 {.key, .name, .role} AS p1
    RETURN [p1.name, p1.role]
    ORDER BY p1.key
    LIMIT $one
  }, p0.name] AS m
ORDER BY p0.key
LIMIT $candidates
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
