"""Orders, pages and groups of lists, in plain Python over an image; written from docs/query.md and the public contract."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key, partial
from typing import Any

from graphql.pyutils import inspect

from graph.model.declarations import Kind
from graph.model.image import ImageNode, ImageRelationship
from graph.model.registry import Model
from tests.differential.judging import Judge

Arguments = Mapping[str, Any]
Order = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Listed:
    """Which list it is: all nodes of a label, or what a relationship type leads to."""

    far: tuple[str, ...]
    type: str = ""
    forward: bool = True
    repeated: bool = False

    @property
    def identity(self) -> list[Any]:
        return [*self.far, self.type, self.forward] if self.type else [*self.far]


@dataclass(frozen=True)
class Row:
    """A node of a list and how it was reached; `by` is None in a list of a label."""

    node: ImageNode
    by: ImageRelationship | None


@dataclass(frozen=True)
class Spot:
    """A place in a list: the values of the order there, the key, the relationship's id."""

    values: tuple[Any, ...]
    key: str
    id: str


@dataclass(frozen=True)
class Edge:
    """A row with what makes its cursor."""

    node: ImageNode
    by: ImageRelationship | None
    cursor: Callable[[], str]


@dataclass(frozen=True)
class Listing:
    """A list as an operation asked for it: the page's edges, where it stands, and what the whole list has."""

    edges: Sequence[Edge]
    has_next: bool
    has_previous: bool
    rows: Sequence[Row]


class Lists:
    """Lists over one image."""

    def __init__(self, judge: Judge, model: Model) -> None:
        self._judge = judge
        self._model = model

    def listing(self, listed: Listed, rows: Sequence[Row], arguments: Arguments) -> Listing:
        """Return the page that the arguments ask for.

        Raises:
            ValueError: A page size that is none, or two of them.
        """
        order = order_of(arguments)
        kept = [row for row in rows if self._judge.passes(row.node, row.by, arguments.get("where"))]
        ordered = self._ordered(listed, order, kept)
        given = {name: arguments[name] for name in ("first", "after", "last", "before") if arguments.get(name) is not None}
        if "first" in given and "last" in given:
            raise ValueError("first and last exclude each other.")
        inside = list(ordered)
        for name, sign in (("after", 1), ("before", -1)):
            if name in given:
                place = read_cursor(given[name], len(order_terms(order)), repeated=listed.repeated)
                inside = [row for row in inside if self._compare(order, self.spot(listed, order, row), place) * sign > 0]
        backward = "last" in given or set(given) == {"before"}
        word = "last" if backward else "first"
        size = given.get(word, 50)
        if not 0 <= size <= 500:
            raise ValueError(f"{word}: {size} is not between 0 and 500 (LIANTU_MAX_PAGE).")
        page = (inside[len(inside) - size :] if size < len(inside) else inside) if backward else inside[:size]
        more = len(inside) > size
        edges = [Edge(row.node, row.by, partial(self.cursor, listed, arguments, row)) for row in page]
        return Listing(edges, "before" in given or (more and not backward), "after" in given or (more and backward), kept)

    def _ordered(self, listed: Listed, order: Order, rows: list[Row]) -> list[Row]:
        def beside(one: Row, other: Row) -> int:
            return self._compare(order, self.spot(listed, order, one), self.spot(listed, order, other))

        return sorted(rows, key=cmp_to_key(beside))

    def cursor(self, listed: Listed, arguments: Arguments, row: Row) -> str:
        """Return the cursor of a row.

        Raises:
            ValueError: A value of its order is none that JSON has.
        """
        order = order_of(arguments)
        spot = self.spot(listed, order, row)
        if any(isinstance(value, float) and not math.isfinite(value) for value in spot.values):
            raise ValueError(f"A cursor cannot hold: {inspect(list(spot.values))}.")
        bound = [listed.identity, [[name, down] for name, down in order], given_only(arguments.get("where")) or None]
        text = json.dumps(bound, sort_keys=True, separators=(",", ":"))
        parts = [
            1,
            hashlib.sha256(text.encode()).hexdigest()[:16],
            *spot.values,
            spot.key,
            *([spot.id] if listed.repeated else []),
        ]
        return base64.urlsafe_b64encode(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).decode()

    def spot(self, listed: Listed, order: Order, row: Row) -> Spot:
        """Return where a row stands."""
        values = tuple(self.value(row.node, name, shown=False) for name, _ in order_terms(order))
        return Spot(values, row.node.key, row.by.id if row.by is not None and listed.repeated else "")

    def value(self, node: ImageNode, name: str, *, shown: bool) -> Any:
        """Return what a name of an order stands for; of names the pinyin, unless they are to be shown."""
        head, _, rest = name.rpartition("_")
        views = {view.name: view for view in self._model.fields(node.label)}
        if rest == "count" and head in views:
            return len(self._judge.reached(node, views[head].type.type, forward=views[head].forward))
        if head in views:
            reached = self._judge.reached(node, views[head].type.type, forward=views[head].forward)
            return self.value(reached[0][0], rest, shown=shown) if reached else None
        declared = next(item for item in self._model.properties(node.label) if item.key == name)
        if name == "name" and not shown and self._model.node(node.label).entity:
            return node.properties["sortKey"]
        return node.properties.get(f"{name}Value" if declared.kind is Kind.QUANTITY else name)

    def _compare(self, order: Order, one: Spot, other: Spot) -> int:
        """Compare two places: less than 0 when the first stands in front."""
        down = False
        for (_, down), left, right in zip(order_terms(order), one.values, other.values, strict=True):
            known = left is not None and right is not None
            sign = self._sign(left, right) * (-1 if down else 1) if known else (left is None) - (right is None)
            if sign:
                return sign
        ties = self._sign(one.key, other.key) or self._sign(one.id, other.id)
        return -ties if down else ties

    def _sign(self, one: Any, other: Any) -> int:
        left, right = self._judge.collated(one), self._judge.collated(other)
        return int(left > right) - int(left < right)

    def groups(self, listing: Listing, by: str | None, of: str | None) -> list[dict[str, Any]]:
        """Sum a list up."""
        members: dict[Any, list[ImageNode]] = {} if by is not None else {None: []}
        for row in listing.rows:
            members.setdefault(None if by is None else self.value(row.node, by, shown=True), []).append(row.node)
        ordered = sorted(
            members.items(),
            key=lambda item: (-len(item[1]), item[0] is None, 0 if item[0] is None else self._judge.collated(item[0])),
        )
        return [{"key": None if group is None else str(group), **_figures(nodes, of)} for group, nodes in ordered[:500]]


def order_of(arguments: Arguments) -> Order:
    """Return the order asked for: names, and whether they run down."""
    return [(item["field"], item.get("direction") == "DESC") for item in arguments.get("orderBy") or ()]


def order_terms(order: Order) -> Order:
    """Return the terms of which a cursor holds the values: none by key where keys run that way anyway, none behind one."""
    found: list[tuple[str, bool]] = []
    for name, down in order:
        if name == "key":
            ties = found[-1][1] if found else False
            return found if ties is down else [*found, (name, down)]
        found.append((name, down))
    return found


def read_cursor(text: str, values: int, *, repeated: bool) -> Spot:
    """Return the place that a cursor marks."""
    parts = json.loads(base64.urlsafe_b64decode(text))
    return Spot(tuple(parts[2 : 2 + values]), parts[2 + values], parts[3 + values] if repeated else "")


def given_only(where: Any) -> Any:
    """Return a filter without what counts as left out."""
    if isinstance(where, dict):
        return {key: given_only(item) for key, item in where.items() if item is not None or key in ("eq", "ne")}
    return [given_only(item) for item in where] if isinstance(where, list) else where


def _figures(nodes: Sequence[ImageNode], of: str | None) -> dict[str, Any]:
    held = [value for node in nodes if of is not None and (value := node.properties.get(of)) is not None]
    numbers: list[int] = [int(value) for value in held if not isinstance(value, list)]
    if not numbers:
        return {"count": len(nodes), "sum": None, "avg": None, "min": None, "max": None}
    total, least, most = sum(numbers), min(numbers), max(numbers)
    return {"count": len(nodes), "sum": str(total), "avg": total / len(numbers), "min": str(least), "max": str(most)}
