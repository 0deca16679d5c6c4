MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Project {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)<-[:ABOUT]-(n1:Evidence)
    WHERE n1.relationship IS NULL
    WITH n1 {.key, .field, .value, .basis, .source, .locator, .claim} AS p1
    RETURN [p1.field, p1.value, p1.basis, p1.source, p1.locator, p1.claim]
    ORDER BY p1.key
    LIMIT $mostEvidence
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
