"""Pages, documents, health, metrics and schema; and what keys open."""

from __future__ import annotations

import re

import httpx
import pytest

from api.auth import make_keys
from api.health import Readiness, readiness
from graph.errors import StoreUnavailable
from tests.http.conftest import ROOT, MakeClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
KEYS = make_keys(["reader"], ["writer"])
READER = {"Authorization": "Bearer reader"}
QUERY = {"query": "{ __typename }"}


async def _unavailable() -> Readiness:
    raise StoreUnavailable("bolt://db.internal:7687 is down.", where="/srv/liantu-data")


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/graphql", "/docs"])
async def test_a_page_and_all_that_it_loads_come_from_here(client: httpx.AsyncClient, path: str) -> None:
    page = await client.get(path, headers=BROWSER)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page.text)
    assert addresses
    for address in addresses:
        found = await client.get(address, headers=BROWSER)
        assert found.status_code == 200, address


async def test_the_front_page_is_chinese_first_and_names_the_rest(client: httpx.AsyncClient) -> None:
    chinese, english = await client.get("/"), await client.get("/?lang=en")

    assert '<html lang="zh-CN">' in chinese.text
    assert "就绪" in chinese.text
    assert '<html lang="en">' in english.text
    for page in (chinese.text, english.text):
        assert all(f'href="{path}"' in page for path in ("/graphql", "/schema.graphql", "/docs", "/health/ready", "/metrics"))


async def test_documents_are_served_by_name_and_nothing_else_is(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs/settings.md")

    assert page.text == (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    for name in ("../pyproject.toml", "..%2Fpyproject.toml", "nothing.md", "%2Fetc%2Fpasswd"):
        assert (await client.get(f"/docs/{name}")).status_code == 404
    for name in ("../__init__.py", "..%2F__init__.py", "%2e%2e/graphiql.html"):
        assert (await client.get(f"/assets/{name}")).status_code == 404


async def test_assets_are_kept_by_browsers_and_revalidated(client: httpx.AsyncClient) -> None:
    first = await client.get("/assets/graphiql.js")
    second = await client.get("/assets/graphiql.js", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-type"].startswith("text/javascript")
    assert (first.headers["cache-control"], second.status_code) == ("no-cache", 304)


async def test_the_served_schema_is_the_file(client: httpx.AsyncClient) -> None:
    assert (await client.get("/schema.graphql")).text == (ROOT / "schema.graphql").read_text(encoding="utf-8")


async def test_unknown_paths_and_methods_answer_in_json(client: httpx.AsyncClient) -> None:
    nothing, wrong = await client.get("/nothing"), await client.post("/metrics")

    assert (nothing.status_code, wrong.status_code) == (404, 405)
    assert nothing.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert wrong.headers["allow"] == "GET, HEAD"


async def test_health_says_live_and_ready(client: httpx.AsyncClient) -> None:
    live, ready = await client.get("/health/live"), await client.get("/health/ready")

    assert (live.status_code, live.json()) == (200, {"status": "live"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


async def test_a_store_that_is_down_makes_unready_without_naming_hosts(make_client: MakeClient) -> None:
    client = make_client(probe=_unavailable)

    live, ready, front = [await client.get(path) for path in ("/health/live", "/health/ready", "/")]

    assert (live.status_code, ready.status_code, front.status_code) == (200, 503, 200)
    assert ready.json() == {"status": "unavailable", "code": "STORE_UNAVAILABLE", "reason": "The store does not answer."}
    assert "未就绪" in front.text
    assert "db.internal" not in ready.text + front.text


async def test_a_probe_that_takes_too_long_counts_as_unready() -> None:
    import asyncio

    async def slow() -> Readiness:
        await asyncio.sleep(60)
        raise AssertionError("nobody waits that long")

    state = await readiness(slow, timeout_s=0.01)

    assert (state.ready, state.code) == (False, "TIMEOUT")


@pytest.mark.parametrize("path", ["/metrics", "/schema.graphql", "/graphql?query={__typename}"])
async def test_with_read_keys_data_wants_one(make_client: MakeClient, path: str) -> None:
    client = make_client(keys=KEYS, introspection="keys")

    without, wrong, right = [await client.get(path, headers=headers) for headers in ({}, {"X-API-Key": "no"}, READER)]

    assert [one.status_code for one in (without, wrong, right)] == [401, 401, 200]
    assert without.headers["www-authenticate"] == 'Bearer realm="liantu"'
    assert without.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize("path", ["/", "/graphql", "/docs", "/health/live", "/health/ready", "/assets/graphiql.js"])
async def test_with_read_keys_pages_and_health_stay_open(make_client: MakeClient, path: str) -> None:
    client = make_client(keys=KEYS, introspection="keys")

    assert (await client.get(path, headers=BROWSER)).status_code == 200


@pytest.mark.parametrize(
    ("introspection", "headers", "allowed"),
    [("on", {}, True), ("keys", {}, False), ("keys", {"X-API-Key": "writer"}, True), ("off", {"X-API-Key": "writer"}, False)],
)
async def test_introspection_and_suggestions_follow_the_setting(
    make_client: MakeClient, introspection: str, headers: dict[str, str], *, allowed: bool
) -> None:
    client = make_client(keys=make_keys([], ["writer"]), introspection=introspection)

    described = await client.post("/graphql", json={"query": "{ __schema { queryType { name } } }"}, headers=headers)
    misspelt = await client.post("/graphql", json={"query": "{ parkz { totalCount } }"}, headers=headers)
    served = await client.get("/schema.graphql", headers=headers)

    assert ("errors" not in described.json()) is allowed
    assert ("Did you mean" in misspelt.text) is allowed
    assert (served.status_code == 200) is allowed


async def test_requests_and_statements_are_counted(make_client: MakeClient) -> None:
    from api.metrics import Metrics

    metrics = Metrics()
    client = make_client(metrics=metrics)

    await client.post("/graphql", json=QUERY)
    await client.post("/graphql", json={"query": "{"})
    text = (await client.get("/metrics")).text

    assert 'liantu_http_requests_total{method="POST",route="/graphql",status="200"} 2' in text
    assert 'liantu_errors_total{code="GRAPHQL_PARSE_FAILED"} 1' in text
