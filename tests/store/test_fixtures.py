"""Tests may wipe a database only when it is theirs."""

from __future__ import annotations

import pytest

from graph.cypher.statement import Statement
from graph.store import Store
from tests.store_fixtures import claim_for_tests, run_write, wipe

ALL = Statement("MATCH (n) RETURN labels(n) ORDER BY labels(n)[0]")


async def test_a_database_that_holds_something_is_not_used_for_tests(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:Film)"))

    with pytest.raises(pytest.UsageError, match="neither empty nor marked by an earlier test run"):
        await claim_for_tests(bare_store)

    assert await bare_store.read(ALL) == [[["Film"]]]


async def test_an_empty_database_is_marked_and_used_again(bare_store: Store) -> None:
    await claim_for_tests(bare_store)
    await run_write(bare_store, Statement("CREATE (:Left)"))

    await claim_for_tests(bare_store)
    await wipe(bare_store, keep_schema=True)

    assert await bare_store.read(ALL) == [[["TestDatabase"]]]
