"""The Cypher of the proposed bases: what stands in the parks that a plan speaks of, as branches of one UNION ALL.

    r  what                 m
    0  plan                 [key, name]
    1  its sets of bases    [key, name, count or null]
    2  park                 [key, name]
    3  park in a park       [inner, its name, outer, basis, claims]
    4  actor in a park      [park, key, name, whether a project, basis, claims]
    5  project of a firm    [firm, its name, project, its name, whether it has a location of its own, basis, claims]
    6  occupied segment     [actor, segment, its name, chain, its name, state, [basis of each step], claims]
    7  industry of an actor [actor, industry, its name, whether it has narrower ones, [basis of each step], claims]
    8  flow                 [segment, segment]
    9  named by the plan    [key, basis, claims]
   10  official base        [key, park, industry or chain]
   11  all of an actor      [[rows of 5], [rows of 6], [rows of 7], [rows of 8]]
   12  all of a park        [[row of 2], [rows of 3], [rows of 4]]

Only parks that a claim of the plan's own documents is about are looked into, with the parks in them to three levels, so the cost goes with
the plan and not with the graph. Rows 2 to 8 come within those of 11 and 12: to find parks and actors costs more than to read all
about them.
"""

from __future__ import annotations

from graph.analytics.plan_asked import BY_KEY, LOADED_LAST
from graph.analytics.statements import union_of_lists

_PARKS = """MATCH (p)<-[:DOCUMENTS]-(:Document)<-[:CITES]-(:Evidence)-[:ABOUT]->(k:Park)
WITH DISTINCT k
MATCH (k)<-[:LOCATED_IN|PART_OF*0..3]-(q:Park)
WITH DISTINCT q"""
# An actor in a park, and the projects of a firm there.
_ACTORS = f"""{_PARKS}
MATCH (q)<-[:LOCATED_IN]-(a)-[:UNDERTAKES*0..1]->(x:Enterprise|Project)
WITH DISTINCT x"""
_OF_A_PARK = """[
  [[q.key, q.name]],
  [(q)-[i:LOCATED_IN|PART_OF]->(b:Park) | [q.key, q.name, b.key, i.basis, i.claims]],
  [(q)<-[l:LOCATED_IN]-(x:Enterprise|Project) | [q.key, x.key, x.name, x:Project, l.basis, l.claims]]]"""
# Of a firm there, and so of each of its projects; both are actors, since projects come along with their firms.
_OF_AN_ACTOR = """[
  [(x)<-[u:UNDERTAKES]-(f:Enterprise) | [f.key, f.name, x.key, x.name, EXISTS { MATCH (x)-[:LOCATED_IN]->() }, u.basis, u.claims]],
  [(x)-[o:OCCUPIES]->(:Segment)-[ps:PART_OF*0..4]->(s:Segment)<-[h:HAS_SEGMENT]-(c:Chain) |
    [x.key, s.key, s.name, c.key, c.name, o.state, [t IN ps | t.basis] + [o.basis, h.basis], o.claims]],
  [(x)-[i:IN_INDUSTRY]->(n:Industry) | [x.key, n.key, n.name, EXISTS { MATCH (n)<-[:SUBCLASS_OF]-() }, [i.basis], i.claims]] +
  [(x)-[t:PRODUCES]->(:Product)-[i:IN_INDUSTRY]->(n:Industry) |
    [x.key, n.key, n.name, EXISTS { MATCH (n)<-[:SUBCLASS_OF]-() }, [t.basis, i.basis], t.claims + i.claims]],
  [(x)-[:OCCUPIES]->(:Segment)-[:PART_OF*0..4]->(s:Segment)-[:FEEDS]->(t:Segment) | [s.key, t.key]]]"""

_BRANCHES = (
    "RETURN 0 AS r, [p.key, p.name] AS m",
    "MATCH (p)<-[:PART_OF]-(g:Group)\nWHERE g.memberLabel = 'Base'\nRETURN 1 AS r, [g.key, g.name, g.declaredCount] AS m",
    f"{_PARKS}\nRETURN 12 AS r, {_OF_A_PARK} AS m",
    f"{_ACTORS}\nRETURN 11 AS r, {_OF_AN_ACTOR} AS m",
    "MATCH (p)<-[l:LISTED_IN]-(x)\nRETURN 9 AS r, [x.key, l.basis, l.claims] AS m",
    "MATCH (p)<-[:PART_OF]-(:Task)-[l:TARGETS]->(x)\nRETURN 9 AS r, [x.key, l.basis, l.claims] AS m",
    "MATCH (b:Base)-[:CARRIED_BY]->(k)\nMATCH (b)-[:BUILT_ON]->(t)\nRETURN 10 AS r, [b.key, k.key, t.key] AS m",
)

OF_A_PLAN = union_of_lists([f"{BY_KEY}\n{branch}" for branch in _BRANCHES])
OF_THE_PLAN_LOADED_LAST = union_of_lists([f"{LOADED_LAST}\n{branch}" for branch in _BRANCHES])
