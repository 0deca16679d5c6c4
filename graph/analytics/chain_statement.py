"""The Cypher of chain maps and gaps: one statement that reads a chain (or all) with everything its state can depend on.

Year and scope are no part of it: what counted when, and what lies where, is computed from the rows. Its parameters are `chain` (not of all
chains), `place` (a key, or "" for none) and `networks` (kinds of flows).
Rows by branch; `DATES` is a list of [asOf, sourceDate] of the claims of a fact without a year, else null; `QUANTITY` five columns; `ACTOR`
is [key, name, [[where, basis, claims]], [[claim, field, value, asOf, sourceDate, basis]], QUANTITY] of a firm or project:

    0 chain        [key, name]
    1 place asked  [key, name]
    2 its segment  [chain, segment, name, stage, basis, claims]
    3 flow         [id, from, from's name, to, to's name, material, kind, basis, claims]
    4 product      [type, id, by, by's name, product, product's name, aliases, year, DATES, basis, claims, QUANTITY, ACTOR or null]
    5 occupant     [segment, segment's name, id, state, year, since, DATES, bases, claims, ACTOR]
    6 survey       [segment, where, where's name, year, DATES, by, basis, claims]
    7 containment  [inner, outer, basis, claims]

Limit, stated: segments that are parts of segments are followed for four levels.
"""

from __future__ import annotations

from graph.analytics.statements import union_of_lists

_STARTS = {
    False: "MATCH (:Chain {key: $chain})-[:HAS_SEGMENT]->(s:Segment)\nWITH DISTINCT s",
    True: "MATCH (:Chain)-[:HAS_SEGMENT]->(s:Segment)\nWITH DISTINCT s",
}
_CHAINS = {False: "(c:Chain {key: $chain})", True: "(c:Chain)"}


def dates(relationship: str, when: str) -> str:
    """Return the expression of the years of a relationship's claims and of their sources, each [asOf, sourceDate], where `when` holds."""
    return f"""CASE WHEN {when} THEN
    COLLECT {{ UNWIND {relationship}.claims AS k MATCH (d:Evidence {{key: k}}) RETURN [d.asOf, d.sourceDate] }} END"""


def quantity(holder: str) -> str:
    """Return the expression of the five columns of a node's or relationship's capacity."""
    parts = ", ".join(f"{holder}.capacity{part}" for part in ("Value", "Upper", "Unit", "Comparator", "Text"))
    return f"[{parts}]"


ACTOR = f"""[x.key, x.name, [(x)-[l:LOCATED_IN]->(w) | [w.key, l.basis, l.claims]],
    CASE WHEN x:Project THEN
      [(x)<-[:ABOUT]-(v:Evidence) WHERE v.field IN ['status', 'completion'] | [v.key, v.field, v.value, v.asOf, v.sourceDate, v.basis]]
    ELSE [] END, {quantity("x")}]"""

_PLACES = tuple(f"MATCH (p:{label}) WHERE p.key = $place\nRETURN 1 AS r, [p.key, p.name] AS m" for label in ("Park", "Place"))
_FLOW = "f.id, a.key, a.name, b.key, b.name, f.material, f.kind, f.basis, f.claims"
_FLOWS = (
    f"MATCH (s)-[f:FEEDS]->(b:Segment)\nWITH s AS a, f, b\nRETURN 3 AS r, [{_FLOW}] AS m",
    f"MATCH (a:Segment)-[f:FEEDS]->(s)\nWITH a, f, s AS b\nRETURN 3 AS r, [{_FLOW}] AS m",
    # What comes by a network is known by the flows of those who make it, wherever these lead.
    f"""MATCH (s)-[:USES]->(:Product)<-[:PRODUCES]-(a:Segment)-[f:FEEDS]->(b:Segment)
WHERE f.kind IN $networks
WITH DISTINCT a, f, b
RETURN 3 AS r, [{_FLOW}] AS m""",
)
# What segments make and take is a matter of technique and bears no year; apart from the rest, the embedded engine takes half the time.
_PRODUCTS = tuple(
    f"MATCH (s)-[:USES|PRODUCES]->(p:Product)\nWITH DISTINCT p\n{dealing}"
    for dealing in (
        """MATCH (x:Segment)-[t:USES|PRODUCES]->(p)
RETURN 4 AS r, [type(t), t.id, x.key, x.name, p.key, p.name, p.aliases, null, null, t.basis, t.claims, [null, null, null, null, null],
  null] AS m""",
        f"""MATCH (x:Enterprise|Project)-[t:USES|PRODUCES]->(p)
WHERE x.stage IS NULL OR x.stage IN $settled
RETURN 4 AS r, [type(t), t.id, x.key, x.name, p.key, p.name, p.aliases, t.year, {dates("t", "t.year IS NULL AND x:Enterprise")},
  t.basis, t.claims, {quantity("t")}, {ACTOR}] AS m""",
    )
)
OCCUPIED = f"""MATCH (n)<-[ps:PART_OF*0..4]-(:Segment)<-[o:OCCUPIES]-(x)
RETURN 5 AS r, [n.key, n.name, o.id, o.state, o.year, o.since, {dates("o", "o.year IS NULL AND o.since IS NULL")},
  [q IN ps | q.basis] + o.basis, reduce(all = [], q IN ps | all + q.claims) + o.claims, {ACTOR}] AS m"""
_SURVEYED = f"""MATCH (n)-[v:SURVEYED_IN]->(w)
RETURN 6 AS r, [n.key, w.key, w.name, v.year, {dates("v", "v.year IS NULL")}, v.by, v.basis, v.claims] AS m"""
# The segments themselves, those that feed them or are fed, and those that make or take a product of theirs. Segments two flows away come
# along and change nothing; one pattern instead of two costs both stores half the time.
_NEAR = "MATCH (s)-[:FEEDS|USES|PRODUCES*0..2]-(n:Segment)\nWITH DISTINCT n"
_STANDING = (OCCUPIED, _SURVEYED)
# Of all chains at once every flow and every segment may count, which is cheaper to ask than what lies around each.
_EVERY_FLOW = f"MATCH (a:Segment)-[f:FEEDS]->(b:Segment)\nRETURN 3 AS r, [{_FLOW}] AS m"
_EVERY_SEGMENT = "MATCH (n:Segment)"
CONTAINMENTS = """MATCH (a:Park|Place)-[i:LOCATED_IN|PART_OF]->(b:Park|Place)
RETURN 7 AS r, [a.key, b.key, i.basis, i.claims] AS m"""


def _text(*, every: bool) -> str:
    start = _STARTS[every]
    flows = (_EVERY_FLOW,) if every else tuple(f"{start}\n{flow}" for flow in _FLOWS)
    near = _EVERY_SEGMENT if every else f"{start}\n{_NEAR}"
    return union_of_lists(
        (
            f"MATCH {_CHAINS[every]}\nRETURN 0 AS r, [c.key, c.name] AS m",
            *_PLACES,
            f"MATCH {_CHAINS[every]}-[h:HAS_SEGMENT]->(s:Segment)\nRETURN 2 AS r, [c.key, s.key, s.name, s.stage, h.basis, h.claims] AS m",
            *flows,
            *(f"{start}\n{products}" for products in _PRODUCTS),
            *(f"{near}\n{what}" for what in _STANDING),
            CONTAINMENTS,
        )
    )


ONE_CHAIN = _text(every=False)
EVERY_CHAIN = _text(every=True)
