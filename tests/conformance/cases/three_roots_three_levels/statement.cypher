MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:UNDERTAKES]->(n1:Project)
    WITH n1, n1 {.key, .name} AS p1
    RETURN [p1.name,
      COLLECT {
        MATCH (n1)-[:LOCATED_IN]->(n2)
        WITH n2, n2 {.key, .name} AS p2
        RETURN [labels(n2)[0], [p2.name]]
        ORDER BY p2.key
        LIMIT $limit2
      }]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
RETURN 1 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:LEADS]->(n1)
    WITH n1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name, COUNT { (n1)<-[:TARGETS]-() }]]
    ORDER BY p1.key
    LIMIT $limit4
  }] AS m
ORDER BY n0.key
LIMIT $limit3
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
RETURN 2 AS r, [n0.name,
  COLLECT {
    MATCH (n0)<-[:LOCATED_IN]-(n1)
    WITH n1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name, COUNT { (n1)-[:MEMBER_OF]->() }]]
    ORDER BY p1.key
    LIMIT $limit7
  }] AS m
ORDER BY n0.key
LIMIT $limit6
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
