MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Segment)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.name,
  COLLECT {
    MATCH (n0)<-[r1:OCCUPIES]-(n1)
    WITH n1, r1 {.state, .since, .year, .id} AS q1, n1 {.key, .name} AS p1
    RETURN [q1.state, q1.since, q1.year, labels(n1)[0], [p1.name]]
    ORDER BY p1.key, q1.id
    LIMIT $limit1
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
