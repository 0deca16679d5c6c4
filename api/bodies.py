"""Reading a request's body within its bounds, and what it may hold: one GraphQL request as JSON.

    await read_json(request, limits)       -> {"query": "{ __typename }"}
    to_params({"query": "{ __typename }"}) -> Params(query="{ __typename }", variables=None, operation_name=None)

Everything that is wrong raises a `Refusal`; nothing is read beyond the limit of bytes, nothing waited for beyond the limit of time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from api.limits import Limits, setting_of
from api.negotiation import PLAIN_JSON
from graph.errors import LiantuError, QueryError, RequestTimeout, TooLarge


class Refusal(Exception):
    """A request that is answered with an error before anything is executed.

    Args:
        status: HTTP status.
        error: What is wrong, in the project's terms.
        headers: Further headers of the answer.
    """

    def __init__(self, status: int, error: LiantuError, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(error.message)
        self.status = status
        self.error = error
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Params:
    """One GraphQL request, as GraphQL over HTTP names its parts; `extensions` are accepted and not used."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


def bad_request(message: str, hint: str = "") -> Refusal:
    """Return the refusal of a request that is not one GraphQL request."""
    return Refusal(400, QueryError(message, hint=hint))


async def read_json(request: Request, limits: Limits) -> object:
    """Return the JSON document that a POST carries.

    Raises:
        Refusal: 415 for another content type or a compressed body, 413 and 408 beyond the limits, 400 for what is not JSON in UTF-8.
        ClientDisconnect: The client went away meanwhile.
    """
    _check_content_type(request)
    body = await _read_body(request, limits)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"The request body is not JSON in UTF-8: {error}.") from None


def read_query_string(request: Request) -> dict[str, object]:
    """Return the GraphQL request that a GET carries in its query string; `variables` and `extensions` are JSON there.

    Raises:
        Refusal: A parameter stands twice, or is not JSON where it should be.
    """
    given = request.query_params
    result: dict[str, object] = {}
    for name in ("query", "operationName", "variables", "extensions"):
        values = given.getlist(name)
        if len(values) > 1:
            raise bad_request(f"The parameter «{name}» stands {len(values)} times.")
        if not values or (values[0] == "" and name != "query"):
            continue
        result[name] = values[0] if name in ("query", "operationName") else _json_of(name, values[0])
    return result


def to_params(document: object) -> Params:
    """Check the shape of one GraphQL request.

    Raises:
        Refusal: 400 for anything else, a list of requests included.
    """
    if isinstance(document, list):
        raise bad_request("Several requests in one body are not supported.", "Send one request; it may have many root fields.")
    if not isinstance(document, dict):
        raise bad_request("A GraphQL request is a JSON object with «query».")
    query = document.get("query")
    if not isinstance(query, str) or not query.strip():
        raise bad_request("The request has no «query», which must be a text.")
    variables = _object_or_none(document, "variables")
    _object_or_none(document, "extensions")
    name = document.get("operationName")
    if name is not None and not isinstance(name, str):
        raise bad_request("«operationName» must be a text or null.")
    return Params(query, variables, name or None)


def _object_or_none(document: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    value = document.get(name)
    if value is not None and not isinstance(value, dict):
        raise bad_request(f"«{name}» must be an object or null.")
    return value


def _json_of(name: str, text: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise bad_request(f"The parameter «{name}» is not JSON.") from None


def _check_content_type(request: Request) -> None:
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")), "utf-8")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if media_type != PLAIN_JSON or charset not in ("utf-8", "utf8"):
        said = f"The body's content type is «{media_type[:60] or 'missing'}»; this server reads {PLAIN_JSON} in UTF-8."
        raise Refusal(415, QueryError(said, hint=f"Send Content-Type: {PLAIN_JSON}."), {"Accept": PLAIN_JSON})
    if encoding != "identity":
        raise Refusal(415, QueryError("Compressed request bodies are not read.", hint="Leave Content-Encoding out."))


async def _read_body(request: Request, limits: Limits) -> bytes:
    # The rest of a refused body stays unread on the connection, so the connection ends with the answer.
    close = {"Connection": "close"}
    said = f"The request body is larger than {limits.body_bytes} bytes ({setting_of('body_bytes')})."
    too_large = Refusal(413, TooLarge(said), close)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.body_bytes:
        raise too_large
    chunks, size = [], 0
    try:
        async with asyncio.timeout(limits.body_timeout_s):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limits.body_bytes:
                    raise too_large
                chunks.append(chunk)
    except TimeoutError:
        slow = f"The request body did not arrive within {limits.body_timeout_s} s ({setting_of('body_timeout_s')})."
        raise Refusal(408, RequestTimeout(slow), close) from None
    return b"".join(chunks)
