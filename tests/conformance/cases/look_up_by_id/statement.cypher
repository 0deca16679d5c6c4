MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Project {key: k})
WITH n0 {.key, .name, .status, .statusAsOf} AS p0
RETURN 0 AS r, [p0.key, p0.name, p0.status, p0.statusAsOf] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
