"""Compiles an `orderBy`: the terms of a list's order, brought to the fewest that say the same.

    orderBy: [{field: status}, {field: key}]        -> (OrderBy(NodeColumn("status")),)

since what is equal in all terms runs by key anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from api.compiler.sites import Arguments
from api.limits import setting_of
from api.schema.bounds import Bounds
from api.schema.orders import Ordering
from graph.errors import BadArguments
from graph.query.plan import NodeColumn, OrderBy

_KEY = NodeColumn("key")


def compile_order(
    orderings: Mapping[str, Ordering], bounds: Bounds, given: Sequence[Mapping[str, Any]] | None
) -> tuple[OrderBy, ...]:
    """Return the terms of an order; none for the order of keys.

    Args:
        orderings: What each name of an order stands for.
        bounds: How many terms there may be.
        given: The coerced argument; None for none.

    Raises:
        BadArguments: It has too many terms.
    """
    if not given:
        return ()
    if len(given) > bounds.order_terms:
        raise BadArguments(
            f"orderBy: {len(given)} fields are more than {bounds.order_terms} ({setting_of('order_terms')}).",
            hint="Order by fewer; equal nodes run by key.",
        )
    terms = [OrderBy(orderings[_name(item["field"])].order, _is_descending(item)) for item in given]
    for number, term in enumerate(terms):
        if term.term == _KEY:
            return _without_key(terms[: number + 1])
    return tuple(terms)


def order_structure(arguments: Arguments) -> tuple[tuple[str, bool], ...]:
    """Return what of an order's values decides the plan: its fields, and whether each runs down."""
    given = arguments.get("orderBy")
    return tuple((_name(item["field"]), _is_descending(item)) for item in given or ())


def _without_key(terms: list[OrderBy]) -> tuple[OrderBy, ...]:
    """The terms up to one by key, without it where keys run that way by themselves."""
    *before, last = terms
    runs_down = before[-1].descending if before else False
    return tuple(before) if last.descending == runs_down else tuple(terms)


def _name(member: Any) -> str:
    name: str = member.value if isinstance(member, Enum) else member
    return name


def _is_descending(item: Mapping[str, Any]) -> bool:
    direction = item.get("direction")
    return direction is not None and _name(direction) == "DESC"
