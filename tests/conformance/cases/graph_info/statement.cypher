MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
RETURN 0 AS r, [COUNT { (:Plan) }] AS m
UNION ALL
RETURN 1 AS r, [COUNT { (:Enterprise) }] AS m
UNION ALL
RETURN 2 AS r, [COUNT { (:Project) }] AS m
UNION ALL
RETURN 3 AS r, [COUNT { (:Park) }] AS m
UNION ALL
RETURN 4 AS r, [COUNT { (:Place) }] AS m
UNION ALL
RETURN 5 AS r, [COUNT { (:Department) }] AS m
UNION ALL
RETURN 6 AS r, [COUNT { (:Industry) }] AS m
UNION ALL
RETURN 7 AS r, [COUNT { (:Chain) }] AS m
UNION ALL
RETURN 8 AS r, [COUNT { (:Segment) }] AS m
UNION ALL
RETURN 9 AS r, [COUNT { (:Product) }] AS m
UNION ALL
RETURN 10 AS r, [COUNT { (:Base) }] AS m
UNION ALL
RETURN 11 AS r, [COUNT { (:Task) }] AS m
UNION ALL
RETURN 12 AS r, [COUNT { (:Indicator) }] AS m
UNION ALL
RETURN 13 AS r, [COUNT { (:Infrastructure) }] AS m
UNION ALL
RETURN 14 AS r, [COUNT { (:Instrument) }] AS m
UNION ALL
RETURN 15 AS r, [COUNT { (:RevenueTier) }] AS m
UNION ALL
RETURN 16 AS r, [COUNT { (:Group) }] AS m
UNION ALL
RETURN 17 AS r, [COUNT { (:Evidence) }] AS m
UNION ALL
RETURN 18 AS r, [COUNT { (:Document) }] AS m
UNION ALL
MATCH (n0:LoadRun)
WHERE n0.key > $floor
RETURN 19 AS r, [n0.source, n0.claims,
  COLLECT {
    MATCH (l1:LoadLog {key: n0.key})
    RETURN l1.finishedAt
  }[0]] AS m
ORDER BY n0.key
LIMIT $mostRuns
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
