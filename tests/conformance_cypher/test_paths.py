"""The forms of analyses: patterns of several hops, variable length, shortest paths, unrolled frontiers, grouping."""

from __future__ import annotations

import pytest

from graph.cypher.statement import Statement
from graph.store import Store
from tests.conformance_cypher.facts import Case

CASES = {
    "three hops through different labels": Case(
        "MATCH (k:Park {key: 'k1'})<-[:LOCATED_IN]-(p:Project)<-[:UNDERTAKES]-(e:Enterprise)-[:UNDERTAKES]->(q:Project) "
        "RETURN DISTINCT e.key, q.key ORDER BY e.key, q.key",
        [["e1", "p3"]],
    ),
    "what is optional keeps the row": Case(
        "MATCH (p:Project) OPTIONAL MATCH (p)-[:LOCATED_IN]->(k:Park) WHERE k.key <> 'k2' RETURN p.key, k.key ORDER BY p.key",
        [["p1", "k1"], ["p2", None], ["p3", None]],
    ),
    "groups by node, then a condition on the group": Case(
        "MATCH (e:Enterprise)-[r:UNDERTAKES]->(p:Project) "
        "WITH p, count(e) AS n, sum(r.share) AS share WHERE n > 1 RETURN p.key, n, share",
        [["p1", 2, 1.0]],
    ),
    "distinct ends of every length up to two": Case(
        "MATCH (s:Segment {key: 's4'})-[:FEEDS*1..2]->(t:Segment) RETURN DISTINCT t.key ORDER BY t.key", [["s5"], ["s6"]]
    ),
    "length zero is the start itself": Case(
        "MATCH (s:Segment {key: 's4'})-[:FEEDS*0..1]->(t) RETURN t.key ORDER BY t.key", [["s4"], ["s5"]]
    ),
    "a path passes a relationship once": Case(
        "MATCH p = (s:Segment {key: 's1'})-[:FEEDS*1..8]->(s) RETURN length(p) ORDER BY length(p)", [[5], [6]]
    ),
    "nodes and relationships of a path": Case(
        "MATCH p = (:Segment {key: 's1'})-[:FEEDS*1..3]->(:Segment {key: 's4'}) "
        "RETURN [n IN nodes(p) | n.key], [r IN relationships(p) | r.weight], length(p) ORDER BY length(p)",
        [[["s1", "s3", "s4"], [7, 3], 2], [["s1", "s2", "s3", "s4"], [1, 2, 3], 3]],
    ),
    "a condition on all relationships of a path": Case(
        "MATCH p = (:Segment {key: 's1'})-[:FEEDS*1..3]->(:Segment {key: 's4'}) "
        "WHERE all(r IN relationships(p) WHERE r.weight < 7) RETURN length(p)",
        [[3]],
    ),
    "the least depth of every node": Case(
        "MATCH p = (:Segment {key: 's1'})-[:FEEDS*1..3]->(t) "
        "WITH t, min(length(p)) AS depth RETURN t.key, depth ORDER BY depth, t.key",
        [["s2", 1], ["s3", 1], ["s4", 2], ["s5", 3]],
    ),
    "a variable length inside EXISTS, COUNT and COLLECT": Case(
        "MATCH (s:Segment) WHERE EXISTS { (s)-[:FEEDS*1..2]->(:Segment {key: $key}) } "
        "RETURN s.key, COUNT { (s)-[:FEEDS*1..2]->() }, COLLECT { MATCH (s)-[:FEEDS*1..2]->(t) "
        "RETURN DISTINCT t.key ORDER BY t.key } ORDER BY s.key",
        [["s3", 2, ["s4", "s5"]], ["s4", 2, ["s5", "s6"]]],
        {"key": "s5"},
    ),
    "a shortest path": Case(
        "MATCH (a:Segment {key: 's1'}), (b:Segment {key: 's5'}) MATCH p = shortestPath((a)-[:FEEDS*..10]->(b)) "
        "RETURN [n IN nodes(p) | n.key]",
        [[["s1", "s3", "s4", "s5"]]],
    ),
    "a shortest path in any direction over two types": Case(
        "MATCH (a:Enterprise {key: 'e3'}), (b:Park {key: 'k1'}) MATCH p = shortestPath((a)-[:UNDERTAKES|LOCATED_IN*..4]-(b)) "
        "RETURN [n IN nodes(p) | n.key]",
        [[["e3", "p1", "k1"]]],
    ),
    "no path gives no row, and null when optional": Case(
        "MATCH (a:Park {key: 'k1'}), (b:Segment {key: 's1'}) OPTIONAL MATCH p = shortestPath((a)-[:FEEDS*..5]->(b)) "
        "RETURN p IS NULL",
        [[True]],
    ),
    "a frontier unrolled by hand, with a condition on inner nodes": Case(
        "MATCH (:Segment {key: 's1'})-[:FEEDS]->(a:Segment) WHERE NOT a.key IN $avoid WITH DISTINCT a "
        "MATCH (a)-[:FEEDS]->(b:Segment) WHERE NOT b.key IN $avoid RETURN DISTINCT b.key ORDER BY b.key",
        [["s3"]],
        {"avoid": ["s4"]},
    ),
    "a comprehension of patterns": Case(
        "MATCH (e:Enterprise {key: 'e1'}) RETURN size([(e)-[:UNDERTAKES]->(p) WHERE p.status = 'PLANNED' | p.key])", [[1]]
    ),
    "routes told apart by branches of one union": Case(
        "MATCH (d:Department)-[r:SERVES]->(k:Park)<-[:LOCATED_IN]-(p:Project) "
        "RETURN d.key AS who, 'PARK' AS route, r.id AS by, p.key AS whom "
        "UNION ALL MATCH (d:Department)-[r:SERVES]->(p:Project) "
        "RETURN d.key AS who, 'DIRECT' AS route, r.id AS by, p.key AS whom",
        [
            ["d1", "PARK", "d1|SERVES|k1|kind=POWER", "p1"],
            ["d1", "PARK", "d1|SERVES|k1|kind=ROAD|year=2012", "p1"],
            ["d2", "DIRECT", "d2|SERVES|p2|kind=POWER", "p2"],
        ],
        ordered=False,
    ),
    "a subquery that imports its variable": Case(
        "MATCH (p:Project) CALL (p) { MATCH (p)<-[r:UNDERTAKES]-(e) "
        "RETURN count(e) AS n, sum(r.share) AS share } RETURN p.key, n, share ORDER BY p.key",
        [["p1", 2, 1.0], ["p2", 1, 1.0], ["p3", 1, 0]],
    ),
    "the first of each group": Case(
        "MATCH (p:Project) RETURN p.key, head(COLLECT { MATCH (p)<-[:UNDERTAKES]-(e) "
        "RETURN e.key ORDER BY e.key DESC LIMIT 1 }) ORDER BY p.key",
        [["p1", "e3"], ["p2", "e2"], ["p3", "e1"]],
    ),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
async def test_both_stores_find_the_same(facts: Store, case: Case) -> None:
    rows = await facts.read(Statement(case.text, case.params))

    assert (rows if case.ordered else sorted(rows, key=str)) == case.rows
