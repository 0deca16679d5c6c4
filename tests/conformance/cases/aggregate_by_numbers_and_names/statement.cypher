MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WITH COUNT { (n0)-[:UNDERTAKES]->() } AS g0
WITH g0, count(*) AS c0
RETURN 0 AS r, [g0, c0, 0, 0, null, null] AS m
ORDER BY c0 DESC, g0 IS NULL, g0
LIMIT $mostGroups
UNION ALL
MATCH (n0:Group)
WITH COLLECT {
  MATCH (n0)-[:PART_OF]->(n1)
  RETURN n1.name
  ORDER BY n1.key
  LIMIT 1
}[0] AS g0, n0.declaredCount AS v0
WITH g0, count(*) AS c0, count(v0) AS f0, sum(v0) AS s0, min(v0) AS l0, max(v0) AS m0
RETURN 1 AS r, [g0, c0, f0, s0, l0, m0] AS m
ORDER BY c0 DESC, g0 IS NULL, g0
LIMIT $mostGroups
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
