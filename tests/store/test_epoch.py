"""Readers tell one state of the graph from a mixture of two, on both stores."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from graph.cypher.state import clear_mark, set_mark
from graph.cypher.statement import STATE_FIRST, STATE_LAST, Statement
from graph.errors import GraphChanging
from graph.store import Row, Store, StoreOptions, Transaction
from graph.store.epoch import epoch_of, mark_hold_ms, without_state
from tests.store_fixtures import Server, run_write

ITEMS = 600
# Two branches over the whole graph: a commit between them, or in the middle of one, shows as more than one value.
SPREAD = "MATCH (n:Item)\nRETURN {} AS r, [min(n.value), max(n.value)] AS m"
WHOLE = Statement("\nUNION ALL\n".join((STATE_FIRST, SPREAD.format(0), SPREAD.format(1), STATE_LAST)))
FILL = Statement("UNWIND range(1, $count) AS i CREATE (:Item {key: toString(i), number: i, value: 0})", {"count": ITEMS})
# The concurrent test ends when it has seen this many of each, at the latest after these seconds.
ENOUGH, LIMIT_S = 5, 30.0


def values(rows: list[Row]) -> set[object]:
    return {value for _, spread in rows for value in spread}  # type: ignore[attr-defined]


def update(value: int) -> Callable[[Transaction], Awaitable[None]]:
    async def work(transaction: Transaction) -> None:
        await transaction.run(Statement("MATCH (n:Item) SET n.value = $value", {"value": value}))

    return work


@pytest.mark.parametrize(
    ("rows", "epoch"),
    [
        ([], 0),
        ([[0, ["a"]]], 0),
        ([[-1, [4, None]], [0, ["a"]], [-2, [4, None]]], 4),
        ([[-1, [4, False]], [-2, [4, False]]], 4),
        ([[-1, [4, None]], [0, ["a"]], [-2, [5, None]]], None),
        ([[-1, [4, True]], [-2, [4, None]]], None),
        ([[-1, [4, None]], [-2, [4, True]]], None),
        ([[0, ["a"]], [-2, [1, None]]], None),
        ([[-1, [1, None]], [0, ["a"]]], None),
    ],
)
def test_an_epoch_is_seen_only_by_a_read_that_no_commit_overlapped(rows: list[Row], epoch: int | None) -> None:
    assert epoch_of(rows) == epoch


def test_the_rows_of_the_state_are_taken_off() -> None:
    assert without_state([[-1, [4, None]], [0, ["a"]], [0, ["b"]], [-2, [4, None]]]) == [[0, ["a"]], [0, ["b"]]]
    assert without_state([[0, ["a"]]]) == [[0, ["a"]]]


def test_a_mark_outlasts_a_larger_commit() -> None:
    assert (mark_hold_ms(0), mark_hold_ms(200_000)) == (10_000, 30_000)


async def test_a_read_of_an_empty_database_sees_epoch_zero(bare_store: Store) -> None:
    reading = await bare_store.read_whole([WHOLE])

    assert reading.epoch == 0
    assert reading.answers == [[]]


async def test_readers_during_whole_graph_updates_see_only_whole_states(store: Store) -> None:
    """Without the check the same readers meet mixed states, and every one of them is recognised by its State rows."""
    await run_write(store, FILL, raise_epoch=True)
    ends = time.monotonic() + LIMIT_S
    mixed, unrecognised, whole, commits = 0, 0, 0, 0
    epochs: list[int] = []

    def goes_on() -> bool:
        return time.monotonic() < ends and min(mixed, whole, len(set(epochs))) < ENOUGH

    async def write() -> None:
        nonlocal commits
        while goes_on():
            commits += 1
            await store.write(update(commits))
            await asyncio.sleep(0.02)

    async def read_unchecked() -> None:
        nonlocal mixed, unrecognised
        while goes_on():
            rows = await store.read(WHOLE)
            if len(values(without_state(rows))) > 1:
                mixed += 1
                unrecognised += epoch_of(rows) is not None

    async def read_checked() -> None:
        nonlocal whole
        while goes_on():
            reading = await store.read_whole([WHOLE, WHOLE])
            seen = values(reading.answers[0]) | values(reading.answers[1])
            assert seen == {reading.epoch - 1}
            whole += 1
            epochs.append(reading.epoch)

    async with asyncio.TaskGroup() as tasks:
        for work in (write, read_unchecked, read_unchecked, read_checked):
            tasks.create_task(work())

    assert mixed > 0, f"{commits} commits met no reader halfway: the test proves nothing"
    assert unrecognised == 0
    assert whole > 0
    assert epochs == sorted(epochs)


async def test_a_half_visible_commit_is_waited_for(store: Store) -> None:
    """The mixture is forced: the halves of one update commit apart, inside the mark, as a store applies a large commit."""
    await run_write(store, FILL, raise_epoch=True)
    half = "MATCH (n:Item) WHERE n.number % 2 = $odd SET n.value = 1"
    await run_write(store, set_mark("writer", 10_000))
    await run_write(store, Statement(half, {"odd": 0}))

    unguarded = without_state(await store.read(WHOLE))
    reading = asyncio.create_task(store.read_whole([WHOLE]))
    await asyncio.sleep(0.1)
    waiting = not reading.done()
    await run_write(store, Statement(half, {"odd": 1}), Statement("MATCH (s:State) SET s.epoch = s.epoch + 1"))
    await run_write(store, clear_mark("writer"))

    assert values(unguarded) == {0, 1}
    assert waiting
    assert values((await reading).answers[0]) == {1}
    assert (await reading).epoch == 2
    assert store.mixed_reads > 0


async def test_the_mark_of_a_dead_writer_is_outwaited(store: Store) -> None:
    await run_write(store, FILL, raise_epoch=True)
    await run_write(store, set_mark("dead", 400))

    during = await store.state()
    reading = await store.read_whole([WHOLE])

    assert during is None
    assert reading.epoch == 1
    assert reading.repeats > 0


async def test_a_writer_outwaits_the_mark_of_a_dead_one(store: Store) -> None:
    await run_write(store, FILL, set_mark("dead", 400))

    await store.write(update(1))

    assert await store.state() == 1


async def test_a_mark_is_cleared_by_its_own_writer_only(store: Store) -> None:
    await run_write(store, set_mark("writer", 10_000))

    await run_write(store, clear_mark("another"))
    held = await store.state()
    await run_write(store, clear_mark("writer"))

    assert (held, await store.state()) == (None, 0)


async def test_a_second_mark_is_refused_while_the_first_is_fresh(store: Store) -> None:
    async def mark(transaction: Transaction, name: str) -> list[Row]:
        return await transaction.run(set_mark(name, 10_000))

    first = await store.write(lambda transaction: mark(transaction, "one"), raise_epoch=False)
    second = await store.write(lambda transaction: mark(transaction, "two"), raise_epoch=False)

    assert (first, second) == ([[0]], [])


async def test_a_reader_gives_up_on_a_graph_that_keeps_changing(server: Server, store: Store) -> None:
    await run_write(store, set_mark("writer", 60_000))
    options = StoreOptions(patience_s=0.3)
    async with await Store.connect(server.uri, server.auth, database=server.database, options=options) as impatient:
        with pytest.raises(GraphChanging, match=r"kept changing for 0\.3 s"):
            await impatient.read_whole([WHOLE])
        with pytest.raises(GraphChanging, match="the commit was given up"):
            await impatient.write(update(1))

    assert await store.read(Statement("MATCH (s:State) RETURN s.epoch")) == [[0]]


async def test_reads_of_several_statements_are_run_again_when_a_commit_came_between(store: Store) -> None:
    await run_write(store, FILL, raise_epoch=True)
    runs = 0

    async def work() -> set[object]:
        nonlocal runs
        runs += 1
        first = values(without_state(await store.read(WHOLE)))
        if runs == 1:
            await store.write(update(7))
        return first | values(without_state(await store.read(WHOLE)))

    epoch, seen = await store.read_settled(work)

    assert (epoch, seen, runs) == (2, {7}, 2)


async def test_many_writers_at_once_all_commit(store: Store) -> None:
    async def work(transaction: Transaction, key: str) -> None:
        await transaction.run(Statement("CREATE (:Item {key: $key})", {"key": key}))

    await asyncio.gather(*(store.write(lambda tx, key=key: work(tx, key)) for key in "abc"))  # type: ignore[misc]

    assert await store.state() == 3
    assert await store.read(Statement("MATCH (n:Item) RETURN count(n)")) == [[3]]
