"""The outermost layer: request ids, refusals, masking, headers, log lines, counts."""

from __future__ import annotations

import itertools
import logging
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.edge import Edge, EdgeOptions
from api.metrics import Metrics
from api.notes import note_of

FRONT_END = "https://plan.example.cn"


async def fine(request: Request) -> Response:
    note_of(request).operation = "Q"
    note_of(request).codes = ("TOO_DEEP",)
    return PlainTextResponse("fine")


async def broken(_: Request) -> Response:
    raise RuntimeError("the secret is 42")


async def gone(_: Request) -> Response:
    raise ClientDisconnect


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def client(metrics: Metrics) -> httpx.AsyncClient:
    app = Starlette(
        routes=[Route(path, endpoint) for path, endpoint in (("/fine", fine), ("/broken", broken), ("/gone", gone))]
    )
    ticks, ids = itertools.count(), itertools.count()
    options = EdgeOptions(
        ("localhost",), (FRONT_END,), ("/fine", "/broken"), metrics, lambda: float(next(ticks)), lambda: f"id-{next(ids)}"
    )
    app.add_middleware(Edge, options)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [vars(record)["fields"] for record in caplog.records if record.name == "liantu.access"]


async def test_a_request_gets_an_id_and_keeps_a_sane_one(client: httpx.AsyncClient) -> None:
    given = [
        (await client.get("/fine", headers=headers)).headers["x-request-id"]
        for headers in (
            {},
            {"X-Request-Id": "proxy-1.a_B"},
            {"X-Request-Id": "a b"},
            {"X-Request-Id": "x" * 65},
            {"X-Request-Id": ""},
        )
    ]

    assert given == ["id-0", "proxy-1.a_B", "id-1", "id-2", "id-3"]


async def test_an_unforeseen_error_is_masked_and_logged_under_the_request_id(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = await client.get("/broken", headers={"X-Request-Id": "r1"})

    assert response.status_code == 500
    assert response.json() == {
        "errors": [{"message": "Internal error.", "extensions": {"code": "INTERNAL", "requestId": "r1"}}]
    }
    errors = [record for record in caplog.records if record.name == "liantu.api"]
    assert [vars(record)["fields"] for record in errors] == [{"requestId": "r1"}]
    assert "the secret is 42" in caplog.text


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
async def test_foreign_hosts_and_origins_are_refused_before_the_application(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    response = await client.get("/broken", headers=headers)

    assert response.status_code == 403
    body = response.json()
    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "access-control-allow-origin" not in response.headers


async def test_a_configured_front_end_may_ask_and_read(client: httpx.AsyncClient) -> None:
    preflight = await client.options("/fine", headers={"Origin": FRONT_END, "Access-Control-Request-Method": "POST"})
    answer = await client.get("/fine", headers={"Origin": FRONT_END})

    assert preflight.status_code == 204
    assert "X-API-Key" in preflight.headers["access-control-allow-headers"]
    assert [one.headers["access-control-allow-origin"] for one in (preflight, answer)] == [FRONT_END, FRONT_END]
    assert "access-control-allow-credentials" not in answer.headers
    assert "Origin" in answer.headers["vary"]


async def test_every_answer_bears_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/fine", "/broken", "/nowhere"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers


async def test_a_request_is_one_log_line_without_its_query_string(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "liantu.access")

    await client.get("/fine?query=secret", headers={"X-Request-Id": "r1"})

    assert _lines(caplog) == [
        {
            "requestId": "r1",
            "method": "GET",
            "path": "/fine",
            "status": 200,
            "ms": 1000.0,
            "bytes": 4,
            "client": "127.0.0.1",
            "operation": "Q",
            "codes": ["TOO_DEEP"],
        }
    ]


async def test_requests_are_counted_by_known_route_only(client: httpx.AsyncClient, metrics: Metrics) -> None:
    for path in ("/fine", "/broken", "/random-1", "/random-2"):
        await client.get(path)
    await client.request("BREW", "/fine")

    assert metrics.requests == {
        ("/fine", "GET", 200): 1,
        ("/broken", "GET", 500): 1,
        ("other", "GET", 404): 2,
        ("/fine", "OTHER", 405): 1,
    }
    assert metrics.errors == {"TOO_DEEP": 1, "INTERNAL": 1}
    assert metrics.in_flight == 0


async def test_a_client_that_went_away_is_no_error(
    client: httpx.AsyncClient, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(AssertionError):  # the transport waits for an answer that nobody sends
        await client.get("/gone")

    assert metrics.requests == {("other", "GET", 499): 1}
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
