MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Plan {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)<-[:PART_OF]-(n1)
    WHERE n1:Task
      AND n1.deadline < $value0
    WITH n1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name]]
    ORDER BY p1.key
    LIMIT $limit0
  },
  COLLECT {
    MATCH (n0)<-[:PART_OF]-(n1)
    WHERE NOT n1:Task
    WITH n1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name]]
    ORDER BY p1.key
    LIMIT $limit1
  },
  COLLECT {
    MATCH (n0)<-[:PART_OF]-(n1)
    WHERE (n1:Group AND n1.declaredCount > $value1) OR (n1:Task AND n1.order > $value2)
    WITH n1, n1 {.key, .name} AS p1
    RETURN [labels(n1)[0], [p1.name]]
    ORDER BY p1.key
    LIMIT $limit2
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
