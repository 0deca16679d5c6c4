"""The outermost layer of the HTTP surface, one of the two process edges: nothing a request does gets past it unmasked.

It names each request (`X-Request-Id`), refuses foreign hosts and origins before anything reads the request, adds the security headers,
answers preflights of configured origins, turns an unforeseen exception into a masked error, writes one log line and counts the request.
Everything it needs from outside, clock and randomness included, is passed in.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import error_answer, json_answer
from api.auth import check_host, check_origin
from api.errors import INTERNAL, INTERNAL_MESSAGE
from api.metrics import Metrics
from api.notes import Note, attach_note
from graph.errors import Forbidden

ACCESS_LOG = logging.getLogger("liantu.access")
ERROR_LOG = logging.getLogger("liantu.api")

# What a proxy in front may have sent: no white space, nothing that needs escaping in a log or a header.
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
_QUIET_ROUTES = ("/health/live", "/health/ready", "/metrics")
_CLIENT_CLOSED = 499  # as nginx logs it: the client went away before its answer

# Pages use their own scripts and styles only; GraphiQL sets styles from script and draws pictures from data addresses.
_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", _CONTENT_POLICY),
)
_PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-API-Key, X-Request-Id",
    "Access-Control-Max-Age": "600",
}


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """What the outermost layer goes by.

    Args:
        hosts: Lower-case names accepted in the Host header.
        origins: Origins of other front-ends.
        routes: Known paths; a metric's `route` is one of them, the longest that a path begins with, or `other`.
        metrics: Where requests are counted.
        clock: Seconds that only grow.
        new_id: Makes the id of a request that brings none.
    """

    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    routes: tuple[str, ...]
    metrics: Metrics
    clock: Callable[[], float]
    new_id: Callable[[], str]


@dataclass(slots=True)
class _Exchange:
    """One request under way."""

    note: Note
    route: str
    began: float
    origin: str | None = None
    status: int = 0
    sent_bytes: int = 0


class Edge:
    """ASGI middleware around the whole application; see the module.

    Args:
        app: The application.
        options: What it goes by.
    """

    def __init__(self, app: ASGIApp, options: EdgeOptions) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; other than HTTP ones are passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        options = self._options
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        note = Note(given if _SANE_ID.fullmatch(given) else options.new_id())
        exchange = _Exchange(note, route_of(scope["path"], options.routes), options.clock())
        attach_note(scope, note)
        options.metrics.in_flight += 1
        try:
            await self._handle(scope, receive, self._sender(send, exchange), exchange, headers)
        finally:
            options.metrics.in_flight -= 1
            self._finish(scope, exchange)

    async def _handle(self, scope: Scope, receive: Receive, send: Send, exchange: _Exchange, headers: Headers) -> None:
        try:
            refusal = self._refusal(scope, exchange, headers)
            await (self._app if refusal is None else refusal)(scope, receive, send)
        except ClientDisconnect:
            exchange.status = _CLIENT_CLOSED
        except Exception:  # noqa: BLE001 - a process edge: whatever it was, the client sees a masked error and the log the whole
            ERROR_LOG.exception(
                "An unforeseen error ended a request.", extra={"fields": {"requestId": exchange.note.request_id}}
            )
            if exchange.status == 0:
                await masked_answer(exchange.note)(scope, receive, send)

    def _refusal(self, scope: Scope, exchange: _Exchange, headers: Headers) -> Response | None:
        """Return the answer of a request that must not reach the application, None for all others."""
        try:
            check_host(headers.get("host"), self._options.hosts)
            exchange.origin = check_origin(headers, self._options.origins)
        except Forbidden as error:
            exchange.note.codes = (error.code,)
            return error_answer(error)
        if exchange.origin is not None and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            return Response(status_code=204, headers=_PREFLIGHT_HEADERS)
        return None

    def _sender(self, send: Send, exchange: _Exchange) -> Send:
        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                self._add_headers(MutableHeaders(scope=message), exchange)
            elif message["type"] == "http.response.body":
                exchange.sent_bytes += len(message.get("body", b""))
            await send(message)

        return sender

    def _add_headers(self, headers: MutableHeaders, exchange: _Exchange) -> None:
        headers["X-Request-Id"] = exchange.note.request_id
        for name, value in _SECURITY_HEADERS:
            headers.setdefault(name, value)
        if self._options.origins:
            headers.add_vary_header("Origin")
        if exchange.origin is not None:
            headers["Access-Control-Allow-Origin"] = exchange.origin
            headers["Access-Control-Expose-Headers"] = "X-Request-Id"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    def _finish(self, scope: Scope, exchange: _Exchange) -> None:
        seconds = self._options.clock() - exchange.began
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        status = exchange.status or 500
        self._options.metrics.add_request(exchange.route, method, status, seconds)
        for code in exchange.note.codes:
            self._options.metrics.add_error(code)
        client = scope.get("client")
        # The path alone: a query string may hold what somebody asks about.
        fields = {
            "requestId": exchange.note.request_id,
            "method": method,
            "path": scope["path"][:200],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes": exchange.sent_bytes,
            "client": client[0] if client else "",
            "operation": exchange.note.operation[:100],
            "codes": list(exchange.note.codes),
        }
        level = logging.DEBUG if exchange.route in _QUIET_ROUTES and status < 400 else logging.INFO
        ACCESS_LOG.log(
            level, "request", extra={"fields": {name: value for name, value in fields.items() if value not in ("", [])}}
        )


def route_of(path: str, routes: tuple[str, ...]) -> str:
    """Return the longest known path that `path` is or stands below, else `other`."""
    found = (route for route in routes if path == route or (route != "/" and path.startswith(route + "/")))
    return max(found, key=len, default="other")


def masked_answer(note: Note) -> Response:
    """Return what a client sees of an error that nobody foresaw."""
    note.codes = (INTERNAL,)
    error = {"message": INTERNAL_MESSAGE, "extensions": {"code": INTERNAL, "requestId": note.request_id}}
    return json_answer({"errors": [error]}, status=500)
