"""The Cypher of plan differences: both plans with their parts, and what the plans' own claims say of the parts; two branches of a UNION ALL.

A row `[0, …]` is the earlier plan, `[1, …]` the later one; no row for an unknown key, merged keys are followed. Its list:
`[key, name, year, whether a source of the plan is loaded, parts]`, and each part is
`[key, name, TYPE, claims, year, role, said, joined]`:

- TYPE is PART_OF or LISTED_IN, `claims` its evidence's keys, year and role those of LISTED_IN; a part comes once for each of the two;
- `said` has a list for each claim of the plan's own on a compared property: `[field, value, evidence key, basis, channel, role, as of,
  date of the source]`;
- `joined` has a list for each claim of the plan's own on a compared relationship: `[TYPE, whether it starts at the part, far key,
  far name, evidence key]`.

Parts nested in their plan cost the stores half of what rows of their own would (measured: 53 to 115 ms for the register compared with
itself, embedded engine). Limits, stated: parts of parts are followed for three steps; every claim on a part is passed once.
"""

from __future__ import annotations

from graph.analytics.difference_rules import BELONGS, COMPARED, NAME
from graph.analytics.statements import union

BEFORE, AFTER = 0, 1

_PROPERTIES = ", ".join(
    f"'{name}'" for name in dict.fromkeys((NAME, *(key for one in COMPARED.values() for key in one.properties)))
)
_TYPES = "|".join(dict.fromkeys(side.type for one in COMPARED.values() for side in one.sides))
_OWN = "(x.source IN sources OR EXISTS { MATCH (x)-[:CITES]->(d:Document) WHERE d.key IN documents })"


def _branch(number: int, side: str) -> str:
    return f"""MATCH (found:Plan|Redirect {{key: ${side}}})-[:REDIRECTS*0..1]->(p:Plan)
WITH p, COLLECT {{ MATCH (p)<-[:DOCUMENTS]-(d:Document) RETURN d.key }} AS documents,
  COLLECT {{ MATCH (p)<-[:ABOUT]-(y:Evidence) WHERE y.field = 'role' AND y.value = 'MAIN' RETURN DISTINCT y.source }} AS sources
RETURN {number} AS r, [p.key, p.name, p.year, size(documents) + size(sources) > 0, COLLECT {{
  MATCH (p)<-[:PART_OF*0..2]-(whole)<-[l:{"|".join(BELONGS)}]-(n)
  RETURN [n.key, n.name, type(l), l.claims, l.year, l.role,
    COLLECT {{
      MATCH (n)<-[:ABOUT]-(x:Evidence)
      WHERE x.relationship IS NULL AND x.field IN [{_PROPERTIES}] AND {_OWN}
      RETURN [x.field, x.value, x.key, x.basis, x.channel, x.role, x.asOf, x.sourceDate]
    }},
    COLLECT {{
      MATCH (n)-[j:{_TYPES}]-(far)
      UNWIND j.claims AS claim
      MATCH (x:Evidence {{key: claim}})
      WHERE {_OWN}
      RETURN [type(j), startNode(j).key = n.key, far.key, far.name, x.key]
    }}]
}}] AS m"""


_TEXT = union((_branch(BEFORE, "from"), _branch(AFTER, "to")))


def difference_text() -> str:
    """Return the statement's text; its parameters are `from` and `to`, keys of plans."""
    return _TEXT
