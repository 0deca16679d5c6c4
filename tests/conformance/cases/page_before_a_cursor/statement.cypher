MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key IS NOT NULL
  AND n0.sortKey <= $at0
  AND (n0.sortKey < $at0 OR n0.key < $key0)
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.sortKey DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key IS NOT NULL
  AND n0.sortKey <= $at1
  AND (n0.sortKey < $at1 OR n0.key < $key1)
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.sortKey DESC, n0.key DESC
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
