"""The Cypher of departments serving: which statement asks for which start, as branches of one UNION ALL.

Every branch of a service returns a row `[ROUTE, who.key, who.name, kind, year, target.key, target.name, via, bases, claims, counts]`:

- ROUTE is a ServiceRoute name; `via` the names between the start and the target, in order;
- `bases` the basis of every fact on the way, `claims` the keys of their evidence;
- `counts` is [declaredCount, declaredCount of the set that holds it] of a group whose members are not all named, else [].

Limits, stated: ways up from a park are followed for four steps, since no plan nests parks and places deeper; branches list every way,
so a chain with very many members costs its members times their services.
"""

from __future__ import annotations

from graph.analytics.statements import union_of_lists
from graph.errors import PlanBug

# A step that may be left out is written as a way of no or one relationship: each branch of its own costs Neo4j about 0.2 s when
# the text is first planned (measured), so eleven branches answer what twenty-four would.
_ALONG = "[q IN {steps} | q.basis]"
_CLAIMS = "reduce(all = [], q IN {steps} | all + q.claims)"


def _bases(steps: str) -> str:
    return _ALONG.format(steps=steps)


def _claims(steps: str) -> str:
    return _CLAIMS.format(steps=steps)


# Who or what may be served on behalf of the start: fragments that bind x, via, bases and claims.
_BY_UNDERTAKING = f"[] AS via, {_bases('us')} AS bases, {_claims('us')} AS claims"
_MEMBERS = {
    # What occupies a segment of the chain, and who undertakes such a project.
    "Chain": f"""MATCH (:Chain {{key: $about}})-[h:HAS_SEGMENT]->(s:Segment)<-[o:OCCUPIES]-(p)<-[us:UNDERTAKES*0..1]-(x)
WITH x, CASE x.key WHEN p.key THEN [s.name] ELSE [s.name, p.name] END AS via, [h.basis, o.basis] + {_bases("us")} AS bases,
  h.claims + o.claims + {_claims("us")} AS claims""",
    "Project": f"MATCH (:Project {{key: $about}})<-[us:UNDERTAKES*0..1]-(x)\nWITH x, {_BY_UNDERTAKING}",
    "Enterprise": f"MATCH (:Enterprise {{key: $about}})-[us:UNDERTAKES*0..1]->(x)\nWITH x, {_BY_UNDERTAKING}",
    "Park": "MATCH (x:Park {key: $about})\nWITH x, [] AS via, [] AS bases, [] AS claims",
}
_INSIDE_PARK = f"""MATCH (:Park {{key: $about}})<-[us:LOCATED_IN|PART_OF*1..4]-(x:Park|Project|Enterprise)
WITH x, {_BY_UNDERTAKING}"""

_ROUTE_OF_LABEL = (
    "CASE WHEN t.key = $about THEN 'DIRECT' WHEN t:Project THEN 'PROJECT' WHEN t:Enterprise THEN 'ENTERPRISE' ELSE 'PARK' END"
)

# A service reaches the member itself, and what stands in the served park or place or in a part of it; a province is too wide.
_SERVED = f"""MATCH (x)-[up:LOCATED_IN|PART_OF*0..4]->(t)<-[v:SERVES]-(w)
WHERE (size(up) = 0 OR NOT t.key = $about) AND NOT (t:Place AND coalesce(t.level, '') = 'PROVINCIAL')
RETURN 1 AS r, [{_ROUTE_OF_LABEL}, w.key, w.name, v.kind, v.year, t.key, t.name,
  CASE size(up) WHEN 0 THEN via ELSE via + x.name END, bases + {_bases("up")} + v.basis, claims + {_claims("up")} + v.claims, []] AS m"""
_SERVED_ITSELF = f"""MATCH (x)<-[v:SERVES]-(w)
RETURN 1 AS r, [{_ROUTE_OF_LABEL.replace("t:", "x:").replace("t.", "x.")}, w.key, w.name, v.kind, v.year, x.key, x.name, via,
  bases + v.basis, claims + v.claims, []] AS m"""

# A counted set of a plan that lists the member in the set's year: it may be one of them, as long as not every member is named.
_GROUP = """MATCH (x)-[l:LISTED_IN]->(:Plan)<-[g:PART_OF]-(t:Group)<-[v:SERVES]-(w)
WHERE ((t.memberLabel = 'Project' AND x:Project) OR (t.memberLabel = 'Enterprise' AND x:Enterprise))
  AND (l.year IS NULL OR t.year IS NULL OR l.year = t.year)
  AND (t.declaredCount IS NULL OR t.knownCount < t.declaredCount)
RETURN 1 AS r, ['GROUP', w.key, w.name, v.kind, v.year, t.key, t.name, via + x.name, bases + [l.basis, g.basis, v.basis, 'INFERRED'],
  claims + l.claims + g.claims + v.claims,
  [t.declaredCount, [(t)-[:MEMBER_OF]->(whole:Group) | whole.declaredCount][0]]] AS m"""
_MEMBER = """MATCH (x)-[b:MEMBER_OF]->(t:Group)<-[v:SERVES]-(w)
RETURN 1 AS r, ['GROUP', w.key, w.name, v.kind, v.year, t.key, t.name, via + x.name, bases + [b.basis, v.basis],
  claims + b.claims + v.claims, []] AS m"""

_TASK_KIND = "CASE type(v) WHEN 'LEADS' THEN 'TASK_LEAD' ELSE 'COORDINATION' END"
_ANSWERS = f"""MATCH (x:{{label}} {{{{key: $about}}}})<-[v:LEADS|PARTICIPATES_IN]-(w)
RETURN 1 AS r, ['DIRECT', w.key, w.name, {_TASK_KIND}, null, x.key, x.name, [], [v.basis], v.claims, []] AS m"""

# What a task may be meant for on behalf of the start, besides itself: fragments that bind y, via, bases and claims.
_OWN = "[y.name] AS via, [b.basis] AS bases, b.claims AS claims"
_CONCERNED = {
    "Chain": (
        f"MATCH (:Chain {{key: $about}})<-[b:BUILT_ON]-(y:Base)\nWITH y, {_OWN}",
        """MATCH (:Chain {key: $about})-[h:HAS_SEGMENT]->(s:Segment)-[o:PRODUCES]->(p:Product)-[b:IN_INDUSTRY]->(y:Industry)
WITH y, [s.name, p.name, y.name] AS via, [h.basis, o.basis, b.basis] AS bases, h.claims + o.claims + b.claims AS claims""",
    ),
    "Project": (
        f"MATCH (:Project {{key: $about}})<-[b:SUPPORTED_BY]-(y:Base)\nWITH y, {_OWN}",
        f"MATCH (:Project {{key: $about}})-[b:IN_INDUSTRY]->(y:Industry)\nWITH y, {_OWN}",
    ),
    "Enterprise": (
        f"MATCH (:Enterprise {{key: $about}})<-[b:SUPPORTED_BY]-(y:Base)\nWITH y, {_OWN}",
        f"MATCH (:Enterprise {{key: $about}})-[b:IN_INDUSTRY]->(y:Industry)\nWITH y, {_OWN}",
    ),
    "Park": (f"MATCH (:Park {{key: $about}})<-[b:CARRIED_BY]-(y:Base)\nWITH y, {_OWN}",),
}
_TARGETED = f"""MATCH (y)-[ms:MEMBER_OF*0..1]->(k)<-[g:TARGETS]-(t:Task)<-[v:LEADS|PARTICIPATES_IN]-(w)
RETURN 1 AS r, ['TASK', w.key, w.name, {_TASK_KIND}, null, t.key, t.name, CASE size(ms) WHEN 0 THEN via ELSE via + k.name END,
  bases + {_bases("ms")} + [g.basis, v.basis], claims + {_claims("ms")} + g.claims + v.claims, []] AS m"""

# A task for a counted set of chains, industries or bases may concern any chain, as long as not every member is named.
_TASK_OF_COUNTED_CHAINS = f"""MATCH (k:Group)<-[g:TARGETS]-(t:Task)<-[v:LEADS|PARTICIPATES_IN]-(w)
WHERE k.memberLabel IN ['Chain', 'Industry', 'Base'] AND (k.declaredCount IS NULL OR k.knownCount < k.declaredCount)
  AND EXISTS {{ MATCH (:Chain {{key: $about}}) }}
RETURN 1 AS r, ['TASK', w.key, w.name, {_TASK_KIND}, null, t.key, t.name, [k.name], [g.basis, v.basis, 'INFERRED'],
  g.claims + v.claims, [k.declaredCount, null]] AS m"""

_FOUND = "MATCH (x:{label} {{key: $about}})\nRETURN 0 AS r, [x.key, x.name] AS m"
_LED = ("Chain", "Project")


def _branches(label: str) -> list[str]:
    itself = f"MATCH (y:{label} {{key: $about}})\nWITH y, [] AS via, [] AS bases, [] AS claims"
    branches = [text.format(label=label) for text in [_FOUND] + [_ANSWERS] * (label in _LED)]
    branches += [_TASK_OF_COUNTED_CHAINS] * (label == "Chain")
    branches += [f"{concerned}\n{_TARGETED}" for concerned in (itself, *_CONCERNED[label])]
    branches += [f"{_MEMBERS[label]}\n{way}" for way in (_SERVED, _GROUP, _MEMBER)]
    branches += [f"{_INSIDE_PARK}\n{way}" for way in (_SERVED_ITSELF, _GROUP, _MEMBER)] * (label == "Park")
    return branches


_TEXTS = {label: union_of_lists(_branches(label)) for label in _MEMBERS}


def starts() -> tuple[str, ...]:
    """Return the labels of which departments are asked to serve, in declared order."""
    return tuple(_TEXTS)


def text_for(label: str) -> str:
    """Return the statement text for a start of the label (Chain, Project, Enterprise or Park); its one parameter is `about`.

    Raises:
        PlanBug: Departments serving are not asked of such a label.
    """
    if label not in _TEXTS:
        raise PlanBug(f"No departments are asked to serve a {label}.")
    return _TEXTS[label]
