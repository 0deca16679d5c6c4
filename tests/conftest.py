"""Fixtures of all tests.

    store        an empty graph with the model's constraints, on each store in turn (embedded, Neo4j)
    bare_store   the same without any constraint or State: what a new database is
    both_stores  both at once, by kind, empty
    register     the bundled register on each store in turn, for tests that only read it: they run first, after one load
    server       the server behind `store`: address and password, for other processes and connections
    statements   the list of statements that `store` has run since the test began
    plan_text    the plan's text, from the file that LIANTU_PLAN_TEXT names
    served, browser    see tests.served

A test that cannot run here (no Neo4j, no plan text, no browser) is left out of the run and named at its end.

`-n 2` shares the tests among two processes; see tests.sharing.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import settings

from graph.cypher.statement import Statement
from graph.store import EngineOptions, Store, open_engine
from loaders.bundled import bundled_sources, with_required
from loaders.pipeline import load
from tests.loaders.sources import prepare
from tests.served import browser, find_chromium, served  # noqa: F401 - fixtures are found by their names
from tests.sharing import ByStore
from tests.store_fixtures import (
    EMBEDDED,
    GAP_MARKS,
    NEO4J,
    REGISTERED,
    Neo4jForTests,
    NotRun,
    Server,
    apply_gap_marks,
    claim_for_tests,
    neo4j_version,
    run_write,
    wipe,
)

NEO4J_KEY = pytest.StashKey[Neo4jForTests]()
NOT_RUN_KEY = pytest.StashKey[NotRun]()
# Name of the hypothesis profile of the long run.
FUZZ = "fuzz"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for Neo4j's version and for files of expected answers."""
    parser.addoption("--update", action="store_true", help="write files of expected answers anew; read what changed")
    parser.addoption("--fuzz", action="store_true", help="draw many more random operations (minutes)")
    parser.addoption("--neo4j-version", default=None, help="version of the Neo4j server that the tests start (5.26.25)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks of known gaps."""
    for line in GAP_MARKS.values():
        config.addinivalue_line("markers", line)
    # No test asserts a time, so none fails on a busy machine.
    settings.register_profile("project", deadline=None)
    settings.register_profile(FUZZ, deadline=None, database=None)
    settings.load_profile(FUZZ if config.getoption("--fuzz") else "project")
    missing = getattr(config, "workerinput", {}).get("neo4j_missing")
    config.stash[NEO4J_KEY] = Neo4jForTests(neo4j_version(config), missing)
    config.stash[NOT_RUN_KEY] = NotRun()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the Neo4j server that this process started."""
    config.stash[NEO4J_KEY].stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of `store_kind` once a store, grouped by store; those that need Neo4j itself with the tests on Neo4j.

    A test that takes Neo4j without `store_kind` fails here: it would be shared out without its store, and a Neo4j that is one for all
    processes could be in use by another.
    """
    needs_neo4j = not {"both_stores", "neo4j_store", "neo4j_server"}.isdisjoint(metafunc.fixturenames)
    if "store_kind" in metafunc.fixturenames:
        metafunc.parametrize("store_kind", [NEO4J] if needs_neo4j else [EMBEDDED, NEO4J], scope="session")
    elif needs_neo4j:
        pytest.fail(f"{metafunc.definition.nodeid} takes Neo4j; mark it with usefixtures('store_kind')", pytrace=False)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Fetch Neo4j once for all processes that share this run's tests, and tell each of them why when it cannot be had."""
    node.workerinput["neo4j_missing"] = node.config.stash[NEO4J_KEY].unobtainable()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over which tests a process could not run; all of them leave out the same."""
    node.config.stash[NOT_RUN_KEY].names.update(getattr(node, "workeroutput", {}).get("not_run", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that shares out the tests which of them could not run."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["not_run"] = session.config.stash[NOT_RUN_KEY].names


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByStore:
    """Share the tests as `tests.sharing` says."""
    return ByStore(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Apply the marks of known gaps; of the tests that were chosen take out what cannot run here and remember its names.

    Tests that only read the register come first: loading it takes Neo4j ten seconds.
    """
    items.sort(key=lambda item: "register" not in getattr(item, "fixturenames", ()))
    for item in items:
        apply_gap_marks(item)
    if config.option.collectonly:
        return
    lacking = [(item, why) for item in items if (why := _lacks(config, item))]
    for item, why in lacking:
        config.stash[NOT_RUN_KEY].add(why, [item.nodeid])
    gone = {id(item) for item, _ in lacking}
    items[:] = [item for item in items if id(item) not in gone]


def _lacks(config: pytest.Config, item: pytest.Item) -> str | None:
    names = getattr(item, "fixturenames", ())
    callspec = getattr(item, "callspec", None)
    wants_neo4j = callspec is not None and callspec.params.get("store_kind") == NEO4J
    if wants_neo4j and (missing := config.stash[NEO4J_KEY].missing()):
        return f"no Neo4j: {missing}"
    if "plan_text" in names and not os.environ.get("LIANTU_PLAN_TEXT"):
        return "no text of the plan: LIANTU_PLAN_TEXT is not set"
    if "browser" in names and find_chromium() is None:
        return "no browser: Chromium is not installed"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the tests that were not run."""
    for why, names in config.stash[NOT_RUN_KEY].names.items():
        terminalreporter.section(f"{len(names)} TESTS NOT RUN", sep="!", red=True)
        terminalreporter.line(f"There is {why}.", red=True)
        for name in names:
            terminalreporter.line(f"NOT RUN {name}")


@pytest.fixture(scope="session")
def plan_text() -> str:
    """Return the plan's text."""
    return Path(os.environ["LIANTU_PLAN_TEXT"]).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def neo4j_server(pytestconfig: pytest.Config) -> Server:
    """Return the Neo4j server of this process."""
    return pytestconfig.stash[NEO4J_KEY].ready()


@pytest_asyncio.fixture(scope="session")
async def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """Return an embedded engine of this run's own."""
    engine = await open_engine(EngineOptions(tmp_path_factory.mktemp("engine")), attach=False)
    yield Server(EMBEDDED, engine.uri, engine.auth, engine.database)
    await engine.stop()


async def _connect(server: Server, neo4j: Neo4jForTests) -> Store:
    store = await Store.connect(server.uri, server.auth, database=server.database)
    if server.kind == NEO4J and neo4j.external:
        await claim_for_tests(store)
    return store


@pytest_asyncio.fixture(scope="session")
async def embedded_store(embedded_server: Server, pytestconfig: pytest.Config) -> AsyncIterator[Store]:
    """Return this run's connection to the embedded engine; take `store` for an empty graph."""
    async with await _connect(embedded_server, pytestconfig.stash[NEO4J_KEY]) as store:
        yield store


@pytest_asyncio.fixture(scope="session")
async def neo4j_store(neo4j_server: Server, pytestconfig: pytest.Config) -> AsyncIterator[Store]:
    """Return this run's connection to Neo4j; take `store` for an empty graph."""
    async with await _connect(neo4j_server, pytestconfig.stash[NEO4J_KEY]) as store:
        yield store


@pytest.fixture(scope="session")
def server(store_kind: str, request: pytest.FixtureRequest) -> Server:
    """Return the server behind `store`."""
    found: Server = request.getfixturevalue(f"{store_kind}_server")
    return found


@pytest.fixture(scope="session")
def connection(store_kind: str, request: pytest.FixtureRequest) -> Store:
    """Return this run's connection to the store in turn; take `store` for an empty graph."""
    found: Store = request.getfixturevalue(f"{store_kind}_store")
    return found


@pytest_asyncio.fixture
async def store(connection: Store) -> AsyncIterator[Store]:
    """Return an empty graph on the store in turn."""
    await wipe(connection, keep_schema=True)
    # Without constraints a load takes minutes on Neo4j.
    await prepare(connection)
    connection.mixed_reads = 0
    yield connection
    connection.tracer = None


@pytest_asyncio.fixture
async def register(connection: Store) -> AsyncIterator[Store]:
    """Return the store in turn, holding the bundled register; its tests only read."""
    if connection not in REGISTERED:
        await wipe(connection, keep_schema=True)
        await prepare(connection)
        await load(connection, with_required(*bundled_sources()))
        REGISTERED.add(connection)
    connection.mixed_reads = 0
    yield connection
    connection.tracer = None


@pytest_asyncio.fixture
async def bare_store(connection: Store, pytestconfig: pytest.Config) -> AsyncIterator[Store]:
    """Return a database as it is when it is new."""
    await wipe(connection, keep_schema=False)
    yield connection
    connection.tracer = None
    await wipe(connection, keep_schema=False)
    if connection.kind == NEO4J and pytestconfig.stash[NEO4J_KEY].external:
        await run_write(connection, Statement("MERGE (:TestDatabase {key: 'liantu'})"))


@pytest_asyncio.fixture
async def both_stores(store_kind: str, embedded_store: Store, neo4j_store: Store) -> dict[str, Store]:
    """Return both stores by kind, empty."""
    stores = {EMBEDDED: embedded_store, NEO4J: neo4j_store}
    for one in stores.values():
        await wipe(one, keep_schema=True)
        await prepare(one)
    return stores


@pytest.fixture
def statements(store: Store) -> list[Statement]:
    """Return the list into which the store writes every statement that it runs."""
    seen: list[Statement] = []
    store.tracer = lambda statement, _rows, _seconds: seen.append(statement)
    return seen
