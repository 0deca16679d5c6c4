MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.investment > $value0
RETURN 0 AS r, [n0.name, n0.investment] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.investment <= $value1
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Project)
WHERE n0.investment >= $value2
WITH count(*) AS c0
RETURN 2 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
