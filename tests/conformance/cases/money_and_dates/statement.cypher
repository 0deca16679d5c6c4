MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.investment, n0.statusAsOf] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Instrument)
WHERE n0.key > $floor
RETURN 1 AS r, [n0.kind, n0.amount] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Task)
WHERE n0.key > $floor
RETURN 2 AS r, [n0.order, n0.deadline] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
