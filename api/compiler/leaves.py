"""Which check belongs to which property: what a stored value must be to stand in a response as it is."""

from __future__ import annotations

from collections.abc import Mapping

from api.compiler.shapes import Check, Leaf
from graph.errors import PlanBug
from graph.model.declarations import EnumType, Kind, Property
from graph.model.enums import COMPARATOR

_CHECKS: Mapping[Kind, tuple[Check, str]] = {
    Kind.TEXT: (Check.TEXT, "String"),
    Kind.TEXT_LIST: (Check.TEXTS, "String"),
    Kind.INTEGER: (Check.INTEGER, "Int"),
    Kind.YUAN: (Check.YUAN, "Yuan"),
    Kind.PARTIAL_DATE: (Check.TEXT, "PartialDate"),
    Kind.DATE_TIME: (Check.TEXT, "DateTime"),
}


def leaf(declared: Property, position: int) -> Leaf:
    """Return the leaf of a property that has one column.

    Raises:
        PlanBug: A quantity, which has several.
    """
    if declared.enum is not None:
        return enum_leaf(declared.enum, position)
    if declared.kind not in _CHECKS:
        raise PlanBug(f"{declared.key} has several columns.")
    check, name = _CHECKS[declared.kind]
    return Leaf(position, check, name)


def enum_leaf(declared: EnumType, position: int) -> Leaf:
    """Return the leaf of a value of an enumeration."""
    return Leaf(position, Check.ENUM, declared.name, declared.names)


def quantity_leaf(part: str, position: int) -> Leaf:
    """Return the leaf of a part of a quantity."""
    if part in ("value", "upper"):
        return Leaf(position, Check.FLOAT, "Float")
    if part == "comparator":
        return enum_leaf(COMPARATOR, position)
    return Leaf(position, Check.TEXT, "String")
