MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (:NameForm {form: $form0})-[:NAMES]->(n0:Segment)
WITH n0 {.key, .name} AS p0
RETURN 0 AS r, [p0.key, p0.name] AS m
ORDER BY p0.key
LIMIT $candidates
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
