MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE n0.key > $floor
RETURN 0 AS r, [n0.capacityText, n0.capacityValue, n0.capacityUpper, n0.capacityUnit, n0.capacityComparator] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Product)
WHERE n0.key > $floor
RETURN 1 AS r, [
  COLLECT {
    MATCH (n0)<-[r1:PRODUCES]-(n1)
    WITH r1 {.capacityText, .year, .id} AS q1, n1 {.key} AS p1
    RETURN [q1.capacityText, q1.year]
    ORDER BY p1.key, q1.id + ''
    LIMIT $limit2
  }] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
