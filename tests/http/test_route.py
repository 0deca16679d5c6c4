"""GraphQL over HTTP: media types, status codes, and everything that is no GraphQL request."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import orjson
import pytest

from api.execute import Answer, GraphQLService
from api.limits import Limits
from tests.http.conftest import MakeClient

NEW, OLD = "application/graphql-response+json", "application/json"
TYPENAME = {"data": {"__typename": "Query"}}


def _code(response: httpx.Response) -> str:
    body = response.json()
    assert "data" not in body
    return str(body["errors"][0]["extensions"]["code"])


async def _post(client: httpx.AsyncClient, body: object, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return await client.post("/graphql", content=content, headers={"Content-Type": OLD, **headers})


@pytest.mark.parametrize(("accept", "media_type"), [(NEW, NEW), (OLD, OLD), ("*/*", OLD), (f"{NEW}, {OLD};q=0.9", NEW)])
async def test_an_answer_has_the_type_that_the_client_takes(client: httpx.AsyncClient, accept: str, media_type: str) -> None:
    response = await _post(client, {"query": "{ __typename }"}, Accept=accept)

    assert (response.status_code, response.json()) == (200, TYPENAME)
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "code"),
    [("{", "GRAPHQL_PARSE_FAILED"), ("{ nope }", "GRAPHQL_VALIDATION_FAILED"), ("{a" * 5000, "TOO_DEEP")],
)
async def test_what_was_not_executed_is_400_for_new_clients_and_200_for_old_ones(
    client: httpx.AsyncClient, query: str, code: str
) -> None:
    new, old = [await _post(client, {"query": query}, Accept=accept) for accept in (NEW, OLD)]

    assert (new.status_code, old.status_code) == (400, 200)
    assert (_code(new), _code(old)) == (code, code)


async def test_wrong_variables_and_unknown_operations_were_not_executed(client: httpx.AsyncClient) -> None:
    wrong = await _post(
        client, {"query": "query($n: Int!) { parks(first: $n) { totalCount } }", "variables": {"n": "x"}}, Accept=NEW
    )
    unknown = await _post(client, {"query": "query A { __typename } query B { __typename }"}, Accept=NEW)

    assert (wrong.status_code, unknown.status_code) == (400, 400)
    assert "data" not in wrong.json()
    assert "data" not in unknown.json()


async def test_an_operation_is_chosen_by_name_and_an_empty_name_is_none(client: httpx.AsyncClient) -> None:
    named = await _post(client, {"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"})
    empty = await _post(client, {"query": "{ __typename }", "operationName": "", "variables": None, "extensions": {"x": 1}})

    assert named.json() == {"data": {"b": "Query"}}
    assert empty.json() == TYPENAME


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b'{"query": "\xff"}', "not JSON in UTF-8"),
        (b'{"query": "\\ud800"}', "not JSON"),
        (b"[" * 2000, "not JSON"),
        ([], "Several requests"),
        ([{"query": "{ __typename }"}], "Several requests"),
        ("{ __typename }", "a JSON object"),
        (None, "a JSON object"),
        ({}, "no «query»"),
        ({"query": 1}, "no «query»"),
        ({"query": "  "}, "no «query»"),
        ({"query": "{ __typename }", "variables": []}, "«variables» must be an object"),
        ({"query": "{ __typename }", "variables": "{}"}, "«variables» must be an object"),
        ({"query": "{ __typename }", "extensions": 1}, "«extensions» must be an object"),
        ({"query": "{ __typename }", "operationName": 1}, "«operationName» must be a text"),
    ],
)
async def test_what_is_no_graphql_request_is_400_for_everybody(client: httpx.AsyncClient, body: object, said: str) -> None:
    for accept in (NEW, OLD):
        response = await _post(client, body, Accept=accept)
        assert (response.status_code, _code(response)) == (400, "BAD_REQUEST")
        assert said in response.json()["errors"][0]["message"]
        assert response.headers["content-type"].startswith(accept)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": ""},
        {"Content-Type": "application/json; charset=gbk"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
async def test_other_content_types_are_415(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)

    assert (response.status_code, _code(response)) == (415, "BAD_REQUEST")


async def test_content_type_may_name_utf8(client: httpx.AsyncClient) -> None:
    response = await _post(client, {"query": "{ __typename }"}, **{"Content-Type": 'Application/JSON; charset="UTF-8"'})

    assert response.json() == TYPENAME


async def test_a_get_reads_a_query_from_the_address(client: httpx.AsyncClient) -> None:
    variables = '{"yes": true}'
    text = "query Q($yes: Boolean!) { __typename @include(if: $yes) }"

    response = await client.get(
        "/graphql", params={"query": text, "variables": variables, "operationName": "Q"}, headers={"Accept": OLD}
    )

    assert (response.status_code, response.json()) == (200, TYPENAME)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"query": ""},
        {"query": "{ __typename }", "variables": "{"},
        {"query": "{ __typename }", "variables": "[1]"},
        {"query": ["{ a }", "{ b }"]},
    ],
)
async def test_a_wrong_get_is_400(client: httpx.AsyncClient, params: dict[str, Any]) -> None:
    response = await client.get("/graphql", params=params, headers={"Accept": NEW})

    assert (response.status_code, _code(response)) == (400, "BAD_REQUEST")


async def test_unknown_media_types_and_methods_are_refused(client: httpx.AsyncClient) -> None:
    no_type = await _post(client, {"query": "{ __typename }"}, Accept="image/png")
    no_method = await client.delete("/graphql")

    assert (no_type.status_code, no_method.status_code) == (406, 405)
    assert no_method.headers["allow"] == "GET, POST"
    assert (_code(no_type), _code(no_method)) == ("BAD_REQUEST", "BAD_REQUEST")


async def test_a_body_beyond_the_limit_is_413_declared_or_not(make_client: MakeClient) -> None:
    client = make_client(limits=Limits(body_bytes=100))

    async def chunks() -> Any:
        for _ in range(50):
            yield b" " * 50

    declared = await _post(client, b" " * 101)
    streamed = await client.post("/graphql", content=chunks(), headers={"Content-Type": OLD})
    within = await _post(client, b'{"query": "{ __typename }"}' + b" " * 73)

    assert [_code(one) for one in (declared, streamed)] == ["TOO_LARGE", "TOO_LARGE"]
    assert [one.status_code for one in (declared, streamed, within)] == [413, 413, 200]
    assert "100 bytes (LIANTU_MAX_BODY_BYTES)" in declared.text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{" + " ".join(f"a{i}: __typename" for i in range(201)) + "}", "TOO_WIDE"),
        ("{" + " ".join(f"a{i}: __typename" for i in range(5_000)) + "}", "TOO_WIDE"),
        ("{ parks { nodes { " + "partOf { nodes { " * 20 + "name" + " } }" * 20 + " } } }", "TOO_DEEP"),
    ],
)
async def test_texts_beyond_a_limit_are_named_as_such(client: httpx.AsyncClient, query: str, code: str) -> None:
    response = await _post(client, {"query": query}, Accept=NEW)

    assert (response.status_code, _code(response)) == (400, code)


async def test_no_answer_reports_more_errors_than_the_limit(make_client: MakeClient) -> None:
    client = make_client(limits=Limits(errors=3))

    response = await _post(client, {"query": "{ a b c d e }"})

    assert len(response.json()["errors"]) == 3


class _SlowService(GraphQLService):
    """A service whose every operation takes longer than anybody waits."""

    async def execute(self, *_: object, **__: object) -> Answer:
        """Wait."""
        await asyncio.sleep(60)
        raise AssertionError("nobody waits that long")


async def test_an_operation_that_takes_too_long_is_504(make_client: MakeClient) -> None:
    service = object.__new__(_SlowService)
    client = make_client(service=service, limits=Limits(request_timeout_s=1))

    response = await _post(client, {"query": "{ __typename }"})

    assert (response.status_code, _code(response)) == (504, "TIMEOUT")
    assert "LIANTU_REQUEST_TIMEOUT_S" in response.text


async def test_the_limits_of_tools_queries_are_wide_enough(client: httpx.AsyncClient) -> None:
    from graphql import get_introspection_query

    response = await _post(client, {"query": get_introspection_query(input_value_deprecation=True, schema_description=True)})

    assert "errors" not in response.json()


class _HeldService(GraphQLService):
    """A service whose operations end when they are let go."""

    begun: asyncio.Event
    go: asyncio.Event

    async def execute(self, *_: object, **__: object) -> Answer:
        """Say that it began, and wait."""
        self.begun.set()
        await self.go.wait()
        return Answer({}, (), request_error=False)


async def test_one_operation_more_than_the_limit_is_503_until_another_ends(make_client: MakeClient) -> None:
    service = object.__new__(_HeldService)
    service.begun, service.go = asyncio.Event(), asyncio.Event()
    client = make_client(service=service, limits=Limits(operations=1))
    first = asyncio.create_task(_post(client, {"query": "{ __typename }"}))
    await service.begun.wait()

    refused = await _post(client, {"query": "{ __typename }"})
    service.go.set()
    held = await first
    again = await _post(client, {"query": "{ __typename }"})

    assert (refused.status_code, _code(refused), refused.headers["retry-after"]) == (503, "TOO_BUSY", "1")
    assert "1 operations are being answered already (LIANTU_MAX_OPERATIONS)" in refused.text
    assert (held.status_code, again.status_code) == (200, 200)
