MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Document)
WHERE n0.name CONTAINS $value0
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.digest + '', n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Document)
WHERE n0.name CONTAINS $value0
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (n0:Document)
WHERE n0.name CONTAINS $value0
WITH n0.name AS g0
WITH g0, count(*) AS c0
RETURN 2 AS r, [g0, c0, 0, 0, null, null] AS m
ORDER BY c0 DESC, g0 IS NULL, g0
LIMIT $mostGroups
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
