"""Which media type an answer has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import GRAPHQL_JSON, PLAIN_JSON, negotiate, prefers_html

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, PLAIN_JSON),
        ("", PLAIN_JSON),
        ("*/*", PLAIN_JSON),
        ("application/*", GRAPHQL_JSON),
        ("application/json", PLAIN_JSON),
        ("application/graphql-response+json", GRAPHQL_JSON),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL_JSON),
        ("application/json, application/graphql-response+json", PLAIN_JSON),
        ("application/json;q=0.5, application/graphql-response+json;q=0.9", GRAPHQL_JSON),
        ("Application/JSON", PLAIN_JSON),
        ("application/json;q=0", None),
        ("application/json;q=high", None),
        ("text/plain", None),
        (CHROME, PLAIN_JSON),
    ],
)
def test_the_best_type_that_the_client_takes_is_chosen(accept: str | None, expected: str | None) -> None:
    assert negotiate(accept) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (CHROME, True),
        ("text/html", True),
        ("text/html, application/json", False),
        ("text/html;q=0.5, application/json", False),
        ("*/*", False),
        ("application/json", False),
        ("text/html;q=0", False),
        (None, False),
    ],
)
def test_a_page_is_for_those_who_prefer_one(accept: str | None, *, expected: bool) -> None:
    assert prefers_html(accept) is expected


@given(st.text(max_size=60))
def test_no_header_breaks_the_reading(accept: str) -> None:
    assert negotiate(accept) in (None, GRAPHQL_JSON, PLAIN_JSON)
    assert prefers_html(accept) in (True, False)
