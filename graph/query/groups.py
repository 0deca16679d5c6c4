"""How a list is summed up: groups of it, and a number added up in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.query.columns import NodeColumn, Parameter
from graph.query.page import Term, term_parameters


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a list is summed up: rows `[group, count, filled, sum, least, most]`, most frequent groups first, then by group, none last.

    Attributes:
        by: What makes a group; without it the whole list is one group, null, and there is one row even for an empty list.
        of: A whole-number column that is added up; without it the last four of a row are 0, 0, null, null. `filled` counts its values.
        limit: How many groups at most.
    """

    by: Term | None
    of: NodeColumn | None
    limit: Parameter


def grouping_parameters(grouping: Grouping) -> Iterator[Parameter]:
    """Yield the parameters of a grouping."""
    if grouping.by is not None:
        yield from term_parameters(grouping.by)
    yield grouping.limit
