MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Chain)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)-[:HAS_SEGMENT]->(n1:Segment)
    WITH n1 {.key, .name, .stage} AS p1
    RETURN [p1.name, p1.stage]
    ORDER BY p1.key
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
