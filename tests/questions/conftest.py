"""The service over the bundled register, with the limits of a server, on each store in turn."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from api.execute import GraphQLService
from api.limits import Limits
from api.rules import limit_rule
from graph.store import Store
from liantu.wiring import api_schema, load_bundled, prepare
from tests.store_fixtures import wipe


@pytest_asyncio.fixture(scope="module")
async def service(connection: Store) -> AsyncIterator[GraphQLService]:
    """Return the service, with the limits of a server, on the store in turn with the bundled register in it."""
    await wipe(connection, keep_schema=True)
    await prepare(connection)
    await load_bundled(connection)
    limits = Limits()
    yield GraphQLService(
        api_schema(),
        connection,
        root_list=connection.kind == "neo4j",
        extra_rules=(limit_rule(limits),),
        max_tokens=limits.tokens,
    )
    await wipe(connection, keep_schema=True)
