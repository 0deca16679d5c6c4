MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (:NameForm {form: $value0})-[:NAMES]->(n0:Enterprise)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name, n0.aliases] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)<-[:NAMES]-(f1:NameForm)
    WHERE f1.form ENDS WITH $value1
  }
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND NOT EXISTS {
    MATCH (n0)<-[:NAMES]-(f1:NameForm)
    WHERE f1.form = $value2
  }
  AND EXISTS {
    MATCH (n0)<-[:NAMES]-(f1:NameForm)
    WHERE f1.form CONTAINS $value3
  }
RETURN 2 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit2
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
