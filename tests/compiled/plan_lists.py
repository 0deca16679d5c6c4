"""Orders, pages and groups of read plans over an image in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from graph.model.image import ImageNode, ImageRelationship
from graph.query.groups import Grouping
from graph.query.page import Cursor, FarColumn, HopCount, Page, Term
from graph.query.plan import NodeColumn
from tests.compiled.image_graph import ImageGraph
from tests.compiled.plan_conditions import Judge, Params

Listed = tuple[ImageNode, ImageRelationship | None]


class Lists:
    """Lists of one image, with the values of one run."""

    def __init__(self, graph: ImageGraph, params: Params) -> None:
        self._graph = graph
        self._params = params
        self._judge = Judge(graph, params)

    def value(self, term: Term, node: ImageNode) -> Any:
        """Return what a node is ordered or grouped by."""
        match term:
            case NodeColumn(column=column):
                return node.properties.get(column)
            case FarColumn(type=name, forward=forward, column=column):
                reached = self._graph.reached(node, name, forward=forward)
                return reached[0][0].properties.get(column) if reached else None
            case HopCount():
                return self.count(term, node)

    def count(self, counted: HopCount, node: ImageNode) -> int:
        """Return how many relationships lead to nodes that pass."""
        if counted.where is None:
            return len(self._graph.led(node, counted.type, forward=counted.forward))
        reached = self._graph.reached(node, counted.type, counted.far, forward=counted.forward)
        return sum(self._judge.passes(counted.where, there, over) for there, over in reached)

    def page(self, found: Sequence[Listed], page: Page, *, by_id: bool) -> list[Listed]:
        """Return the rows of a page, in the order in which the store gives them."""
        places = {id(row): self._place(row, page, by_id=by_id) for row in found}
        ordered = sorted(found, key=cmp_to_key(lambda one, other: self._compare(places[id(one)], places[id(other)], page)))
        for cursor, side in ((page.after, 1), (page.before, -1)):
            if cursor is not None:
                bound = self._bound(cursor)
                ordered = [row for row in ordered if self._compare(places[id(row)][: len(bound)], bound, page) == side]
        if page.backward:
            ordered.reverse()
        return ordered[: self._params[page.limit.name]]

    def groups(self, found: Sequence[ImageNode], grouping: Grouping) -> list[list[object]]:
        """Return the rows `[group, count, filled, sum, least, most]` of a list."""
        sorted_out: dict[Any, list[ImageNode]] = {} if grouping.by is not None else {None: []}
        for node in found:
            group = None if grouping.by is None else self.value(grouping.by, node)
            sorted_out.setdefault(group, []).append(node)
        rows = [[group, len(nodes), *self._sums(nodes, grouping)] for group, nodes in sorted_out.items()]
        # Groups run by what the stores keep, which is in the order of code points in both.
        rows.sort(key=lambda row: (-row[1], row[0] is None, 0 if row[0] is None else row[0]))
        return rows[: self._params[grouping.limit.name]]

    def _sums(self, nodes: Sequence[ImageNode], grouping: Grouping) -> tuple[object, ...]:
        if grouping.of is None:
            return (0, 0, None, None)
        values: list[Any] = [held for node in nodes if (held := node.properties.get(grouping.of.column)) is not None]
        return (len(values), sum(values), min(values, default=None), max(values, default=None))

    def _place(self, row: Listed, page: Page, *, by_id: bool) -> list[Any]:
        node, by = row
        last = [by.id] if by_id and by is not None else []
        return [*(self.value(part.term, node) for part in page.order), node.key, *last]

    def _bound(self, cursor: Cursor) -> list[Any]:
        held = (*cursor.values, cursor.key, *(() if cursor.id is None else (cursor.id,)))
        return [self._params[parameter.name] for parameter in held]

    def _compare(self, one: Sequence[Any], other: Sequence[Any], page: Page) -> int:
        """Return 1 when the first place stands behind the second, -1 in front of it, 0 at it."""
        last = bool(page.order) and page.order[-1].descending
        directions = [part.descending for part in page.order]
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            descending = directions[number] if number < len(directions) else last
            if left is None or right is None:
                found = (left is None) - (right is None)
            else:
                first, second = self._graph.collated(left), self._graph.collated(right)
                found = (first > second) - (first < second)  # type: ignore[operator]
                found = -found if descending else found
            if found:
                return found
        return 0
