"""The HTTP application: GraphQL, pages, health, metrics and schema behind one outermost layer.

    app = create_app(AppOptions(service=…, sdl=…, probe=…, …))

Nothing is opened or read from the environment here; the composition root passes in what is used.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from api.answers import error_answer
from api.auth import Keys
from api.edge import Edge, EdgeOptions
from api.execute import GraphQLService
from api.health import Probe
from api.limits import Limits
from api.metrics import Metrics
from api.pages import ASSETS_PATH, Assets, page_answer, read_page
from api.paths import SiteOptions, site_routes
from api.route import RouteOptions, graphql_endpoint
from graph.errors import LiantuError, NotFound, QueryError

GRAPHQL_PATH = "/graphql"


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the application is made of.

    Args:
        service: Executes GraphQL operations.
        sdl: The schema's text, served as `/schema.graphql`.
        probe: Looks whether the graph answers.
        hosts: Lower-case names accepted in the Host header.
        build: Labels that name what runs: `version`, `model_version`, `store`.
        origins: Origins of other front-ends.
        keys: Configured API keys.
        limits: Bounds of a request.
        introspection: Who may introspect.
        metrics: Where requests and statements are counted.
        docs: Folder of the documents.
        clock: Seconds that only grow.
        new_id: Makes request ids.
    """

    service: GraphQLService
    sdl: str
    probe: Probe
    hosts: tuple[str, ...]
    build: dict[str, str]
    origins: tuple[str, ...] = ()
    keys: Keys = field(default_factory=Keys)
    limits: Limits = field(default_factory=Limits)
    introspection: Literal["on", "keys", "off"] = "on"
    metrics: Metrics = field(default_factory=Metrics)
    docs: Path | None = None
    clock: Callable[[], float] = time.perf_counter
    new_id: Callable[[], str] = lambda: secrets.token_hex(8)


def create_app(options: AppOptions) -> FastAPI:
    """Return the application."""
    page = read_page("graphiql")
    route = RouteOptions(options.service, lambda: page_answer(page), options.keys, options.limits, options.introspection)
    site = SiteOptions(
        options.sdl, options.probe, options.metrics, options.build, options.keys, options.introspection, options.docs
    )
    pages = site_routes(site)
    # Every method reaches the endpoint, which names the allowed ones in the form of a GraphQL error.
    graphql = Route(GRAPHQL_PATH, graphql_endpoint(route), methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    app = FastAPI(
        title="Liantu",
        openapi_url=None,
        redirect_slashes=False,
        routes=[graphql, *pages, Mount(ASSETS_PATH, Assets())],
        exception_handlers={HTTPException: _http_error},
    )
    known = (GRAPHQL_PATH, ASSETS_PATH, *(item.path for item in pages if "{" not in item.path))
    edge = EdgeOptions(options.hosts, options.origins, known, options.metrics, options.clock, options.new_id)
    app.add_middleware(Edge, edge)
    return app


async def _http_error(_: Request, error: Exception) -> Response:
    """Answer what the router refuses: unknown paths and methods."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if "Allow" in headers:  # the router joins a set
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    said: LiantuError
    if status == 404:
        said = NotFound("Nothing is served at this path.", hint="See / for what is.")
    elif status == 405:
        said = QueryError("This method is not for this path.", hint=f"It takes {headers.get('Allow', 'others')}.")
    else:
        said = QueryError("The request cannot be answered.")
    return error_answer(said, status=status, headers=headers)
