MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND COUNT { (n0)-[:UNDERTAKES]->() } >= $value0
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND COUNT { (n0)-[:UNDERTAKES]->() } = $value1
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
  AND COUNT { (n0)-[:SERVES]->() } IN $value2
RETURN 2 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
