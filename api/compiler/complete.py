"""Completes rows value by value, exactly as GraphQL says: located errors, and nulls that rise to the nearest nullable field.

Used for rows in which generated code met a value that does not fit, and for results of analyses; it reads the same shapes.
Source: GraphQL specification, September 2025, section 6.4.3 "Value Completion" and 6.4.4 "Handling Execution Errors".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLBoolean, GraphQLError, GraphQLFloat, GraphQLInt, GraphQLString, located_error
from graphql.execution import Executor
from graphql.pyutils import Path, inspect

from api.compiler.shapes import (
    Check,
    ConnectionValue,
    Constant,
    EdgeCursor,
    GlobalId,
    GroupFact,
    Inner,
    Leaf,
    Many,
    Member,
    Nothing,
    ObjectShape,
    One,
    PageEdges,
    PageFact,
    PageGroups,
    PageInfo,
    PageNodes,
    PageShape,
    PageTotal,
    RowShape,
    SameRow,
    TypeName,
    Value,
)
from api.cursors import encode_cursor
from api.ids import encode_id
from graph.errors import PlanBug
from graph.model.values import MAX_EXACT_INTEGER

Row = Sequence[Any]
Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """What a run read for a connection: its rows and its count, None where they were not read, and its groups."""

    rows: Any
    total: Any
    groups: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paged:
    """The page whose members are completed: its rows cut to its size and in the list's order, and whether there are more."""

    shape: PageShape
    rows: list[Row]
    more: bool
    held: Held


class Completer:
    """Completes the rows of one execution; errors that a nullable field absorbs go to the executor's list.

    Attributes:
        params: The run's parameters, for page sizes.
    """

    def __init__(self, executor: Executor[Any], params: Params) -> None:
        self._executor = executor
        self.params = params

    def row(self, shape: RowShape, row: Row, path: Path) -> dict[str, Any]:
        """Complete the object of a row; raises GraphQLError when a null rises out of it."""
        if shape.label is None:
            only = shape.variants[0].object
            return self.members(only, only.type, path, lambda found, at: self._value(found, row, "", at))
        label = row[shape.label]
        variant = next((item for item in shape.variants if label in item.labels), None)
        if variant is not None:
            inner = () if variant.inner is None else row[variant.inner]
            return self.members(variant.object, label, path, lambda found, at: self._value(found, inner, label, at))
        raise GraphQLError(f"A node of the label {inspect(label)} cannot stand here.")

    def rows(self, shape: RowShape, rows: Any, path: Path) -> list[Any]:
        """Complete a list of rows."""
        if not isinstance(rows, list):
            raise GraphQLError(f"Expected a list, but got: {inspect(rows)}.")
        return [self.row(shape, row, path.add_key(number, None)) for number, row in enumerate(rows)]

    def page(self, shape: PageShape, held: Held, path: Path) -> dict[str, Any]:
        """Complete a connection."""
        size = self.params[shape.limit] - 1
        found = held.rows if isinstance(held.rows, list) else []
        cut = found[:size]
        paged = _Paged(shape, cut[::-1] if shape.backward else cut, len(found) > size, held)
        return self.members(shape.object, shape.object.type, path, lambda member, at: self._of_page(member, paged, at))

    def members(
        self, shape: ObjectShape, type_name: str, path: Path, complete: Callable[[Member, Path], Any]
    ) -> dict[str, Any]:
        """Complete an object's members one by one, absorbing errors where null is an answer.

        Raises:
            GraphQLError: A member that may not be null has no value.
        """
        built: dict[str, Any] = {}
        for member in shape.members:
            at = path.add_key(member.key, type_name)
            try:
                value = complete(member, at)
                if value is None and not member.nullable:
                    raise GraphQLError(f"Cannot return null for non-nullable field {type_name}.{member.name}.")  # noqa: TRY301
            except GraphQLError as error:
                located = located_error(error, list(member.nodes), at.as_list())
                if not member.nullable and self._executor.error_propagation:
                    raise located from error
                self.absorb(located, at)
                value = None
            built[member.key] = value
        return built

    def absorb(self, error: GraphQLError, path: Path) -> None:
        """Note an error at a place that is answered with null."""
        self._executor.collected_errors.add(error, path)

    def _of_page(self, member: Member, paged: _Paged, path: Path) -> Any:
        match member.value:
            case Constant(text=text):
                return text
            case PageTotal():
                return leaf_value(_COUNT, paged.held.total)
            case PageGroups(number=number, object=found):
                return self._groups(found, paged.held.groups[number], path)
            case PageNodes(row=shape):
                return self.rows(shape, paged.rows, path)
            case PageEdges(object=found):
                return [self._edge(found, row, path.add_key(number, None)) for number, row in enumerate(paged.rows)]
            case PageInfo(object=found):
                return self.members(found, found.type, path, lambda inner, _: self._page_fact(inner.value, paged))
            case _:
                raise PlanBug(f"{member.value} is no value of a connection.")

    def _groups(self, shape: ObjectShape, rows: Any, path: Path) -> list[dict[str, Any]]:
        found = []
        for number, row in enumerate(rows):
            at = path.add_key(number, None)
            found.append(self.members(shape, shape.type, at, _facts_of(row)))
        return found

    def _page_fact(self, value: Value, paged: _Paged) -> Any:
        shape = paged.shape
        match value:
            case Constant(text=text):
                return text
            case PageFact(what="hasNextPage"):
                return shape.before or (paged.more and not shape.backward)
            case PageFact(what="hasPreviousPage"):
                return shape.after or (paged.more and shape.backward)
            case PageFact(what=("startCursor" | "endCursor") as what) if shape.cursor is not None:
                return self._cursor(shape.cursor, paged.rows[0 if what == "startCursor" else -1]) if paged.rows else None
            case _:
                raise PlanBug(f"{value} is no value of a page.")

    def _cursor(self, cursor: EdgeCursor, row: Row) -> str | None:
        if row[cursor.key] is None:
            return None
        relationship_id = "" if cursor.relationship_id is None else text_value(row[cursor.relationship_id])
        values = [row[position] for position in cursor.values]
        try:
            return encode_cursor(self.params[cursor.digest], text_value(row[cursor.key]), relationship_id, *values)
        except (TypeError, ValueError) as error:
            raise GraphQLError(f"A cursor cannot hold: {inspect(values)}.") from error

    def _edge(self, shape: ObjectShape, row: Row, path: Path) -> dict[str, Any]:
        return self.members(shape, shape.type, path, lambda member, at: self._value(member, row, "", at))

    def _value(self, member: Member, row: Row, label: str, path: Path) -> Any:  # noqa: PLR0911  one return a kind of value
        match member.value:
            case Constant(text=text):
                return text
            case TypeName():
                return label
            case Leaf(position=position, check=Check.TEXTS):
                return _texts(member, row[position], path)
            case Leaf(position=position):
                return leaf_value(member.value, row[position])
            case GlobalId(position=position):
                return None if row[position] is None else encode_id(text_value(row[position]))
            case Inner(object=found, present=present):
                if present is not None and row[present] is None:
                    return None
                return self.members(found, found.type, path, lambda inner, at: self._value(inner, row, label, at))
            case SameRow(row=shape):
                return self.row(shape, row, path)
            case _:
                return self._listed(member.value, row, path)

    def _listed(self, value: Value, row: Row, path: Path) -> Any:
        match value:
            case Nothing():
                return None
            case EdgeCursor():
                return self._cursor(value, row)
            case Many(position=position, row=shape):
                return self.rows(shape, row[position], path)
            case One(position=position, row=shape):
                return self.row(shape, row[position][0], path) if row[position] else None
            case ConnectionValue(rows=rows, total=total, groups=groups, page=page):
                listed, count = (None if position is None else row[position] for position in (rows, total))
                return self.page(page, Held(listed, count, tuple(row[position] for position in groups)), path)
            case _:
                raise PlanBug(f"{value} is no value of a row.")


def leaf_value(leaf: Leaf, value: Any) -> Any:
    """Return what a leaf is answered with; null for null.

    Raises:
        GraphQLError: The value is none of the leaf's type.
    """
    if value is None:
        return None
    if leaf.check is Check.ENUM:
        if value not in leaf.names:
            raise GraphQLError(f"Enum '{leaf.type}' cannot represent value: {inspect(value)}")
        return value
    return _SCALARS[leaf.check](value)


def text_value(value: Any) -> str:
    """Return a text as GraphQL answers it; raises GraphQLError for what is none."""
    found: str = GraphQLString.coerce_output_value(value)
    return found


def _yuan(value: Any) -> int:
    if type(value) is not int or not -MAX_EXACT_INTEGER <= value <= MAX_EXACT_INTEGER:
        raise GraphQLError(f"Yuan cannot represent value: {inspect(value)}")
    return value


def _float(value: Any) -> float:
    number: float = GraphQLFloat.coerce_output_value(value)
    if not math.isfinite(number):
        raise GraphQLError(f"Float cannot represent non numeric value: {inspect(value)}")
    return number


_SCALARS: dict[Check, Callable[[Any], Any]] = {
    Check.TEXT: text_value,
    Check.INTEGER: GraphQLInt.coerce_output_value,
    Check.FLOAT: _float,
    Check.BOOLEAN: GraphQLBoolean.coerce_output_value,
    Check.YUAN: _yuan,
}


def _texts(member: Member, value: Any, path: Path) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise GraphQLError(f"Expected a list, but got: {inspect(value)}.")
    found = []
    for number, item in enumerate(value):
        try:
            if item is None:
                raise GraphQLError(f"Cannot return null for non-nullable field {path.typename}.{member.name}.")  # noqa: TRY301
            found.append(text_value(item))
        except GraphQLError as error:
            raise located_error(error, list(member.nodes), path.add_key(number, None).as_list()) from error
    return found


_COUNT = Leaf(0, Check.INTEGER, "Int")


def _facts_of(row: Row) -> Callable[[Member, Path], Any]:
    return lambda member, _: _group_fact(member.value, row)


def _group_fact(value: Value, row: Row) -> Any:
    """Return what a field of a group is answered with; see `graph.query.groups.Grouping` for the row."""
    if isinstance(value, Constant):
        return value.text
    if not isinstance(value, GroupFact):
        raise PlanBug(f"{value} is no value of a group.")
    group, count, filled, total, least, most = row
    match value.what:
        case "key":
            return None if group is None else text_value(group)
        case "count":
            return leaf_value(_COUNT, count)
        case "avg":
            return _float(total / filled) if filled else None
        case _:
            return _decimal({"sum": total if filled else None, "min": least, "max": most}[value.what])


def _decimal(value: Any) -> str | None:
    if value is not None and type(value) is not int:
        raise GraphQLError(f"Decimal cannot represent value: {inspect(value)}")
    return None if value is None else str(value)
