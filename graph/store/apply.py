"""Writes an image difference in one transaction: readers see the graph before it or after it, nothing between."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.cypher.write import log_write, writes
from graph.errors import LoadTooLarge
from graph.model.image import ImageDifference
from graph.model.registry import Model
from graph.store.store import Store
from graph.store.transaction import Transaction

# (phase, rows done, rows in all); both counts start again when a conflict makes the store run the transaction once more.
Progress = Callable[[str, int, int], None]

WRITING = "write"

# Source: measured. One transaction of the embedded engine holds 100,000 rows at its default heap of 512 MB; beyond, it falls silent
# for minutes instead of refusing. Neo4j refuses by itself, according to its own settings.
EMBEDDED_ROWS = 100_000


def silent(phase: str, done: int, total: int) -> None:
    """Report progress to nobody."""


async def write_difference(
    store: Store,
    changes: ImageDifference,
    model: Model,
    *,
    base_epoch: int,
    finished_at: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> int:
    """Write a difference and return the number of rows written; a difference of nothing starts no transaction.

    Args:
        store: The database.
        changes: What to write and to delete.
        model: The declarations.
        base_epoch: The epoch of the graph that the difference was computed from.
        finished_at: Load run key -> ISO 8601 time, noted in the log.
        progress: Told after every batch.

    Raises:
        LoadTooLarge: One transaction cannot hold the difference.
        GraphChanging: Another load was committed since `base_epoch`.
        StoreError: The store failed; everything is rolled back.
    """
    if not changes:
        return 0
    steps = tuple(writes(changes, model))
    total = sum(len(step.rows) for step in steps)
    if store.kind == "embedded" and total > EMBEDDED_ROWS:
        raise LoadTooLarge(
            f"The load writes {total:,} rows; one transaction of the embedded store holds {EMBEDDED_ROWS:,}.",
            hint="Load its sources one after the other, split a long list, or use a Neo4j server (NEO4J_URI).",
        )
    log = (log_write(finished_at),) if finished_at else ()

    async def work(transaction: Transaction) -> None:
        done = 0

        def count(rows: int) -> None:
            nonlocal done
            done += rows
            progress(WRITING, min(done, total), total)

        progress(WRITING, 0, total)
        for step in (*steps, *log):
            await transaction.run_batches(step.text, step.rows, progress=count)

    await store.write(work, base_epoch=base_epoch)
    return total
