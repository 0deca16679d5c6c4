MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
UNWIND $keys0 AS asked
OPTIONAL MATCH (:Redirect {key: asked})-[:REDIRECTS]->(t)
WITH asked, coalesce(t.key, asked) AS k
MATCH (n0:Enterprise {key: k})
WITH asked, n0 {.key, .listedCode} AS p0
RETURN 0 AS r, collect([asked, p0.key, p0.listedCode]) AS m
UNION ALL
UNWIND $keys1 AS asked
OPTIONAL MATCH (:Redirect {key: asked})-[:REDIRECTS]->(t)
WITH asked, coalesce(t.key, asked) AS k
MATCH (n0:Park {key: k})
WITH asked, n0 {.key} AS p0
RETURN 1 AS r, collect([asked, p0.key]) AS m
UNION ALL
UNWIND $keys2 AS asked
OPTIONAL MATCH (:Redirect {key: asked})-[:REDIRECTS]->(t)
WITH asked, coalesce(t.key, asked) AS k
MATCH (n0:Segment {key: k})
WITH asked, n0 {.key, .stage} AS p0
RETURN 2 AS r, collect([asked, p0.key, p0.stage]) AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
