"""Errors as clients see them: a stable code in `extensions`, never a traceback, a path of the machine or a statement's text.

    to_graphql_error(BadArguments("first: 600 …")).formatted
        -> {"message": "first: 600 …", "extensions": {"code": "BAD_ARGUMENTS", "hint": "…"}}

What the request did wrong and what the store could not do keeps its message; what is ours to fix is logged whole and shown as INTERNAL.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError, Node

from graph.errors import AmbiguousName, LiantuError, QueryError, StoreTimeout, StoreUnavailable

INTERNAL = "INTERNAL"
PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
INTERNAL_MESSAGE = "Internal error."

# What the store says about itself may name hosts and folders, so clients see these sentences instead.
_STORE_MESSAGES: dict[str, str] = {
    StoreTimeout.code: "The store took too long to answer.",
    StoreUnavailable.code: "The store does not answer.",
    "GRAPH_CHANGING": "The graph kept changing while it was read.",
}
_STORE_HINTS: dict[str, str] = {
    StoreTimeout.code: "Ask for fewer rows, or try again.",
    StoreUnavailable.code: "Try again later.",
    "GRAPH_CHANGING": "Try again after the load.",
}

_log = logging.getLogger("liantu.api")


def extensions_of(error: LiantuError) -> dict[str, Any]:
    """Return the `extensions` of an error that may be shown: code, hint, place, candidates."""
    found: dict[str, Any] = {"code": error.code}
    if error.hint:
        found["hint"] = error.hint
    if error.where:
        found["where"] = error.where
    if isinstance(error, AmbiguousName):
        found["candidates"] = [{"key": key, "name": name} for key, name in error.candidates]
    return found


def to_graphql_error(error: LiantuError, nodes: Sequence[Node] = ()) -> GraphQLError:
    """Return an error of ours as GraphQL's, located at `nodes`; for what may be shown to the person who asked."""
    return GraphQLError(error.message, list(nodes) or None, original_error=error, extensions=extensions_of(error))


def error_body(error: LiantuError) -> dict[str, Any]:
    """Return one formatted error, for a refusal before any GraphQL is read."""
    return {"message": error.message, "extensions": extensions_of(error)}


def request_error(message: str, code: str, nodes: Sequence[Node] = ()) -> GraphQLError:
    """Return an error of the request as a whole."""
    return GraphQLError(message, list(nodes) or None, extensions={"code": code})


def with_code(error: GraphQLError, code: str) -> dict[str, Any]:
    """Return a formatted error with a code, unless whoever raised it gave it one."""
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["extensions"] = {"code": code, **(error.extensions or {})}
    return formatted


def masked(error: GraphQLError, request_id: str) -> dict[str, Any]:
    """Return an error of the execution, formatted for a client; what must not be shown is logged and replaced.

    Args:
        error: Located by path; its original error decides what may be shown.
        request_id: Stands in the log and in the answer, so that the one is found from the other.
    """
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        shown_as_is = with_code(error, INTERNAL)
        if shown_as_is["extensions"]["code"] == INTERNAL:
            # A value that the schema does not allow: the message names the field and shows the value, and the graph has to be mended.
            _log.error("%s at %s (request %s)", error.message, error.path, request_id or "-")
        return shown_as_is
    shown: dict[str, Any] = dict(error.formatted)
    if isinstance(original, QueryError):
        shown["extensions"] = extensions_of(original)
        return shown
    code = original.code if isinstance(original, LiantuError) and original.code in _STORE_MESSAGES else INTERNAL
    _log.error("%s at %s (request %s)", code, error.path, request_id or "-", exc_info=original)
    shown["message"] = _STORE_MESSAGES.get(code, INTERNAL_MESSAGE)
    shown["extensions"] = {"code": code}
    if code in _STORE_HINTS:
        shown["extensions"]["hint"] = _STORE_HINTS[code]
    elif request_id:
        shown["extensions"]["requestId"] = request_id
    return shown


def masked_exception(error: Exception, request_id: str) -> dict[str, Any]:
    """Return an error that belongs to no field, formatted for a client, as `masked` does."""
    return masked(GraphQLError(str(error), original_error=error), request_id)
