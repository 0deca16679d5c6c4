MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Task)
WHERE n0.key > $floor
  AND n0.deadline < $value0
  AND n0.deadline STARTS WITH $value1
RETURN 0 AS r, [n0.name, n0.deadline] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.statusAsOf <= $value2
RETURN 1 AS r, [n0.statusAsOf] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
