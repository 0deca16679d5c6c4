"""Prints conditions, orders and places of a read plan as lines of its text tree.

where every of
investment > $value0
some <-UNDERTAKES- Enterprise
state = $value1 in normal form
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.query.columns import NodeColumn, Parameter, RelationshipColumn
from graph.query.conditions import (
    Compared,
    Condition,
    Either,
    Every,
    Holds,
    LabelIs,
    Missing,
    Named,
    Negation,
    OfLabel,
    Operator,
    Related,
    RelatedCount,
    Within,
    inner_conditions,
)
from graph.query.page import Cursor, FarColumn, HopCount, OrderBy, Page, Term

INDENT = "  "


def show_where(where: Condition | None, depth: int) -> Iterator[str]:
    """Yield the lines of what a list or a count is restricted to; none without a condition."""
    if where is not None:
        yield f"{INDENT * depth}where {_phrase(where)}"
        yield from _inside(where, depth + 1)


def show_page(page: Page) -> str:
    """Return a page's order, direction, places and limit, to stand behind what is paged."""
    order = f" by {', '.join(map(_order, page.order))}" if page.order else ""
    backward = ", backward" if page.backward else ""
    places = "".join(
        f", {word} {_place(place)}" for word, place in (("after", page.after), ("before", page.before)) if place is not None
    )
    return f"{order}{backward}{places}, at most ${page.limit.name}"


def show_term(term: Term) -> str:
    """Return what an order or a grouping goes by; the condition of a count is shown by `show_term_where`."""
    match term:
        case NodeColumn(column=column):
            return column
        case FarColumn(type=name, forward=forward, column=column):
            return f"{arrow(name, forward=forward)} {column}"
        case HopCount(type=name, forward=forward, far=far):
            return f"count {arrow(name, forward=forward)}" + (f" {' | '.join(far)}" if far else "")


def show_term_where(term: Term, depth: int) -> Iterator[str]:
    """Yield the lines of the condition of a count; none for anything else."""
    if isinstance(term, HopCount) and term.where is not None:
        yield f"{INDENT * depth}in {show_term(term)}"
        yield from show_where(term.where, depth + 1)


def arrow(name: str, *, forward: bool) -> str:
    """Return a relationship type with its direction, seen from the node."""
    return f"-{name}->" if forward else f"<-{name}-"


def _order(order: OrderBy) -> str:
    return show_term(order.term) + (" descending" if order.descending else "")


def _place(place: Cursor) -> str:
    held = (*place.values, place.key, *(() if place.id is None else (place.id,)))
    return " and ".join(f"${parameter.name}" for parameter in held)


def _inside(condition: Condition, depth: int) -> Iterator[str]:
    for inner in inner_conditions(condition):
        yield INDENT * depth + _phrase(inner)
        yield from _inside(inner, depth + 1)


def _phrase(condition: Condition) -> str:
    match condition:
        case Every():
            return "every of"
        case Either():
            return "either of"
        case Negation():
            return "not"
        case OfLabel(label=label):
            return f"is {label}"
        case Related(quantifier=quantifier, type=name, forward=forward, far=far):
            return f"{quantifier.value} {arrow(name, forward=forward)} {' | '.join(far)}"
        case _:
            return _comparison(condition)


def _comparison(condition: Compared | Holds | Named | Missing | LabelIs | RelatedCount | Within) -> str:  # noqa: PLR0911
    match condition:
        case Compared(subject=subject, operator=operator, value=value, folded=folded):
            return _compared(_column(subject), operator, value) + (" in normal form" if folded else "")
        case Holds(subject=subject, operator=operator, value=value):
            return _compared(f"an element of {_column(subject)}", operator, value)
        case Named(operator=operator, value=value):
            return _compared("a name", operator, value)
        case Missing(subject=subject, value=value):
            return f"{_column(subject)} is missing: ${value.name}"
        case LabelIs(operator=operator, value=value):
            return _compared("label", operator, value)
        case RelatedCount(type=name, forward=forward, operator=operator, value=value):
            return _compared(f"count {arrow(name, forward=forward)}", operator, value)
        case Within(type=name, inside=inside, key=key):
            return f"{arrow(name, forward=True)} within ${key.name} by {' | '.join(inside)}"


def _column(subject: NodeColumn | RelationshipColumn) -> str:
    return subject.column if isinstance(subject, NodeColumn) else f"~{subject.column}"


def _compared(subject: str, operator: Operator, value: Parameter) -> str:
    return f"{subject} {operator.value} ${value.name}"
