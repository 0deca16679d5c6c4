"""The Cypher of plan differences: both plans, their parts, and what their own claims say of the parts, as branches of one UNION ALL.

Rows, each `[branch, list]`; a list begins with the side, 'from' or 'to':

- `PLAN`: `[side, key, name, year, whether a source of it is loaded]`; no row for an unknown key, merged keys are followed;
- `PART`: `[side, key, name, TYPE, claims, year, role]` of a part; the last two are those of LISTED_IN;
- `CLAIM`: `[side, key, field, value, evidence key, basis, channel, role, as of, date of the source]`, one a claim of the plan's own on a
  property of a part;
- `JOINT`: `[side, key, TYPE, whether it starts at the part, far key, far name, evidence key]`, one a claim of the plan's own on a compared
  relationship of a part.

Limits, stated: parts of parts are followed for three steps; every claim on a part is passed once.
"""

from __future__ import annotations

from graph.analytics.difference_rules import BELONGS, COMPARED, NAME
from graph.analytics.statements import union

PLAN, PART, CLAIM, JOINT = 0, 1, 2, 3

_FIND = """MATCH (found:Plan|Redirect {{key: ${side}}})-[:REDIRECTS*0..1]->(p:Plan)
WITH p, COLLECT {{ MATCH (p)<-[:DOCUMENTS]-(d:Document) RETURN d.key }} AS documents,
  COLLECT {{ MATCH (p)<-[:ABOUT]-(y:Evidence) WHERE y.field = 'role' AND y.value = 'MAIN' RETURN DISTINCT y.source }} AS sources"""
_PARTS = f"MATCH (p)<-[:PART_OF*0..2]-(whole)<-[l:{'|'.join(BELONGS)}]-(n)"
_OWN = "(x.source IN sources OR EXISTS { MATCH (x)-[:CITES]->(d:Document) WHERE d.key IN documents })"

_PROPERTIES = ", ".join(
    f"'{name}'" for name in dict.fromkeys((NAME, *(key for one in COMPARED.values() for key in one.properties)))
)
_TYPES = "|".join(dict.fromkeys(side.type for one in COMPARED.values() for side in one.sides))


def _branches(side: str) -> tuple[str, ...]:
    find = _FIND.format(side=side)
    parts = f"{find}\n{_PARTS}"
    return (
        f"{find}\nRETURN {PLAN} AS r, ['{side}', p.key, p.name, p.year, size(documents) + size(sources) > 0] AS m",
        f"{parts}\nRETURN {PART} AS r, ['{side}', n.key, n.name, type(l), l.claims, l.year, l.role] AS m",
        f"""{parts}
WITH DISTINCT n, documents, sources
MATCH (n)<-[:ABOUT]-(x:Evidence)
WHERE x.relationship IS NULL AND x.field IN [{_PROPERTIES}] AND {_OWN}
RETURN {CLAIM} AS r, ['{side}', n.key, x.field, x.value, x.key, x.basis, x.channel, x.role, x.asOf, x.sourceDate] AS m""",
        f"""{parts}
WITH DISTINCT n, documents, sources
MATCH (n)-[j:{_TYPES}]-(far)
UNWIND j.claims AS claim
MATCH (x:Evidence {{key: claim}})
WHERE {_OWN}
RETURN {JOINT} AS r, ['{side}', n.key, type(j), startNode(j).key = n.key, far.key, far.name, x.key] AS m""",
    )


_TEXT = union((*_branches("from"), *_branches("to")))


def difference_text() -> str:
    """Return the statement's text; its parameters are `from` and `to`, keys of plans."""
    return _TEXT
