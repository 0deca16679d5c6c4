"""Writes orders of a read plan, and the places that bound a page of one.

By investment, most first, behind a place:

    WHERE ($v IS NOT NULL AND (n0.investment < $v OR n0.investment IS NULL))
      OR ((n0.investment = $v OR (n0.investment IS NULL AND $v IS NULL)) AND n0.key < $k)
    ORDER BY n0.investment IS NULL, n0.investment DESC, n0.key DESC

Where a value is always there, the place is written so that an index can answer it: `t >= $v AND (t > $v OR …)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.cypher.conditions import ConditionWriter, Place
from graph.cypher.fragment import (
    Absent,
    Alias,
    Collect,
    Compare,
    Comparison,
    Condition,
    CountMatches,
    Descending,
    Expression,
    First,
    Get,
    Identifier,
    Match,
    NodePattern,
    Number,
    Order,
    Param,
    Path,
    Present,
    Query,
    Recoded,
    Return,
    Variable,
    all_of,
    any_of,
)
from graph.cypher.names import ID, KEY, DeclaredNames
from graph.query.columns import NodeColumn, Parameter
from graph.query.page import Cursor, FarColumn, HopCount, OrderBy, Page, Term
from graph.query.plan import Item


@dataclass(frozen=True, slots=True)
class Rank:
    """One thing that rows are ordered by.

    Attributes:
        value: What is compared.
        descending: Whether the list runs from the greatest to the least.
        gaps: Whether rows may have no value; they stand last in either direction.
    """

    value: Expression
    descending: bool
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the values of a row's order are read.

    Attributes:
        columns: The node, or a map of its columns.
        labels: The labels that the node may have.
        bound: The variables that hold values which were computed before.
        id: The relationship, or a map of its columns, where its id parts the rows too.
        id_is_text: Whether free texts are part of the id.
    """

    columns: Variable
    labels: tuple[str, ...]
    bound: Mapping[Item, Variable]
    id: Variable | None = None
    id_is_text: bool = False


class OrderWriter:
    """Writes orders over the declarations of one model."""

    def __init__(self, names: DeclaredNames, conditions: ConditionWriter) -> None:
        self._names = names
        self._conditions = conditions

    def computed(self, page: Page, node: Variable, depth: int) -> dict[Item, Alias]:
        """Return what a page's order needs beyond the node's own columns, under names, by term."""
        terms = dict.fromkeys(part.term for part in _leading(page.order) if not isinstance(part.term, NodeColumn))
        found: dict[Item, Alias] = {}
        for number, term in enumerate(terms):
            value = self.value(term, node, depth)
            is_text = isinstance(term, FarColumn) and self._names.is_text(term.column)
            found[term] = Alias(Recoded(value) if is_text else value, Variable(f"o{depth}_{number}"))
        return found

    def columns(self, page: Page) -> tuple[Identifier, ...]:
        """Return the columns of the node that a page's order reads, the key last."""
        own = [part.term.column for part in _leading(page.order) if isinstance(part.term, NodeColumn)]
        return tuple(dict.fromkeys((*map(self._names.column, own), KEY)))

    def value(self, term: Term, node: Variable, depth: int) -> Expression:
        """Return a term's value as the store computes it from the node."""
        match term:
            case NodeColumn(column=column):
                return Get(node, self._names.column(column))
            case HopCount():
                return self.count(term, node, depth)
            case FarColumn(type=name, forward=forward, column=column):
                far = Variable(f"n{depth + 1}")
                path = Path(NodePattern(node), self._names.type(name), forward=forward, far=NodePattern(far))
                # One row at most, unless the graph breaks the type's rule; then always the same one.
                found = Return((Get(far, self._names.column(column)),), (Get(far, KEY),), Number(1))
                return First(Collect(Query((Match(path), found))))

    def count(self, counted: HopCount, node: Variable, depth: int) -> CountMatches:
        """Return how many relationships lead to nodes that pass."""
        if counted.where is None:
            path = Path(NodePattern(node), self._names.type(counted.type), forward=counted.forward, far=NodePattern())
            return CountMatches(path)
        there = Place(node, depth).there()
        match = self._conditions.match(node, (counted.type, counted.forward), counted.far, counted.where, there)
        return CountMatches(match)

    def ranks(self, page: Page, rows: Rows) -> tuple[Rank, ...]:
        """Return what the rows are ordered by, first things first."""
        leading, last = _leading(page.order), bool(page.order) and page.order[-1].descending
        keyed = page.order[len(leading)].descending if len(leading) < len(page.order) else last
        ranks = [Rank(self._read(part.term, rows), part.descending, self._has_gaps(part.term, rows.labels)) for part in leading]
        ranks.append(Rank(Get(rows.columns, KEY), keyed))
        if rows.id is not None:
            own = Get(rows.id, ID)
            ranks.append(Rank(Recoded(own) if rows.id_is_text else own, last))
        return tuple(ranks)

    def bounds(self, page: Page, rows: Rows) -> tuple[Condition, ...]:
        """Return what keeps the rows between the page's places."""
        found = []
        for place, behind in ((page.after, True), (page.before, False)):
            if place is not None:
                values = _values(place, len(_leading(page.order)))
                found.append(_beyond(tuple(zip(self.ranks(page, rows), values, strict=False)), behind=behind))
        return tuple(found)

    def _read(self, term: Term, rows: Rows) -> Expression:
        if not isinstance(term, NodeColumn):
            return rows.bound[term]
        value = Get(rows.columns, self._names.column(term.column))
        return Recoded(value) if self._names.is_text(term.column) else value

    def _has_gaps(self, term: Term, labels: tuple[str, ...]) -> bool:
        if isinstance(term, NodeColumn):
            return not self._names.is_always_there(labels, term.column)
        return isinstance(term, FarColumn)


def order_of(ranks: Sequence[Rank], *, backward: bool) -> tuple[Order, ...]:
    """Return the order of rows; both stores take null for the greatest value."""
    found: list[Order] = []
    for rank in ranks:
        if rank.gaps and rank.descending:
            absent = _absent(rank)
            found.append(Descending(absent) if backward else absent)
        found.append(Descending(rank.value) if rank.descending is not backward else rank.value)
    return tuple(found)


def _leading(order: tuple[OrderBy, ...]) -> tuple[OrderBy, ...]:
    """The terms in front of the key, which no two nodes share."""
    for number, part in enumerate(order):
        if part.term == NodeColumn(KEY.name):
            return order[:number]
    return order


def _values(place: Cursor, leading: int) -> tuple[Param, ...]:
    held = (*place.values[:leading], place.key, *(() if place.id is None else (place.id,)))
    return tuple(map(_param, held))


def _beyond(ranked: Sequence[tuple[Rank, Param]], *, behind: bool) -> Condition:
    """What holds of rows that stand behind a place, or in front of it."""
    (rank, place), further = ranked[0], ranked[1:]
    strictly: Comparison = "<" if rank.descending is behind else ">"
    past: Condition = Compare(rank.value, strictly, place)
    if not rank.gaps:
        if not further:
            return past
        not_before: Comparison = "<=" if strictly == "<" else ">="
        return all_of(Compare(rank.value, not_before, place), any_of(past, _beyond(further, behind=behind)))
    absent, unplaced = _absent(rank), Absent(place)
    past = all_of(Present(place), any_of(past, absent)) if behind else any_of(past, all_of(unplaced, Present(absent.of)))
    level = any_of(Compare(rank.value, "=", place), all_of(absent, unplaced))
    return any_of(past, all_of(level, _beyond(further, behind=behind)))


def _absent(rank: Rank) -> Absent:
    return Absent(rank.value.of if isinstance(rank.value, Recoded) else rank.value)


def _param(parameter: Parameter) -> Param:
    return Param(parameter.name)
