MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE (($at0 IS NOT NULL AND (n0.investment < $at0 OR n0.investment IS NULL)) OR ((n0.investment = $at0 OR (n0.investment IS NULL AND $at0 IS NULL)) AND n0.key < $key0))
  AND NOT n0.basis <> $value0
RETURN 0 AS r, [n0.investment, n0.key, n0.name] AS m
ORDER BY n0.investment IS NULL, n0.investment DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (n0:Project)
WHERE NOT n0.basis <> $value0
WITH count(*) AS c0
RETURN 1 AS r, [c0] AS m
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
