MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Segment)
WHERE n0.key > $floor
  AND NOT n0.stage <> $value0
RETURN 0 AS r, [n0.name,
  COUNT {
    MATCH (n0)<-[:OCCUPIES]-(n1)
    WHERE n1:Enterprise
  }] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Segment)
WHERE NOT n0.stage <> $value0
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
