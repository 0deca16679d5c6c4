"""`liantu query`: one GraphQL operation, in this process on the store, or on a running server with --url."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from graph.errors import BadArguments, StoreUnavailable
from liantu.cli.answers import show_data, show_errors
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings
from liantu.wiring import build_service, open_store

_ACCEPT = "application/graphql-response+json, application/json;q=0.9"


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Run the operation and print its answer; 1 when it has errors."""
    text = await asyncio.to_thread(sys.stdin.read) if arguments.text == "-" else arguments.text
    variables = _variables(arguments.vars)
    if arguments.url is not None:
        request = {"query": text, "variables": variables, "operationName": arguments.operation}
        body = await asyncio.to_thread(_ask, arguments.url, request, settings)
    else:
        body = await ask(settings, text, variables, arguments.operation)
    if arguments.json:
        output.json(body)
    else:
        show_data(body.get("data") or {}, output)
        show_errors(body.get("errors", ()), output)
    return 1 if body.get("errors") else 0


async def ask(
    settings: DeclaredSettings, text: str, variables: dict[str, Any] | None = None, operation: str | None = None
) -> dict[str, Any]:
    """Return the GraphQL response of one operation on the store that the settings name."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        service = build_service(settings, opened.store)
        answer = await service.execute(text, variables, operation, allow_introspection=True, request_id="", only_queries=True)
    body: dict[str, Any] = answer.body()
    return body


def _variables(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        variables = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadArguments(f"--vars is not JSON: {error}.", hint="""Write it as '{"name": "value"}'.""") from None
    if not isinstance(variables, dict):
        raise BadArguments("--vars is not a JSON object.", hint="""Write it as '{"name": "value"}'.""")
    return variables


def _ask(url: str, document: dict[str, Any], settings: DeclaredSettings) -> dict[str, Any]:
    """Send the operation to a server, with a configured key.

    Raises:
        BadArguments: The address is none of HTTP.
        StoreUnavailable: No GraphQL server answers there.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise BadArguments(f"--url is {url}, which is not an address.", hint="Write it as http://127.0.0.1:8000/graphql.")
    headers = {"Content-Type": "application/json", "Accept": _ACCEPT}
    for key in (*settings.read_keys, *settings.write_keys)[:1]:
        headers["X-API-Key"] = key.get_secret_value()
    request = urllib.request.Request(url, json.dumps(document).encode(), headers)  # noqa: S310 - the scheme was checked
    try:
        with urllib.request.urlopen(request, timeout=settings.limits().request_timeout_s + 5) as response:  # noqa: S310
            found = response.read()
    except urllib.error.HTTPError as error:
        found = error.read()
    except (urllib.error.URLError, TimeoutError) as error:
        raise StoreUnavailable(
            f"Nothing answers at {url}: {getattr(error, 'reason', error)}.", hint="Is the server running?"
        ) from error
    try:
        body = json.loads(found)
    except json.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise StoreUnavailable(f"What answers at {url} is not GraphQL.", hint="The address ends with /graphql.")
    return body
