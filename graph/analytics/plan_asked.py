"""How a statement finds the plan that it is asked about, bound as `p`."""

from __future__ import annotations

BY_KEY = "MATCH (p:Plan {key: $plan})"
# The main plan whose load finished last by this store's log; a restored graph has no log, then the first key.
LOADED_LAST = """MATCH (p:Plan)
WHERE p.role = 'MAIN'
OPTIONAL MATCH (p)<-[:DOCUMENTS]-(d:Document)
OPTIONAL MATCH (u:LoadRun {source: d.source})
OPTIONAL MATCH (g:LoadLog {key: u.key})
WITH p, max(coalesce(g.finishedAt, '')) AS finished
ORDER BY finished DESC, p.key
LIMIT 1"""
