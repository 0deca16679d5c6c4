MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Enterprise {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE n1.investment > $value0
    WITH n1 {.key, .name} AS p1
    RETURN [p1.name]
    ORDER BY p1.key
    LIMIT $limit0
  },
  COUNT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE n1.investment > $value0
  },
  COLLECT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE n1.investment <= $value1
    WITH n1 {.key, .name} AS p1
    RETURN [p1.name]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
