MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
OPTIONAL MATCH (:Redirect {key: $key0})-[:REDIRECTS]->(t)
WITH coalesce(t.key, $key0) AS k
MATCH (n0:Enterprise {key: k})
RETURN 0 AS r, [
  COLLECT {
    MATCH (n0)-[r1:UNDERTAKES]->(n1:Project)
    WITH r1 {.claims} AS q1, n1 {.key, .name} AS p1
    RETURN [
      COLLECT {
        UNWIND q1.claims AS c2
        MATCH (n2:Evidence {key: c2})
        WITH n2, n2 {.key, .field, .relationship, .locator} AS p2
        RETURN [p2.field, p2.relationship, p2.locator,
          COLLECT {
            MATCH (n2)-[:ABOUT]->(n3)
            WITH n3, n3 {.key, .name} AS p3
            RETURN [labels(n3)[0], [p3.name]]
            ORDER BY p3.key
            LIMIT $one
          },
          COLLECT {
            MATCH (n2)-[:CITES]->(n3:Document)
            WITH n3, n3 {.key, .name} AS p3
            RETURN [p3.name,
              COLLECT {
                MATCH (n3)-[:DOCUMENTS]->(n4:Plan)
                WITH n4 {.key, .name} AS p4
                RETURN [p4.name]
                ORDER BY p4.key
                LIMIT $one
              }]
            ORDER BY p3.key
            LIMIT $one
          }]
        ORDER BY p2.key
        LIMIT $mostEvidence
      }, p1.name]
    ORDER BY p1.key
    LIMIT $limit0
  }] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
