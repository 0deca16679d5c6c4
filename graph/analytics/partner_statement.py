"""The Cypher of candidate partners: one statement that reads a segment, who works around it, and what is known of their firms.

Everything is reached from the segment; nothing walks a label but those of parks and places, for what lies in what. Its parameters are
`segment` (a key) and `networks` (kinds of flows). Rows 3, 4, 5 and 7 have the form of graph.analytics.chain_statement:

    3 flow of the segment, or by a network of one that makes what it uses  4 product  5 occupant  7 containment
    8 segment      [key, name]
    9 part         [part, its name, whole, its name, id, basis, claims]
   10 firm         [key, name, listedCode, SCALE, stage, [[claim, field, value, basis]], [[where, basis, claims]], LISTS,
                    [[band, its name, min, max, year, basis, claims]], SERVICES, PARKS, serves, deals,
                    [[project, its name, id, basis, claims]], [[project] + LIST], [[project] + SERVICE]]
   11 park, place  [key, name, level of a place]
   12 standing     [who, part, id, basis, claims]: an OCCUPIES as such, of a part of a segment

SCALE is the five columns of a quantity, LISTS [[plan, its name, year, basis, claims]], SERVICES [[who, their name, kind, status, year, basis,
claims]], PARKS the services for its parks, with [park, its name, basis and claims of standing there] after each; `serves` and `deals` say
whether the firm serves anybody, and whether it makes, occupies or undertakes anything.

Products (4) are those that the segment uses or makes, of all who do, and those that a segment after it makes, of all who make them; occupants
(5) are of the segment, its neighbours, and the segments that make or take a product of its; firms (10) are all of these, and those that
undertake a project among them.
"""

from __future__ import annotations

from graph.analytics.chain_statement import ACTOR, CONTAINMENTS, OCCUPIED, dates, quantity
from graph.analytics.statements import union_of_lists

_SEGMENT = "MATCH (s:Segment {key: $segment})"
_FLOW = "a.key, a.name, b.key, b.name, f.material, f.kind, f.basis, f.claims"
_FLOWS = (
    f"MATCH (a:Segment {{key: $segment}})-[f:FEEDS]->(b:Segment)\nRETURN 3 AS r, [f.id, {_FLOW}] AS m",
    f"MATCH (a:Segment)-[f:FEEDS]->(b:Segment {{key: $segment}})\nRETURN 3 AS r, [f.id, {_FLOW}] AS m",
    # What comes by a network is known by the flows of those who make it, wherever these lead.
    f"""{_SEGMENT}-[:USES|PRODUCES]->(:Product)<-[:PRODUCES]-(a:Segment)-[f:FEEDS]->(b:Segment)
WHERE f.kind IN $networks
WITH DISTINCT a, f, b
RETURN 3 AS r, [f.id, {_FLOW}] AS m""",
)

_DEALT = f"{_SEGMENT}-[:USES|PRODUCES]->(p:Product)\nWITH DISTINCT p"
# The segments after it: those that it feeds, and those that take what it makes.
_AFTER = (
    f"{_SEGMENT}-[:FEEDS]->(d:Segment)-[:PRODUCES]->(p:Product)\nWITH DISTINCT p",
    f"{_SEGMENT}-[:PRODUCES]->(:Product)<-[:USES]-(d:Segment)-[:PRODUCES]->(p:Product)\nWITH DISTINCT p",
)
_PRODUCT = "type(t), t.id, x.key, x.name, p.key, p.name, p.aliases"
_NO_QUANTITY = "[null, null, null, null, null]"


def _by_segments(types: str) -> str:
    return f"MATCH (x:Segment)-[t:{types}]->(p)\nRETURN 4 AS r, [{_PRODUCT}, null, null, t.basis, t.claims, {_NO_QUANTITY}, null] AS m"


def _by_actors(types: str) -> str:
    undated = dates("t", "t.year IS NULL AND x:Enterprise")
    return f"""MATCH (x:Enterprise|Project)-[t:{types}]->(p)
RETURN 4 AS r, [{_PRODUCT}, t.year, {undated}, t.basis, t.claims, {quantity("t")}, {ACTOR}] AS m"""


_PRODUCTS = (
    *(f"{_DEALT}\n{dealing('USES|PRODUCES')}" for dealing in (_by_segments, _by_actors)),
    *(f"{after}\n{dealing('PRODUCES')}" for after in _AFTER for dealing in (_by_segments, _by_actors)),
)

# The segment, those a flow away, and those that share a product: one pattern instead of two costs both stores half the time.
_AROUND = "(s)-[rs:FEEDS|USES|PRODUCES*0..2]-(n:Segment)"
_ONE_STEP = "size(rs) < 2 OR type(rs[0]) <> 'FEEDS'"
_NEAR = f"{_SEGMENT}\nMATCH {_AROUND}\nWHERE {_ONE_STEP}\nWITH DISTINCT n"
_PARTS = """MATCH (n)<-[:PART_OF*0..3]-(w:Segment)<-[q:PART_OF]-(x:Segment)
WITH DISTINCT x, q, w
RETURN 9 AS r, [x.key, x.name, w.key, w.name, q.id, q.basis, q.claims] AS m"""
_STANDING = """MATCH (n)<-[:PART_OF*1..4]-(w:Segment)<-[o:OCCUPIES]-(x)
WITH DISTINCT x, o, w
RETURN 12 AS r, [x.key, w.key, o.id, o.basis, o.claims] AS m"""

_LIST = "n.key, n.name, l.year, l.basis, l.claims"
_SERVICE = "w.key, w.name, v.kind, v.status, v.year, v.basis, v.claims"
# What is known of a firm's projects stands in lists beside the projects: nested in them they took the embedded
# engine three times as long for 1,500 firms of five projects each.
_FIRM = f"""[e.key, e.name, e.listedCode, [e.scaleValue, e.scaleUpper, e.scaleUnit, e.scaleComparator, e.scaleText], e.stage,
    [(e)<-[:ABOUT]-(v:Evidence) WHERE v.field IN ['listedCode', 'scale', 'stage'] | [v.key, v.field, v.value, v.basis]],
    [(e)-[l:LOCATED_IN]->(w) | [w.key, l.basis, l.claims]], [(e)-[l:LISTED_IN]->(n:Plan) | [{_LIST}]],
    [(e)-[l:IN_TIER]->(n) | [n.key, n.name, n.min, n.max, l.year, l.basis, l.claims]], [(e)<-[v:SERVES]-(w) | [{_SERVICE}]],
    [(e)-[l:LOCATED_IN]->(k:Park)<-[v:SERVES]-(w) | [{_SERVICE}, k.key, k.name, l.basis, l.claims]],
    EXISTS {{ MATCH (e)-[:SERVES]->() }}, EXISTS {{ MATCH (e)-[:PRODUCES|OCCUPIES|UNDERTAKES]->() }},
    [(e)-[u:UNDERTAKES]->(j:Project) | [j.key, j.name, u.id, u.basis, u.claims]],
    [(e)-[:UNDERTAKES]->(j:Project)-[l:LISTED_IN]->(n:Plan) | [j.key, {_LIST}]],
    [(e)-[:UNDERTAKES]->(j:Project)<-[v:SERVES]-(w) | [j.key, {_SERVICE}]]]"""
_FIRMS = f"""{_SEGMENT}
WITH COLLECT {{
    MATCH {_AROUND} WHERE {_ONE_STEP} WITH DISTINCT n
    MATCH (n)<-[:PART_OF*0..4]-(:Segment)<-[:OCCUPIES]-(x) RETURN DISTINCT x
  }} + COLLECT {{
    MATCH (s)-[:USES|PRODUCES]->(:Product)<-[:USES|PRODUCES]-(x:Enterprise|Project) RETURN DISTINCT x
  }} + COLLECT {{
    MATCH (s)-[:FEEDS]->(:Segment)-[:PRODUCES]->(:Product)<-[:PRODUCES]-(x:Enterprise|Project) RETURN DISTINCT x
  }} + COLLECT {{
    MATCH (s)-[:PRODUCES]->(:Product)<-[:USES]-(:Segment)-[:PRODUCES]->(:Product)<-[:PRODUCES]-(x:Enterprise|Project) RETURN DISTINCT x
  }} AS xs
UNWIND xs AS x
MATCH (x)<-[:UNDERTAKES*0..1]-(e:Enterprise)
WITH DISTINCT e
RETURN 10 AS r, {_FIRM} AS m"""

AROUND_SEGMENT = union_of_lists(
    (
        f"{_SEGMENT}\nRETURN 8 AS r, [s.key, s.name] AS m",
        *_FLOWS,
        *_PRODUCTS,
        *(f"{_NEAR}\n{what}" for what in (OCCUPIED, _STANDING, _PARTS)),
        _FIRMS,
        CONTAINMENTS,
        "MATCH (p:Park)\nRETURN 11 AS r, [p.key, p.name, null] AS m",
        "MATCH (p:Place)\nRETURN 11 AS r, [p.key, p.name, p.level] AS m",
    )
)
