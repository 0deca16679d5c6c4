"""Keeps all statements of one operation to one state of the graph.

The store answers for one statement, or several sent together; an operation with analyses sends some only when it knows the results of
others. A `Snapshot` remembers the epoch of the first and refuses another, and `read_settled` then runs the whole again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from graph.cypher.statement import Statement
from graph.errors import GraphChanging
from graph.store.epoch import Reading
from graph.store.reader import Reader

T = TypeVar("T")

# A load commits once in minutes, so a second one between two attempts is already rare.
MOST_ATTEMPTS = 5


class GraphMoved(Exception):
    """Two statements of one attempt saw two states; the attempt is made again, so nobody sees this."""


class Snapshot:
    """A reader that sees one state of the graph, or raises GraphMoved."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._epoch: int | None = None

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        """Return the rows of each statement; raises GraphMoved when the graph is no longer the one of the first call."""
        reading = await self._reader.read_whole(statements)
        if self._epoch is None:
            self._epoch = reading.epoch
        elif reading.epoch != self._epoch:
            raise GraphMoved
        return reading


async def read_settled(reader: Reader, work: Callable[[Snapshot], Awaitable[T]]) -> T:
    """Run `work`, which reads by a snapshot alone, until all its statements saw one state.

    Raises:
        GraphChanging: They did not in five attempts.
    """
    for _ in range(MOST_ATTEMPTS):
        try:
            return await work(Snapshot(reader))
        except GraphMoved:
            continue
    raise GraphChanging("The graph kept changing between the statements of one operation.", hint="Try again after the load.")
