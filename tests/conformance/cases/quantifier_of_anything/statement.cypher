MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS { (n0)-[:UNDERTAKES]->(:Project) }
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
RETURN 1 AS r, [COUNT { (:Enterprise) }] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND NOT EXISTS { (n0)-[:UNDERTAKES]->(:Project) }
RETURN 2 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND COUNT { (n0)-[:UNDERTAKES]->(:Project) } = 1
RETURN 3 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit3
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
