MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.sortKey > $floor
  AND n0.key IS NOT NULL
RETURN 0 AS r, [n0.name, n0.sortKey, n0.key] AS m
ORDER BY n0.sortKey DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
