"""Refuses what would cost too much, before the store is asked; what a plan costs, `graph.query.cost` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.limits import setting_of
from api.schema.bounds import Bounds
from graph.errors import TooCostly
from graph.query.cost import cost
from graph.query.plan import ReadPlan


def refuse_costly(plan: ReadPlan, values: Mapping[str, Any], bounds: Bounds) -> None:
    """Do nothing, or refuse the plan with the parameter values of a run.

    Raises:
        TooCostly: It may return too many rows, or its filters and orders take too much work; the message names limit and value.
    """
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
