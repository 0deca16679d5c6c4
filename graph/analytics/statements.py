"""How the hand-written statements of the analyses are put together."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.statement import STATE_FIRST, STATE_LAST

# A key that nothing has, to plan a statement with. Neo4j plans a text once for each order of magnitude of its parameters' lengths, and
# keys have 10 to 99 characters, but for very short names.
ORDINARY_KEY = "enterprise:-"


def union(branches: Sequence[str]) -> str:
    """Return one statement of all branches, each returning `r` and `m`, with the graph's state read first and last."""
    return "\nUNION ALL\n".join((STATE_FIRST, *branches, STATE_LAST))
