MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND n0.capacityValue >= $value0
  AND NOT n0.capacityUnit <> $value1
RETURN 0 AS r, [n0.name, n0.capacityText] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE n0.capacityValue >= $value2
  AND NOT n0.capacityUnit <> $value3
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
