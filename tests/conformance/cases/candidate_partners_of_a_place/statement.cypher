MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
UNWIND $found0 AS asked
MATCH (n0:Enterprise {key: asked})
WITH asked, n0 {.name} AS p0
RETURN 0 AS r, collect([asked, p0.name]) AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
