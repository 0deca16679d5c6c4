"""The limits of a query text, checked before any rule that takes longer."""

from __future__ import annotations

import time

import pytest
from graphql import GraphQLError, build_schema, parse, specified_rules, validate

from api.limits import Limits
from api.rules import limit_errors, limit_rule

SCHEMA = build_schema("type Query { a: Query b(x: [Int]): Int }")


def _nested(levels: int) -> str:
    return "{a" * levels + "{b}" + "}" * levels


def _check(text: str, limits: Limits) -> list[GraphQLError]:
    return validate(SCHEMA, parse(text, max_lexical_tokens=limits.tokens), (*specified_rules, limit_rule(limits)))


def _codes(text: str, limits: Limits) -> list[tuple[str, str]]:
    return [(error.message, (error.extensions or {})["code"]) for error in _check(text, limits)]


def test_a_document_within_all_limits_has_no_errors() -> None:
    assert _check("query Q { x: a { ...F } } fragment F on Query { b a { b } }", Limits()) == []


def test_depth_counts_fields_and_names_limit_value_and_operation() -> None:
    limits = Limits(depth=3)

    assert _codes(_nested(2), limits) == []
    assert _codes("query Deep " + _nested(3), limits) == [
        ("Operation «Deep» nests 4 levels of fields, more than 3 (LIANTU_MAX_DEPTH).", "TOO_DEEP")
    ]


def test_inline_fragments_add_no_depth_and_fragments_add_their_own() -> None:
    limits = Limits(depth=3)

    assert _codes("{ ... { a { ... on Query { a { ... { b } } } } } }", limits) == []
    assert [code for _, code in _codes("{ a { a { ...F } } } fragment F on Query { a { b } }", limits)] == ["TOO_DEEP"]


@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("{ x: b y: b z: b }", Limits(aliases=2), "The operation bears 3 aliases, more than 2 (LIANTU_MAX_ALIASES)."),
        (
            "{ a { b } b ... { b } }",
            Limits(root_fields=2),
            "The operation selects 3 fields at its root, more than 2 (LIANTU_MAX_ROOT_FIELDS).",
        ),
        (
            "{ ...F b } fragment F on Query { b a { b } }",
            Limits(root_fields=2),
            "The operation selects 3 fields at its root, more than 2 (LIANTU_MAX_ROOT_FIELDS).",
        ),
        ("{ a { b b b } }", Limits(fields=3), "The operation selects 4 fields, more than 3 (LIANTU_MAX_FIELDS)."),
        (
            "{ b @skip(if: true) a @include(if: true) { b } }",
            Limits(directives=1),
            "The query text bears 2 directives, more than 1 (LIANTU_MAX_DIRECTIVES).",
        ),
    ],
)
def test_each_width_has_its_limit(text: str, limits: Limits, said: str) -> None:
    assert _codes(text, limits) == [(said, "TOO_WIDE")]


def test_a_fragment_counts_wherever_it_is_spread() -> None:
    text = "{ x: a { ...F } y: a { ...F } } fragment F on Query { one: b two: b }"

    assert _codes(text, Limits(aliases=6)) == []
    assert _codes(text, Limits(aliases=5)) == [("The operation bears 6 aliases, more than 5 (LIANTU_MAX_ALIASES).", "TOO_WIDE")]


def test_fragments_that_double_each_other_are_counted_without_being_expanded() -> None:
    doubling = "".join(f"fragment F{i} on Query {{ x: a {{ ...F{i + 1} }} y: a {{ ...F{i + 1} }} }} " for i in range(300))
    document = parse("{ ...F0 } " + doubling + "fragment F300 on Query { b }")

    began = time.perf_counter()
    errors = limit_errors(document, Limits())

    assert errors
    assert time.perf_counter() - began < 5  # expanding would never end


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { a { ...B } } fragment B on Query { a { ...A } }",
        "{ ...A } fragment A on Query { ...A }",
        "{ ...Unknown }",
    ],
)
def test_circles_and_unknown_fragments_are_left_to_the_standard_rules(text: str) -> None:
    assert limit_errors(parse(text), Limits()) == []
    assert _check(text, Limits()) != []


def test_an_unused_fragment_is_limited_too() -> None:
    text = "{ b } fragment Wide on Query { a { b b b b } }"

    assert [code for _, code in _codes(text, Limits(fields=4))] == ["TOO_WIDE"]


def test_every_operation_is_limited_and_the_number_of_errors_too() -> None:
    text = " ".join(f"query Q{i} {{ x: b y: b }}" for i in range(30))

    errors = _codes(text, Limits(aliases=1, errors=20))

    assert len(errors) == 20
    assert errors[0][0].startswith("Operation «Q0»")


def test_a_document_beyond_a_limit_meets_no_other_rule() -> None:
    errors = _codes("{ nope x: b y: b }", Limits(aliases=1))

    assert [code for _, code in errors] == ["TOO_WIDE"]


def test_limits_must_be_positive() -> None:
    with pytest.raises(ValueError, match="LIANTU_MAX_DEPTH"):
        Limits(depth=0)
