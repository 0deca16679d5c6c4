"""What clients see of errors: a code always, and nothing of files, hosts or statements."""

from __future__ import annotations

import logging

import pytest
from graphql import GraphQLError, located_error

from api.errors import error_body, masked, masked_exception, to_graphql_error, with_code
from graph.errors import (
    AmbiguousName,
    BadArguments,
    GraphChanging,
    LiantuError,
    NotFound,
    PlanBug,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
    TooLarge,
)

SECRET = "MATCH (n) at /srv/graph on bolt://10.0.0.7"


def seen(error: Exception) -> dict[str, object]:
    return masked(located_error(error, None, ["parks", 0]), "r-1")


def test_an_error_of_the_request_is_shown_with_its_hint() -> None:
    assert seen(BadArguments("first: 600.", hint="Page.", where="a.csv:3")) == {
        "message": "first: 600.",
        "path": ["parks", 0],
        "extensions": {"code": "BAD_ARGUMENTS", "hint": "Page.", "where": "a.csv:3"},
    }


def test_an_ambiguous_name_lists_its_candidates() -> None:
    found = seen(AmbiguousName("Two.", [("park:a", "甲"), ("park:b", "乙")]))

    assert found["extensions"] == {
        "code": "AMBIGUOUS_NAME",
        "candidates": [{"key": "park:a", "name": "甲"}, {"key": "park:b", "name": "乙"}],
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreUnavailable(SECRET), "STORE_UNAVAILABLE"),
        (StoreTimeout(SECRET), "TIMEOUT"),
        (GraphChanging(SECRET), "GRAPH_CHANGING"),
    ],
)
def test_what_the_store_could_not_do_is_told_in_words_of_our_own(error: LiantuError, code: str) -> None:
    found = seen(error)

    assert SECRET not in str(found)
    assert found["extensions"]["code"] == code  # type: ignore[index]


@pytest.mark.parametrize("error", [PlanBug(SECRET), StoreError(SECRET), RuntimeError(SECRET), KeyError(SECRET)])
def test_what_is_ours_to_fix_is_logged_and_masked(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="liantu.api"):
        found = seen(error)

    assert found == {"message": "Internal error.", "path": ["parks", 0], "extensions": {"code": "INTERNAL", "requestId": "r-1"}}
    assert "r-1" in caplog.text
    assert SECRET in caplog.text


def test_an_exception_of_no_field_is_masked_likewise() -> None:
    assert masked_exception(ValueError(SECRET), "") == {"message": "Internal error.", "extensions": {"code": "INTERNAL"}}


def test_a_code_that_is_there_stays() -> None:
    error = GraphQLError("Deep.", extensions={"code": "TOO_DEEP"})

    assert with_code(error, "GRAPHQL_VALIDATION_FAILED")["extensions"] == {"code": "TOO_DEEP"}
    assert with_code(GraphQLError("Wrong."), "GRAPHQL_VALIDATION_FAILED")["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_errors_before_any_graphql_have_the_same_form() -> None:
    assert error_body(TooLarge("Too large.", hint="Less.")) == {
        "message": "Too large.", "extensions": {"code": "TOO_LARGE", "hint": "Less."},
    }  # fmt: skip
    assert to_graphql_error(NotFound("Nothing.")).extensions == {"code": "NOT_FOUND"}
