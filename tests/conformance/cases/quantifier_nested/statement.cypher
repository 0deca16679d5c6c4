MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Park)
WHERE n0.key > $floor
  AND EXISTS {
    MATCH (n0)<-[:LOCATED_IN]-(n1)
    WHERE n1:Enterprise
      AND EXISTS {
        MATCH (n1)-[:UNDERTAKES]->(n2:Project)
        WHERE EXISTS {
          MATCH (n2)<-[:UNDERTAKES]-(n3:Enterprise)
          WHERE n3.key = $value0
        }
      }
  }
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.key
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
