MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
WITH n0
ORDER BY n0.key
LIMIT $limit0
WITH n0, COLLECT {
  MATCH (n0)-[r1:SERVES]->(n1)
  WHERE (r1.year IS NULL) = $value0
  WITH n1.name AS g1
  WITH g1, count(*) AS c1
  RETURN [g1, c1, 0, 0, null, null]
  ORDER BY c1 DESC, g1 IS NULL, g1
  LIMIT $mostGroups
} AS h0_0
RETURN 0 AS r, [n0.name, h0_0] AS m
ORDER BY n0.key
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Plan {key: k})
WITH n0, COLLECT {
  MATCH (n0)<-[:PART_OF]-(n1)
  WITH n1.name AS g1
  WITH g1, count(*) AS c1
  RETURN [g1, c1, 0, 0, null, null]
  ORDER BY c1 DESC, g1 IS NULL, g1
  LIMIT $mostGroups
} AS h0_0
RETURN 1 AS r, [h0_0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
