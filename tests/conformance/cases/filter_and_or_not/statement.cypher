MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)<-[:NAMES]-(f1:NameForm)
    WHERE f1.form CONTAINS $value0
  }
  AND (n0.key = $value1 OR (n0.fullName IS NULL) = $value2)
  AND NOT any(x0 IN n0.aliases WHERE x0 = $value3)
  AND n0.basis <> $value4
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
