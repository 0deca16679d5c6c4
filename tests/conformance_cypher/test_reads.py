"""The forms of a read plan's statement: branches, pages, nesting, evidence, look-ups, filters, counts."""

from __future__ import annotations

import pytest

from graph.cypher.statement import STATE_FIRST, STATE_LAST, Statement
from graph.store import Store
from tests.conformance_cypher.facts import Case

UNION = "\nUNION ALL\n"

PAGES = {
    "a page in order of key": Case(
        "MATCH (n:Project) WHERE n.key > $after RETURN 0 AS r, [n.key, n.name] AS m ORDER BY n.key LIMIT $first",
        [[0, ["p1", "多晶硅项目"]], [0, ["p2", "金属镁项目"]]],
        {"after": "", "first": 2},
    ),
    "the page after a cursor": Case(
        "MATCH (n:Project) WHERE n.key > $after RETURN 0 AS r, [n.key] AS m ORDER BY n.key LIMIT $first",
        [[0, ["p3"]]],
        {"after": "p2", "first": 2},
    ),
    "a page backwards": Case(
        "MATCH (n:Project) WHERE n.key < $before RETURN 0 AS r, [n.key] AS m ORDER BY n.key DESC LIMIT $first",
        [[0, ["p2"]], [0, ["p1"]]],
        {"before": "p3", "first": 5},
    ),
    "a page of none": Case(
        "MATCH (n:Project) WHERE n.key > $after RETURN 0 AS r, [n.key] AS m ORDER BY n.key LIMIT $first",
        [],
        {"after": "", "first": 0},
    ),
    "a page of a label that no node has": Case(
        "MATCH (n:Nothing) WHERE n.key > '' RETURN 0 AS r, [n.key] AS m ORDER BY n.key LIMIT 5", []
    ),
    "a keyset over two columns": Case(
        "MATCH (n:Enterprise) WHERE n.tier >= $tier AND (n.tier > $tier OR n.key > $key) "
        "RETURN n.tier, n.key ORDER BY n.tier, n.key LIMIT 5",
        [[1, "e3"], [2, "e1"]],
        {"tier": 1, "key": "e2"},
    ),
    "a page collected into one list": Case(
        "MATCH (n:Park) WHERE n.key > '' WITH n, n {.key, .name} AS m "
        "ORDER BY m.key LIMIT $first RETURN 0 AS r, collect([m.key, m.name]) AS m",
        [[0, [["k1", "东川园区"], ["k2", "格尔木园区"]]]],
        {"first": 9},
    ),
    "a page collected by a subquery": Case(
        "RETURN 0 AS r, COLLECT { MATCH (n:Park) WHERE n.key > '' "
        "WITH n {.key} AS m RETURN [m.key] ORDER BY m.key DESC LIMIT $first } AS m",
        [[0, [["k2"]]]],
        {"first": 1},
    ),
    "an empty page collected by a subquery is one row": Case(
        "RETURN 0 AS r, COLLECT { MATCH (n:Nothing) RETURN [n.key] ORDER BY n.key LIMIT 5 } AS m", [[0, []]]
    ),
    "names in order of code points": Case(
        "MATCH (n:Enterprise) RETURN n.name ORDER BY n.name", [["Alpha 材料"], ["格尔木镁业"], ["西宁硅业"]]
    ),
    "nulls last when ascending": Case(
        "MATCH (n:Project) RETURN n.key ORDER BY n.capacityValue, n.key", [["p1"], ["p2"], ["p3"]]
    ),
    "nulls first when descending": Case(
        "MATCH (n:Project) RETURN n.key ORDER BY n.capacityValue DESC, n.key", [["p3"], ["p2"], ["p1"]]
    ),
    "nulls last when descending": Case(
        "MATCH (n:Project) RETURN n.key ORDER BY n.capacityValue IS NULL, n.capacityValue DESC, n.key DESC",
        [["p2"], ["p1"], ["p3"]],
    ),
    "nulls first when a list is read from its end": Case(
        "MATCH (n:Project) RETURN n.key ORDER BY n.capacityValue IS NULL DESC, n.capacityValue, n.key",
        [["p3"], ["p1"], ["p2"]],
    ),
    "behind a place without a value": Case(
        "MATCH (n:Project) WHERE ($v IS NOT NULL AND (n.capacityValue > $v OR n.capacityValue IS NULL)) "
        "OR ((n.capacityValue = $v OR (n.capacityValue IS NULL AND $v IS NULL)) AND n.key > $key) RETURN n.key ORDER BY n.key",
        [["p3"]],
        {"v": None, "key": "p2"},
    ),
    "behind a place with a value": Case(
        "MATCH (n:Project) WHERE ($v IS NOT NULL AND (n.capacityValue > $v OR n.capacityValue IS NULL)) "
        "OR ((n.capacityValue = $v OR (n.capacityValue IS NULL AND $v IS NULL)) AND n.key > $key) RETURN n.key ORDER BY n.key",
        [["p2"], ["p3"]],
        {"v": 1.5, "key": "p1"},
    ),
    "in front of a place without a value": Case(
        "MATCH (n:Project) WHERE n.capacityValue < $v OR ($v IS NULL AND n.capacityValue IS NOT NULL) "
        "OR ((n.capacityValue = $v OR (n.capacityValue IS NULL AND $v IS NULL)) AND n.key < $key) RETURN n.key ORDER BY n.key",
        [["p1"], ["p2"]],
        {"v": None, "key": "p3"},
    ),
    "a count bound, sifted and ordered by": Case(
        "MATCH (n:Enterprise) WITH n, COUNT { (n)-[:UNDERTAKES]->() } AS o WHERE o <= $most "
        "RETURN 0 AS r, [n.key, o] AS m ORDER BY o DESC, n.key DESC LIMIT 5",
        [[0, ["e3", 1]], [0, ["e2", 1]]],
        {"most": 1},
    ),
    "the value of the one node that a relationship leads to, bound and ordered by": Case(
        "MATCH (n:Project) WITH n, COLLECT { MATCH (n)-[:LOCATED_IN]->(k) RETURN k.name ORDER BY k.key LIMIT 1 }[0] AS o "
        "RETURN 0 AS r, [n.key, o] AS m ORDER BY o IS NULL, o DESC, n.key LIMIT 5",
        [[0, ["p2", "格尔木园区"]], [0, ["p1", "东川园区"]], [0, ["p3", None]]],
    ),
}

NESTING = {
    "a nested page, map first": Case(
        "MATCH (e:Enterprise) WHERE e.key > '' RETURN [e.key,"
        " COLLECT { MATCH (e)-[r:UNDERTAKES]->(p:Project) WHERE p.key > $after "
        "WITH r, p, r {.share} AS rm, p {.key, .name} AS pm "
        "RETURN [rm.share, pm.key, pm.name] ORDER BY pm.key LIMIT $first }] AS m "
        "ORDER BY e.key LIMIT 2",
        [[["e1", [[0.6, "p1", "多晶硅项目"]]]], [["e2", [[1.0, "p2", "金属镁项目"]]]]],
        {"after": "", "first": 1},
    ),
    "three levels, forward and inverse": Case(
        "MATCH (k:Park) WHERE k.key > '' RETURN [k.key, COLLECT { MATCH (k)<-[:LOCATED_IN]-(p:Project) WITH p, p {.key} AS pm "
        "RETURN [pm.key, COLLECT { MATCH (p)<-[r:UNDERTAKES]-(e:Enterprise) WITH r {.share} AS rm, e {.key} AS em "
        "RETURN [em.key, rm.share] ORDER BY em.key DESC LIMIT 5 }] ORDER BY pm.key LIMIT 5 }] AS m ORDER BY k.key LIMIT 5",
        [[["k1", [["p1", [["e3", 0.4], ["e1", 0.6]]]]]], [["k2", [["p2", [["e2", 1.0]]]]]]],
    ),
    "two nested pages beside each other": Case(
        "MATCH (p:Project {key: 'p1'}) RETURN [p.key,"
        " COLLECT { MATCH (p)<-[:UNDERTAKES]-(e:Enterprise) RETURN e.key ORDER BY e.key }, "
        "COLLECT { MATCH (p)-[:LOCATED_IN]->(k:Park) RETURN k.key "
        "ORDER BY k.key }, COUNT { (p)<-[:UNDERTAKES]-(:Enterprise) }] AS m",
        [[["p1", ["e1", "e3"], ["k1"], 2]]],
    ),
    "an empty nested page": Case(
        "MATCH (p:Project {key: 'p3'}) RETURN [p.key,"
        " COLLECT { MATCH (p)-[:LOCATED_IN]->(k:Park) RETURN [k.key] ORDER BY k.key }] AS m",
        [[["p3", []]]],
    ),
    "the evidence of a relationship by its claims": Case(
        "MATCH (d:Department {key: 'd2'}) RETURN COLLECT { MATCH (d)-[r:SERVES]->(p:Project) "
        "WITH r, p {.key} AS pm RETURN [pm.key, "
        "COLLECT { UNWIND r.claims AS k MATCH (x:Evidence {key: k}) "
        "WITH x {.key, .claim} AS xm RETURN [xm.key, xm.claim] ORDER BY xm.key LIMIT $n }] "
        "ORDER BY pm.key } AS m",
        [
            [
                [
                    [
                        "p2",
                        [
                            ["d2|SERVES|p2|kind=POWER#1", "依据d2|SERVES|p2|kind=POWER#1"],
                            ["d2|SERVES|p2|kind=POWER#2", "依据d2|SERVES|p2|kind=POWER#2"],
                        ],
                    ]
                ]
            ]
        ],
        {"n": 5},
    ),
    "claims of which some are gone": Case(
        "MATCH (d:Department {key: 'd2'}) RETURN COLLECT { UNWIND ['none', 'd2|SERVES|p2|kind=POWER#2'] AS k "
        "MATCH (x:Evidence {key: k}) RETURN x.locator } AS m",
        [[["3.p1.s1"]]],
    ),
    "no claims at all": Case(
        "MATCH (k:Park {key: 'k1'}) RETURN COLLECT { UNWIND k.claims AS c MATCH (x:Evidence {key: c}) RETURN x.key } AS m",
        [[[]]],
    ),
    "the evidence about a start node": Case(
        "MATCH (e:Enterprise {key: 'e2'}) RETURN COLLECT { MATCH (e)<-[:ABOUT]-(x:Evidence) WHERE x.relationship = $id "
        "RETURN x.key ORDER BY x.key LIMIT 1 } AS m",
        [[["e2|UNDERTAKES|p2#1"]]],
        {"id": "e2|UNDERTAKES|p2"},
    ),
    "an end of several labels, told apart by CASE": Case(
        "MATCH (d:Department) WHERE d.key > '' RETURN [d.key, COLLECT { MATCH (d)-[r:SERVES]->(n) WHERE n.key > '' "
        "WITH r, n, r {.id, .kind} AS rm, n {.key, .name, .status} AS nm "
        "RETURN [rm.kind, CASE WHEN n:Project THEN ['Project', nm.key, nm.status] "
        "WHEN n:Park THEN ['Park', nm.key, COLLECT { MATCH (n)<-[:LOCATED_IN]-(q:Project) "
        "RETURN q.key ORDER BY q.key LIMIT 1 }] END] "
        "ORDER BY nm.key, rm.id LIMIT 5 }] AS m ORDER BY d.key LIMIT 5",
        [
            [["d1", [["POWER", ["Park", "k1", ["p1"]]], ["ROAD", ["Park", "k1", ["p1"]]]]]],
            [["d2", [["POWER", ["Project", "p2", "PLANNED"]]]]],
        ],
    ),
    "an end of two labels in the pattern": Case(
        "MATCH (d:Department)-[r:SERVES]->(n:Project|Park) RETURN d.key, labels(n)[0], n.key, r.id ORDER BY r.id",
        [
            ["d1", "Park", "k1", "d1|SERVES|k1|kind=POWER"],
            ["d1", "Park", "k1", "d1|SERVES|k1|kind=ROAD|year=2012"],
            ["d2", "Project", "p2", "d2|SERVES|p2|kind=POWER"],
        ],
    ),
    "an end that CASE does not name is null": Case(
        "MATCH (d:Department {key: 'd2'}) RETURN COLLECT { MATCH (d)-[:SERVES]->(n) "
        "RETURN [CASE WHEN n:Park THEN n.key END] } AS m",
        [[[[None]]]],
    ),
    "several relationships between two nodes, a keyset over node and id": Case(
        "MATCH (d:Department {key: 'd1'}) RETURN COLLECT { MATCH (d)-[r:SERVES]->(k:Park) "
        "WHERE k.key >= $key AND (k.key > $key OR r.id > $id) "
        "WITH r {.id} AS rm, k {.key} AS km RETURN [km.key, rm.id] ORDER BY km.key, rm.id LIMIT 5 } AS m",
        [[[["k1", "d1|SERVES|k1|kind=ROAD|year=2012"]]]],
        {"key": "k1", "id": "d1|SERVES|k1|kind=POWER"},
    ),
    "a nested page of relationships in both directions": Case(
        "MATCH (s:Segment {key: 's3'}) RETURN [COLLECT { MATCH (s)-[:FEEDS]->(t:Segment) RETURN t.key ORDER BY t.key }, "
        "COLLECT { MATCH (s)<-[:FEEDS]-(t:Segment) RETURN t.key ORDER BY t.key }] AS m",
        [[[["s4"], ["s1", "s2"]]]],
    ),
    "a map projected before it is nested in a list": Case(
        "MATCH (p:Project {key: 'p1'}) WITH p {.key, .name, .none} AS m RETURN [m.key, m.none, m] AS m",
        [[["p1", None, {"key": "p1", "name": "多晶硅项目", "none": None}]]],
    ),
    "a projection of a relationship with a projected node": Case(
        "MATCH (:Enterprise {key: 'e2'})-[r:UNDERTAKES]->(p) RETURN r {.share, node: p {.key}} AS m",
        [[{"share": 1.0, "node": {"key": "p2"}}]],
    ),
    "properties and keys of a node": Case(
        "MATCH (k:Park {key: 'k1'}) RETURN properties(k), size(keys(k))", [[{"key": "k1", "name": "东川园区"}, 2]]
    ),
}

FILTERS = {
    "EXISTS with a condition": Case(
        "MATCH (e:Enterprise) WHERE e.key > '' AND EXISTS { (e)-[r:UNDERTAKES]->(p:Project) "
        "WHERE p.status = $status AND r.share > 0.5 } "
        "RETURN e.key ORDER BY e.key LIMIT 5",
        [["e2"]],
        {"status": "PLANNED"},
    ),
    "NOT EXISTS": Case("MATCH (p:Project) WHERE NOT EXISTS { (p)-[:LOCATED_IN]->(:Park) } RETURN p.key", [["p3"]]),
    "EXISTS inside EXISTS": Case(
        "MATCH (k:Park) WHERE EXISTS { MATCH (k)<-[:LOCATED_IN]-(p) "
        "WHERE EXISTS { (p)<-[:UNDERTAKES]-(e) WHERE e.name CONTAINS $part } } RETURN k.key",
        [["k2"]],
        {"part": "镁"},
    ),
    "every one, as no one without": Case(
        "MATCH (e:Enterprise) WHERE NOT EXISTS { (e)-[:UNDERTAKES]->(p) "
        "WHERE NOT p.status = 'PLANNED' } RETURN e.key ORDER BY e.key",
        [["e2"]],
    ),
    "COUNT as a condition": Case("MATCH (e:Enterprise) WHERE COUNT { (e)-[:UNDERTAKES]->() } >= 2 RETURN e.key", [["e1"]]),
    "COUNT in the order": Case(
        "MATCH (e:Enterprise) RETURN e.key ORDER BY COUNT { (e)-[:UNDERTAKES]->() } DESC, e.key", [["e1"], ["e2"], ["e3"]]
    ),
    "one of a list": Case(
        "MATCH (e:Enterprise) WHERE e.key IN $keys RETURN e.key ORDER BY e.key",
        [["e1"], ["e3"]],
        {"keys": ["e3", "e1", "none"]},
    ),
    "keys unwound": Case(
        "UNWIND $keys AS k MATCH (e:Enterprise {key: k}) RETURN e.key ORDER BY e.key",
        [["e1"], ["e3"]],
        {"keys": ["e3", "e1", "none"]},
    ),
    "one of an empty list": Case("MATCH (e:Enterprise) WHERE e.key IN $keys RETURN e.key", [], {"keys": []}),
    "not equal keeps no missing values": Case(
        "MATCH (p:Project) WHERE NOT p.capacityValue = 40.0 RETURN p.key ORDER BY p.key", [["p1"]]
    ),
    "a missing value is null": Case("MATCH (p:Project) WHERE p.capacityValue IS NULL RETURN p.key", [["p3"]]),
    "text that starts, ends and contains": Case(
        "MATCH (n:Enterprise) WHERE n.name STARTS WITH '西宁' OR n.name ENDS "
        "WITH '镁业' OR n.name CONTAINS 'ha 材' RETURN n.key ORDER BY n.key",
        [["e1"], ["e2"], ["e3"]],
    ),
    "text in another case": Case(
        "MATCH (n:Enterprise) WHERE toLower(n.name) CONTAINS $part RETURN n.key", [["e3"]], {"part": "alpha"}
    ),
    "a value of a stored list": Case("MATCH (n:Enterprise) WHERE '西硅' IN n.aliases RETURN n.key", [["e1"]]),
    "integers and floats compare by value": Case("MATCH (p:Project) WHERE p.capacityValue >= 40 RETURN p.key", [["p2"]]),
    "a comparison with null finds nothing": Case(
        "MATCH (p:Project) WHERE p.status = $status RETURN p.key", [], {"status": None}
    ),
    "a missing value is in no empty list, and that is certain": Case(
        "MATCH (p:Project) WHERE NOT p.capacityValue IN $values RETURN p.key ORDER BY p.key",
        [["p1"], ["p2"], ["p3"]],
        {"values": []},
    ),
    "not the opposite keeps no missing values either": Case(
        "MATCH (p:Project) WHERE NOT p.capacityValue <> $value RETURN p.key", [["p2"]], {"value": 40}
    ),
    "whether a value is missing, as a parameter says": Case(
        "MATCH (p:Project) WHERE (p.capacityValue IS NULL) <> $missing RETURN p.key ORDER BY p.key",
        [["p1"], ["p2"]],
        {"missing": True},
    ),
    "every one, the unknown told apart": Case(
        "MATCH (e:Enterprise) WHERE NOT EXISTS { MATCH (e)-[:UNDERTAKES]->(p) WHERE p.capacityValue IS NULL "
        "OR p.capacityValue <= $value } RETURN e.key ORDER BY e.key",
        [["e2"], ["e3"]],
        {"value": 1},
    ),
    "exactly one that passes": Case(
        "MATCH (e:Enterprise) WHERE COUNT { MATCH (e)-[:UNDERTAKES]->(p) WHERE p.status = 'PLANNED' } = 1 "
        "RETURN e.key ORDER BY e.key",
        [["e1"], ["e2"]],
    ),
    "EXISTS four deep": Case(
        "MATCH (k:Park) WHERE EXISTS { MATCH (k)<-[:LOCATED_IN]-(p) WHERE EXISTS { MATCH (p)<-[:UNDERTAKES]-(e) "
        "WHERE EXISTS { MATCH (e)-[:UNDERTAKES]->(q) WHERE NOT EXISTS { MATCH (q)-[:LOCATED_IN]->(o) WHERE o.key <> $key } "
        "AND q.key <> p.key } } } RETURN k.key",
        [["k1"]],
        {"key": "k2"},
    ),
    "an element of a list, of an empty one, of none": Case(
        "MATCH (e:Enterprise) RETURN e.key, any(x IN e.aliases WHERE x CONTAINS $part) ORDER BY e.key",
        [["e1", True], ["e2", False], ["e3", None]],
        {"part": "硅"},
    ),
    "the first of two that is there": Case(
        "MATCH (e:Enterprise) WHERE coalesce(e.nameForm, e.name) = $name RETURN e.key", [["e2"]], {"name": "格尔木镁业"}
    ),
    "a way of one relationship and any number of further ones": Case(
        "MATCH (s:Segment) WHERE EXISTS { (s)-[:FEEDS]->()-[:FEEDS|LOCATED_IN*0..2]->({key: $key}) } RETURN s.key ORDER BY s.key",
        [["s1"], ["s2"], ["s3"], ["s6"]],
        {"key": "s4"},
    ),
    "either of two relationships": Case(
        "MATCH (p:Project) WHERE EXISTS { (p)-[:LOCATED_IN]->(:Park {key: 'k1'}) } "
        "OR EXISTS { (p)<-[:SERVES]-() } RETURN p.key ORDER BY p.key",
        [["p1"], ["p2"]],
    ),
}

LOOKUPS = {
    "by key": Case("MATCH (e:Enterprise {key: $key}) RETURN 0 AS r, [e.key] AS m LIMIT 1", [[0, ["e2"]]], {"key": "e2"}),
    "by a key that is none": Case("MATCH (e:Enterprise {key: $key}) RETURN 0 AS r, [e.key] AS m LIMIT 1", [], {"key": "p1"}),
    "by a form of its name": Case(
        "MATCH (f:NameForm {key: $form})-[:NAMES]->(e:Enterprise) RETURN 0 AS r, [e.key, e.name] AS m ORDER BY e.key LIMIT 6",
        [[0, ["e1", "西宁硅业"]]],
        {"form": "西硅"},
    ),
    "by a form that names another label": Case(
        "MATCH (f:NameForm {key: $form})-[:NAMES]->(e:Project) RETURN 0 AS r, [e.key] AS m ORDER BY e.key LIMIT 6",
        [],
        {"form": "西硅"},
    ),
    "of any of several labels": Case(
        "MATCH (n:Project|Park) WHERE n.key = $key RETURN labels(n)[0], n.name", [["Park", "格尔木园区"]], {"key": "k2"}
    ),
}

COUNTS = {
    "a count of none is a row when it is an expression": Case("RETURN 1 AS r, [COUNT { (n:Nothing) }] AS m", [[1, [0]]]),
    "a count with a condition": Case(
        "RETURN 1 AS r, [COUNT { MATCH (p:Project) WHERE p.status = $status }] AS m", [[1, [2]]], {"status": "PLANNED"}
    ),
    "a count of none beside a constant is no row": Case("MATCH (n:Nothing) RETURN 1 AS r, [count(n)] AS m", []),
    "a count beside a constant": Case("MATCH (n:Project) RETURN 1 AS r, [count(n)] AS m", [[1, [3]]]),
    "a count alone of none": Case("MATCH (n:Nothing) RETURN count(n)", [[0]]),
    "counts by group": Case("MATCH (p:Project) RETURN p.status, count(p) ORDER BY p.status", [["BUILDING", 1], ["PLANNED", 2]]),
    "counts by label": Case(
        "MATCH (n) WHERE n:Project OR n:Park RETURN labels(n)[0] AS label, count(n) ORDER BY label",
        [["Park", 2], ["Project", 3]],
    ),
    "counts by type": Case(
        "MATCH ()-[r:SERVES|LOCATED_IN]->() RETURN type(r) AS t, count(r) ORDER BY t", [["LOCATED_IN", 2], ["SERVES", 3]]
    ),
    "sums, least and greatest skip nulls": Case(
        "MATCH (p:Project) RETURN sum(p.capacityValue), min(p.capacityValue), max(p.capacityValue), count(p.capacityValue)",
        [[41.5, 1.5, 40.0, 2]],
    ),
    "groups with sums, the most frequent first, no group last": Case(
        "MATCH (e:Enterprise) WITH e.tier AS g, e.capital AS v WITH g, count(*) AS c, count(v) AS f, sum(v) AS s, min(v) AS l, "
        "max(v) AS m RETURN 0 AS r, [g, c, f, s, l, m] AS m ORDER BY c DESC, g IS NULL, g LIMIT 5",
        [
            [0, [1, 2, 1, 9_007_199_254_740_993, 9_007_199_254_740_993, 9_007_199_254_740_993]],
            [0, [2, 1, 1, 47_280_000_000, 47_280_000_000, 47_280_000_000]],
        ],
    ),
    "sums of none": Case(
        "MATCH (n:Nothing) WITH n.value AS v WITH count(*) AS c, count(v) AS f, sum(v) AS s, min(v) AS l, max(v) AS m "
        "RETURN 0 AS r, [null, c, f, s, l, m] AS m LIMIT 5",
        [[0, [None, 0, 0, 0, None, None]]],
    ),
    "sums in a subquery, under a name of their own": Case(
        "MATCH (e:Enterprise) WITH e, e {.key} AS p, COLLECT { MATCH (e)-[:UNDERTAKES]->(n) WITH n.status AS g WITH g, count(*) AS c "
        "RETURN [g, c] ORDER BY c DESC, g LIMIT 5 } AS h RETURN 0 AS r, [p.key, h] AS m ORDER BY p.key",
        [[0, ["e1", [["BUILDING", 1], ["PLANNED", 1]]]], [0, ["e2", [["PLANNED", 1]]]], [0, ["e3", [["BUILDING", 1]]]]],
    ),
    "distinct ends": Case("MATCH (e:Enterprise)-[:UNDERTAKES]->(p) RETURN count(p), count(DISTINCT p)", [[4, 3]]),
}

BRANCHES = {
    "branches come in their order, between the State's": Case(
        UNION.join(
            (
                STATE_FIRST,
                "MATCH (n:Park) WHERE n.key > '' RETURN 0 AS r, [n.key] AS m ORDER BY n.key DESC LIMIT 2",
                "RETURN 1 AS r, [COUNT { (n:Project) }] AS m",
                "MATCH (n:Nothing) RETURN 2 AS r, [n.key] AS m ORDER BY n.key LIMIT 2",
                "MATCH (f:NameForm {key: '西硅'})-[:NAMES]->(e:Enterprise) RETURN 3 AS r, [e.key] AS m ORDER BY e.key LIMIT 6",
                STATE_LAST,
            )
        ),
        [[-1, [1, None]], [0, ["k2"]], [0, ["k1"]], [1, [3]], [3, ["e1"]], [-2, [1, None]]],
    ),
    "equal rows of branches are all kept": Case("RETURN 1 AS r UNION ALL RETURN 1 AS r", [[1], [1]]),
    "equal rows of a union are one": Case("RETURN 1 AS r UNION RETURN 1 AS r", [[1]]),
    "branches of different shapes of m": Case(
        "RETURN 0 AS r, ['a', 1] AS m UNION ALL RETURN 1 AS r, [] AS m UNION ALL RETURN 2 AS r, [null, [2.5]] AS m",
        [[0, ["a", 1]], [1, []], [2, [None, [2.5]]]],
    ),
}


def named(*groups: dict[str, Case]) -> list[object]:
    return [pytest.param(case, id=name) for group in groups for name, case in group.items()]


@pytest.mark.parametrize("case", named(PAGES, NESTING, FILTERS, LOOKUPS, COUNTS, BRANCHES))
async def test_both_stores_give_the_same_rows(facts: Store, case: Case) -> None:
    rows = await facts.read(Statement(case.text, case.params))

    assert (rows if case.ordered else sorted(rows, key=str)) == case.rows
