"""How the hand-written statements of the analyses are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.cypher.statement import STATE_FIRST, STATE_LAST
from graph.errors import PlanBug

# A key that nothing has, to plan a statement with. Neo4j plans a text once for each order of magnitude of its parameters' lengths, and
# keys have 10 to 99 characters, but for very short names.
ORDINARY_KEY = "enterprise:-"


_END_OF_BRANCH = re.compile(r"RETURN (?P<number>\d+) AS r, (?P<row>.*) AS m", re.DOTALL)


def union(branches: Sequence[str]) -> str:
    """Return one statement of all branches, each returning `r` and `m`, with the graph's state read first and last."""
    return "\nUNION ALL\n".join((STATE_FIRST, *branches, STATE_LAST))


def union_of_lists(branches: Sequence[str]) -> str:
    """Return the same, with all rows of a branch in one list; `rows_of` returns them one by one.

    A record costs driver and server as much as its thirty values: 400 records of findings took 17 ms of the client's processor, the same
    in 14 lists 4 ms.

    Raises:
        PlanBug: A branch does not end with `RETURN number AS r, row AS m`.
    """
    return union([_listed(branch) for branch in branches])


def _listed(branch: str) -> str:
    end = _END_OF_BRANCH.search(branch)
    if end is None or end.end() != len(branch):
        raise PlanBug(f"A branch does not end with RETURN number AS r, row AS m: {branch!r}.")
    # In a WITH of its own: on Neo4j an aggregating function around a subquery counts as the outer clause's.
    return f"{branch[: end.start()]}WITH {end['row']} AS row\nRETURN {end['number']} AS r, collect(row) AS m"


def rows_of(answer: Iterable[Sequence[object]]) -> list[list[object]]:
    """Return the rows `[number, row]` of what a union of lists answered.

    Raises:
        PlanBug: It is of another shape.
    """
    rows: list[list[object]] = []
    for number, listed in answer:
        if not isinstance(listed, list):
            raise PlanBug(f"Branch {number!r} did not answer with a list.")
        rows += [[number, row] for row in listed]
    return rows
