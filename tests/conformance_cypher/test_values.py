"""Values: what goes in as a parameter comes back the same, stored or not."""

from __future__ import annotations

import pytest

from graph.cypher.statement import Statement
from graph.store import Store
from tests.conformance_cypher.facts import Case
from tests.store_fixtures import run_write

ECHOED = {
    "null": None,
    "true": True,
    "zero": 0,
    "the least integer": -(2**63),
    "the greatest integer": 2**63 - 1,
    "an integer that no float holds": 2**53 + 1,
    "a float with an integral value": 3.0,
    "a small float": 5e-324,
    "a large float": 1.7976931348623157e308,
    "Chinese": "产业链“双百”工程——㙍𠮷镁",
    "an emoji": "🏭",
    "quotes, breaks and a backslash": 'it\'s "so"\\\n\t\r',
    "an empty text": "",
    "a long text": "镁" * 20_000,
    "an empty list": [],
    "a list of texts": ["硅业公司", "西硅"],
    "a list with nulls of several types": [1, None, "x", 2.5, [True, None]],
    "a map": {"名": {"key": None, "list": [{"z": 1}]}},
}

STORED = {name: value for name, value in ECHOED.items() if value is not None and not isinstance(value, dict)} | {
    "a list with nulls of several types": ["a", "b"],
    "a list of integers": [2**60, -1],
    "a list of floats": [0.1, 2.0],
    "a list of truths": [True, False],
}

EXPRESSIONS = {
    "nulls survive in lists": Case(
        "MATCH (p:Project {key: 'p3'}) RETURN [1, null, p.none, [null]] AS m", [[[1, None, None, [None]]]]
    ),
    "collect leaves nulls out": Case(
        "MATCH (p:Project) WITH p ORDER BY p.key RETURN collect(p.capacityValue)", [[[1.5, 40.0]]]
    ),
    "collect keeps lists of nulls": Case(
        "MATCH (p:Project) WITH p ORDER BY p.key RETURN collect([p.capacityValue])", [[[[1.5], [40.0], [None]]]]
    ),
    "CASE, simple and searched": Case(
        "UNWIND [1, 2, null] AS x RETURN CASE x WHEN 1 THEN '一' WHEN 2 THEN '二' ELSE '无' END, "
        "CASE WHEN x IS NULL THEN 0 WHEN x > 1 THEN 2 END",
        [["一", None], ["二", 2], ["无", 0]],
    ),
    "the first that is not null": Case("RETURN coalesce(null, $none, '有')", [["有"]], {"none": None}),
    "integers divide to integers": Case("RETURN 7 / 2, -7 / 2, 7 % 3, 7.0 / 2", [[3, -3, 1, 3.5]]),
    "integers are added exactly": Case("RETURN $n + 1", [[9_007_199_254_740_994]], {"n": 9_007_199_254_740_993}),
    "text is joined with numbers": Case(
        "RETURN '第' + 1 + '项', toString(2.5), toInteger('12'), toFloat('1.5')", [["第1项", "2.5", 12, 1.5]]
    ),
    "text functions count characters": Case(
        "RETURN size('产业链'), substring('新能源', 1, 1), left('产业链', 2), split('甲；乙', '；'), replace('甲乙', '乙', '丙')",
        [[3, "能", "产业", ["甲", "乙"], "甲丙"]],
    ),
    "lists are filtered, mapped, cut and reduced": Case(
        "RETURN [x IN range(1, 6) WHERE x % 2 = 0 | x * x], [1, 2, 3, 4][1..3], head([5, 6]), last([5, 6]), reduce(s = 0, x IN [1, 2] | s + x)",
        [[[4, 16, 36], [2, 3], 5, 6, 3]],
    ),
    "quantifiers over lists": Case(
        "RETURN all(x IN [1, 2] WHERE x > 0), any(x IN [] WHERE true), none(x IN [1] WHERE x > 1), single(x IN [1, 2] WHERE x = 1)",
        [[True, False, True, True]],
    ),
    "maps are read by name and by value": Case(
        "WITH {a: {b: 1}, c: 2} AS m RETURN m.a.b, m['c'], m.none, m[$name]", [[1, 2, None, 2]], {"name": "c"}
    ),
    "a property is read by a parameter": Case("MATCH (k:Park {key: 'k1'}) RETURN k[$name]", [["东川园区"]], {"name": "name"}),
    "texts compare by code points": Case("RETURN 'a' < 'b', 'Z' < 'a', '甲' < '乙', '' < 'a'", [[True, True, False, True]]),
    "null is neither true nor false": Case(
        "RETURN null = null, null <> 1, NOT null, null AND false, null OR true", [[None, None, None, False, True]]
    ),
    "an empty list is not null": Case(
        "MATCH (e:Enterprise {key: 'e2'}) RETURN e.aliases, size(e.aliases), e.aliases IS NULL", [[[], 0, False]]
    ),
    "the clock of the server is in milliseconds": Case(
        "RETURN timestamp() > 1700000000000, timestamp() < 4000000000000", [[True, True]]
    ),
    "names of labels and types": Case(
        "MATCH (e:Enterprise {key: 'e2'})-[r]->(n) RETURN labels(e), type(r), startNode(r).key, endNode(r).key, n:Project, n:Park",
        [[["Enterprise"], "UNDERTAKES", "e2", "p2", True, False]],
    ),
    "rows unwound from nested lists": Case(
        "UNWIND $rows AS row UNWIND row.items AS item RETURN row.key, item.value",
        [["a", 1], ["a", 2]],
        {"rows": [{"key": "a", "items": [{"value": 1}, {"value": 2}]}, {"key": "b", "items": []}]},
    ),
    "quoted names": Case("MATCH (`n x`:`Park` {`key`: 'k1'}) RETURN `n x`.`name` AS `园区 名`", [["东川园区"]]),
    "comments are no part of a text": Case("RETURN 1 // one\n/* two */ AS x", [[1]]),
}


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in ECHOED.items()])
async def test_a_parameter_comes_back_as_it_was(facts: Store, value: object) -> None:
    rows = await facts.read(Statement("RETURN $value, [$value], {v: $value}", {"value": value}))

    assert rows == [[value, [value], {"v": value}]]
    assert type(rows[0][0]) is type(value)


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in EXPRESSIONS.items()])
async def test_both_stores_give_an_expression_the_same_value(facts: Store, case: Case) -> None:
    assert await facts.read(Statement(case.text, case.params)) == case.rows


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in STORED.items()])
async def test_a_property_comes_back_as_it_was_stored(store: Store, value: object) -> None:
    await run_write(store, Statement("CREATE (:Kept {value: $value})-[:KEEPS {value: $value}]->(:Kept)", {"value": value}))

    rows = await store.read(Statement("MATCH (n:Kept)-[r:KEEPS]->() RETURN n.value, r.value"))

    assert rows == [[value, value]]
    assert type(rows[0][0]) is type(value)


async def test_null_is_never_stored(store: Store) -> None:
    await run_write(store, Statement("CREATE (n:Kept {a: $none, b: 1}) SET n += {b: null, c: 2}", {"none": None}))

    assert await store.read(Statement("MATCH (n:Kept) RETURN properties(n), n.a IS NULL")) == [[{"c": 2}, True]]
