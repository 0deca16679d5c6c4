MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Segment {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[r1:FEEDS]->(n1:Segment)
    WHERE n1.key >= $key1
      AND (n1.key > $key1 OR r1.id + '' > $id0)
    WITH r1 {.id, .material, .kind} AS q1, n1 {.key, .name} AS p1
    RETURN [q1.id, p1.key, q1.material, q1.kind, p1.name]
    ORDER BY p1.key, q1.id + ''
    LIMIT $limit0
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
