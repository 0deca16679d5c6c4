"""Answers of the HTTP surface that are not pages: JSON bodies, refusals, and the status of each kind of error.

A refusal has the shape of a GraphQL answer without `data`, on every path: clients read one form of error.
"""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from starlette.responses import Response

from api.errors import error_body
from api.negotiation import GRAPHQL_JSON, PLAIN_JSON
from graph.errors import Forbidden, LiantuError, NotFound, RequestTimeout, StoreError, TooBusy, TooLarge, Unauthenticated

# An answer to one request tells nothing about the next: the graph may have changed.
NO_STORE = {"Cache-Control": "no-store"}

_STATUS: Mapping[type[LiantuError], int] = {
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    TooLarge: 413,
    TooBusy: 503,
    RequestTimeout: 504,
    StoreError: 503,
}


def status_of(kind: type[LiantuError]) -> int:
    """Return the HTTP status of a request that ends with an error of this class before anything is executed."""
    return next((status for base, status in _STATUS.items() if issubclass(kind, base)), 400)


def json_answer(
    document: object, *, status: int = 200, media_type: str = PLAIN_JSON, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a JSON answer in UTF-8; `media_type` is one that `negotiate` returned."""
    content_type = f"{media_type}; charset=utf-8"
    return Response(orjson.dumps(document), status, {**NO_STORE, **(headers or {}), "Content-Type": content_type})


def error_answer(
    error: LiantuError, *, status: int | None = None, media_type: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer of a refused request: `errors` with one error, no `data`."""
    extra = dict(headers or {})
    if isinstance(error, Unauthenticated):
        extra["WWW-Authenticate"] = 'Bearer realm="liantu"'
    if isinstance(error, TooBusy):
        extra["Retry-After"] = "1"
    known = media_type if media_type in (GRAPHQL_JSON, PLAIN_JSON) else PLAIN_JSON
    return json_answer(
        {"errors": [error_body(error)]}, status=status or status_of(type(error)), media_type=known, headers=extra
    )
