"""Orders, pages and groups: which arguments make a plan, how cursors move, and what is refused before the store is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.schema.bounds import BOUNDS
from tests.api.asking import Asker, ask, refusal

ORDERED = "query($o: [ProjectOrder!]) { projects(orderBy: $o) { nodes { key } } }"
PAGED = """query($f: Int, $a: String, $l: Int, $b: String, $o: [EnterpriseOrder!], $w: EnterpriseWhere) {
  enterprises(first: $f, after: $a, last: $l, before: $b, orderBy: $o, where: $w) {
    nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def keys(data: Any, field: str) -> list[str]:
    return [node["key"].partition(":")[2] for node in data[field]["nodes"]]


async def test_two_runs_of_one_text_with_other_orders_have_the_right_ones() -> None:
    asker = Asker(ORDERED)
    orders: list[tuple[Any, list[str]]] = [
        ([{"field": "investment"}], ["zu-jian-chang", "duo-jing-gui-er-qi", "lv-ban"]),
        ([{"field": "investment", "direction": "DESC"}], ["duo-jing-gui-er-qi", "zu-jian-chang", "lv-ban"]),
        ([{"field": "name", "direction": None}], ["duo-jing-gui-er-qi", "lv-ban", "zu-jian-chang"]),
        ([{"field": "name", "direction": "DESC"}], ["zu-jian-chang", "lv-ban", "duo-jing-gui-er-qi"]),
        ([{"field": "key", "direction": "DESC"}], ["zu-jian-chang", "lv-ban", "duo-jing-gui-er-qi"]),
        (None, ["duo-jing-gui-er-qi", "lv-ban", "zu-jian-chang"]),
    ]

    for order, expected in [*orders, *orders]:
        assert keys((await asker.ask({"o": order})).data, "projects") == expected, order

    assert asker.plans == len(orders)


async def test_a_field_or_direction_alone_may_be_a_variable() -> None:
    asker = Asker(
        """query($f: ProjectField!, $d: Direction, $by: ProjectField, $of: ProjectNumber) {
          projects(orderBy: [{field: $f, direction: $d}]) { nodes { key } aggregate(by: $by, of: $of) { key sum } } }"""
    )

    down = await asker.ask({"f": "investment", "d": "DESC", "by": "basis"})
    up = await asker.ask({"f": "investment", "d": "ASC", "of": "investment"})
    named = await asker.ask({"f": "status", "d": "ASC", "by": "status", "of": "investment"})

    assert keys(down.data, "projects")[0] == "duo-jing-gui-er-qi"
    assert keys(up.data, "projects")[0] == "zu-jian-chang"
    assert keys(named.data, "projects")[0] == "lv-ban"
    assert down.data["projects"]["aggregate"] == [{"key": "STATED", "sum": None}]
    assert up.data["projects"]["aggregate"] == [{"key": None, "sum": "47321000000"}]
    assert [row["key"] for row in named.data["projects"]["aggregate"]] == ["APPROVED", "UNDER_CONSTRUCTION", None]


@pytest.mark.parametrize(
    "order", [None, [{"field": "name"}], [{"field": "undertakes_count", "direction": "DESC"}], [{"field": "listedCode"}]]
)
@pytest.mark.parametrize("where", [None, {"key": {"ne": "enterprise:xi-gui"}}])
async def test_pages_forward_and_backward_give_the_whole_list_once(order: Any, where: Any) -> None:
    asker = Asker(PAGED)
    whole = keys((await asker.ask({"o": order, "w": where})).data, "enterprises")

    forward, backward = [], []
    after = before = None
    for _ in whole:
        page = (await asker.ask({"f": 1, "a": after, "o": order, "w": where})).data["enterprises"]
        forward += [node["key"].partition(":")[2] for node in page["nodes"]]
        assert page["pageInfo"]["hasNextPage"] is (len(forward) < len(whole))
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = page["pageInfo"]["endCursor"]
        page = (await asker.ask({"l": 1, "b": before, "o": order, "w": where})).data["enterprises"]
        backward += [node["key"].partition(":")[2] for node in page["nodes"]]
        assert page["pageInfo"]["hasPreviousPage"] is (len(backward) < len(whole))
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        before = page["pageInfo"]["startCursor"]

    assert (forward, backward[::-1]) == (whole, whole)


async def test_a_page_backward_stands_in_the_lists_order() -> None:
    query = '{ enterprise(key: "enterprise:dong-gui") { occupies(last: 2) { edges { year cursor } } } chains(last: 9) { nodes { key } } }'

    data = (await ask(query)).data

    assert [edge["year"] for edge in data["enterprise"]["occupies"]["edges"]] == [2012, 2013]
    assert keys(data, "chains") == ["gui-lian", "lv-lian"]


async def test_nulls_among_the_arguments_of_a_page_count_as_left_out() -> None:
    asker = Asker(PAGED)

    found = await asker.ask({"f": None, "a": None, "l": 1, "b": None, "o": None, "w": None})
    pages = await asker.ask({"f": 1, "l": None})

    assert (keys(found.data, "enterprises"), keys(pages.data, "enterprises")) == (["xi-gui"], ["dong-gui"])


async def test_a_cursor_belongs_to_the_values_of_its_filter() -> None:
    asker = Asker(PAGED)
    first = await asker.ask({"f": 1, "w": {"key": {"ne": "enterprise:xi-gui"}}})
    cursor = first.data["enterprises"]["pageInfo"]["endCursor"]

    same = await asker.ask({"f": 1, "a": cursor, "w": {"key": {"ne": "enterprise:xi-gui"}, "basis": None}})
    other = await asker.ask({"f": 1, "a": cursor, "w": {"key": {"ne": "enterprise:dong-gui"}}})

    assert keys(same.data, "enterprises") == ["gong-dian"]
    assert [code for code, _ in other.errors] == ["BAD_ARGUMENTS"]
    assert "is a cursor of another list, order or filter" in other.errors[0][1]


async def test_a_cursor_of_money_is_the_same_however_the_filter_wrote_it() -> None:
    query = """query($m: Yuan, $a: String) { projects(first: 1, after: $a, where: {investment: {gte: $m}}) {
      pageInfo { endCursor } nodes { key } } }"""
    asker = Asker(query)
    first = (await asker.ask({"m": "4100万元"})).data["projects"]

    second = (await asker.ask({"m": 41_000_000, "a": first["pageInfo"]["endCursor"]})).data["projects"]

    assert [node["key"] for node in (*first["nodes"], *second["nodes"])] == [
        "project:duo-jing-gui-er-qi",
        "project:zu-jian-chang",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("first: 1, last: 1", "first and last exclude each other."),
        ("first: -1", "first: -1 is not between 0 and 500"),
        ("last: 501", "last: 501 is not between 0 and 500"),
        ('after: "x"', "after: 'x' is no cursor."),
        ('before: "cHJvamVjdDp4"', "before: 'cHJvamVjdDp4' is no cursor."),
        ("orderBy: [" + "{field: name}" * 9 + "]", "orderBy: 9 fields are more than 8"),
    ],
)
async def test_arguments_that_make_no_page_are_refused(arguments: str, said: str) -> None:
    code, message = await refusal(f"{{ projects({arguments}) {{ nodes {{ key }} }} }}")

    assert (code, message.startswith(said)) == ("BAD_ARGUMENTS", True)


async def test_page_sizes_are_those_of_the_server() -> None:
    bounds = replace(BOUNDS, default_page=2, max_page=3)

    found = await ask("{ enterprises { nodes { key } aggregate(by: key) { key } } }", bounds=bounds)
    code, message = await refusal("{ enterprises(first: 4) { nodes { key } } }", bounds=bounds)

    assert (len(found.data["enterprises"]["nodes"]), len(found.data["enterprises"]["aggregate"])) == (2, 3)
    assert (code, message.startswith("first: 4 is not between 0 and 3")) == ("BAD_ARGUMENTS", True)


async def test_a_quantity_makes_no_groups() -> None:
    assert await refusal("{ projects { aggregate(by: capacity) { count } } }") == (
        "BAD_ARGUMENTS",
        "by: capacity is a quantity, and quantities make no groups.",
    )


async def test_rows_count_and_groups_of_one_list_are_one_statement() -> None:
    asker = Asker(
        """{ enterprises(where: {undertakes: {some: {}}}, first: 1) { totalCount nodes { key undertakes { totalCount nodes { key }
          a: aggregate { sum } b: aggregate(of: investment) { sum max } } } aggregate(by: basis) { key count } } }"""
    )

    data = (await asker.ask()).data["enterprises"]

    assert (data["totalCount"], data["aggregate"]) == (3, [{"key": "STATED", "count": 3}])
    assert data["nodes"][0]["undertakes"]["a"] == [{"sum": None}]
    assert data["nodes"][0]["undertakes"]["b"] == [{"sum": "47321000000", "max": "47280000000"}]
    assert len(asker.reader.statements) == 1


async def test_equal_selections_are_read_once() -> None:
    asker = Asker(
        """{ enterprises { nodes { x: undertakes(where: {phase: {eq: "二期"}}) { nodes { key } } ...F } } }
        fragment F on Enterprise { x: undertakes(where: {phase: {eq: "二期"}}) { nodes { name } totalCount } }"""
    )

    data = (await asker.ask()).data

    assert data["enterprises"]["nodes"][0]["x"] == {
        "nodes": [{"key": "project:duo-jing-gui-er-qi", "name": "多晶硅二期"}],
        "totalCount": 1,
    }
    assert asker.reader.statements[0].text.count("COLLECT") == 1
