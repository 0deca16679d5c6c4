"""The Cypher of the plan findings: everything that the rules need of a plan, as branches of one UNION ALL.

Each branch binds the plan as `p` and returns rows `[branch number, list]`; `graph.analytics.findings.facts` says what each list holds.
"The plan's own" claims are those that cite a document of the plan. Limits, stated: 50 given services a group and 10 groups a tier are
read; a set with more known members than LONGEST_LIST is not read item by item. Every claim of the plan's documents is passed once.
"""

from __future__ import annotations

from graph.analytics.findings.rules import FREE_TEXT, LONGEST_LIST, NAMED_APART
from graph.analytics.plan_asked import BY_KEY, LOADED_LAST
from graph.analytics.statements import union_of_lists

_OWN = "MATCH (p)<-[:DOCUMENTS]-(:Document)<-[:CITES]-(v:Evidence)"


def _claims(node: str, field: str) -> str:
    """The claims on a node's own property, each as [key, basis]."""
    return f"[({node})<-[:ABOUT]-(c:Evidence) WHERE c.field = '{field}' AND c.relationship IS NULL | [c.key, c.basis]]"


def _either(node: str, *fields: str) -> str:
    """The claims on one of a node's own properties, each as [field, key, basis]."""
    wanted = " OR ".join(f"c.field = '{field}'" for field in fields)
    return f"[({node})<-[:ABOUT]-(c:Evidence) WHERE ({wanted}) AND c.relationship IS NULL | [c.field, c.key, c.basis]]"


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
RETURN 2 AS r, [i.key, i.name, i.year, i.valueValue, i.valueUpper, i.valueUnit, i.valueComparator,
  {_either("i", "value", "name")},
  [(i)-[l:MEASURES]->(x) | [x.key, x.name, x.amount, x.target, x.declaredCount, [l.basis] + l.claims]],
  [(i)-[:MEASURES]->(x:Instrument)<-[:ABOUT]-(c:Evidence) WHERE c.field = 'amount' AND c.relationship IS NULL |
    [x.key, c.key, c.basis]]] AS m"""
_GROUPS = f"""MATCH (p)<-[:PART_OF]-(g:Group)
RETURN 3 AS r, [g.key, g.name, g.memberLabel, g.declaredCount, g.knownCount, g.year,
  {_either("g", "declaredCount", "name")},
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
_FREE = "[" + ", ".join(f"'{name}'" for name in FREE_TEXT) + "]"
# First the projects that the plan names, and what it gives another name by inference or says of it what another claim says otherwise, as
# [key, name, the plan's claims, of any source those that have other values, those that give the name, what is known of a project].
# Then the pairs of things that the plan names and that share a form of a name; grouped by form, since an index would also find
# whatever beyond the plan has it.
_THINGS = f"""{_OWN}
WHERE v.field = 'name' OR (v.field = 'aliases' AND v.basis = 'INFERRED') OR (v.otherValues > 0 AND NOT v.field IN {_FREE})
MATCH (v)-[:ABOUT]->(e)
WITH e, collect([v.field, v.key, v.value, v.locator, v.basis]) AS said
WITH e, said, any(one IN said WHERE one[0] = 'name') AS isNamed, any(one IN said WHERE one[0] <> 'name') AS isMore
WITH CASE WHEN isNamed THEN e END AS named, CASE WHEN isMore OR e:Project THEN [e.key, e.name, said,
  [(e)<-[:ABOUT]-(w:Evidence) WHERE w.otherValues > 0 AND NOT w.field IN {_FREE} |
    [w.field, w.relationship, w.asOf, w.source, w.key, w.value, w.locator, w.basis]],
  {_claims("e", "name")},
  CASE WHEN isNamed AND e:Project THEN
    [EXISTS {{ MATCH (e)<-[:UNDERTAKES]-() }}, EXISTS {{ MATCH (e)-[:LOCATED_IN]->() }}, e.investment IS NOT NULL] END] END AS told
WITH collect(named) AS named, collect(told) AS things
WITH things, named, COLLECT {{
  UNWIND named AS e
  MATCH (e)<-[:NAMES]-(f:NameForm)
  WITH f.form AS form, collect(e) AS same
  WHERE size(same) > 1
  UNWIND same AS e
  UNWIND same AS o
  WITH form, e, o
  WHERE e.key < o.key AND (labels(o)[0] = labels(e)[0] OR ({_any("e", NAMED_APART)} AND {_any("o", NAMED_APART)}))
  RETURN [form, e.key, e.name, {_naming("e")}, o.key, o.name, {_naming("o")}] }} AS shared
RETURN 8 AS r, [things, shared] AS m"""

_BRANCHES = (
    _PLAN, _PARTS, _INDICATORS, _GROUPS, _TIERS, _LISTED, _MEMBERS, _TARGETS, _DOERS, _UNLED, _THINGS,
)  # fmt: skip

OF_A_PLAN = union_of_lists([f"{BY_KEY}\n{branch}" for branch in _BRANCHES])
OF_THE_PLAN_LOADED_LAST = union_of_lists([f"{LOADED_LAST}\n{branch}" for branch in _BRANCHES])
