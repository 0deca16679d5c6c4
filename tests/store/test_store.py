"""Reads and writes through `Store`, on both stores."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest
from neo4j.exceptions import Neo4jError

from graph.cypher.statement import Statement
from graph.errors import GraphChanging, LoadTooLarge, PlanBug, StoreError, StoreTimeout, StoreUnavailable
from graph.store import BatchBounds, Store, StoreOptions, Transaction
from graph.store.faults import may_repeat_write, to_store_error
from tests.store.network import Line
from tests.store_fixtures import Server, run_write

COUNT = Statement("MATCH (n:Item) RETURN count(n)")
ENDLESS = Statement("UNWIND range(1, 60000) AS a UNWIND range(1, 60000) AS b WITH a, b WHERE (a * b) % 7 = 9 RETURN count(*)")
UNIQUE = Statement("CREATE CONSTRAINT item_key IF NOT EXISTS FOR (n:Item) REQUIRE n.key IS UNIQUE")
MERGE_ROWS = "UNWIND $rows AS row MERGE (n:Item {key: row.key}) SET n += row.properties"


def item(key: str) -> Statement:
    return Statement("CREATE (:Item {key: $key})", {"key": key})


async def test_rows_are_plain_lists_of_values_in_order(store: Store) -> None:
    rows = await store.read(Statement("UNWIND $values AS v RETURN v, v * 2 AS w", {"values": [1, 2]}))

    assert rows == [[1, 2], [2, 4]]
    assert {type(row) for row in rows} == {list}


async def test_every_statement_is_traced_with_its_rows(store: Store) -> None:
    seen: list[tuple[Statement, int]] = []
    store.tracer = lambda statement, rows, seconds: seen.append((statement, rows)) if seconds > 0 else None
    statement = Statement("UNWIND [1, 2, 3] AS x RETURN x")

    await store.read(statement)
    await run_write(store, item("a"))

    assert seen == [(statement, 3), (item("a"), 0)]


async def test_a_write_is_one_transaction_and_raises_the_epoch_once(store: Store) -> None:
    async def work(transaction: Transaction) -> int:
        await transaction.run(item("a"))
        return await transaction.run_batches(
            MERGE_ROWS, ({"key": key, "properties": {"name": f"项目{key}"}} for key in "abcde"), bounds=BatchBounds(rows=2)
        )

    before = await store.state()
    handed = await store.write(work)

    assert (before, handed, await store.state()) == (0, 5, 1)
    assert await store.read(Statement("MATCH (n:Item) RETURN n.key, n.name ORDER BY n.key, n.name LIMIT 1")) == [["a", "项目a"]]


async def test_batches_tell_their_progress(store: Store) -> None:
    told: list[int] = []

    async def work(transaction: Transaction) -> None:
        rows = [{"key": str(number), "properties": {}} for number in range(5)]
        await transaction.run_batches(MERGE_ROWS, rows, bounds=BatchBounds(rows=2), progress=told.append)

    await store.write(work)

    assert told == [2, 2, 1]


async def test_work_that_fails_leaves_nothing_and_the_epoch_as_it_was(store: Store) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run(item("a"))
        raise ValueError("a bad row")

    with pytest.raises(ValueError, match="a bad row"):
        await store.write(work)

    assert await store.read(COUNT) == [[0]]
    assert await store.state() == 0


async def test_work_without_a_statement_leaves_the_epoch_as_it_was(store: Store) -> None:
    async def work(_: Transaction) -> str:
        return "nothing to do"

    assert await store.write(work) == "nothing to do"
    assert await store.state() == 0


async def test_work_computed_from_an_older_epoch_is_refused_whole(store: Store) -> None:
    await run_write(store, item("a"), raise_epoch=True)

    async def work(transaction: Transaction) -> None:
        await transaction.run(item("b"))

    with pytest.raises(GraphChanging, match="Another load was committed"):
        await store.write(work, base_epoch=0)

    assert await store.read(COUNT) == [[1]]
    assert await store.state() == 1
    await store.write(work, base_epoch=1)
    assert await store.state() == 2


async def test_a_second_node_with_a_unique_key_is_refused_and_nothing_is_written(store: Store) -> None:
    await store.run_schema(UNIQUE)
    await run_write(store, item("a"))

    with pytest.raises(StoreError, match="must be unique"):
        await run_write(store, item("b"), item("a"), raise_epoch=True)

    assert await store.read(COUNT) == [[1]]
    assert await store.state() == 0


async def test_two_writers_that_merge_one_new_key_leave_one_node(store: Store) -> None:
    await store.run_schema(UNIQUE)

    async def work(transaction: Transaction) -> None:
        await transaction.run(Statement("MERGE (n:Item {key: 'a'}) SET n.count = coalesce(n.count, 0) + 1"))
        await asyncio.sleep(0.05)

    await asyncio.gather(store.write(work), store.write(work))

    assert await store.read(Statement("MATCH (n:Item) RETURN n.key, n.count")) == [["a", 2]]
    assert await store.state() == 2


async def test_a_text_that_the_store_cannot_run_is_our_bug(store: Store) -> None:
    with pytest.raises(PlanBug, match="SyntaxError"):
        await store.read(Statement("MATCH (n RETURN n"))
    with pytest.raises(PlanBug, match="ParameterMissing"):
        await store.read(Statement("RETURN $absent"))
    assert await store.read(Statement("RETURN 1")) == [[1]]


async def test_a_read_that_takes_too_long_is_given_up(server: Server) -> None:
    options = StoreOptions(read_timeout_s=0.5)
    async with await Store.connect(server.uri, server.auth, database=server.database, options=options) as store:
        with pytest.raises(StoreTimeout):
            await store.read(ENDLESS)

        assert await store.read(Statement("RETURN 1")) == [[1]]


async def test_a_write_that_takes_too_long_is_rolled_back(server: Server, store: Store) -> None:
    options = StoreOptions(write_timeout_s=0.5)
    async with await Store.connect(server.uri, server.auth, database=server.database, options=options) as hasty:
        with pytest.raises(StoreTimeout):
            await run_write(hasty, item("a"), ENDLESS)

    assert await store.read(COUNT) == [[0]]


async def test_a_read_survives_one_broken_connection(server: Server) -> None:
    async with Line(server.uri) as line:
        async with await Store.connect(line.uri, server.auth, database=server.database) as store:
            await store.ping()
            line.cut()

            assert await store.read(Statement("RETURN 1")) == [[1]]
        assert line.opened == 2


async def test_a_store_that_went_away_is_unavailable(server: Server) -> None:
    async with Line(server.uri) as line:
        store = await Store.connect(line.uri, server.auth, database=server.database)
    async with store:
        with pytest.raises(StoreUnavailable):
            await store.read(Statement("RETURN 1"))
        with pytest.raises(StoreUnavailable):
            await run_write(store, item("a"))


async def test_a_write_whose_connection_breaks_leaves_nothing(server: Server, store: Store) -> None:
    async with Line(server.uri) as line, await Store.connect(line.uri, server.auth, database=server.database) as other:

        async def work(transaction: Transaction) -> None:
            await transaction.run(item("a"))
            line.cut()
            await transaction.run(item("b"))

        with pytest.raises(StoreUnavailable):
            await other.write(work)

    assert await store.read(COUNT) == [[0]]
    assert await store.state() == 0


async def test_a_stream_yields_all_rows_in_bounded_fetches(store: Store) -> None:
    statement = Statement("UNWIND range(1, 10000) AS n RETURN n, '名' + toString(n)")

    async with aclosing(store.stream(statement)) as rows:
        found = [row async for row in rows]

    assert len(found) == 10_000
    assert found[-1] == [10_000, "名10000"]


async def test_a_stream_that_is_left_early_frees_its_connection(store: Store) -> None:
    for _ in range(3):
        async with aclosing(store.stream(Statement("UNWIND range(1, 100000) AS n RETURN n"))) as rows:
            assert await anext(rows) == [1]

    assert await store.read(Statement("RETURN 1")) == [[1]]


async def test_many_reads_at_once_get_their_own_answers(store: Store) -> None:
    answers = await asyncio.gather(*(store.read(Statement("RETURN $n", {"n": number})) for number in range(100)))

    assert answers == [[[number]] for number in range(100)]


@pytest.mark.parametrize(
    "code",
    [
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        "Neo.TransientError.General.OutOfMemoryError",
        "Neo.TransientError.General.TransactionMemoryLimit",
    ],
)
def test_a_transaction_too_large_for_memory_is_never_repeated(code: str) -> None:
    error = Neo4jError._hydrate_neo4j(code=code, message="The memory pool limit was exceeded.")

    assert isinstance(to_store_error(error, server="bolt://here"), LoadTooLarge)
    assert not may_repeat_write(error)


def test_a_deadlock_is_repeated_once() -> None:
    assert may_repeat_write(Neo4jError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected", message="…"))
