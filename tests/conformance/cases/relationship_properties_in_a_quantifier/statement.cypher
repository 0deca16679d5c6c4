MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Enterprise)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)-[r1:OCCUPIES]->(n1:Segment)
    WHERE NOT n1.stage <> $value0
      AND r1.state = $value1
      AND r1.year >= $value2
  }
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)<-[r1:SERVES]-(n1)
    WHERE (r1.year IS NULL) = $value3
  }
  AND NOT EXISTS {
    MATCH (n0)<-[r1:SERVES]-(n1)
    WHERE r1.status = $value4
  }
RETURN 1 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit1
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
