"""Prints a read plan as a text tree, for people, logs and the files of the conformance cases; see `graph.query.plan` for one."""

from __future__ import annotations

from collections.abc import Iterator

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
    Hop,
    HopCount,
    Item,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    Page,
    PageOf,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)

_INDENT = "  "


def show(plan: ReadPlan) -> str:
    """Return the plan as lines, two spaces a level, ending with a newline; equal plans give equal text."""
    lines = [line for number, branch in enumerate(plan.branches) for line in _branch(number, branch)]
    return "".join(f"{line}\n" for line in lines)


def _branch(number: int, branch: Branch) -> Iterator[str]:
    yield f"{number} {_anchor(branch.anchor)}"
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
            return f"page of {label}{_page(page)}"
        case CountOf(label=label):
            return f"count of {label}"
        case CountOfType(type=name):
            return f"count of {name}"


def _page(page: Page) -> str:
    after = "" if page.after is None else f" after ${page.after.name}"
    if page.after_id is not None:
        after += f" and ${page.after_id.name}"
    return f"{after}, at most ${page.limit.name}"


def _items(items: tuple[Item, ...], depth: int) -> Iterator[str]:
    for item in items:
        line, inside = _item(item)
        yield _INDENT * depth + line
        yield from _selection(inside, depth + 1)


def _selection(selection: Selection, depth: int) -> Iterator[str]:
    yield from _items(selection.items, depth)
    for arm in selection.arms:
        yield f"{_INDENT * depth}on {' | '.join(arm.labels) or 'any label'}"
        yield from _items(arm.items, depth + 1)


def _item(item: Item) -> tuple[str, Selection]:  # noqa: PLR0911  one return a kind of item
    match item:
        case NodeColumn(column=column):
            return column, Selection()
        case RelationshipColumn(column=column):
            return f"~{column}", Selection()
        case NodeLabel():
            return "label", Selection()
        case FinishedAt():
            return "finished at", Selection()
        case HopCount(type=name, forward=forward):
            return f"count {_arrow(name, forward=forward)}", Selection()
        case Hop(type=name, forward=forward, far=far, page=page, selection=selection):
            return f"{_arrow(name, forward=forward)} {' | '.join(far)}{_page(page)}", selection
        case NodeEvidence(limit=limit, items=items, field=field):
            which = "own fields" if field is None else f"field ${field.name}"
            return f"evidence of the node's {which}, at most ${limit.name}", Selection(items)
        case RelationshipEvidence(limit=limit, items=items):
            return f"evidence of the relationship, at most ${limit.name}", Selection(items)


def _arrow(name: str, *, forward: bool) -> str:
    return f"-{name}->" if forward else f"<-{name}-"
