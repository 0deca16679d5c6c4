"""The model as lists see it: what stands at the other end of a relationship, under which GraphQL type, and what all entities share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import ModelError
from graph.model.declarations import NodeType, Property, RelationshipType
from graph.model.registry import Model, RelationshipField

ENTITY = "Entity"


@dataclass(frozen=True, slots=True)
class NamedProperty:
    """A name under which a type shows properties of relationships that lead to it: for each relationship type the property."""

    name: str
    by_type: tuple[tuple[str, Property], ...]


def far_type(far: tuple[str, ...]) -> str:
    """Return the GraphQL type at the other end of a relationship: one far label's, or Entity for several."""
    return far[0] if len(far) == 1 else ENTITY


def is_listed(declared: NodeType) -> bool:
    """Whether nodes of a label can be looked up and listed at the root."""
    return declared.entity or declared.label == "Document"


def listed_types(model: Model) -> tuple[str, ...]:
    """Return the types that lists hold: labels in declared order, then Entity."""
    return (*(item.label for item in model.nodes if is_listed(item)), ENTITY)


def shared_fields(model: Model) -> tuple[RelationshipField, ...]:
    """Return the relationship fields that every entity label has alike, in declared order.

    Raises:
        ModelError: The model has no entity labels.
    """
    labels = [item.label for item in model.entities]
    if not labels:
        raise ModelError("The model has no entity labels.")
    views = model.fields(labels[0])
    return tuple(view for view in views if all(_has(model, label, view) for label in labels))


def relationship_fields(model: Model, of: str) -> tuple[RelationshipField, ...]:
    """Return the relationship fields of a listed type."""
    return shared_fields(model) if of == ENTITY else model.fields(of)


def leading_to(model: Model, to: str) -> Iterator[RelationshipType]:
    """Yield each relationship type by which some list leads to a listed type, in declared order."""
    ways = {view.type.type for declared in model.entities for view in model.fields(declared.label) if far_type(view.far) == to}
    yield from (item for item in model.claimed if item.type in ways)


def relationship_properties(model: Model, to: str, shown_by: str, *, filtered: bool) -> Iterator[NamedProperty]:
    """Yield the properties of all relationship types that lead to a listed type, under the names that they have there.

    Args:
        model: The model.
        to: The listed type.
        shown_by: The GraphQL type that shows them.
        filtered: Whether it is a filter, where `filter_name` counts.

    Raises:
        ModelError: Two of them have one name and different kinds.
    """
    found: dict[str, list[tuple[str, Property]]] = {}
    for relationship in leading_to(model, to):
        for item in relationship.properties:
            name = (item.filter_name if filtered else "") or item.key
            found.setdefault(name, []).append((relationship.type, item))
    for name, by_type in found.items():
        first, *others = by_type
        for type_name, item in others:
            if (item.kind, item.enum) != (first[1].kind, first[1].enum):
                raise ModelError(
                    f"{first[0]}.{first[1].key} and {type_name}.{item.key} have one name in {shown_by}, and two kinds.",
                    hint="Give one of them a `filter_name`." if filtered else "Give one of them another key.",
                )
        yield NamedProperty(name, tuple(by_type))


def pascal(relationship: RelationshipType) -> str:
    """Return a relationship type's name as part of a GraphQL type's: SUPPORTED_BY -> SupportedBy."""
    return "".join(part.capitalize() for part in relationship.type.split("_"))


def _has(model: Model, label: str, view: RelationshipField) -> bool:
    sought = (view.name, view.type.type, view.forward, view.far)
    return any((item.name, item.type.type, item.forward, item.far) == sought for item in model.fields(label))
