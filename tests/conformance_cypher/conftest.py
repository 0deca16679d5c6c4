"""The facts, which stay loaded until a test that writes has wiped the store."""

from __future__ import annotations

import pytest_asyncio

from graph.cypher.statement import Statement
from graph.store import Store
from tests.conformance_cypher.facts import load_facts
from tests.store_fixtures import wipe


@pytest_asyncio.fixture
async def facts(connection: Store) -> Store:
    """Return the store in turn, holding the facts; its tests only read."""
    if not await connection.read(Statement("MATCH (n:Enterprise {key: 'e3'})-[:UNDERTAKES]->() RETURN n.key")):
        await wipe(connection, keep_schema=True)
        await load_facts(connection)
    return connection
