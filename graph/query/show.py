"""Prints a read plan as a text tree, for people, logs and the files of the conformance cases; see `graph.query.plan` for one."""

from __future__ import annotations

from collections.abc import Iterator

from graph.query.conditions import Condition
from graph.query.groups import Grouping
from graph.query.page import FarColumn, HopCount, Page
from graph.query.plan import (
    Anchor,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    FinishedAt,
    GroupsOf,
    Hop,
    HopGroups,
    Item,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    PageOf,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)
from graph.query.show_conditions import INDENT, arrow, show_page, show_term, show_term_where, show_where


def show(plan: ReadPlan) -> str:
    """Return the plan as lines, two spaces a level, ending with a newline; equal plans give equal text."""
    lines = [line for number, branch in enumerate(plan.branches) for line in _branch(number, branch)]
    return "".join(f"{line}\n" for line in lines)


def _branch(number: int, branch: Branch) -> Iterator[str]:
    yield f"{number} {_anchor(branch.anchor)}"
    match branch.anchor:
        case PageOf(page=page, where=where):
            yield from _restricted(where, page, 1)
        case CountOf(where=where):
            yield from show_where(where, 1)
        case GroupsOf(where=where, grouping=grouping):
            yield from _restricted(where, grouping, 1)
        case _:
            pass
    yield from _items(branch.items, 1)


def _anchor(anchor: Anchor) -> str:  # noqa: PLR0911  one return a kind of anchor
    match anchor:
        case ByKey(label=label, key=key):
            return f"{label} with key ${key.name}"
        case ByName(label=label, form=form, limit=limit):
            return f"{label} named ${form.name}, at most ${limit.name}"
        case ByColumn(label=label, column=column, value=value, limit=limit):
            return f"{label} with {column} ${value.name}, at most ${limit.name}"
        case ByKeys(label=label, keys=keys, redirected=redirected):
            return f"{label} with a key of ${keys.name}" + ("" if redirected else ", as they are")
        case PageOf(label=label, page=page):
            return f"page of {label}{show_page(page)}"
        case CountOf(label=label):
            return f"count of {label}"
        case GroupsOf(label=label, grouping=grouping):
            return f"groups of {label}{_grouping(grouping)}"
        case CountOfType(type=name):
            return f"count of {name}"


def _grouping(grouping: Grouping) -> str:
    by = "" if grouping.by is None else f" by {show_term(grouping.by)}"
    of = "" if grouping.of is None else f", adding up {grouping.of.column}"
    return f"{by}{of}, at most ${grouping.limit.name}"


def _restricted(where: Condition | None, order: Page | Grouping, depth: int) -> Iterator[str]:
    """Which nodes count, then the conditions of the counts that they are ordered or grouped by."""
    yield from show_where(where, depth)
    terms = [term.term for term in order.order] if isinstance(order, Page) else [] if order.by is None else [order.by]
    for term in terms:
        yield from show_term_where(term, depth)


def _items(items: tuple[Item, ...], depth: int) -> Iterator[str]:
    for item in items:
        yield INDENT * depth + _item(item)
        yield from _below(item, depth + 1)


def _below(item: Item, depth: int) -> Iterator[str]:
    match item:
        case Hop(page=page, selection=selection, where=where):
            yield from _restricted(where, page, depth)
            yield from _selection(selection, depth)
        case HopCount(where=where):
            yield from show_where(where, depth)
        case HopGroups(where=where, grouping=grouping):
            yield from _restricted(where, grouping, depth)
        case NodeEvidence(items=items) | RelationshipEvidence(items=items):
            yield from _items(items, depth)
        case _:
            pass


def _selection(selection: Selection, depth: int) -> Iterator[str]:
    yield from _items(selection.items, depth)
    for arm in selection.arms:
        yield f"{INDENT * depth}on {' | '.join(arm.labels) or 'any label'}"
        yield from _items(arm.items, depth + 1)


def _item(item: Item) -> str:  # noqa: PLR0911  one return a kind of item
    match item:
        case NodeColumn() | FarColumn() | HopCount():
            return show_term(item)
        case RelationshipColumn(column=column):
            return f"~{column}"
        case NodeLabel():
            return "label"
        case FinishedAt():
            return "finished at"
        case Hop(type=name, forward=forward, far=far, page=page):
            return f"{arrow(name, forward=forward)} {' | '.join(far)}{show_page(page)}"
        case HopGroups(type=name, forward=forward, far=far, grouping=grouping):
            return f"groups of {arrow(name, forward=forward)} {' | '.join(far)}{_grouping(grouping)}"
        case NodeEvidence(limit=limit, field=field):
            which = "own fields" if field is None else f"field ${field.name}"
            return f"evidence of the node's {which}, at most ${limit.name}"
        case RelationshipEvidence(limit=limit):
            return f"evidence of the relationship, at most ${limit.name}"
