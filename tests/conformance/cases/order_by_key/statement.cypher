MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Chain)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.key] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Chain)
WHERE n0.key > $floor
RETURN 1 AS r, [n0.key] AS m
ORDER BY n0.key DESC
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
