"""Writes how a list of a read plan is summed up.

    MATCH (n0:Project)
    WITH n0.status AS g0, n0.investment AS v0
    WITH g0, count(*) AS c0, count(v0) AS f0, sum(v0) AS s0, min(v0) AS l0, max(v0) AS m0
    RETURN 0 AS r, [g0, c0, f0, s0, l0, m0] AS m
    ORDER BY c0 DESC, g0 IS NULL, g0
    LIMIT $limit0

The aggregating functions stand in a WITH of their own: beside anything else a list of none would have no row.
"""

from __future__ import annotations

from graph.cypher.fragment import (
    Absent,
    Alias,
    Descending,
    Expression,
    Get,
    Listing,
    Null,
    Number,
    Order,
    Param,
    Summary,
    Variable,
    With,
)
from graph.cypher.names import DeclaredNames
from graph.cypher.pages import OrderWriter
from graph.query.groups import Grouping

# The row of a list of none that is not grouped.
NOTHING_SUMMED = Listing((Null(), Number(0), Number(0), Number(0), Null(), Null()))


class GroupWriter:
    """Writes groupings over the declarations of one model."""

    def __init__(self, names: DeclaredNames, orders: OrderWriter) -> None:
        self._names = names
        self._orders = orders

    def write(
        self, grouping: Grouping, node: Variable, depth: int
    ) -> tuple[tuple[With, ...], Listing, tuple[Order, ...], Param]:
        """Return the clauses behind the match of a list's nodes, and row, order and limit of what it returns."""
        group, value = Variable(f"g{depth}"), Variable(f"v{depth}")
        drawn: list[Alias] = []
        if grouping.by is not None:
            drawn.append(Alias(self._orders.value(grouping.by, node, depth), group))
        if grouping.of is not None:
            drawn.append(Alias(Get(node, self._names.column(grouping.of.column)), value))
        sums = _sums(value, depth) if grouping.of is not None else (_count(depth),)
        summed = With((*(() if grouping.by is None else (group,)), *sums))
        clauses = (With(tuple(drawn)), summed) if drawn else (summed,)
        counted = sums[0].name
        held: tuple[Expression, ...] = tuple(item.name for item in sums)
        if grouping.of is None:
            held = (*held, Number(0), Number(0), Null(), Null())
        if grouping.by is None:
            return clauses, Listing((Null(), *held)), (), Param(grouping.limit.name)
        order = (Descending(counted), Absent(group), group)
        return clauses, Listing((group, *held)), order, Param(grouping.limit.name)


def _count(depth: int) -> Alias:
    return Alias(Summary("count"), Variable(f"c{depth}"))


def _sums(value: Variable, depth: int) -> tuple[Alias, ...]:
    return (
        _count(depth),
        Alias(Summary("count", value), Variable(f"f{depth}")),
        Alias(Summary("sum", value), Variable(f"s{depth}")),
        Alias(Summary("min", value), Variable(f"l{depth}")),
        Alias(Summary("max", value), Variable(f"m{depth}")),
    )
