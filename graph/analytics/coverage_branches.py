"""The Cypher of approval coverage: one statement for each of the four scopes, as branches of one UNION ALL.

    0  [key]                                                                        the park or chain is there
    1  [project, its name]                                                          a project in scope
    2  [project, route, via, its name, projects of the firm, who, its name, kind, year, status, bases, claims]
                                                                                    a record near a project: `route` is PROJECT, FIRM,
                                                                                    PARK or GROUP, `via` whom it is on (none: the project)
    3  [group, declared, known, who, kind, year, status, basis, claims]             a record on a counted set of projects
    4  [enterprise, who, kind, year, status, basis, claims]                         a record on a firm in scope

Parameters: `kinds`, and `park` and `chain` where the scope has them. A park's projects are those that stand in it or in a part of it, to any
depth; a chain's those that occupy one of its segments. A counted set is in scope when a project in scope is one of its named members, or is
listed in the set's plan in the set's year: only then may it be meant. Without park and chain every set is.
"""

from __future__ import annotations

from graph.analytics.statements import union_of_lists

_IN_PARK = "MATCH (:Park {{key: $park}})<-[:LOCATED_IN|PART_OF*1..]-({name}:{label})\nWITH DISTINCT {name}"
_IN_CHAIN = "MATCH (:Chain {{key: $chain}})-[:HAS_SEGMENT]->(:Segment)<-[:OCCUPIES]-({name}:{label})\nWITH DISTINCT {name}"
_IN_BOTH = _IN_CHAIN + "\nMATCH (:Park {{key: $park}})<-[:LOCATED_IN|PART_OF*1..]-({name})\nWITH DISTINCT {name}"
_EVERY = "MATCH ({name}:{label})"

_PROJECTS = "RETURN 1 AS r, [p.key, p.name] AS m"
_ITSELF = """MATCH (p)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds
RETURN 2 AS r, [p.key, 'PROJECT', null, null, 0, w.key, w.name, v.kind, v.year, v.status, [v.basis], v.claims] AS m"""
_BY_FIRM = """MATCH (p)<-[u:UNDERTAKES]-(t)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds
RETURN 2 AS r, [p.key, 'FIRM', t.key, t.name, COUNT { (t)-[:UNDERTAKES]->(:Project) }, w.key, w.name, v.kind, v.year, v.status,
  [u.basis, v.basis], u.claims + v.claims] AS m"""
_BY_PARK = """MATCH (p)-[us:LOCATED_IN|PART_OF*1..]->(t:Park)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds
RETURN 2 AS r, [p.key, 'PARK', t.key, t.name, 0, w.key, w.name, v.kind, v.year, v.status,
  [q IN us | q.basis] + v.basis, reduce(all = [], q IN us | all + q.claims) + v.claims] AS m"""
_BY_GROUP = """MATCH (p)-[u:MEMBER_OF]->(t:Group)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds
RETURN 2 AS r, [p.key, 'GROUP', t.key, t.name, 0, w.key, w.name, v.kind, v.year, v.status, [u.basis, v.basis], u.claims + v.claims] AS m"""

_SET_SERVED = """MATCH (g)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds AND g.memberLabel = 'Project'
RETURN 3 AS r, [g.key, g.declaredCount, g.knownCount, w.key, v.kind, v.year, v.status, v.basis, v.claims] AS m"""
_SETS = f"MATCH (g:Group)\n{_SET_SERVED}"
_SETS_LISTED = f"""MATCH (p)-[l:LISTED_IN]->(a:Plan)
WITH DISTINCT a, l.year AS listed
MATCH (a)<-[:PART_OF]-(g:Group)
WHERE listed IS NULL OR g.year IS NULL OR listed = g.year
WITH DISTINCT g
{_SET_SERVED}"""
_SETS_WITH_MEMBERS = f"MATCH (p)-[:MEMBER_OF]->(g:Group)\nWITH DISTINCT g\n{_SET_SERVED}"

_FIRMS = """MATCH (e)<-[v:SERVES]-(w)
WHERE v.kind IN $kinds
RETURN 4 AS r, [e.key, w.key, v.kind, v.year, v.status, v.basis, v.claims] AS m"""

_THERE = "MATCH (x:{label} {{key: ${name}}})\nRETURN 0 AS r, [x.key] AS m"
_PARK, _CHAIN = _THERE.format(label="Park", name="park"), _THERE.format(label="Chain", name="chain")


def _scoped(scope: str, there: tuple[str, ...]) -> str:
    projects, firms = scope.format(name="p", label="Project"), scope.format(name="e", label="Enterprise")
    near = [f"{projects}\n{end}" for end in (_PROJECTS, _ITSELF, _BY_FIRM, _BY_PARK, _BY_GROUP)]
    sets = [f"{projects}\n{end}" for end in (_SETS_LISTED, _SETS_WITH_MEMBERS)] if there else [_SETS]
    return union_of_lists([*there, *near, *sets, f"{firms}\n{_FIRMS}"])


_TEXTS = {
    (False, False): _scoped(_EVERY, ()),
    (True, False): _scoped(_IN_PARK, (_PARK,)),
    (False, True): _scoped(_IN_CHAIN, (_CHAIN,)),
    (True, True): _scoped(_IN_BOTH, (_PARK, _CHAIN)),
}


def text_for(*, park: bool, chain: bool) -> str:
    """Return the statement for a scope with or without a park, with or without a chain."""
    return _TEXTS[park, chain]
