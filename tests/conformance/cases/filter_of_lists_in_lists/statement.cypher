MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS { (n0)-[:UNDERTAKES]->(:Project) }
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE n1.status <> $value0
    WITH n1, n1 {.investment, .key, .name} AS p1
    RETURN [p1.name,
      COLLECT {
        MATCH (n1)<-[:UNDERTAKES]-(n2:Enterprise)
        WHERE EXISTS {
          MATCH (n2)<-[:NAMES]-(f3:NameForm)
          WHERE f3.form CONTAINS $value1
        }
        WITH n2 {.key, .name} AS p2
        RETURN [p2.name]
        ORDER BY p2.key
        LIMIT $limit2
      }]
    ORDER BY p1.investment IS NULL, p1.investment DESC, p1.key DESC
    LIMIT $limit1
  },
  COUNT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WHERE n1.status <> $value0
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
