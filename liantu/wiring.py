"""Puts the parts together: settings into a store, a store into a GraphQL service, and the bundled register into an empty store.

    async with open_store(settings, serving=False) as opened:
        service = build_service(settings, opened.store)

Nothing else of the application chooses between the embedded store and a Neo4j server.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from graph.cypher.check import READ_COMPLETE_RUNS
from graph.cypher.ddl import schema_statements, seed_statements, unseed_statements
from graph.cypher.statement import Statement
from graph.errors import GraphChanging, StoreUnavailable
from graph.model.registry import MODEL
from graph.store import Engine, EngineOptions, Store, StoreOptions, ensure_schema, open_engine
from liantu.settings import DeclaredSettings
from liantu.version import own_version

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.execute import GraphQLService
    from api.health import Readiness
    from api.schema.build import ApiSchema
    from loaders.report import LoadReport

# Stands beside the packages in the repository and in the container; an installed wheel has none.
DOCS = Path(__file__).resolve().parents[1] / "docs"
# The engine makes this folder with its first database.
_DATABASES = "databases"
# Another process's commit takes well under a second for the bundled register.
_COMMIT_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open.

    Args:
        store: The database.
        name: How people know it: `embedded FOLDER` or `neo4j ADDRESS`, never with credentials.
        engine: The embedded engine; None with Neo4j.
    """

    store: Store
    name: str
    engine: Engine | None = None

    def is_alive(self) -> bool:
        """Tell whether the engine that this process started still runs; a server elsewhere may come back, so it counts as alive."""
        child = None if self.engine is None else self.engine.child
        return child is None or child.process.poll() is None


@asynccontextmanager
async def open_store(settings: DeclaredSettings, *, serving: bool, must_exist: bool = False) -> AsyncIterator[Opened]:
    """Open the store that the settings name; close it, and end the engine that was started for it, at the end.

    Args:
        settings: The settings.
        serving: True for a server, which must own the embedded engine; a command joins one that runs.
        must_exist: Refuse an embedded store that was never made, for commands that only read.

    Raises:
        StoreLocked: Another server owns the folder.
        StoreUnavailable: The store does not answer, or was never made.
        StoreVersionUnsupported: The server is too old.
    """
    options = StoreOptions(read_timeout_s=settings.limits().statement_timeout_s) if serving else StoreOptions()
    if settings.neo4j_uri is not None and settings.neo4j_password is not None:
        auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
        async with await Store.connect(settings.neo4j_uri, auth, database=settings.neo4j_database, options=options) as store:
            yield Opened(store, f"neo4j {store.server}")
        return
    folder = settings.data.expanduser().resolve()
    if must_exist and not (folder / _DATABASES).is_dir():
        raise StoreUnavailable(
            f"There is no graph in the data folder {folder}.",
            hint="Fill it with `liantu load`, or name another with LIANTU_DATA.",
        )
    engine = await open_engine(EngineOptions(folder), attach=not serving)
    try:
        async with await Store.connect(engine.uri, engine.auth, database=engine.database, options=options) as store:
            yield Opened(store, f"embedded {folder}", engine)
    finally:
        await engine.stop()


async def prepare(store: Store) -> None:
    """Make the constraints and indexes that the model needs.

    Raises:
        StoreNotOurs: The database is neither empty nor Liantu's.
    """
    await ensure_schema(
        store, MODEL.version, schema_statements(MODEL), seed=seed_statements(MODEL), unseed=unseed_statements(MODEL)
    )


async def load_bundled(store: Store) -> LoadReport | None:
    """Load the bundled sources into a store that never held anything, and renew those that it holds in another state.

    A source that was unloaded stays so. Returns None when nothing was to do.

    Raises:
        RecordErrors, ExpectationFailed: A bundled source is wrong.
        GraphChanging: Another process kept committing.
    """
    from loaders.bundled import bundled_sources, with_required
    from loaders.pipeline import is_current, load, loaded_sources

    sources = bundled_sources()
    loaded = await loaded_sources(store)
    # Every commit raises the epoch, so at zero nothing was ever loaded; a graph that was emptied on purpose has a higher one.
    if await _settled_epoch(store) == 0:
        wanted = list(sources)
    else:
        wanted = [name for name, source in sources.items() if name in loaded and not await is_current(store, source)]
    if not wanted:
        return None
    return await load(store, with_required(*wanted))


async def probe(store: Store) -> Readiness:
    """Return whether a complete load run is visible, for `/health/ready`."""
    from api.health import Readiness

    if await store.read(READ_COMPLETE_RUNS):
        return Readiness(ready=True)
    return Readiness(ready=False, reason="No complete load is in the graph.", code="NOT_LOADED")


@cache
def api_schema() -> ApiSchema:
    """Return the schema of the model; building it takes half a second, so a process does it once."""
    from api.schema.build import build_schema

    return build_schema(MODEL)


@cache
def api_sdl() -> str:
    """Return the schema's text; printing it takes a fifth of a second."""
    from api.schema.sdl import print_sdl

    return print_sdl(api_schema())


def build_service(settings: DeclaredSettings, store: Store) -> GraphQLService:
    """Return the service that executes GraphQL operations on the store, bounded as the settings say."""
    from api.execute import GraphQLService
    from api.rules import limit_rule

    limits = settings.limits()
    return GraphQLService(
        api_schema(),
        store,
        root_list=store.kind == "neo4j",
        extra_rules=(limit_rule(limits),),
        max_tokens=limits.tokens,
        version=own_version(),
        bounds=limits.bounds(),
    )


def build_app(settings: DeclaredSettings, opened: Opened) -> FastAPI:
    """Return the HTTP application on an open store; its statements are counted from here on."""
    from api.app import AppOptions, create_app
    from api.auth import make_keys
    from api.metrics import Metrics

    metrics, store = Metrics(), opened.store

    def trace(_: Statement, rows: int, seconds: float) -> None:
        metrics.add_statement(rows, seconds)

    store.tracer = trace
    options = AppOptions(
        service=build_service(settings, store),
        sdl=api_sdl(),
        probe=lambda: probe(store),
        hosts=settings.hosts(),
        build={"version": own_version(), "model_version": MODEL.version, "store": f"{store.kind} {store.version}"},
        origins=settings.cors_origins,
        keys=make_keys(_values(settings.read_keys), _values(settings.write_keys)),
        limits=settings.limits(),
        introspection=settings.introspection_policy(),
        metrics=metrics,
        docs=DOCS if DOCS.is_dir() else None,
    )
    return create_app(options)


def _values(keys: Iterable[SecretStr]) -> list[str]:
    return [key.get_secret_value() for key in keys]


async def _settled_epoch(store: Store) -> int:
    """Return the epoch as soon as nobody is committing."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + _COMMIT_WAIT_S
    while clock() < deadline:
        epoch = await store.state()
        if epoch is not None:
            return epoch
        await asyncio.sleep(0.1)
    raise GraphChanging("Another process kept committing loads.", hint="Wait for it, then start again.")
