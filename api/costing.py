"""Refuses what would cost too much, before the store is asked; what a plan costs, `graph.query.cost` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.limits import setting_of
from api.schema.bounds import Bounds
from graph.errors import TooCostly
from graph.query.cost import cost
from graph.query.plan import ReadPlan, parameters

# Sizes that one plan remembers; a front-end asks for pages of a few sizes.
_MOST_SIZES = 32


class Costing:
    """Judges the runs of one plan, and remembers with which sizes of its lists it passed: most runs have the same ones.

    Args:
        plan: The plan.
        bounds: What a run may cost.
    """

    def __init__(self, plan: ReadPlan, bounds: Bounds) -> None:
        self._plan = plan
        self._bounds = bounds
        self._names = parameters(plan)
        self._passed: set[tuple[int, ...]] = set()

    def refuse_costly(self, values: Mapping[str, Any]) -> None:
        """Do nothing, or refuse a run with its parameter values.

        Raises:
            TooCostly: It may return too many rows, or its filters and orders take too much work; the message names limit and value.
        """
        sizes = tuple(_size(values.get(name)) for name in self._names)
        if sizes in self._passed:
            return
        _refuse_costly(self._plan, values, self._bounds)
        if len(self._passed) >= _MOST_SIZES:
            self._passed.clear()
        self._passed.add(sizes)


def _size(value: object) -> int:
    """All of a parameter's value that a cost can depend on."""
    if isinstance(value, int):
        return value
    return len(value) if isinstance(value, list | tuple) else 0


def _refuse_costly(plan: ReadPlan, values: Mapping[str, Any], bounds: Bounds) -> None:
    found = cost(plan, values)
    if found.rows > bounds.rows:
        raise TooCostly(
            f"The operation may return {found.rows:,} rows, more than {bounds.rows:,} ({setting_of('rows')}); "
            f"most of them along {' → '.join(found.widest)}.",
            hint="Ask for smaller pages with `first`, or nest fewer lists.",
        )
    if found.work > bounds.work:
        raise TooCostly(
            f"The filters, orders, counts and groups of the operation may look at {found.work:,} nodes, more than {bounds.work:,} "
            f"({setting_of('work')}).",
            hint="Nest fewer quantifiers, or ask in several operations.",
        )
