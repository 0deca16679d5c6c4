MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
  AND n0.key STARTS WITH $value0
RETURN 0 AS r, [n0.key] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Segment)
WHERE n0.key > $floor
  AND n0.key <> $value1
  AND n0.key IN $value2
RETURN 1 AS r, [n0.key] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
