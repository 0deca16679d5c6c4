MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
RETURN 0 AS r, [COUNT { (:Park) }] AS m
UNION ALL
MATCH (n0:Park)
WHERE false
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (n0:Park)
WHERE n0.key IN $value0
WITH count(*) AS c0
RETURN 2 AS r, [c0] AS m
UNION ALL
RETURN 3 AS r, [COUNT { (:Park) }] AS m
UNION ALL
MATCH (n0:Park)
WHERE false
WITH count(*) AS c0
RETURN 4 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
