"""What lists are ordered, grouped and added up by, derived from the model: for each listed type its names, and the plan's terms for them.

orderings(MODEL)["Task"]["partOf_name"]     -> Ordering(FarColumn("PART_OF", True, "sortKey"), FarColumn("PART_OF", True, "name"))
numbers(MODEL)["Project"]["investment"]     -> NodeColumn("investment")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.schema.declarations import EnumDeclaration, FieldDeclaration, InputDeclaration, InputFieldDeclaration, TypeDeclaration
from api.schema.fields import OfAggregate
from api.schema.views import ENTITY, far_type, listed_types, relationship_fields
from graph.model.declarations import Kind, Property
from graph.model.nodes import ENTITY_PROPERTIES
from graph.model.registry import Model, RelationshipField
from graph.query.plan import FarColumn, HopCount, NodeColumn

Term = NodeColumn | FarColumn | HopCount

DIRECTION = EnumDeclaration("Direction", "方向: Nodes without a value stand last in both", (("ASC", ""), ("DESC", "")))

AGGREGATE_ROW = TypeDeclaration(
    "AggregateRow",
    "汇总: One group of a list, the largest first; of the whole list without `by`",
    (
        FieldDeclaration("key", "String", "What its nodes have in common; null for no value", OfAggregate("key")),
        FieldDeclaration("count", "Int!", "How many nodes", OfAggregate("count")),
        FieldDeclaration("sum", "Decimal", "", OfAggregate("sum")),
        FieldDeclaration("avg", "Float", "Of the nodes that have a value", OfAggregate("avg")),
        FieldDeclaration("min", "Decimal", "", OfAggregate("min")),
        FieldDeclaration("max", "Decimal", "", OfAggregate("max")),
    ),
)


@dataclass(frozen=True, slots=True)
class Ordering:
    """What a name of an order stands for.

    Attributes:
        order: By which lists are ordered.
        group: By which they are grouped; None where they cannot be.
    """

    order: Term
    group: Term | None


Orderings = Mapping[str, Mapping[str, Ordering]]
Numbers = Mapping[str, Mapping[str, NodeColumn]]


def field_type(of: str) -> str:
    """Return the name of the enumeration of what a type's lists are ordered by."""
    return f"{of}Field"


def order_type(of: str) -> str:
    """Return the name of one part of an order of a type's lists."""
    return f"{of}Order"


def number_type(of: str) -> str:
    """Return the name of the enumeration of what of a type's lists is added up."""
    return f"{of}Number"


def orderings(model: Model) -> Orderings:
    """Return what each listed type's lists are ordered by: own fields, fields of the one node far away, numbers of relationships."""
    return {of: dict(_of_type(model, of)) for of in listed_types(model)}


def numbers(model: Model) -> Numbers:
    """Return the whole numbers and amounts of money of each listed type that has any."""
    found = {
        of: {item.key: NodeColumn(item.key) for item in _properties(model, of) if item.kind in (Kind.INTEGER, Kind.YUAN)}
        for of in listed_types(model)
    }
    return {of: of_type for of, of_type in found.items() if of_type}


def order_enums(found: Orderings, added_up: Numbers) -> Iterator[EnumDeclaration]:
    """Yield the enumerations of all orders and numbers, without descriptions: fields of the same names bear them."""
    yield DIRECTION
    for of, of_type in found.items():
        yield EnumDeclaration(field_type(of), "", tuple((name, "") for name in of_type))
    for of, of_number in added_up.items():
        yield EnumDeclaration(number_type(of), "", tuple((name, "") for name in of_number))


def order_inputs(found: Orderings) -> Iterator[InputDeclaration]:
    """Yield one part of an order for each listed type."""
    for of in found:
        fields = (InputFieldDeclaration("field", f"{field_type(of)}!"), InputFieldDeclaration("direction", DIRECTION.name))
        yield InputDeclaration(order_type(of), "", fields)


def _of_type(model: Model, of: str) -> Iterator[tuple[str, Ordering]]:
    for item in _scalars(_properties(model, of)):
        named = item.key == "name" and (of == ENTITY or model.node(of).entity)
        group = None if item.kind is Kind.QUANTITY else NodeColumn(item.key)
        yield item.key, Ordering(NodeColumn("sortKey" if named else _column(item)), group)
    views = relationship_fields(model, of)
    for view in views:
        if view.type.single and view.forward:
            yield from _of_one(model, view)
    for view in views:
        count = HopCount(view.type.type, view.forward)
        yield f"{view.name}_count", Ordering(count, count)


def _of_one(model: Model, view: RelationshipField) -> Iterator[tuple[str, Ordering]]:
    to = far_type(view.far)
    for item in _scalars(_properties(model, to)):
        if to != ENTITY or item.key in ("key", "name"):
            column = "sortKey" if item.key == "name" else _column(item)
            group = None if item.kind is Kind.QUANTITY else FarColumn(view.type.type, view.forward, item.key)
            yield f"{view.name}_{item.key}", Ordering(FarColumn(view.type.type, view.forward, column), group)


def _properties(model: Model, of: str) -> tuple[Property, ...]:
    return tuple(item for item in (ENTITY_PROPERTIES if of == ENTITY else model.properties(of)) if not item.internal)


def _scalars(properties: tuple[Property, ...]) -> Iterator[Property]:
    yield from (item for item in properties if item.kind is not Kind.TEXT_LIST)


def _column(declared: Property) -> str:
    return f"{declared.key}Value" if declared.kind is Kind.QUANTITY else declared.key
