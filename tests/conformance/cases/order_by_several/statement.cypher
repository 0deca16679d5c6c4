MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.phase IS NULL, n0.phase + '' DESC, n0.status, n0.sortKey, n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Segment)
RETURN 1 AS r, [n0.stage, n0.key] AS m
ORDER BY n0.stage IS NULL, n0.stage DESC, n0.key DESC
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
