MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
UNWIND $found0 AS asked
MATCH (n0:Group {key: asked})
WITH asked, n0 {.name} AS p0
RETURN 0 AS r, collect([asked, p0.name]) AS m
UNION ALL
UNWIND $found1 AS asked
MATCH (n0:Enterprise {key: asked})
WITH asked, n0 {.name} AS p0
RETURN 1 AS r, collect([asked, p0.name]) AS m
UNION ALL
UNWIND $found2 AS asked
MATCH (n0:Department {key: asked})
WITH asked, n0 {.name} AS p0
RETURN 2 AS r, collect([asked, p0.name]) AS m
UNION ALL
UNWIND $found3 AS asked
MATCH (n0:Evidence {key: asked})
WITH asked, n0 {.locator} AS p0
RETURN 3 AS r, collect([asked, p0.locator]) AS m
UNION ALL
UNWIND $found4 AS asked
MATCH (n0:Project {key: asked})
WITH asked, n0 {.name, .status} AS p0
RETURN 4 AS r, collect([asked, p0.name, p0.status]) AS m
UNION ALL
UNWIND $found5 AS asked
MATCH (n0:Park {key: asked})
WITH asked, n0 {.name} AS p0
RETURN 5 AS r, collect([asked, p0.name]) AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
