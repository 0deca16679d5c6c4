MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Department {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[r1:SERVES]->(n1)
    WHERE n1.key <= $key1
      AND (n1.key < $key1 OR r1.id < $id0)
    WITH r1 {.id, .kind, .year} AS q1, n1 {.key} AS p1
    RETURN [q1.id, p1.key, q1.kind, q1.year]
    ORDER BY p1.key DESC, q1.id DESC
    LIMIT $limit0
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
