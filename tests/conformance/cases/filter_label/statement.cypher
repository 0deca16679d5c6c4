MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Department {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WHERE labels(n1)[0] IN $value0
    WITH n1, r1 {.id} AS q1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name]]
    ORDER BY p1.key, q1.id
    LIMIT $limit0
  },
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WHERE labels(n1)[0] <> $value1
    WITH n1, r1 {.id} AS q1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name]]
    ORDER BY p1.key, q1.id
    LIMIT $limit1
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
