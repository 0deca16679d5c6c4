"""A graph of a few nodes for the rules of filters, which stays loaded until a test that writes has wiped the store."""

from __future__ import annotations

import pytest_asyncio

from graph.cypher.statement import Statement
from graph.store import Store
from tests.compiled.rules_graph import rules_image
from tests.compiled.writing import write_image
from tests.loaders.sources import prepare
from tests.store_fixtures import wipe


@pytest_asyncio.fixture
async def rules(connection: Store) -> Store:
    """Return the store in turn, holding the graph of the rules; its tests only read."""
    if not await connection.read(Statement("MATCH (n:Project {key: 'p-none'}) RETURN n.key")):
        await wipe(connection, keep_schema=True)
        await prepare(connection)
        await write_image(connection, rules_image())
    return connection
