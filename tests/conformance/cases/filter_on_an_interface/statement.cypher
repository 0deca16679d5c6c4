MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
UNWIND $keys0 AS asked
OPTIONAL MATCH (:Redirect {key: asked})-[:REDIRECTS]->(t)
WITH asked, coalesce(t.key, asked) AS k
MATCH (n0:Project {key: k})
WITH asked, n0, n0 {.name} AS p0
RETURN 0 AS r, collect([asked, p0.name,
  COLLECT {
    MATCH (n0)<-[:TARGETS]-(n1:Task)
    WHERE EXISTS { (n1)<-[:LEADS]-() }
    WITH n1 {.order, .key, .name} AS p1
    RETURN [p1.name]
    ORDER BY p1.order, p1.key
    LIMIT $limit0
  },
  COUNT {
    MATCH (n0)-[:MEMBER_OF]->(n1:Group)
    WHERE n1.declaredCount > $value0
  }]) AS m
UNION ALL
UNWIND $keys1 AS asked
OPTIONAL MATCH (:Redirect {key: asked})-[:REDIRECTS]->(t)
WITH asked, coalesce(t.key, asked) AS k
MATCH (n0:Chain {key: k})
WITH asked, n0, n0 {.name} AS p0
RETURN 1 AS r, collect([asked, p0.name,
  COLLECT {
    MATCH (n0)<-[:TARGETS]-(n1:Task)
    WHERE EXISTS { (n1)<-[:LEADS]-() }
    WITH n1 {.order, .key, .name} AS p1
    RETURN [p1.name]
    ORDER BY p1.order, p1.key
    LIMIT $limit0
  },
  COUNT {
    MATCH (n0)-[:MEMBER_OF]->(n1:Group)
    WHERE n1.declaredCount > $value0
  }]) AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
