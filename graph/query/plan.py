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


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that stands not in the plan but is given with each run."""

    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A keyset page, ordered by the far node's key, then by the relationship's id where several may lead to one node.

    Attributes:
        limit: How many rows at most: one more than people asked for, so that a further page is seen.
        after: Key after which the page starts; None for the first page of a hop. A root page always has one ("" at first), since its
            comparison is what lets both stores walk the index in order.
        after_id: Relationship id after which the page starts among relationships to the node `after`; only with `after`.
    """

    limit: Parameter
    after: Parameter | None = None
    after_id: Parameter | None = None


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """A store column of the node."""

    column: str


@dataclass(frozen=True, slots=True)
class RelationshipColumn:
    """A store column of the relationship by which a hop came to the node."""

    column: str


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """The node's label."""


@dataclass(frozen=True, slots=True)
class FinishedAt:
    """When the load run was last finished, from the log that is no part of the graph."""


@dataclass(frozen=True, slots=True)
class HopCount:
    """How many relationships of a type lead from the node (`forward`) or to it."""

    type: str
    forward: bool


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
    """

    type: str
    forward: bool
    far: tuple[str, ...]
    page: Page
    selection: Selection


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
    | HopCount
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
    """A page of all nodes of a label."""

    label: str
    page: Page


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many nodes a label has: one row, `[count]`."""

    label: str


@dataclass(frozen=True, slots=True)
class CountOfType:
    """How many relationships a type has: one row, `[count]`."""

    type: str


Anchor = ByKey | ByName | ByColumn | ByKeys | PageOf | CountOf | CountOfType


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
        case PageOf(page=page):
            yield from _page_parameters(page)
        case CountOf() | CountOfType():
            pass


def _page_parameters(page: Page) -> Iterator[Parameter]:
    yield page.limit
    if page.after is not None:
        yield page.after
    if page.after_id is not None:
        yield page.after_id


def _item_parameters(items: tuple[Item, ...]) -> Iterator[Parameter]:
    for item in items:
        match item:
            case Hop(page=page):
                yield from _page_parameters(page)
            case NodeEvidence(limit=limit, field=field):
                yield limit
                if field is not None:
                    yield field
            case RelationshipEvidence(limit=limit):
                yield limit
            case _:
                pass
        yield from _item_parameters(inner_items(item))
