"""The operation cache: what is parsed and compiled once, what decides a plan, and what is refused before execution."""

from __future__ import annotations

from typing import Any

import pytest

from api.compiler.compiled import Compiled
from api.operations import MOST_PLANS, Operation, Operations, shape_of
from api.schema.build import ApiSchema, build_schema
from graph.model.registry import MODEL
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import run
from tests.compiled.small_graph import small_image
from tests.differential.oracle import to_id

SMALL = "{ parks { totalCount } }"


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


def codes(operation: Operation) -> list[str]:
    return [str((error.extensions or {})["code"]) for error in operation.errors]


def plans(operation: Operation) -> list[Compiled]:
    return [compiled for known in operation.plans.values() for compiled in known]


async def ask(schema: ApiSchema, operation: Operation, reader: ImageReader, query: str, variables: dict[str, Any]) -> Any:
    return (await run(schema, reader, reader.writer, query, variables, operation=operation)).data


def test_a_text_is_parsed_once(schema: ApiSchema) -> None:
    operations = Operations(schema.core)

    assert operations.get(SMALL, allow_introspection=True) is operations.get(SMALL, allow_introspection=True)


def test_the_least_recently_used_text_is_forgotten(schema: ApiSchema) -> None:
    operations = Operations(schema.core, most=2)
    first = operations.get(SMALL, allow_introspection=True)
    operations.get(SMALL + " ", allow_introspection=True)
    operations.get(SMALL, allow_introspection=True)
    operations.get(SMALL + "  ", allow_introspection=True)

    assert operations.get(SMALL, allow_introspection=True) is first


def test_long_texts_do_not_fill_the_memory(schema: ApiSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.operations.MOST_CHARACTERS", 100)
    operations = Operations(schema.core)
    first = operations.get(SMALL, allow_introspection=True)

    operations.get(SMALL + " " * 90, allow_introspection=True)

    assert operations.get(SMALL, allow_introspection=True) is not first


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{ parks { nope } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + "parks { nodes { locates { nodes " * 2000, "TOO_DEEP"),
        ("{" + " ".join(f"a{number}: __typename" for number in range(300)) + "}", "TOO_WIDE"),
        ("#\n" * 300 + SMALL, "TOO_WIDE"),
    ],
)
def test_a_text_that_cannot_be_executed_says_why(schema: ApiSchema, text: str, code: str) -> None:
    limit = None if code == "TOO_DEEP" else 200
    operations = Operations(schema.core, max_tokens=limit)

    assert codes(operations.get(text, allow_introspection=True)) == [code]


@pytest.mark.parametrize(
    "text", ["{ __schema { queryType { name } } }", '{ parks { totalCount } __type(name: "Park") { name } }']
)
def test_the_schema_is_shown_only_to_those_who_may_see_it(schema: ApiSchema, text: str) -> None:
    operations = Operations(schema.core)

    assert codes(operations.get(text, allow_introspection=True)) == []
    assert codes(operations.get(text, allow_introspection=False)) == ["FORBIDDEN"]


def test_names_are_suggested_only_to_those_who_may_see_the_schema(schema: ApiSchema) -> None:
    operations = Operations(schema.core)
    text = "{ park { nam } }"

    assert "Did you mean 'name'" in operations.get(text, allow_introspection=True).errors[0].message
    assert "Did you mean" not in operations.get(text, allow_introspection=False).errors[0].message


def test_type_names_are_no_introspection(schema: ApiSchema) -> None:
    assert Operations(schema.core).get("{ __typename }", allow_introspection=False).errors == ()


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (None, None),
        (7, True),
        ("x", True),
        (["a", "b"], True),
        ([], True),
        ({"a": 1, "b": None}, (("a", True), ("b", None))),
        ([{"a": 1}, None], ((("a", True),), None)),
    ],
)
def test_the_structure_of_a_variable_holds_no_scalar(value: object, shape: object) -> None:
    assert shape_of(value) == shape


async def test_scalars_do_not_make_a_plan_and_are_read_anew(schema: ApiSchema) -> None:
    query = "query($n: Int, $a: String) { enterprises(first: $n, after: $a) { nodes { key } } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())

    for size in (1, 2, 3):
        data = await ask(schema, operation, reader, query, {"n": size})
        assert len(data["enterprises"]["nodes"]) == size

    assert len(plans(operation)) == 1
    assert len({statement.text for statement in reader.statements}) == 1


async def test_flags_and_nulls_make_plans(schema: ApiSchema) -> None:
    query = "query($f: Boolean!, $k: String, $n: String) { park(key: $k, name: $n) { key name @include(if: $f) } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())

    for variables in ({"f": True, "k": "park:he-wan"}, {"f": False, "k": "park:he-wan"}, {"f": True, "n": "河湾园区"}):
        data = await ask(schema, operation, reader, query, variables)
        assert ("name" in data["park"]) is variables["f"]

    assert len(plans(operation)) == 3


async def test_labels_of_ids_make_plans_and_ids_do_not(schema: ApiSchema) -> None:
    query = "query($i: ID!) { node(id: $i) { __typename id } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())

    for key in ("park:he-wan", "chain:gui-lian", "chain:lv-lian", "x", "park:he-wan"):
        data = await ask(schema, operation, reader, query, {"i": to_id(key)})
        assert data["node"] is None or data["node"]["id"] == to_id(key)

    assert len(plans(operation)) == 3


async def test_plans_of_one_text_are_bounded(schema: ApiSchema) -> None:
    query = "query($i: [ID!]!) { nodes(ids: $i) { id } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())
    heads = [item.label.lower() for item in MODEL.entities]

    for number in range(2 * MOST_PLANS):
        chosen = [head for bit, head in enumerate(heads) if number >> (bit % 8) & 1 or bit == number % len(heads)]
        await ask(schema, operation, reader, query, {"i": [to_id(f"{head}:x") for head in chosen]})

    assert len(plans(operation)) <= MOST_PLANS


async def test_plans_of_filters_and_orders_of_one_text_are_bounded_together(schema: ApiSchema) -> None:
    query = "query($w: PlaceWhere, $o: [PlaceOrder!]) { places(where: $w, orderBy: $o) { nodes { key } } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())
    words = ("eq", "ne", "contains", "startsWith", "endsWith", "gt", "gte", "lt", "lte")

    for number in range(2 * MOST_PLANS):
        where = {"key": {word: "place:" for bit, word in enumerate(words) if number >> bit & 1}}
        for direction in ("ASC", "DESC"):
            await ask(schema, operation, reader, query, {"w": where, "o": [{"field": "name", "direction": direction}]})

    assert len(plans(operation)) == MOST_PLANS
    assert all(operation.plans.values())


async def test_what_cannot_be_compiled_leaves_nothing_behind(schema: ApiSchema) -> None:
    query = "query($w: PlaceWhere) { places(where: $w) { nodes { key } } }"
    operation, reader = Operations(schema.core).get(query, allow_introspection=True), ImageReader(small_image())

    assert await ask(schema, operation, reader, query, {"w": {"key": {"gt": None}}}) is None
    assert [item.roots for item in plans(operation)] == [{}]


async def test_operations_of_one_text_have_plans_of_their_own(schema: ApiSchema) -> None:
    operation = Operations(schema.core).get(
        "query A { parks { totalCount } } query B { plans { totalCount } }", allow_introspection=True
    )

    assert (operation.kind_of("A"), operation.kind_of(None), operation.kind_of("C")) == ("query", "", "")
