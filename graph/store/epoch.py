"""The protocol that lets a reader tell one state of the graph from a mixture of two.

Both stores read committed data row by row, so a statement that runs while a whole-graph update commits may see a part of it. A writer
therefore sets a mark just before its commit, raises the epoch in the same transaction as the data, and clears the mark after; a read
returns epoch and mark in its first and its last branch. Equal epochs and no fresh mark mean that no commit overlapped:

    before the mark    first branch, data and last branch see the old state
    after the commit   a first branch that saw the old epoch differs from the last branch
    in between         one of the two branches sees the mark

A mark carries the time, by the server's clock, at which it stops counting. A writer that died leaves a mark that readers outwait.
Source: the mixtures were measured (19 of 700 reads on the embedded engine, 11 of 1,093 on Neo4j, while updates committed); the remedy has
the shape of the Linux kernel's sequence lock (Documentation/locking/seqlock.rst).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.cypher.statement import BRANCH_FIRST, BRANCH_LAST
from graph.errors import GraphChanging

Row = list[object]
T = TypeVar("T")

EMPTY_EPOCH = 0

# How long a mark counts: the longest commit it must outlast. Commits of 50,000 rows took 1.0 to 2.5 s (measured); a shorter hold lets
# a slow commit pass unseen, a longer one makes readers wait longer for a writer that was killed between mark and commit.
MARK_HOLD_MS = 10_000
MARK_HOLD_MS_PER_1000_ROWS = 100

# How long readers try again: longer than a mark of ordinary size, so that a dead writer costs a wait and not an error.
PATIENCE_S = 15.0
FIRST_WAIT_S = 0.005
LONGEST_WAIT_S = 0.25


@dataclass(frozen=True, slots=True)
class Reading:
    """What one or several statements returned of one state of the graph.

    Attributes:
        epoch: The epoch that all of them saw; 0 for a database without State.
        answers: One list of rows a statement, in the order of the statements, without the State's rows.
        repeats: How often the read was made again because it met a commit.
    """

    epoch: int
    answers: list[list[Row]]
    repeats: int = 0


def mark_hold_ms(rows: int) -> int:
    """Return how long, in milliseconds, the mark of a transaction that wrote `rows` rows counts as fresh."""
    return MARK_HOLD_MS + MARK_HOLD_MS_PER_1000_ROWS * rows // 1000


def epoch_of(rows: Sequence[Row]) -> int | None:
    """Return the epoch that a whole read saw, or None when a commit may have overlapped it.

    Args:
        rows: The rows `[r, m]` of one statement, in the order in which the store returned them.
    """
    first = rows[0][1] if rows and rows[0][0] == BRANCH_FIRST else None
    last = rows[-1][1] if rows and rows[-1][0] == BRANCH_LAST else None
    if first is None and last is None:
        return EMPTY_EPOCH
    if not isinstance(first, list) or not isinstance(last, list) or first[1] or last[1]:
        return None
    epoch = first[0]
    return epoch if isinstance(epoch, int) and epoch == last[0] else None


def without_state(rows: list[Row]) -> list[Row]:
    """Return the rows between the State's first and last row."""
    start = 1 if rows and rows[0][0] == BRANCH_FIRST else 0
    end = len(rows) - (1 if rows and rows[-1][0] == BRANCH_LAST else 0)
    return rows[start:end]


async def until_settled(
    attempt: Callable[[int], Awaitable[T | None]], *, patience_s: float = PATIENCE_S, what: str = "read"
) -> T:
    """Call `attempt` with 0, 1, 2 … until it returns something, with waits that double from 5 ms to 250 ms.

    Raises:
        GraphChanging: When `patience_s` seconds have passed.
    """
    clock = asyncio.get_running_loop().time
    deadline, wait_s, number = clock() + patience_s, FIRST_WAIT_S, 0
    while True:
        found = await attempt(number)
        if found is not None:
            return found
        if clock() + wait_s > deadline:
            raise GraphChanging(
                f"The graph kept changing for {patience_s:g} s; the {what} was given up.", hint="Try again after the load."
            )
        await asyncio.sleep(wait_s)
        wait_s, number = min(2 * wait_s, LONGEST_WAIT_S), number + 1
