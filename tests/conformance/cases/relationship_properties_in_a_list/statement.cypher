MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Department {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WHERE r1.year = $value0 OR r1.kind = $value1
    WITH n1, r1 {.kind, .year, .id} AS q1, n1 {.key, .name} AS p1
    RETURN [q1.kind, q1.year, labels(n1)[0], [p1.name]]
    ORDER BY p1.key, q1.id
    LIMIT $limit0
  },
  COUNT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WHERE r1.year = $value0 OR r1.kind = $value1
  }] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key1})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key1) AS k
MATCH (n0:Segment {key: k})
RETURN 1 AS r, [
  COLLECT {
    MATCH (n0)-[r1:FEEDS]->(n1:Segment)
    WHERE coalesce(r1.materialForm, r1.material) CONTAINS $value2
    WITH r1 {.material, .id} AS q1, n1 {.key} AS p1
    RETURN [q1.material]
    ORDER BY p1.key, q1.id + ''
    LIMIT $limit1
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
