"""The Cypher of the proposed bases: what stands in the parks that a plan speaks of, as branches of one UNION ALL.

    r  what                 m
    0  plan                 [key, name]
    1  its sets of bases    [key, name, count or null]
    2  park it speaks of    [key, name]
    3  park in a park       [inner, its name, outer, basis, claims]
    4  actor in a park      [park, key, name, whether a project, basis, claims]
    5  project of a firm    [firm, its name, project, its name, whether it has a location of its own, basis, claims]
    6  occupied segment     [actor, segment, its name, chain, its name, state, [basis of each step], claims]
    7  industry of an actor [actor, industry, its name, whether it has narrower ones, [basis of each step], claims]
    8  flow                 [segment, segment]
    9  named by the plan    [key, basis, claims]
   10  official base        [key, park, industry or chain]

Only parks that a claim of the plan's own documents is about are looked into, with the parks in them to three levels, so the cost goes with
the plan and not with the graph.
"""

from __future__ import annotations

from graph.analytics.plan_asked import BY_KEY, LOADED_LAST
from graph.analytics.statements import union_of_lists

_NAMED = """MATCH (p)<-[:DOCUMENTS]-(:Document)<-[:CITES]-(:Evidence)-[:ABOUT]->(k:Park)
WITH DISTINCT k"""
_PARKS = f"""{_NAMED}
MATCH (k)<-[:LOCATED_IN|PART_OF*0..3]-(q:Park)
WITH DISTINCT q"""
# An actor in a park, and the projects of a firm there.
_ACTORS = f"""{_PARKS}
MATCH (q)<-[:LOCATED_IN]-(a)-[:UNDERTAKES*0..1]->(x:Enterprise|Project)
WITH DISTINCT x"""

_BRANCHES = (
    "RETURN 0 AS r, [p.key, p.name] AS m",
    "MATCH (p)<-[:PART_OF]-(g:Group)\nWHERE g.memberLabel = 'Base'\nRETURN 1 AS r, [g.key, g.name, g.declaredCount] AS m",
    f"{_NAMED}\nRETURN 2 AS r, [k.key, k.name] AS m",
    f"""{_PARKS}
MATCH (q)-[i:LOCATED_IN|PART_OF]->(b:Park)
RETURN 3 AS r, [q.key, q.name, b.key, i.basis, i.claims] AS m""",
    f"""{_PARKS}
MATCH (q)<-[l:LOCATED_IN]-(x:Enterprise|Project)
RETURN 4 AS r, [q.key, x.key, x.name, x:Project, l.basis, l.claims] AS m""",
    f"""{_ACTORS}
MATCH (f:Enterprise)-[u:UNDERTAKES]->(y:Project)
WHERE f = x OR y = x
RETURN 5 AS r, [f.key, f.name, y.key, y.name, EXISTS {{ MATCH (y)-[:LOCATED_IN]->() }}, u.basis, u.claims] AS m""",
    f"""{_ACTORS}
MATCH (x)-[o:OCCUPIES]->(:Segment)-[ps:PART_OF*0..4]->(s:Segment)<-[h:HAS_SEGMENT]-(c:Chain)
RETURN 6 AS r, [x.key, s.key, s.name, c.key, c.name, o.state, [t IN ps | t.basis] + [o.basis, h.basis], o.claims] AS m""",
    f"""{_ACTORS}
MATCH (x)-[i:IN_INDUSTRY]->(n:Industry)
RETURN 7 AS r, [x.key, n.key, n.name, EXISTS {{ MATCH (n)<-[:SUBCLASS_OF]-() }}, [i.basis], i.claims] AS m""",
    f"""{_ACTORS}
MATCH (x)-[t:PRODUCES]->(:Product)-[i:IN_INDUSTRY]->(n:Industry)
RETURN 7 AS r, [x.key, n.key, n.name, EXISTS {{ MATCH (n)<-[:SUBCLASS_OF]-() }}, [t.basis, i.basis], t.claims + i.claims] AS m""",
    f"""{_ACTORS}
MATCH (x)-[:OCCUPIES]->(:Segment)-[:PART_OF*0..4]->(s:Segment)
WITH DISTINCT s
MATCH (s)-[:FEEDS]->(t:Segment)
RETURN 8 AS r, [s.key, t.key] AS m""",
    "MATCH (p)<-[l:LISTED_IN]-(x)\nRETURN 9 AS r, [x.key, l.basis, l.claims] AS m",
    "MATCH (p)<-[:PART_OF]-(:Task)-[l:TARGETS]->(x)\nRETURN 9 AS r, [x.key, l.basis, l.claims] AS m",
    "MATCH (k)<-[:CARRIED_BY]-(b:Base)-[:BUILT_ON]->(t)\nRETURN 10 AS r, [b.key, k.key, t.key] AS m",
)

OF_A_PLAN = union_of_lists([f"{BY_KEY}\n{branch}" for branch in _BRANCHES])
OF_THE_PLAN_LOADED_LAST = union_of_lists([f"{LOADED_LAST}\n{branch}" for branch in _BRANCHES])
