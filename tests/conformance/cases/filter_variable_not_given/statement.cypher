MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
RETURN 0 AS r, [COUNT { (:Project) }] AS m
UNION ALL
RETURN 1 AS r, [COUNT { (:Project) }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
