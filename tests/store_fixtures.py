"""What `conftest.py` needs to run store tests on both stores: which stores there are, and the marks for known differences.

A test that takes the fixture `store` runs once a store. Where no Neo4j can be had, its runs on Neo4j are left out and named at the end
of the test run: nothing is skipped in silence.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakSet

import pytest

from graph.cypher.statement import Statement
from graph.errors import LiantuError
from graph.store import Store, Transaction
from tests.neo4j_server import VERSION, Neo4jMissing, Neo4jServer, fetch_jars, find_java

EMBEDDED, NEO4J = "embedded", "neo4j"
# Stores that hold the bundled register and nothing else, from when the fixture `register` loaded it until they are wiped.
REGISTERED: WeakSet[Store] = WeakSet()
GAP_MARKS = {
    "notimpl": "notimpl(store, raises, reason): the store does not do this yet; strict",
    "notyet": "notyet(store, raises, reason): Liantu does not do this yet; strict",
    "never": "never(store, raises, reason): the store will not do this; strict",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and how to reach it."""

    kind: str
    uri: str
    auth: tuple[str, str]
    database: str | None


@dataclass(slots=True)
class NotRun:
    """Tests that could not run here, by what they miss."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, why: str, names: Iterable[str]) -> None:
        """Remember the tests that miss `why`."""
        self.names.setdefault(why, []).extend(names)


class Neo4jForTests:
    """A process's Neo4j: `NEO4J_TEST_URI`, or a server of its own that is started when the first test asks whether there is one.

    It starts while other tests run, since it takes ten seconds.

    Args:
        version: Of the server to start.
        missing: Why there is none, when another process of this run has found out.
    """

    def __init__(self, version: str, missing: str | None = None) -> None:
        self._version = version
        self._server: Neo4jServer | None = None
        self._missing = missing

    @property
    def external(self) -> bool:
        """Tell whether the server is one that somebody else runs."""
        return bool(os.environ.get("NEO4J_TEST_URI"))

    def missing(self) -> str | None:
        """Return why there is none, or None when there is one; starts it the first time."""
        if self._server is None and self._missing is None and not self.external:
            try:
                self._server = Neo4jServer(self._version)
            except Neo4jMissing as error:
                self._missing = str(error)
        return self._missing

    def unobtainable(self) -> str | None:
        """Return why there is none, or None; fetches what a server needs and starts none."""
        if self._missing is None and not self.external:
            try:
                find_java(self._version)
                fetch_jars(self._version)
            except Neo4jMissing as error:
                self._missing = str(error)
        return self._missing

    def ready(self) -> Server:
        """Return the server when it answers."""
        if self.external:
            user, password = os.environ.get("NEO4J_TEST_USERNAME", "neo4j"), os.environ.get("NEO4J_TEST_PASSWORD", "")
            return Server(NEO4J, os.environ["NEO4J_TEST_URI"], (user, password), None)
        if self._server is None:
            raise AssertionError("asked for a Neo4j that is missing")
        self._server.wait_ready()
        return Server(NEO4J, self._server.uri, (self._server.username, self._server.password), None)

    def stop(self) -> None:
        """End the server if this process started it."""
        if self._server is not None:
            self._server.stop()


def neo4j_version(config: pytest.Config) -> str:
    """Return the version to test with: option `--neo4j-version`, else NEO4J_TEST_VERSION, else the long-term release."""
    return config.getoption("--neo4j-version") or os.environ.get("NEO4J_TEST_VERSION") or VERSION


def apply_gap_marks(item: pytest.Item) -> None:
    """Turn `notimpl`, `notyet` and `never` into a strict expectation of failure on the store that they name."""
    callspec = getattr(item, "callspec", None)
    kind = callspec.params.get("store_kind") if callspec else None
    for name in GAP_MARKS:
        for mark in item.iter_markers(name):
            store = mark.kwargs.get("store")
            if store is None or store == kind:
                raises = mark.kwargs.get("raises", (AssertionError, LiantuError))
                item.add_marker(pytest.mark.xfail(strict=True, raises=raises, reason=f"{name}: {mark.kwargs['reason']}"))


async def run_write(store: Store, *statements: Statement, raise_epoch: bool = False) -> None:
    """Run statements in one transaction."""

    async def work(transaction: Transaction) -> None:
        for statement in statements:
            await transaction.run(statement)

    await store.write(work, raise_epoch=raise_epoch)


async def wipe(store: Store, *, keep_schema: bool) -> None:
    """Remove all nodes and relationships; with `keep_schema` the State stays, as it was before the first load."""
    REGISTERED.discard(store)
    if keep_schema:
        await run_write(
            store,
            Statement("MATCH (n) WHERE NOT n:State AND NOT n:TestDatabase DETACH DELETE n"),
            Statement("MATCH (s:State) SET s.epoch = 0 REMOVE s.committing, s.committer, s.asked"),
        )
        return
    await run_write(store, Statement("MATCH (n) DETACH DELETE n"))
    for (name,) in await store.read(
        Statement("SHOW CONSTRAINTS YIELD name, type WHERE type CONTAINS 'UNIQUENESS' RETURN name")
    ):
        await store.run_schema(Statement(f"DROP CONSTRAINT `{name}` IF EXISTS"))
    for (name,) in await store.read(Statement("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")):
        await store.run_schema(Statement(f"DROP INDEX `{name}` IF EXISTS"))


async def claim_for_tests(store: Store) -> None:
    """Mark an outside database as one that tests may wipe.

    Raises:
        pytest.UsageError: When it holds something and no earlier test run marked it.
    """
    if await store.read(Statement("MATCH (n) RETURN 1 LIMIT 1")) and not await store.read(
        Statement("MATCH (n:TestDatabase) RETURN 1 LIMIT 1")
    ):
        raise pytest.UsageError(
            f"NEO4J_TEST_URI names {store.server}, whose database is neither empty nor marked by an earlier test run; tests wipe it."
        )
    await run_write(store, Statement("MERGE (:TestDatabase {key: 'liantu'})"))
