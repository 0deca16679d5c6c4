MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.sortKey > $floor
  AND n0.key IS NOT NULL
  AND (EXISTS {
      MATCH (n0)<-[:NAMES]-(f1:NameForm)
      WHERE f1.form CONTAINS $value0
    } OR EXISTS {
      MATCH (n0)-[:UNDERTAKES]->(n1:Project)
      WHERE (n1.investment IS NULL) = $value1
    })
  AND (n0.fullName IS NULL) = $yes
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.sortKey DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (n0:Enterprise)
WHERE (EXISTS {
      MATCH (n0)<-[:NAMES]-(f1:NameForm)
      WHERE f1.form CONTAINS $value0
    } OR EXISTS {
      MATCH (n0)-[:UNDERTAKES]->(n1:Project)
      WHERE (n1.investment IS NULL) = $value1
    })
  AND (n0.fullName IS NULL) = $yes
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
