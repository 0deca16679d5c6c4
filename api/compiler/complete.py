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
    Inner,
    Leaf,
    Many,
    Member,
    ObjectShape,
    One,
    PageEdges,
    PageFact,
    PageInfo,
    PageNodes,
    PageShape,
    PageTotal,
    RowShape,
    SameRow,
    TypeName,
    Value,
)
from api.ids import encode_cursor, encode_id
from graph.errors import PlanBug
from graph.model.values import MAX_EXACT_INTEGER

Row = Sequence[Any]
Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Paged:
    """The page whose members are completed: its rows cut to its size, whether more follow, and the count of the whole list."""

    shape: PageShape
    rows: list[Row]
    more: bool
    total: Any


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

    def page(self, shape: PageShape, rows: Any, total: Any, path: Path) -> dict[str, Any]:
        """Complete a connection; `rows` and `total` are None where they were not read."""
        size = self.params[shape.limit] - 1
        found = rows if isinstance(rows, list) else []
        paged = _Paged(shape, found[:size], len(found) > size, total)
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
                return leaf_value(Leaf(0, Check.INTEGER, "Int"), paged.total)
            case PageNodes(row=shape):
                return self.rows(shape, paged.rows, path)
            case PageEdges(object=found):
                return [self._edge(found, row, path.add_key(number, None)) for number, row in enumerate(paged.rows)]
            case PageInfo(object=found):
                return self.members(found, found.type, path, lambda inner, _: _page_fact(inner.value, paged))
            case _:
                raise PlanBug(f"{member.value} is no value of a connection.")

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
            case EdgeCursor(key=key, relationship_id=relationship_id):
                return _cursor(row, key, relationship_id)
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
            case Many(position=position, row=shape):
                return self.rows(shape, row[position], path)
            case One(position=position, row=shape):
                return self.row(shape, row[position][0], path) if row[position] else None
            case ConnectionValue(rows=rows, total=total, page=page):
                held = [None if position is None else row[position] for position in (rows, total)]
                return self.page(page, held[0], held[1], path)
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


def _cursor(row: Row, key: int, relationship_id: int | None) -> str | None:
    if row[key] is None:
        return None
    return encode_cursor(text_value(row[key]), "" if relationship_id is None else text_value(row[relationship_id]))


def _page_fact(value: Value, paged: _Paged) -> Any:
    cursor = paged.shape.cursor
    match value:
        case Constant(text=text):
            return text
        case PageFact(what="hasNextPage"):
            return paged.more
        case PageFact(what="hasPreviousPage"):
            return paged.shape.after
        case PageFact(what=("startCursor" | "endCursor") as what) if cursor is not None:
            if not paged.rows:
                return None
            return _cursor(paged.rows[0 if what == "startCursor" else -1], cursor.key, cursor.relationship_id)
        case _:
            raise PlanBug(f"{value} is no value of a page.")
