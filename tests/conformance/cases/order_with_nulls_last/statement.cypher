MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
RETURN 0 AS r, [n0.name, n0.investment] AS m
ORDER BY n0.investment, n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.investment IS NULL, n0.investment DESC, n0.key DESC
LIMIT $limit1
UNION ALL
MATCH (n0:Project)
RETURN 2 AS r, [n0.capacityText] AS m
ORDER BY n0.capacityValue IS NULL, n0.capacityValue DESC, n0.key DESC
LIMIT $limit2
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
