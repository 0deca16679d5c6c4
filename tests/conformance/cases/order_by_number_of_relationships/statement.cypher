MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WITH n0, COUNT { (n0)-[:UNDERTAKES]->() } AS o0_0
RETURN 0 AS r, [o0_0, n0.key, n0.name] AS m
ORDER BY o0_0 DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
