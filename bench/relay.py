"""A TCP relay on loopback that counts round trips: how often the client speaks after the server has spoken."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Self
from urllib.parse import urlsplit


class Relay:
    """Passes one server's bytes on; `async with` opens it.

    Attributes:
        uri: Where clients connect, with the scheme of the server.
        round_trips: Over all connections, since the beginning.
    """

    def __init__(self, uri: str) -> None:
        parts = urlsplit(uri)
        self._scheme = parts.scheme
        self._target = (parts.hostname, parts.port)
        self._tasks: set[asyncio.Task[None]] = set()
        self.uri = ""
        self.round_trips = 0

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.uri = f"{self._scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        line = _Line()
        for source, sink, from_client in ((reader, far_writer, True), (far_reader, writer, False)):
            task = asyncio.create_task(self._pass_on(source, sink, line, from_client=from_client))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, line: _Line, *, from_client: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                if from_client and not line.client_spoke:
                    self.round_trips += 1
                line.client_spoke = from_client
                sink.write(data)
                await sink.drain()
        sink.close()


class _Line:
    """One connection: who spoke last."""

    client_spoke = False
