MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Department)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WITH n1, r1 {.kind, .year, .status, .id} AS q1, n1 {.key, .name, .status, .capacityText, .level} AS p1
    RETURN [q1.kind, q1.year, q1.status, labels(n1)[0],
      CASE
        WHEN n1:Enterprise OR n1:Place OR n1:Group THEN [p1.name]
        WHEN n1:Project THEN [p1.name, p1.status, p1.capacityText]
        WHEN n1:Park THEN [p1.name, p1.level,
          COLLECT {
            MATCH (n1)-[:LOCATED_IN]->(n2)
            WITH n2, n2 {.key, .name} AS p2
            RETURN [labels(n2)[0], [p2.name]]
            ORDER BY p2.key
            LIMIT $limit2
          }]
      END]
    ORDER BY p1.key, q1.id
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
