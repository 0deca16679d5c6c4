"""Cursors mark a place in one list, order and filter, and are read back there alone."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cursors import Expected, Place, decode_cursor, encode_cursor, list_digest
from graph.errors import BadArguments

DIGEST = list_digest(["Project"], (("investment", True),), {"status": {"eq": "APPROVED"}})
# A surrogate alone is no character.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.none() | TEXTS | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15)


def cursor_of(parts: Any) -> str:
    text = parts if isinstance(parts, str) else json.dumps(parts, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode()


@given(TEXTS.filter(bool), st.lists(VALUES, max_size=4))
def test_a_cursor_is_read_back(key: str, values: list[Any]) -> None:
    once = encode_cursor(DIGEST, key, "", *values)
    often = encode_cursor(DIGEST, key, "a|SERVES|b", *values)

    assert decode_cursor(once, "after", Expected(DIGEST, len(values), repeated=False)) == Place(tuple(values), key, "")
    assert decode_cursor(often, "after", Expected(DIGEST, len(values), repeated=True)) == Place(
        tuple(values), key, "a|SERVES|b"
    )


def test_a_whole_number_and_a_float_of_one_size_have_cursors_of_their_own() -> None:
    assert encode_cursor(DIGEST, "x", "", 1) != encode_cursor(DIGEST, "x", "", 1.0)


def test_a_cursor_without_its_padding_is_one() -> None:
    text = encode_cursor(DIGEST, "project:x", "").rstrip("=")

    assert decode_cursor(text, "after", Expected(DIGEST, 0, repeated=False)).key == "project:x"


@pytest.mark.parametrize(
    "other",
    [
        list_digest(["Task"], (("investment", True),), {"status": {"eq": "APPROVED"}}),
        list_digest(["Project"], (("investment", False),), {"status": {"eq": "APPROVED"}}),
        list_digest(["Project"], (), {"status": {"eq": "APPROVED"}}),
        list_digest(["Project"], (("investment", True),), {"status": {"eq": "PROPOSED"}}),
        list_digest(["Project"], (("investment", True),), {"status": {"ne": "APPROVED"}}),
        list_digest(["Project"], (("investment", True),), None),
    ],
)
def test_another_list_order_or_filter_refuses_it(other: str) -> None:
    with pytest.raises(BadArguments, match=r"before: .* is a cursor of another list, order or filter") as caught:
        decode_cursor(encode_cursor(DIGEST, "project:x", "", 1), "before", Expected(other, 1, repeated=False))
    assert caught.value.hint.startswith("Ask for the first page again")


def test_what_counts_as_left_out_of_a_filter_does_not_change_its_digest() -> None:
    plain = list_digest(["Project"], (), None)

    assert list_digest(["Project"], (), {}) == plain
    assert list_digest(["Project"], (), {"status": None, "not": None}) == plain
    assert list_digest(["Project"], (), {"status": {"eq": None}}) != plain
    assert list_digest(["Project"], (), {"a": {"eq": 1}, "b": {"eq": 2}}) == list_digest(
        ["Project"], (), {"b": {"eq": 2}, "a": {"eq": 1}}
    )


def test_a_cursor_of_another_version_is_refused() -> None:
    with pytest.raises(BadArguments, match="another version"):
        decode_cursor(cursor_of([2, DIGEST, "project:x"]), "after", Expected(DIGEST, 0, repeated=False))


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "甲", "=", "a", "////", "gIA=", " WzFd", cursor_of("x"), cursor_of("[]"), cursor_of({}), cursor_of("7"),
        cursor_of("[" * 5000), cursor_of([1, DIGEST]), cursor_of([1, DIGEST, 7]), cursor_of([1, DIGEST, "x", "y"]),
        cursor_of('[1,"' + DIGEST + '","\\ud800"]'), cursor_of([1, DIGEST, "x" * 30_000]), cursor_of("[" + "9" * 6000 + "]"),
    ],
)  # fmt: skip
def test_anything_else_is_no_cursor(text: str) -> None:
    with pytest.raises(BadArguments, match="after: ") as caught:
        decode_cursor(text, "after", Expected(DIGEST, 0, repeated=False))
    assert len(caught.value.message) < 150


@pytest.mark.parametrize("value", [True, [], {}, 2**53, float("nan"), float("inf")])
def test_a_value_that_no_order_has_makes_no_cursor(value: Any) -> None:
    with pytest.raises(BadArguments, match="is no cursor"):
        decode_cursor(cursor_of([1, DIGEST, value, "project:x"]), "after", Expected(DIGEST, 1, repeated=False))
