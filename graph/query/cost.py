"""What a read plan may cost at most: rows that it can return, and nodes that the store must look at for its filters and orders.

    cost(plan of { chains(first: 500) { nodes { segments(first: 500) { nodes { key } } } } }, values)
        -> Cost(rows=251_502, work=…, widest=("Chain", "HAS_SEGMENT"))

Nothing is asked of the store, so a list whose length the plan leaves open counts with an assumed one. The figures are for comparing plans
with a limit; they promise no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import PlanBug
from graph.query.columns import NodeColumn
from graph.query.conditions import MOST_LEVELS, Condition, Named, Related, RelatedCount, Within, inner_conditions
from graph.query.groups import Grouping
from graph.query.page import FarColumn, HopCount, OrderBy, Page, Term
from graph.query.plan import (
    Anchor,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    GroupsOf,
    Hop,
    HopGroups,
    Item,
    NodeEvidence,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipEvidence,
    inner_items,
)

# Nodes of a label that a filter or an order which no index answers walks through. Source: the size on which limits are meant to hold,
# ten thousand nodes a label; a smaller graph is asked faster than this says.
ASSUMED_NODES = 10_000

# Relationships of one type at one node. Source: the mean of the bundled sources is below 3, of generated large graphs 5; hubs are rare.
ASSUMED_DEGREE = 10

# Claims on one node or relationship. Source: the bundled sources have 3.2 claims a node and 1.2 a relationship.
ASSUMED_CLAIMS = 4

# Names of one node, each of which a name filter reads. Source: the bundled sources have 1.6.
ASSUMED_NAMES = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """A plan's cost.

    Attributes:
        rows: Rows of all lists together, at most.
        work: Nodes and relationships that filters, orders, counts and groups look at, at most and about.
        widest: Label and relationship types on the way to the list that has most rows.
    """

    rows: int
    work: int
    widest: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sum:
    """Costs found so far; `most` is the number of rows of the widest list."""

    rows: int = 0
    work: int = 0
    most: int = 0
    widest: tuple[str, ...] = ()

    def add(self, rows: int, work: int, way: tuple[str, ...]) -> None:
        self.rows += rows
        self.work += work
        if rows > self.most:
            self.most, self.widest = rows, way


def cost(plan: ReadPlan, values: Mapping[str, object]) -> Cost:
    """Return what a plan may cost with the parameter values of a run; O(items + conditions).

    Adding an item, a condition or an order, or raising a page's size, never lowers it.

    Raises:
        PlanBug: A page's size is missing among the values.
    """
    found = _Sum()
    for branch in plan.branches:
        rows, work = _anchor(branch.anchor, values)
        way = (_title(branch.anchor),)
        found.add(rows, work, way)
        _items(branch.items, rows, way, values, found)
    return Cost(found.rows, found.work, found.widest)


def _anchor(anchor: Anchor, values: Mapping[str, object]) -> tuple[int, int]:  # noqa: PLR0911  one return a kind of anchor
    match anchor:
        case ByKey():
            return 1, 1
        case ByName(limit=limit) | ByColumn(limit=limit):
            return _size(limit, values), ASSUMED_NAMES
        case ByKeys(keys=keys):
            asked = _length(keys, values)
            return asked, asked
        case PageOf(page=page, where=where):
            rows = _size(page.limit, values)
            walked = where is not None or any(not _is_walked(term) for term in page.order)
            return rows, (max(rows, ASSUMED_NODES) if walked else rows) * (1 + _condition(where) + _order(page.order))
        case CountOf(where=where):
            return 1, 1 if where is None else ASSUMED_NODES * (1 + _condition(where))
        case GroupsOf(where=where, grouping=grouping):
            return _size(grouping.limit, values), ASSUMED_NODES * (1 + _condition(where) + _grouping(grouping))
        case CountOfType():
            return 1, 1


def _items(items: tuple[Item, ...], above: int, way: tuple[str, ...], values: Mapping[str, object], found: _Sum) -> None:
    for item in items:
        rows, work, deeper = _item(item, values)
        further = (*way, deeper) if deeper else way
        found.add(above * rows, above * work, further)
        _items(inner_items(item), above * rows, further, values, found)


def _item(item: Item, values: Mapping[str, object]) -> tuple[int, int, str]:
    """Return rows and work of an item for one row above it, and the relationship type that it follows to rows of its own."""
    match item:
        case Hop(type=name, page=page, where=where):
            return _size(page.limit, values), _list_work(page, where), name
        case HopCount(where=where):
            return 0, 1 if where is None else ASSUMED_DEGREE * (1 + _condition(where)), ""
        case HopGroups(type=name, where=where, grouping=grouping):
            return _size(grouping.limit, values), ASSUMED_DEGREE * (1 + _condition(where) + _grouping(grouping)), name
        case NodeEvidence() | RelationshipEvidence():
            return ASSUMED_CLAIMS, ASSUMED_CLAIMS, "evidence"
        case FarColumn():
            return 0, 1, ""
        case _:
            return 0, 0, ""


def _list_work(page: Page, where: Condition | None) -> int:
    return ASSUMED_DEGREE * (1 + _condition(where) + _order(page.order))


def _condition(condition: Condition | None) -> int:
    """Return how many nodes and relationships judging one node takes."""
    match condition:
        case None:
            return 0
        case Related(where=where):
            return ASSUMED_DEGREE * (1 + _condition(where))
        case RelatedCount():
            return ASSUMED_DEGREE
        case Within():
            return 2 * MOST_LEVELS
        case Named():
            return ASSUMED_NAMES
        case _:
            return 1 + sum(map(_condition, inner_conditions(condition)))


def _order(order: tuple[OrderBy, ...]) -> int:
    return sum(_term(part.term) for part in order)


def _grouping(grouping: Grouping) -> int:
    return 1 if grouping.by is None else 1 + _term(grouping.by)


def _term(term: Term) -> int:
    match term:
        case HopCount(where=where):
            return ASSUMED_DEGREE * (1 + _condition(where))
        case FarColumn():
            return 2
        case NodeColumn():
            return 1


def _is_walked(part: OrderBy) -> bool:
    """Whether an index gives the order, so that a page reads no more than its rows."""
    return isinstance(part.term, NodeColumn) and part.term.column in ("key", "sortKey")


def _size(limit: Parameter, values: Mapping[str, object]) -> int:
    found = values.get(limit.name)
    if not isinstance(found, int):
        raise PlanBug(f"The page size ${limit.name} has no value.")
    return found


def _length(keys: Parameter, values: Mapping[str, object]) -> int:
    found = values.get(keys.name)
    return len(found) if isinstance(found, list | tuple) else 0


def _title(anchor: Anchor) -> str:
    return anchor.type if isinstance(anchor, CountOfType) else anchor.label
