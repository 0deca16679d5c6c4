MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
RETURN 0 AS r, [COUNT { (n0)-[:SERVES]->() }, COUNT { (n0)-[:LEADS]->() }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
