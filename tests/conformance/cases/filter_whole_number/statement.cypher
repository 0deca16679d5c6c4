MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Infrastructure)
WHERE n0.key > $floor
  AND n0.voltage IN $value0
  AND n0.voltage >= $value1
  AND n0.voltage < $value2
RETURN 0 AS r, [n0.name, n0.voltage] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
