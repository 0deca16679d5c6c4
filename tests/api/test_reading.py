"""All statements of one operation see one state of the graph, or are sent again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from api.reading import MOST_ATTEMPTS, Snapshot, read_settled
from graph.cypher.statement import Statement
from graph.errors import GraphChanging
from graph.store.epoch import Reading

STATEMENT = Statement("RETURN 1 AS one")


class Changing:
    """A reader whose epoch follows a list; the last one stays."""

    def __init__(self, *epochs: int) -> None:
        self._epochs = list(epochs)
        self.reads = 0

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        self.reads += 1
        return Reading(self._epochs.pop(0) if len(self._epochs) > 1 else self._epochs[0], [[] for _ in statements])


async def two_reads(snapshot: Snapshot) -> tuple[int, int]:
    first = await snapshot.read_whole([STATEMENT])
    second = await snapshot.read_whole([STATEMENT])
    return first.epoch, second.epoch


async def test_statements_of_one_state_are_sent_once() -> None:
    reader = Changing(4)

    assert await read_settled(reader, two_reads) == (4, 4)
    assert reader.reads == 2


async def test_statements_of_two_states_are_sent_again() -> None:
    reader = Changing(4, 5, 5)

    assert await read_settled(reader, two_reads) == (5, 5)
    assert reader.reads == 4


async def test_a_graph_that_never_settles_is_given_up() -> None:
    reader = Changing(*range(100))

    with pytest.raises(GraphChanging):
        await read_settled(reader, two_reads)
    assert reader.reads == 2 * MOST_ATTEMPTS
