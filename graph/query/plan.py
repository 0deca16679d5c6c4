"""The read plan of one operation: a tuple of root branches, each an anchor and the positional items of its rows.

Plans are immutable and hold names only: labels, relationship types and store columns of a model, and parameters whose values each run
brings along. `graph.cypher.read` writes a plan as one statement; `graph.query.show` prints it. The five enterprises after a cursor with
their first three projects, who said so, and how many enterprises there are:

    0 page of Enterprise after $after0, at most $limit0
      key
      name
      -UNDERTAKES-> Project, at most $limit1
        ~basis
        key
        evidence of the relationship, at most $limit2
          claim
      count -UNDERTAKES->
    1 count of Enterprise

A row of branch 0 is then `[key, name, [[basis, key, [[claim], …]], …], count]`: one element an item, in the order of the items.

A selection over several labels has shared items first and then one list for the arm that fits the node's label:

      <-SERVES- Department | Enterprise, at most $limit1
        label
        key
        on Department
          level
        on Enterprise
          listedCode

whose rows are `[label, key, [level]]` or `[label, key, [listedCode]]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.query.columns import NodeColumn, Parameter, RelationshipColumn
from graph.query.conditions import Condition, condition_parameters
from graph.query.groups import Grouping, grouping_parameters
from graph.query.page import FLOOR, Cursor, FarColumn, HopCount, OrderBy, Page, page_parameters

# All of a plan but its conditions can be imported from here.
__all__ = [
    "FLOOR", "Anchor", "Arm", "Branch", "ByColumn", "ByKey", "ByKeys", "ByName", "CountOf", "CountOfType", "Cursor", "FarColumn",
    "FinishedAt", "Grouping", "GroupsOf", "Hop", "HopCount", "HopGroups", "Item", "NodeColumn", "NodeEvidence", "NodeLabel", "OrderBy",
    "Page", "PageOf", "Parameter", "ReadPlan", "RelationshipColumn", "RelationshipEvidence", "Selection", "inner_items", "parameters",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """The node's label."""


@dataclass(frozen=True, slots=True)
class FinishedAt:
    """When the load run was last finished, from the log that is no part of the graph."""


@dataclass(frozen=True, slots=True)
class HopGroups:
    """The list of a hop, summed up."""

    type: str
    forward: bool
    far: tuple[str, ...]
    where: Condition | None
    grouping: Grouping


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read of nodes of one or several labels: shared items, then one list for the arm that fits the label, if any."""

    items: tuple[Item, ...] = ()
    arms: tuple[Arm, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """What is read of nodes of some labels only, as a list of its own; no labels means any. The items are never none."""

    labels: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """A list of what relationships of one type lead to.

    Attributes:
        type: Relationship type.
        forward: Whether the node is the start.
        far: Labels at the other end; at least one.
        page: Which part of the list; a relationship type that leads to one node at most still needs a limit.
        selection: What is read there.
        where: Which nodes count.
    """

    type: str
    forward: bool
    far: tuple[str, ...]
    page: Page
    selection: Selection
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class NodeEvidence:
    """The claims on the node's own fields, or, with `field`, all whose subject it is and whose field has that name; ordered by key."""

    limit: Parameter
    items: tuple[Item, ...]
    field: Parameter | None = None


@dataclass(frozen=True, slots=True)
class RelationshipEvidence:
    """The claims that carry the relationship by which a hop came to the node; ordered by key."""

    limit: Parameter
    items: tuple[Item, ...]


Item = (
    NodeColumn
    | RelationshipColumn
    | NodeLabel
    | FinishedAt
    | FarColumn
    | HopCount
    | HopGroups
    | Hop
    | NodeEvidence
    | RelationshipEvidence
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByKey:
    """The node that has the key, or into which the node with the key was merged; at most one row."""

    label: str
    key: Parameter


@dataclass(frozen=True, slots=True)
class ByName:
    """The nodes that bear a name, given in normal form; ordered by key; the limit lets more than one be seen."""

    label: str
    form: Parameter
    limit: Parameter


@dataclass(frozen=True, slots=True)
class ByColumn:
    """The nodes of which a column has a value, ordered by key; for labels of few nodes, since no index is asked for."""

    label: str
    column: str
    value: Parameter
    limit: Parameter


@dataclass(frozen=True, slots=True)
class ByKeys:
    """The nodes that have the keys, merged keys followed when `redirected`; each row starts with the key that was asked for.

    Rows come in no order.
    """

    label: str
    keys: Parameter
    redirected: bool


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of all nodes of a label that pass the condition."""

    label: str
    page: Page
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many nodes a label has that pass the condition: one row, `[count]`."""

    label: str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class GroupsOf:
    """All nodes of a label that pass the condition, summed up: one row a group; the branch has no items."""

    label: str
    where: Condition | None
    grouping: Grouping


@dataclass(frozen=True, slots=True)
class CountOfType:
    """How many relationships a type has: one row, `[count]`."""

    type: str


Anchor = ByKey | ByName | ByColumn | ByKeys | PageOf | CountOf | GroupsOf | CountOfType


@dataclass(frozen=True, slots=True)
class Branch:
    """One anchor and what is read of each of its nodes."""

    anchor: Anchor
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """All compiled reads of one operation; a branch's number is its place."""

    branches: tuple[Branch, ...]


def inner_items(item: Item) -> tuple[Item, ...]:
    """Return the items directly below an item, those of its arms last."""
    match item:
        case Hop(selection=selection):
            return (*selection.items, *(inner for arm in selection.arms for inner in arm.items))
        case NodeEvidence(items=items) | RelationshipEvidence(items=items):
            return items
        case _:
            return ()


def parameters(plan: ReadPlan) -> tuple[str, ...]:
    """Return the names of all parameters that a run must give values to, each once, in order of first use."""
    found: dict[str, None] = {}
    for branch in plan.branches:
        for held in _anchor_parameters(branch.anchor):
            found[held.name] = None
        for held in _item_parameters(branch.items):
            found[held.name] = None
    return tuple(found)


def _anchor_parameters(anchor: Anchor) -> Iterator[Parameter]:
    match anchor:
        case ByKey(key=key):
            yield key
        case ByName(form=form, limit=limit):
            yield from (form, limit)
        case ByColumn(value=value, limit=limit):
            yield from (value, limit)
        case ByKeys(keys=keys):
            yield keys
        case PageOf(page=page, where=where):
            yield FLOOR
            yield from condition_parameters(where)
            yield from page_parameters(page)
        case CountOf(where=where):
            yield from condition_parameters(where)
        case GroupsOf(where=where, grouping=grouping):
            yield from condition_parameters(where)
            yield from grouping_parameters(grouping)
        case CountOfType():
            pass


def _item_parameters(items: tuple[Item, ...]) -> Iterator[Parameter]:
    for item in items:
        match item:
            case Hop(page=page, where=where):
                yield from condition_parameters(where)
                yield from page_parameters(page)
            case HopCount(where=where):
                yield from condition_parameters(where)
            case HopGroups(where=where, grouping=grouping):
                yield from condition_parameters(where)
                yield from grouping_parameters(grouping)
            case NodeEvidence(limit=limit, field=field):
                yield limit
                if field is not None:
                    yield field
            case RelationshipEvidence(limit=limit):
                yield limit
            case _:
                pass
        yield from _item_parameters(inner_items(item))
