"""One explicit transaction, as the writers of the graph see it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping

from neo4j import AsyncTransaction

from graph.cypher.statement import Statement
from graph.errors import StoreTimeout
from graph.store.batches import DEFAULT_BOUNDS, BatchBounds, batches
from graph.store.epoch import Row

# (statement, rows returned, seconds)
Tracer = Callable[[Statement, int, float], None]


def plain_row(record: tuple[object, ...]) -> Row:
    """Return a record's values as a list; `tuple.__iter__` skips the driver's per-value checks for types that are never stored."""
    return list(tuple.__iter__(record))


class Transaction:
    """What `Store.write` hands to its work: statements that commit together or not at all.

    Attributes:
        statements: How many statements were run.
        rows: How many rows were handed to them through `run_batches`.
    """

    def __init__(self, transaction: AsyncTransaction, *, timeout_s: float, trace: Tracer) -> None:
        self._transaction = transaction
        self._timeout_s = timeout_s
        self._trace = trace
        self.statements = 0
        self.rows = 0

    async def run(self, statement: Statement) -> list[Row]:
        """Run a statement and return all its rows.

        Raises:
            StoreTimeout: When it takes longer than the time-out of writes; the transaction is then lost.
        """
        self.statements += 1
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(self._timeout_s):
                result = await self._transaction.run(statement.text, dict(statement.params))
                rows = [plain_row(record) async for record in result]
        except TimeoutError as error:
            raise StoreTimeout(f"A write took longer than {self._timeout_s:g} s and was rolled back.") from error
        self._trace(statement, len(rows), clock() - began)
        return rows

    async def run_batches(
        self,
        text: str,
        rows: Iterable[Mapping[str, object]],
        *,
        bounds: BatchBounds = DEFAULT_BOUNDS,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Run `text` (`UNWIND $rows AS row …`) once a batch and return the number of rows handed over.

        Args:
            text: Cypher with the one parameter `$rows`.
            rows: One mapping a row, in the order in which they are written.
            bounds: The most rows and bytes of a batch.
            progress: Told the number of rows of each batch after it ran.
        """
        handed = 0
        for batch in batches(rows, bounds):
            await self.run(Statement(text, {"rows": batch}))
            handed += len(batch)
            self.rows += len(batch)
            if progress is not None:
                progress(len(batch))
        return handed
