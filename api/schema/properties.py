"""How properties of the model are typed and described in GraphQL."""

from __future__ import annotations

from collections.abc import Mapping

from api.schema.declarations import EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import Part, Stored
from graph.errors import ModelError
from graph.model.declarations import Kind, Property
from graph.model.registry import Model

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "String",
    Kind.TEXT_LIST: "[String!]",
    Kind.INTEGER: "Int",
    Kind.YUAN: "Yuan",
    Kind.QUANTITY: "Quantity",
    Kind.PARTIAL_DATE: "PartialDate",
    Kind.DATE_TIME: "DateTime",
}

QUANTITY = TypeDeclaration(
    "Quantity",
    "A stated number with its unit: 10—15万吨 is 100000 to 150000 t, BETWEEN",
    (
        FieldDeclaration("value", "Float!", "The number, or the lower one of two, in `unit`", Part("value")),
        FieldDeclaration("upper", "Float", "The upper number, with BETWEEN only", Part("upper")),
        FieldDeclaration(
            "unit", "String!", "Unit: an SI symbol, CNY, or a counting word; empty for a bare number", Part("unit")
        ),
        FieldDeclaration("comparator", "Comparator!", "How the number bounds the true one", Part("comparator")),
        FieldDeclaration("text", "String!", "As printed", Part("text")),
    ),
)


def type_of(declared: Property) -> str:
    """Return the GraphQL type of a property.

    Raises:
        ModelError: An ENUM without its values.
    """
    if declared.kind is Kind.ENUM:
        if declared.enum is None:
            raise ModelError(f"Property {declared.key} has no values.")
        name = declared.enum.name
    else:
        name = _TYPES[declared.kind]
    return f"{name}!" if declared.required else name


def property_field(declared: Property) -> FieldDeclaration:
    """Return the field of a node's property."""
    unit = f", in {declared.unit}" if declared.unit else ""
    return FieldDeclaration(declared.key, type_of(declared), described(declared.zh, declared.en + unit), Stored(declared))


def described(zh: str, en: str) -> str:
    """Return a description in both languages."""
    return f"{zh}: {en}"


def model_enums(model: Model) -> tuple[EnumDeclaration, ...]:
    """Return the model's enumerations, and the list of its entity labels."""
    declared = tuple(
        EnumDeclaration(item.name, described(item.zh, item.en), tuple((value.name, described(value.zh, value.en)) for value in item.values))
        for item in model.enums
    )  # fmt: skip
    labels = tuple((item.label, described(item.zh, item.en)) for item in model.entities)
    return (*declared, EnumDeclaration("Label", "标签: The labels of entities", labels))
