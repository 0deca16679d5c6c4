MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND coalesce(n0.phaseForm, n0.phase) = $value0
RETURN 0 AS r, [n0.name, n0.phase] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Task)
WHERE n0.key > $floor
  AND coalesce(n0.textForm, n0.text) CONTAINS $value1
  AND coalesce(n0.textForm, n0.text) ENDS WITH $value2
RETURN 1 AS r, [n0.text] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
