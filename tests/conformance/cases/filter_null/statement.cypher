MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (n0.investment IS NULL) = $yes
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (n0.investment IS NULL) = $no
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (n0.status IS NULL) = $value0
RETURN 2 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
  AND (n0.investment IS NULL) = $yes
RETURN 3 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit3
UNION ALL
RETURN 4 AS r, [COUNT { (:Project) }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
