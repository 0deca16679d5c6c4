"""What an analysis needs of a store, so that it can also be handed a view that keeps several reads to one state of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.cypher.statement import Statement
from graph.store.epoch import Reading


class Reader(Protocol):
    """Reads statements that carry the State branches."""

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        """Return the rows of each statement, all of one state of the graph; see `graph.store.store.Store.read_whole`."""
        ...
