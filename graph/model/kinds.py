"""How each kind of property is stored: the columns, their scalar types, and the conversion from a value and back.

A store property holds a string, an integer, a float, a boolean or a list of strings. A Quantity is stored flat, so that its
number can be filtered and ordered by: `capacity` becomes capacityValue, capacityUpper, capacityUnit, capacityComparator and
capacityText.

A folded text has a second column for its normal form, `fullName` for example fullNameForm, which a node bears only where the form
differs from the text: what is compared is the form if there is one, else the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, unique

from graph.errors import PlanBug
from graph.model.declarations import Kind, Property
from graph.model.values import Comparator, PartialDate, Quantity, parse_integer, parse_quantity, parse_yuan
from graph.names import normal_form

StoreValue = str | int | float | bool | list[str]
Value = str | int | tuple[str, ...] | Quantity | PartialDate


@unique
class Scalar(Enum):
    """What one store column holds."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    STRINGS = "list of strings"


@dataclass(frozen=True, slots=True)
class Column:
    """One store property: its name, what it holds, and which part of the value it is ("" for the whole)."""

    name: str
    scalar: Scalar
    part: str = ""


QUANTITY_PARTS: tuple[tuple[str, Scalar], ...] = (
    ("value", Scalar.FLOAT),
    ("upper", Scalar.FLOAT),
    ("unit", Scalar.STRING),
    ("comparator", Scalar.STRING),
    ("text", Scalar.STRING),
)

_SCALARS: Mapping[Kind, Scalar] = {
    Kind.TEXT: Scalar.STRING,
    Kind.TEXT_LIST: Scalar.STRINGS,
    Kind.INTEGER: Scalar.INTEGER,
    Kind.YUAN: Scalar.INTEGER,
    Kind.PARTIAL_DATE: Scalar.STRING,
    Kind.DATE_TIME: Scalar.STRING,
    Kind.ENUM: Scalar.STRING,
}


def columns(declared: Property) -> tuple[Column, ...]:
    """Return the store columns of a property, in a fixed order."""
    if declared.kind is Kind.QUANTITY:
        return tuple(Column(declared.key + part.capitalize(), scalar, part) for part, scalar in QUANTITY_PARTS)
    column = Column(declared.key, _SCALARS[declared.kind])
    return (column, Column(form_column(declared.key), Scalar.STRING, "form")) if declared.folded else (column,)


def form_column(column: str) -> str:
    """Return the name of the column that holds the normal form of a folded text's column."""
    return f"{column}Form"


def to_columns(declared: Property, value: Value) -> dict[str, StoreValue]:
    """Return what the store holds for a value, one entry a column.

    Absent parts (an upper bound) and normal forms equal to their text are left out.

    Raises:
        PlanBug: The value is not of the property's kind.
    """
    if declared.kind is Kind.QUANTITY:
        if not isinstance(value, Quantity):
            raise PlanBug(f"{declared.key} holds quantities, not {value!r}.")
        parts: dict[str, StoreValue | None] = {
            "Value": value.value,
            "Upper": value.upper,
            "Unit": value.unit,
            "Comparator": value.comparator.name,
            "Text": value.text,
        }
        return {declared.key + part: held for part, held in parts.items() if held is not None}
    if isinstance(value, tuple):
        return {declared.key: list(value)}
    if isinstance(value, PartialDate):
        return {declared.key: str(value)}
    if isinstance(value, Quantity):
        raise PlanBug(f"{declared.key} holds no quantities.")
    if declared.folded and isinstance(value, str) and (form := normal_form(value)) != value:
        return {declared.key: value, form_column(declared.key): form}
    return {declared.key: value}


def from_text(declared: Property, text: str) -> Value:
    """Read a property's value as a table cell or a claim writes it.

    Args:
        declared: The property.
        text: As printed ("472.8亿元", "40万吨", "2013-04"), or the canonical form that `canonical` returns.

    Raises:
        ValueError: The text is no value of the property's kind; the message says what was expected.
    """
    if declared.kind is Kind.ENUM and declared.enum is not None and text not in declared.enum.names:
        raise ValueError(f"{text!r} is none of {', '.join(declared.enum.names)}")
    reader = _READERS.get(declared.kind)
    return text if reader is None else reader(text)


def _list_of_texts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("；") if part.strip())


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.TEXT_LIST: _list_of_texts,
    Kind.INTEGER: parse_integer,
    Kind.YUAN: parse_yuan,
    Kind.QUANTITY: parse_quantity,
    Kind.PARTIAL_DATE: PartialDate.parse,
}


def canonical(value: Value) -> str:
    """Return the one text form of a value, which `from_text` reads back; equal values give equal text.

    A quantity's form is its printed text, so the words of the source survive a round trip.
    """
    if isinstance(value, Quantity):
        return value.text
    if isinstance(value, tuple):
        return "；".join(value)
    return str(value)


def quantity_of(parts: Mapping[str, object]) -> Quantity | None:
    """Return the quantity that store columns hold, keyed by part; None when they hold none."""
    value, unit, comparator, text = (parts.get(name) for name in ("value", "unit", "comparator", "text"))
    upper = parts.get("upper")
    if (
        not isinstance(value, float)
        or not isinstance(unit, str)
        or not isinstance(comparator, str)
        or not isinstance(text, str)
    ):
        return None
    return Quantity(value, unit, Comparator[comparator], text, upper if isinstance(upper, float) else None)
