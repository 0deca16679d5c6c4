MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND NOT n0.status <> $value0
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.status <> $value1
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (NOT n0.status <> $value2 OR n0.investment > $value3)
RETURN 2 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (n0.status <> $value4 OR NOT n0.investment > $value5)
RETURN 3 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit3
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
