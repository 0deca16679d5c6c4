MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Chain {key: k})
WITH n0, n0 {.name} AS p0
RETURN 0 AS r, [p0.name,
  COLLECT {
    MATCH (n0)-[:HAS_SEGMENT]->(n1:Segment)
    WITH n1 {.key, .name, .stage} AS p1
    RETURN [p1.name, p1.stage]
    ORDER BY p1.key
    LIMIT $limit0
  }, COUNT { (n0)-[:HAS_SEGMENT]->() },
  COLLECT {
    MATCH (n0)-[:HAS_SEGMENT]->(n1:Segment)
    WITH n1 {.key} AS p1
    RETURN [p1.key]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
