"""The Cypher of the plan findings: everything that the rules need of a plan, as branches of one UNION ALL.

Each branch binds the plan as `p` and returns rows `[branch number, list]`; `graph.analytics.findings.facts` says what each list holds.
"The plan's own" claims are those that cite a document of the plan. Limits, stated: 50 given services a group and 10 groups a tier are
read; a set with more known members than LONGEST_LIST is not read item by item; every claim of the plan's documents is passed once for
conflicts and once for each kind of name.
"""

from __future__ import annotations

from graph.analytics.findings.rules import FREE_TEXT, LONGEST_LIST, NAMED_APART
from graph.analytics.plan_asked import BY_KEY, LOADED_LAST
from graph.analytics.statements import union_of_lists

_OWN = "MATCH (p)<-[:DOCUMENTS]-(:Document)<-[:CITES]-(v:Evidence)"


def _claims(node: str, field: str) -> str:
    """The claims on a node's own property, each as [key, basis]."""
    return f"[({node})<-[:ABOUT]-(c:Evidence) WHERE c.field = '{field}' AND c.relationship IS NULL | [c.key, c.basis]]"


def _naming(node: str) -> str:
    """The claims that name a node, each as [key, basis, names]."""
    return (
        f"[({node})<-[:ABOUT]-(c:Evidence) WHERE c.relationship IS NULL "
        "AND (c.field = 'name' OR c.field = 'aliases' OR c.field = 'fullName') | [c.key, c.basis, c.value]]"
    )


def _any(node: str, labels: frozenset[str]) -> str:
    return "(" + " OR ".join(f"{node}:{label}" for label in sorted(labels)) + ")"


_PLAN = "RETURN 0 AS r, [p.key, p.name, p.year] AS m"
_PARTS = f"""MATCH (p)<-[:PART_OF*1..3]-(w:Instrument)<-[l:PART_OF]-(i:Instrument)
RETURN 1 AS r, [w.key, w.name, w.amount, {_claims("w", "amount")}, i.key, i.name, i.amount, {_claims("i", "amount")},
  [l.basis] + l.claims] AS m"""
_INDICATORS = f"""MATCH (p)<-[:PART_OF]-(i:Indicator)
RETURN 2 AS r, [i.key, i.name, i.year, i.valueValue, i.valueUpper, i.valueUnit, i.valueComparator, {_claims("i", "value")},
  {_claims("i", "name")},
  [(i)-[l:MEASURES]->(x) | [x.key, x.name, x.amount, x.target, x.declaredCount, [l.basis] + l.claims]],
  [(i)-[:MEASURES]->(x:Instrument)<-[:ABOUT]-(c:Evidence) WHERE c.field = 'amount' AND c.relationship IS NULL |
    [x.key, c.key, c.basis]]] AS m"""
_GROUPS = f"""MATCH (p)<-[:PART_OF]-(g:Group)
RETURN 3 AS r, [g.key, g.name, g.memberLabel, g.declaredCount, g.knownCount, g.year, {_claims("g", "declaredCount")},
  {_claims("g", "name")},
  COUNT {{ MATCH (g)<-[l:MEMBER_OF]-(x) WHERE (l.basis = 'INFERRED' OR l.basis = 'PROPOSED') AND NOT x:Group AND NOT x:RevenueTier }},
  COLLECT {{ MATCH (g)<-[s:SERVES]-(w) WHERE s.status = 'GIVEN'
    RETURN [s.kind, w.name, [s.basis] + s.claims] ORDER BY w.key, s.id LIMIT 50 }}] AS m"""
_TIERS = f"""MATCH (p)<-[:PART_OF]-(t:RevenueTier)
WHERE t.target IS NOT NULL
RETURN 4 AS r, [t.key, t.name, t.min, t.target, t.year, {_claims("t", "target")},
  COLLECT {{ MATCH (t)-[l:MEMBER_OF]->(g:Group) RETURN [g.key, [l.basis] + l.claims] ORDER BY g.key LIMIT 10 }}] AS m"""
_LISTED = """MATCH (p)<-[l:LISTED_IN]-(x)
WITH l.role AS role, l.year AS year, labels(x)[0] AS label, (l.basis = 'STATED' OR l.basis = 'REFERENCE') AS sure
WITH role, year, label, sure, count(*) AS found
RETURN 5 AS r, [role, year, label, sure, found] AS m"""
# Items of lists, one row a claim: [type, anchor, name, locator, item, name, whether a set, claim, its basis].
_ITEM = """UNWIND l.claims AS k
MATCH (c:Evidence {key: k})
WHERE c.field = type(l)
RETURN 6 AS r, [type(l), a.key, a.name, c.locator, x.key, x.name, x:Group OR x:RevenueTier, c.key, c.basis] AS m"""
_MEMBERS = f"""MATCH (p)<-[:PART_OF]-(a:Group)<-[l:MEMBER_OF]-(x)
WHERE a.knownCount <= {LONGEST_LIST}
{_ITEM}"""
_TARGETS = f"""MATCH (p)<-[:PART_OF]-(a:Task)-[l:TARGETS]->(x)
{_ITEM}"""
_DOERS = f"""MATCH (p)<-[:PART_OF]-(a:Task)<-[l:LEADS|PARTICIPATES_IN]-(x)
{_ITEM}"""
_UNLED = f"""MATCH (p)<-[:PART_OF]-(t:Task)
WHERE NOT EXISTS {{ MATCH (t)<-[:LEADS]-() }}
RETURN 7 AS r, [t.key, t.name, {_claims("t", "name")}] AS m"""
_PROJECTS = f"""{_OWN}
WHERE v.field = 'name'
MATCH (v)-[:ABOUT]->(e:Project)
WITH DISTINCT e
RETURN 8 AS r, [e.key, e.name, EXISTS {{ MATCH (e)<-[:UNDERTAKES]-() }}, EXISTS {{ MATCH (e)-[:LOCATED_IN]->() }},
  e.investment IS NOT NULL, {_claims("e", "name")}] AS m"""
# One thing is said in one field, of one relationship if it is a field of one, as of one day. Claims are grouped before any are paired:
# a node with many claims would have the square of their number of pairs.
_FREE = "[" + ", ".join(f"'{name}'" for name in FREE_TEXT) + "]"
_OF_A_FIELD = f"({{0}}.relationship IS NULL OR {{0}}.field CONTAINS '.') AND NOT {{0}}.field IN {_FREE}"
_CONFLICTS = f"""{_OWN}
WHERE {_OF_A_FIELD.format("v")}
MATCH (v)-[:ABOUT]->(e)
WITH DISTINCT p, e
MATCH (e)<-[:ABOUT]-(w:Evidence)
WHERE {_OF_A_FIELD.format("w")}
WITH p, e, w.field AS field, coalesce(w.relationship, '') AS relation, coalesce(w.asOf, '') AS day, collect(w) AS claims,
  count(DISTINCT w.value) AS said
WHERE said > 1
UNWIND claims AS v
WITH p, e, v, claims
WHERE EXISTS {{ MATCH (v)-[:CITES]->(:Document)-[:DOCUMENTS]->(p) }}
UNWIND claims AS w
WITH p, e, v, w
WHERE NOT w.value = v.value
RETURN 9 AS r, [e.key, e.name, v.field, v.relationship, v.asOf, [v.key, v.value, v.locator, v.basis],
  [w.key, w.value, w.locator, w.basis], w.source, EXISTS {{ MATCH (w)-[:CITES]->(:Document)-[:DOCUMENTS]->(p) }}] AS m"""
_ALIASES = f"""{_OWN}
WHERE v.field = 'aliases' AND v.basis = 'INFERRED'
MATCH (v)-[:ABOUT]->(e)
RETURN 10 AS r, [e.key, e.name, v.value, v.locator, v.key, v.basis, {_claims("e", "name")}] AS m"""
_SHARED = f"""{_OWN}
WHERE v.field = 'name'
MATCH (v)-[:ABOUT]->(e)
WITH DISTINCT p, e
MATCH (e)<-[:NAMES]-(f:NameForm)
MATCH (h:NameForm {{form: f.form}})-[:NAMES]->(o)
WHERE h.key > f.key AND (labels(o)[0] = labels(e)[0] OR ({_any("e", NAMED_APART)} AND {_any("o", NAMED_APART)}))
  AND EXISTS {{ MATCH (o)<-[:ABOUT]-(x:Evidence)-[:CITES]->(:Document)-[:DOCUMENTS]->(p) WHERE x.field = 'name' }}
RETURN 11 AS r, [f.form, e.key, e.name, {_naming("e")}, o.key, o.name, {_naming("o")}] AS m"""

_BRANCHES = (
    _PLAN, _PARTS, _INDICATORS, _GROUPS, _TIERS, _LISTED, _MEMBERS, _TARGETS, _DOERS, _UNLED, _PROJECTS, _CONFLICTS, _ALIASES, _SHARED,
)  # fmt: skip

OF_A_PLAN = union_of_lists([f"{BY_KEY}\n{branch}" for branch in _BRANCHES])
OF_THE_PLAN_LOADED_LAST = union_of_lists([f"{LOADED_LAST}\n{branch}" for branch in _BRANCHES])
