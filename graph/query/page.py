"""A page of a list: its order, the places that bound it.

Most money first, behind a place:

    most = OrderBy(NodeColumn("investment"), descending=True)
    Page(Parameter("limit0"), (most,), after=Cursor((Parameter("value0"),), Parameter("key0")))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.query.columns import NodeColumn, Parameter
from graph.query.conditions import Condition, condition_parameters

# The empty text, which stands before every key: the bound of a root page's first rows, since only a comparison lets both stores walk an
# index in order.
FLOOR = Parameter("floor")


@dataclass(frozen=True, slots=True)
class FarColumn:
    """A column of the one node that a relationship type leads to; none when it leads nowhere."""

    type: str
    forward: bool
    column: str


@dataclass(frozen=True, slots=True)
class HopCount:
    """How many relationships of a type lead from the node (`forward`) or to it, and to nodes that pass the condition.

    `far` are the labels at the other end; needed with a condition only.
    """

    type: str
    forward: bool
    far: tuple[str, ...] = ()
    where: Condition | None = None


Term = NodeColumn | FarColumn | HopCount


@dataclass(frozen=True, slots=True)
class OrderBy:
    """A part of a list's order; rows without a value stand last, whatever the direction."""

    term: Term
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the values of its order's terms there (null for none), the node's key, and the relationship's id.

    Attributes:
        values: One a term.
        key: Key of the node there.
        id: Id of the relationship there, where several may lead to one node.
    """

    values: tuple[Parameter, ...]
    key: Parameter
    id: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A keyset page.

    Rows are ordered by the terms, then by the node's key, then by the relationship's id where several may lead to one node; key and id
    run in the direction of the last term.

    Attributes:
        limit: How many rows at most: one more than people asked for, so that a further page is seen.
        order: The terms; none for the order of keys.
        after: Only rows behind this place.
        before: Only rows in front of this place.
        backward: The last rows that qualify, and in reverse order.
    """

    limit: Parameter
    order: tuple[OrderBy, ...] = ()
    after: Cursor | None = None
    before: Cursor | None = None
    backward: bool = False


def page_parameters(page: Page) -> Iterator[Parameter]:
    """Yield the parameters of a page, in the order in which they are written."""
    for term in page.order:
        yield from term_parameters(term.term)
    for place in (page.after, page.before):
        if place is not None:
            yield from (*place.values, place.key)
            if place.id is not None:
                yield place.id
    yield page.limit


def term_parameters(term: Term) -> Iterator[Parameter]:
    """Yield the parameters of an order's term."""
    if isinstance(term, HopCount):
        yield from condition_parameters(term.where)
