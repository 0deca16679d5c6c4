"""What only a real connection shows: slow clients, bodies that are not read to their end, clients without a Host."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import uvicorn

from api.app import AppOptions, create_app
from api.connection import connection_class
from api.limits import Limits

HEAD = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection to a listening server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, text: str) -> None:
        """Send bytes as they are."""
        self.writer.write(text.encode())
        await self.writer.drain()

    async def answer(self) -> tuple[int, str]:
        """Return status and the rest of one answer, up to the end of the connection or of its announced body."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = next(int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length:"))
        body = (await self.reader.readexactly(length)).decode()
        return int(head.split()[1]), head.lower() + body


@asynccontextmanager
async def _listening(options: AppOptions) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        http = connection_class(options.limits.head_bytes)
        config = uvicorn.Config(create_app(options), http=http, log_config=None, access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it by this attribute alone
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        await serving


@pytest.fixture
async def connection(options: AppOptions) -> AsyncIterator[Connection]:
    limits = Limits(head_bytes=2_000, body_bytes=1_000, body_timeout_s=1)
    tight = dataclasses.replace(options, limits=limits)
    async with _listening(tight) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        yield Connection(reader, writer)
        writer.close()


async def test_a_client_that_sends_slowly_is_told_and_let_go(connection: Connection) -> None:
    began = time.perf_counter()
    await connection.send(HEAD + "Content-Length: 100\r\n\r\n{")

    status, rest = await connection.answer()

    assert status == 408
    assert '"code":"timeout"' in rest.lower()
    assert "connection: close" in rest
    assert time.perf_counter() - began < 10
    assert await connection.reader.read() == b""


async def test_a_declared_large_body_is_refused_without_being_read(connection: Connection) -> None:
    await connection.send(HEAD + "Content-Length: 1000000000\r\n\r\n")

    status, rest = await connection.answer()

    assert status == 413
    assert "too_large" in rest.lower()


async def test_a_streamed_large_body_is_refused_where_it_exceeds(connection: Connection) -> None:
    await connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + ("1f4\r\n" + " " * 500 + "\r\n") * 3)

    status, rest = await connection.answer()

    assert status == 413
    assert "connection: close" in rest


async def test_one_connection_carries_many_requests(connection: Connection) -> None:
    body = '{"query": "{ __typename }"}'
    for _ in range(3):
        await connection.send(f"{HEAD}Content-Length: {len(body)}\r\n\r\n{body}")
        status, rest = await connection.answer()
        assert status == 200
        assert rest.endswith('{"data":{"__typename":"Query"}}')


async def test_a_request_without_host_is_refused(connection: Connection) -> None:
    await connection.send("GET /health/live HTTP/1.0\r\n\r\n")

    status, rest = await connection.answer()

    assert status == 403
    assert "forbidden" in rest.lower()


@pytest.mark.parametrize("endless", ["X-Long: " + "x" * 500, "x" * 500], ids=["one header after the other", "one header"])
async def test_a_head_without_end_is_refused_and_the_connection_closed(connection: Connection, endless: str) -> None:
    await connection.send("POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
    for _ in range(5):
        await connection.send(endless + ("\r\n" if endless.startswith("X") else ""))
        await asyncio.sleep(0.01)

    status, rest = await connection.answer()

    assert status == 431
    assert "too_large" in rest.lower()
    assert "liantu_max_head_bytes" in rest.lower()
    assert await connection.reader.read() == b""


async def test_a_long_body_after_a_short_head_is_no_long_head(connection: Connection) -> None:
    body = '{"query": "{ __typename }", "variables": {"x": "' + "x" * 900 + '"}}'
    for _ in range(4):
        await connection.send(f"{HEAD}Content-Length: {len(body)}\r\n")
        await connection.send(f"\r\n{body[:100]}")
        await asyncio.sleep(0.01)
        await connection.send(body[100:])
        status, _ = await connection.answer()
        assert status == 200


async def test_what_is_no_http_is_refused(connection: Connection) -> None:
    await connection.send("ceci n'est pas HTTP\r\n\r\n")

    status, _ = await connection.answer()

    assert status == 400
