"""What a filter may ask: which arguments make a plan, what null means, how operands are read, and what is refused before the store is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.operations import Operations
from api.schema.bounds import BOUNDS
from tests.api.asking import SCHEMA, Asker, ask, refusal
from tests.differential.oracle import to_id

FIRMS = "query($w: EnterpriseWhere) { enterprises(where: $w) { nodes { key } } }"


def keys(data: Any, field: str = "enterprises") -> list[str]:
    return [node["key"].partition(":")[2] for node in data[field]["nodes"]]


async def test_values_of_a_filter_are_read_anew_by_the_same_plan() -> None:
    asker = Asker(
        "query($w: ProjectWhere!, $n: String) { projects(where: {and: [$w, {key: {startsWith: $n}}]}) { nodes { key } } }"
    )
    asked: list[tuple[Any, list[str], list[str]]] = [
        (0, ["UNDER_CONSTRUCTION"], ["duo-jing-gui-er-qi"]),
        ("500亿元", ["UNDER_CONSTRUCTION"], []),
        (0, [], []),
        (0, ["APPROVED", "UNDER_CONSTRUCTION"], ["duo-jing-gui-er-qi"]),
    ]

    for amount, states, expected in asked:
        found = await asker.ask({"w": {"investment": {"gt": amount}, "status": {"in": states}}, "n": "project:"})
        assert keys(found.data, "projects") == expected

    assert asker.plans == 1
    assert len({statement.text for statement in asker.reader.statements}) == 1


async def test_what_is_there_and_what_is_null_makes_plans() -> None:
    asker = Asker(FIRMS)
    filters: list[tuple[dict[str, Any], list[str]]] = [
        ({"w": {"fullName": {"eq": None}}}, ["gong-dian", "qing-lv", "xi-gui"]),
        ({"w": {"fullName": {"ne": None}}}, ["dong-gui"]),
        ({"w": {"fullName": None}}, ["dong-gui", "gong-dian", "qing-lv", "xi-gui"]),
        ({"w": {"fullName": {"eq": "青石东硅有限公司"}}}, ["dong-gui"]),
        ({"w": {"fullName": {"ne": "青石东硅有限公司"}}}, []),
        ({"w": {"or": [{"key": {"eq": "enterprise:xi-gui"}}, {"name": {"eq": "青铝"}}]}}, ["qing-lv", "xi-gui"]),
        ({"w": {"or": [{"key": {"eq": "enterprise:xi-gui"}}]}}, ["xi-gui"]),
        ({"w": None}, ["dong-gui", "gong-dian", "qing-lv", "xi-gui"]),
        ({}, ["dong-gui", "gong-dian", "qing-lv", "xi-gui"]),
    ]

    for variables, expected in filters:
        assert keys((await asker.ask(variables)).data) == expected, variables

    # A variable that is not given and one without a value are two plans of the same meaning.
    assert asker.plans == len(filters)


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("{investment: {gt: null}}", "where.investment.gt"),
        ("{not: {status: {in: null}}}", "where.not.status.in"),
        ("{name: {contains: null}}", "where.name.contains"),
        ("{capacity: {unit: null}}", "where.capacity.unit"),
        ("{investment: {isNull: null}}", "where.investment.isNull"),
        ("{undertakenBy: {count: {gte: null}}}", "where.undertakenBy.count.gte"),
        ("{locatedIn: {within: null}}", "where.locatedIn.within"),
        ("{undertakenBy: {some: {id: {in: null}}}}", "where.undertakenBy.some.id.in"),
    ],
)
async def test_an_operator_refuses_null_and_names_its_place(where: str, path: str) -> None:
    assert await refusal(f"{{ projects(where: {where}) {{ totalCount }} }}") == (
        "BAD_ARGUMENTS",
        f"{path}: nothing compares with null.",
    )


async def test_what_is_always_known_is_never_null() -> None:
    query = """{
      a: enterprises(where: {key: {eq: null}}) { totalCount }
      b: enterprises(where: {name: {ne: null}}) { totalCount }
      c: enterprises(where: {undertakes: {count: {eq: null}}}) { totalCount }
      d: enterprises(where: {undertakes: {count: {isNull: false}}}) { totalCount }
      e: department(key: "department:huan-bao-ju") { serves(where: {label: {eq: null}}) { totalCount } }
    }"""

    data = (await ask(query)).data

    assert [data[name]["totalCount"] for name in "abcd"] == [0, 4, 0, 4]
    assert data["e"]["serves"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("type_name", "value", "message"),
    [
        ("Yuan", "一些钱", "no amount of money"),
        ("Yuan", "0.3元", "no whole number of yuan"),
        ("Yuan", 2**53, "no whole number of yuan"),
        ("Yuan", 1.5, "no whole number of yuan"),
        ("Yuan", True, "no whole number of yuan"),
        ("PartialDate", "2013-13", "is no date"),
        ("PartialDate", "2013-02-30", "no day of the calendar"),
        ("PartialDate", 2013, "write 2013, 2013-04 or 2013-04-30"),
    ],
)
async def test_a_value_of_another_form_is_refused_with_the_form_that_is_right(type_name: str, value: Any, message: str) -> None:
    operator, field = {"Yuan": ("gt", "investment"), "PartialDate": ("lt", "statusAsOf")}[type_name]
    query = f"query($v: {type_name}) {{ projects(where: {{{field}: {{{operator}: $v}}}}) {{ totalCount }} }}"

    found = await ask(query, {"v": value})

    assert found.data is None
    assert [message in said for _, said in found.errors] == [True]


@pytest.mark.parametrize(
    ("literal", "said"), [('"ein Haufen"', "no amount of money"), ("1.5", "no whole number of yuan"), ("true", "Yuan")]
)
def test_a_literal_of_another_form_is_refused_by_validation(literal: str, said: str) -> None:
    query = f"{{ projects(where: {{investment: {{gt: {literal}}}}}) {{ totalCount }} }}"

    (error,) = Operations(SCHEMA.core).get(query, allow_introspection=True).errors

    assert said in error.message
    assert (error.extensions or {})["code"] == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("amount", [41_000_000, 41_000_000.0, "4100万元", "0.41亿元", "４１００万元", "41,000,000"])
async def test_money_is_a_whole_number_or_a_printed_amount(amount: Any) -> None:
    found = await ask("query($v: Yuan) { projects(where: {investment: {eq: $v}}) { nodes { key } } }", {"v": amount})

    assert keys(found.data, "projects") == ["zu-jian-chang"]


async def test_an_id_that_is_none_is_refused_at_its_place() -> None:
    query = "query($i: [ID!]) { enterprises(where: {undertakes: {some: {id: {in: $i}}}}) { nodes { key } } }"

    code, message = await refusal(query, {"i": [to_id("project:lv-ban"), "?"]})

    assert (code, message) == ("BAD_ARGUMENTS", "where.undertakes.some.id.in[1]: '?' is no id.")


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("{state: {eq: TRIAL}}", "where.state: state is a property of OCCUPIES relationships, and segments follows no relationship."),
        (
            "{not: {feeds: {some: {year: {eq: 2013}}}}}",
            "where.not.feeds.some.year: year is a property of OCCUPIES and SURVEYED_IN relationships, and feeds follows FEEDS.",
        ),
        (
            "{occupiedBy: {some: {enterprise: {occupies: {none: {material: {eq: null}}}}}}}",
            (
                "where.occupiedBy.some.enterprise.occupies.none.material: "
                "material is a property of FEEDS relationships, and occupies follows OCCUPIES."
            ),
        ),
    ],
)  # fmt: skip
async def test_a_property_of_another_relationship_is_refused(where: str, message: str) -> None:
    assert await refusal(f"{{ segments(where: {where}) {{ totalCount }} }}") == ("BAD_ARGUMENTS", message)


async def test_a_property_of_the_relationship_stands_wherever_the_node_that_it_led_to_is_judged() -> None:
    query = """{
      segments(where: {fedBy: {some: {or: [{not: {kind: {eq: PRODUCT}}}, {and: [{material: {eq: "无"}}]}]}}}) { nodes { key } }
      segment(key: "segment:duo-jing-gui") {
        occupiedBy(where: {enterprise: {key: {eq: "enterprise:dong-gui"}}, year: {eq: 2012}}) { totalCount } }
    }"""

    data = (await ask(query)).data

    assert keys(data, "segments") == ["duo-jing-gui"]
    assert data["segment"]["occupiedBy"]["totalCount"] == 1


async def test_lists_texts_and_filters_are_bounded() -> None:
    bounds = replace(BOUNDS, in_values=2, text_points=3, where_levels=2, where_nesting=3, where_parts=2)

    async def said(where: str) -> tuple[str, str]:
        code, message = await refusal(f"{{ enterprises(where: {where}) {{ totalCount }} }}", bounds=bounds)
        return code, message.partition(" (LIANTU")[0].rstrip(".")

    assert await said('{key: {in: ["a", "b", "c"]}}') == ("BAD_ARGUMENTS", "where.key.in: 3 values are more than 2")
    assert await said('{name: {eq: "一二三四"}}') == ("BAD_ARGUMENTS", "where.name.eq: a text of 4 characters is longer than 3")
    assert await said('{name: {in: ["一", "一二三四"]}}') == (
        "BAD_ARGUMENTS",
        "where.name.in[1]: a text of 4 characters is longer than 3",
    )
    assert await said('{name: {eq: "a", ne: "b", gt: "c"}}') == (
        "TOO_WIDE",
        "where.name.gt: the filter compares more than 2 times",
    )
    deep = "{undertakes: {some: {undertakenBy: {some: {undertakes: {some: {}}}}}}}"
    assert (await said(deep))[0] == "TOO_WIDE"
    assert await said("{not: {not: {not: {not: {}}}}}") == (
        "TOO_DEEP",
        "where.not.not.not.not: the filter nests more than 3 times",
    )
    loose = replace(bounds, where_parts=9, where_nesting=9)
    assert (await refusal(f"{{ enterprises(where: {deep}) {{ totalCount }} }}", bounds=loose))[0] == "TOO_DEEP"


async def test_a_text_with_half_a_character_is_refused() -> None:
    query = "query($t: String) { enterprises(where: {name: {contains: $t}}) { totalCount } }"

    code, message = await refusal(query, {"t": "\ud83d"})

    assert (code, "is no Unicode text" in message) == ("BAD_ARGUMENTS", True)


@pytest.mark.parametrize(
    "text", ["' OR 1=1 //", "}) DETACH DELETE n //", "$limit0", "`", "\\u0027", "\x00", "甲\n乙", "{key: 'x'}"]
)
async def test_no_text_reaches_a_statement_but_as_a_parameter(text: str) -> None:
    query = """query($t: String!) { enterprises(where: {or: [{key: {eq: $t}}, {name: {contains: $t}}, {aliases: {in: [$t]}},
      {listedCode: {startsWith: $t}}, {undertakes: {some: {phase: {ne: $t}}}}]}) { nodes { key } } }"""
    asker = Asker(query)

    await asker.ask({"t": "plain"})
    found = await asker.ask({"t": text})

    assert found.errors == []
    assert len({statement.text for statement in asker.reader.statements}) == 1
    assert text in asker.reader.statements[1].params.values()


async def test_fragments_and_aliases_have_filters_of_their_own() -> None:
    query = """
      query($a: Yuan, $ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { name ...Tasks } ... on Enterprise {
        large: undertakes(where: {investment: {gte: $a}}) { nodes { key } } small: undertakes(where: {investment: {lt: $a}}) { nodes { key } }
      } } }
      fragment Tasks on Entity { led: targetedBy(where: {ledBy: {some: {}}}) { totalCount } other: targetedBy(where: {ledBy: {none: {}}}) {
        totalCount } }"""
    ids = [to_id("chain:lv-lian"), to_id("enterprise:dong-gui")]

    chain, firm = (await ask(query, {"a": "1亿元", "ids": ids})).data["nodes"]

    assert (chain["led"], chain["other"]) == ({"totalCount": 1}, {"totalCount": 0})
    assert (keys(firm, "large"), keys(firm, "small")) == (["duo-jing-gui-er-qi"], ["zu-jian-chang"])
