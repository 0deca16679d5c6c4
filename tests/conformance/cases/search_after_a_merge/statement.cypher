MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
UNWIND $found0 AS asked
MATCH (n0:Plan {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 0 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found1 AS asked
MATCH (n0:Enterprise {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 1 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found2 AS asked
MATCH (n0:Project {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 2 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found3 AS asked
MATCH (n0:Park {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 3 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found4 AS asked
MATCH (n0:Place {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 4 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found5 AS asked
MATCH (n0:Department {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 5 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found6 AS asked
MATCH (n0:Industry {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 6 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found7 AS asked
MATCH (n0:Chain {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 7 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found8 AS asked
MATCH (n0:Segment {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 8 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found9 AS asked
MATCH (n0:Product {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 9 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found10 AS asked
MATCH (n0:Base {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 10 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found11 AS asked
MATCH (n0:Task {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 11 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found12 AS asked
MATCH (n0:Indicator {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 12 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found13 AS asked
MATCH (n0:Infrastructure {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 13 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found14 AS asked
MATCH (n0:Instrument {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 14 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found15 AS asked
MATCH (n0:RevenueTier {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 15 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
UNWIND $found16 AS asked
MATCH (n0:Group {key: asked})
WITH asked, n0 {.key, .aliases} AS p0
RETURN 16 AS r, collect([asked, p0.key, p0.aliases]) AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
