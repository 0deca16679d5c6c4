MATCH (s:State {key: 'graph'})
RETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m
UNION ALL
MATCH (n0:Project)
WHERE ($at0 IS NOT NULL AND (n0.status > $at0 OR n0.status IS NULL)) OR ((n0.status = $at0 OR (n0.status IS NULL AND $at0 IS NULL)) AND (($at1 IS NOT NULL AND (n0.investment < $at1 OR n0.investment IS NULL)) OR ((n0.investment = $at1 OR (n0.investment IS NULL AND $at1 IS NULL)) AND n0.key < $key0)))
RETURN 0 AS r, [n0.name] AS m
ORDER BY n0.status, n0.investment IS NULL, n0.investment DESC, n0.key DESC
LIMIT $limit0
UNION ALL
MATCH (s:State {key: 'graph'})
RETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m
