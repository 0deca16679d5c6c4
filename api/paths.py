"""The paths beside GraphQL: front page, documents, health, metrics, schema; each a small ASGI endpoint."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.answers import NO_STORE, error_answer, json_answer
from api.auth import Keys, grant, key_of
from api.health import Probe, Readiness, readiness, readiness_body
from api.metrics import CONTENT_TYPE, Metrics
from api.notes import note_of
from api.pages import link_cards, page_answer, read_page
from api.route import may_introspect
from graph.errors import Forbidden, NotFound, QueryError, Unauthenticated

Endpoint = Callable[[Request], Awaitable[Response]]
_STATUS_TEXT = {("zh", True): "就绪", ("zh", False): "未就绪：{}", ("en", True): "ready", ("en", False): "not ready: {}"}


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the paths beside GraphQL show.

    Args:
        sdl: The schema's text.
        probe: Looks whether the graph answers.
        metrics: What `/metrics` prints.
        build: Labels of `liantu_build_info`; `version` and `store` also stand on the front page.
        keys: Configured API keys.
        introspection: Who may read the schema.
        docs: Folder of the documents; None or a folder that is not there: none are served.
    """

    sdl: str
    probe: Probe
    metrics: Metrics
    build: dict[str, str]
    keys: Keys
    introspection: Literal["on", "keys", "off"]
    docs: Path | None


def site_routes(options: SiteOptions) -> list[Route]:
    """Return the routes of all paths beside GraphQL and the assets."""
    documents = _documents(options.docs)
    return [
        _route("/", _front(options)),
        _route("/docs", _index(documents)),
        _route("/docs/{name:path}", _document(documents)),
        _route("/health/live", _live),
        _route("/health/ready", _ready(options.probe)),
        _route("/metrics", _metrics(options)),
        _route("/schema.graphql", _schema(options)),
    ]


def _route(path: str, endpoint: Endpoint) -> Route:
    return Route(path, _refusing(endpoint), methods=["GET", "HEAD"])


def _refusing(endpoint: Endpoint) -> Endpoint:
    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except QueryError as error:
            note_of(request).codes = (error.code,)
            return error_answer(error)

    return guarded


def _front(options: SiteOptions) -> Endpoint:
    pages = {language: read_page(f"front.{language}") for language in ("zh", "en")}

    async def front(request: Request) -> Response:
        language = "en" if request.query_params.get("lang") == "en" else "zh"
        state = await readiness(options.probe)
        values = {
            "state": "good" if state.ready else "bad",
            "status": _STATUS_TEXT[language, state.ready].format(state.reason),
            "store": options.build["store"],
            "version": options.build["version"],
        }
        return page_answer(pages[language], values)

    return front


def _documents(folder: Path | None) -> dict[str, Path]:
    """Return the Markdown files of the folder by the path in their address; only these are ever opened."""
    if folder is None:
        return {}
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}


def _index(documents: dict[str, Path]) -> Endpoint:
    page = read_page("docs")

    async def index(_: Request) -> Response:
        return page_answer(
            page, {"links": link_cards((f"/docs/{name}", name, _title(path)) for name, path in documents.items())}
        )

    return index


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return next((line.lstrip("# ").strip() for line in file if line.startswith("# ")), "")


def _document(documents: dict[str, Path]) -> Endpoint:
    async def document(request: Request) -> Response:
        path = documents.get(request.path_params["name"])
        if path is None:
            raise NotFound("There is no document of that name.", hint="See /docs.")
        return PlainTextResponse(path.read_text(encoding="utf-8"), headers=NO_STORE)

    return document


async def _live(_: Request) -> Response:
    return json_answer({"status": "live"})


def _ready(probe: Probe) -> Endpoint:
    async def ready(_: Request) -> Response:
        state: Readiness = await readiness(probe)
        return json_answer(readiness_body(state), status=200 if state.ready else 503)

    return ready


def _metrics(options: SiteOptions) -> Endpoint:
    async def metrics(request: Request) -> Response:
        grant(options.keys, key_of(request.headers))
        return Response(options.metrics.text(options.build), headers={**NO_STORE, "Content-Type": CONTENT_TYPE})

    return metrics


def _schema(options: SiteOptions) -> Endpoint:
    async def schema(request: Request) -> Response:
        access = grant(options.keys, key_of(request.headers))
        if not may_introspect(options.introspection, access):
            if options.introspection == "keys":
                raise Unauthenticated("The schema is shown to holders of an API key only.", hint="Send one as X-API-Key.")
            raise Forbidden("This server does not show its schema.", hint="Set LIANTU_INTROSPECTION to change that.")
        return PlainTextResponse(options.sdl, headers=NO_STORE)

    return schema
