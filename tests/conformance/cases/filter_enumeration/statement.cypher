MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.basis IN $value0
  AND NOT n0.status <> $value1
RETURN 0 AS r, [n0.name, n0.status] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
