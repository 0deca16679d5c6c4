"""The stores that are measured, each a server process of its own with a graph in it: started when first asked for, ended together.

    async with Servers(kinds=("embedded", "neo4j")) as servers:
        served = await servers.get("neo4j", GraphSize(14_000))     -> Served(store=…, cpu=<clock of its processor time>, …)
        servers.missing["neo4j"]                                  -> why there is none here

Neo4j runs as it would be installed, not as the tests start it: with Java's own choice of collector, its full compiler, and memory for
the largest graph. The embedded engine has its default memory as long as that is enough.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.filling import fill
from bench.graphs import GraphSize, make_graph
from bench.machine import Clock, process_clock
from bench.report import tell
from graph.model.image import Image
from graph.store import EngineOptions, Store, open_engine
from tests.neo4j_server import VERSION, Neo4jMissing, Neo4jServer

EMBEDDED, NEO4J = "embedded", "neo4j"
KINDS = (EMBEDDED, NEO4J)
NEO4J_HEAP, NEO4J_PAGE_CACHE = "2g", "2g"
# Measured: a graph of 1 M nodes with 5 relationships a node is written with 3 GB and not with 512 MB, one of 100,000 nodes with either.
DEFAULT_HEAP_NODES, LARGE_HEAP_MB = 200_000, 3_072


@dataclass(frozen=True, slots=True)
class Address:
    """How a server is reached."""

    uri: str
    auth: tuple[str, str]
    database: str | None
    pid: int


@dataclass(frozen=True, slots=True)
class Served:
    """A running store with its graph.

    Attributes:
        kind: "embedded" or "neo4j".
        address: How others reach it.
        store: A connection to it.
        image: What it holds.
        cpu: Clock of the server's processor time.
        load_s: How long writing the graph took.
    """

    kind: str
    address: Address
    store: Store
    image: Image
    cpu: Clock
    load_s: float

    @property
    def name(self) -> str:
        """Kind, version and number of nodes."""
        return f"{self.kind} {self.store.version}, {len(self.image.nodes):,} nodes"


class Servers:
    """All stores of a run.

    Args:
        kinds: Which kinds may be started.

    Attributes:
        missing: Kind -> why there is none of it.
        versions: Kind -> version of the server that was measured.
    """

    def __init__(self, kinds: Sequence[str] = KINDS) -> None:
        self.missing = {kind: "not asked for" for kind in KINDS if kind not in kinds}
        self.versions: dict[str, str] = {}
        self._running: dict[tuple[str, GraphSize], Served] = {}
        self._images: dict[GraphSize, Image] = {}
        self._stacks: dict[tuple[str, GraphSize], AsyncExitStack] = {}

    async def __aenter__(self) -> Self:
        """Start nothing yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all servers and remove their data."""
        for at in list(self._stacks):
            await self._end(at)

    def image(self, size: GraphSize) -> Image:
        """Return the graph of a size, the same object each time."""
        if size not in self._images:
            self._images[size] = make_graph(size)
            gc.freeze()  # no server in use holds such a graph in its own memory, to be searched for garbage
        return self._images[size]

    async def get(self, kind: str, size: GraphSize) -> Served | None:
        """Return the store of a kind with a graph of a size; None when there can be none here, see `missing`."""
        if kind in self.missing:
            return None
        if (kind, size) not in self._running:
            stack = self._stacks[kind, size] = AsyncExitStack()
            try:
                address = await (_start_embedded(stack, size) if kind == EMBEDDED else _start_neo4j(stack))
            except Neo4jMissing as error:
                self.missing[kind] = str(error)
                return None
            self._running[kind, size] = await self._filled(kind, address, self.image(size), stack)
        return self._running[kind, size]

    async def each(self, size: GraphSize, left_out: list[str]) -> list[Served]:
        """Return the stores of all kinds with a graph of a size; a kind that is missing is named in `left_out`."""
        found = [(kind, await self.get(kind, size)) for kind in KINDS]
        left_out += [f"{kind}: {self.missing[kind]}" for kind, served in found if served is None]
        return [served for _, served in found if served is not None]

    async def release(self, kind: str, size: GraphSize) -> None:
        """End the store of a kind with a graph of a size, for whose memory others have a use."""
        if (kind, size) in self._running:
            await self._end((kind, size))

    async def _end(self, at: tuple[str, GraphSize]) -> None:
        self._running.pop(at, None)
        await self._stacks.pop(at).aclose()

    async def _filled(self, kind: str, address: Address, image: Image, stack: AsyncExitStack) -> Served:
        store = await stack.enter_async_context(await Store.connect(address.uri, address.auth, database=address.database))
        began = time.perf_counter()
        await fill(store, image)
        self.versions[kind] = store.version
        served = Served(kind, address, store, image, process_clock(address.pid), time.perf_counter() - began)
        tell(f"{served.name} written in {served.load_s:.0f} s")
        return served


async def _start_embedded(stack: AsyncExitStack, size: GraphSize) -> Address:
    folder = Path(tempfile.mkdtemp(prefix="liantu-bench-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    options = EngineOptions(folder) if size.nodes <= DEFAULT_HEAP_NODES else EngineOptions(folder, heap_mb=LARGE_HEAP_MB)
    engine = await open_engine(options, attach=False)
    stack.push_async_callback(engine.stop)
    return Address(engine.uri, engine.auth, engine.database, engine.pid)


async def _start_neo4j(stack: AsyncExitStack) -> Address:
    server = Neo4jServer(VERSION, heap=NEO4J_HEAP, page_cache=NEO4J_PAGE_CACHE, quick_start=False)
    stack.callback(server.stop)
    await asyncio.to_thread(server.wait_ready)
    return Address(server.uri, (server.username, server.password), None, server.pid)
