"""GraphQL over HTTP on one path: POST and GET in, GraphQL answers or the GraphiQL page out.

    POST /graphql  {"query": "{ parks { totalCount } }"}     -> 200 {"data": {"parks": {"totalCount": 4}}}
    GET  /graphql  Accept: text/html                          -> the GraphiQL page

Status codes: under `application/graphql-response+json` a request that was not executed answers 4xx; under `application/json` it answers
200, as older clients expect, unless it was no GraphQL request at all. This module knows no schema and no store.

Source: the GraphQL over HTTP draft, and the audit suite of graphql-http, which both media types pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from api.answers import error_answer, json_answer
from api.auth import Access, Keys, grant, key_of
from api.bodies import Params, Refusal, read_json, read_query_string, to_params
from api.execute import Answer, GraphQLService
from api.limits import Limits, setting_of
from api.negotiation import GRAPHQL_JSON, negotiate, prefers_html
from api.notes import note_of
from graph.errors import LiantuError, QueryError, RequestTimeout, TooBusy

METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class RouteOptions:
    """What the GraphQL path is made of.

    Args:
        service: Executes one operation.
        page: The GraphiQL page.
        keys: Configured API keys.
        limits: Bounds of a request.
        introspection: Who may introspect: `on` all that may read, `keys` bearers of a key, `off` nobody.
    """

    service: GraphQLService
    page: Callable[[], Response]
    keys: Keys
    limits: Limits
    introspection: Literal["on", "keys", "off"]


def graphql_endpoint(options: RouteOptions) -> Callable[[Request], Awaitable[Response]]:
    """Return the ASGI endpoint of the GraphQL path."""
    turns = Turns(options.limits.operations)

    async def endpoint(request: Request) -> Response:
        accept = request.headers.get("accept")
        if request.method not in METHODS:
            said = f"The method {request.method} is not for this path."
            return error_answer(QueryError(said), status=405, headers={"Allow": ", ".join(METHODS)})
        if request.method == "GET" and prefers_html(accept):
            return options.page()
        media_type = negotiate(accept)
        if media_type is None:
            said = "This path answers with application/graphql-response+json or application/json."
            return error_answer(QueryError(said, hint="Name one of them in Accept."), status=406)
        try:
            return await _answer(request, media_type, options, turns)
        except Refusal as refusal:
            note_of(request).codes = (refusal.error.code,)
            return error_answer(refusal.error, status=refusal.status, media_type=media_type, headers=refusal.headers)
        except LiantuError as error:
            note_of(request).codes = (error.code,)
            return error_answer(error, media_type=media_type)

    return endpoint


class Turns:
    """Counts the operations under way, which share the store's connections and this process's memory.

    Args:
        most: How many there may be at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one of the turns.

        Raises:
            TooBusy: All are taken.
        """
        if self._taken >= self._most:
            said = f"{self._taken} operations are being answered already ({setting_of('operations')})."
            raise TooBusy(said, hint="Try again in a second.")
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1


def may_introspect(policy: Literal["on", "keys", "off"], access: Access) -> bool:
    """Tell whether a request with `access` may ask for the schema."""
    return policy == "on" or (policy == "keys" and access is not Access.OPEN)


async def _answer(request: Request, media_type: str, options: RouteOptions, turns: Turns) -> Response:
    access = grant(options.keys, key_of(request.headers))
    is_get = request.method == "GET"
    params = to_params(read_query_string(request) if is_get else await read_json(request, options.limits))
    note = note_of(request)
    note.operation = params.operation_name or ""
    with turns.one():
        answer = await _execute(
            params, options, access, request_id=note.request_id, only_queries=is_get or access is not Access.WRITE
        )
    note.codes = tuple(str(error.get("extensions", {}).get("code", "")) for error in answer.errors[: options.limits.errors])
    if is_get and answer.request_error and answer.operation not in ("", "query"):
        error = QueryError(f"A {answer.operation} cannot be sent by GET.", hint="Send it by POST.")
        return error_answer(error, status=405, media_type=media_type, headers={"Allow": "POST"})
    # Under the older media type every answer to a GraphQL request is a 200: clients of that time read errors only there.
    status = 400 if answer.request_error and media_type == GRAPHQL_JSON else 200
    body = answer.body()
    if "errors" in body:
        body["errors"] = body["errors"][: options.limits.errors]
    return json_answer(body, status=status, media_type=media_type, headers={"Vary": "Accept"})


async def _execute(params: Params, options: RouteOptions, access: Access, *, request_id: str, only_queries: bool) -> Answer:
    limit_s = options.limits.request_timeout_s
    try:
        async with asyncio.timeout(limit_s):
            return await options.service.execute(
                params.query,
                params.variables,
                params.operation_name,
                allow_introspection=may_introspect(options.introspection, access),
                request_id=request_id,
                only_queries=only_queries,
            )
    except TimeoutError:
        said = f"The operation took longer than {limit_s} s ({setting_of('request_timeout_s')})."
        raise RequestTimeout(said, hint="Ask for fewer things at once.") from None
