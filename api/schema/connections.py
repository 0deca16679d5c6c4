"""Connections and edges: how a list along a relationship type, or of all nodes of a label, is typed.

One far label gives that label's types, several give Entity's. The edge of a type bears the properties of all relationship types that lead
to it, null where a list follows another one: an edge type for each relationship type would cost twice as many types.

    Enterprise.undertakes -> ProjectConnection      Segment.occupiedBy -> EntityConnection
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import Leads, OfConnection, OfEdge, OfPage, StoredOnRelationship
from api.schema.filters import where_type
from api.schema.orders import AGGREGATE_ROW, field_type, number_type, order_type
from api.schema.properties import described, type_of
from api.schema.views import ENTITY, NamedProperty, far_type, listed_types, relationship_properties
from graph.model.registry import Model, RelationshipField

PAGE_INFO = TypeDeclaration(
    "PageInfo",
    "Where a page stands in its list",
    (
        FieldDeclaration("hasNextPage", "Boolean!", "Whether more follows", OfPage("hasNextPage")),
        FieldDeclaration("hasPreviousPage", "Boolean!", "Whether more comes before", OfPage("hasPreviousPage")),
        FieldDeclaration("startCursor", "String", "Cursor of the first edge, for `before`", OfPage("startCursor")),
        FieldDeclaration("endCursor", "String", "Cursor of the last edge, for `after`", OfPage("endCursor")),
    ),
)

_EDGE = "Basis and evidence are the relationship's, at the root the node's; properties are null where the list's relationships have none such"


def list_arguments(of: str) -> tuple[ArgumentDeclaration, ...]:
    """Return the arguments of a list; without descriptions, since they stand on every list, and the root says what they mean."""
    return (
        ArgumentDeclaration("first", "Int"),
        ArgumentDeclaration("after", "String"),
        ArgumentDeclaration("last", "Int"),
        ArgumentDeclaration("before", "String"),
        ArgumentDeclaration("where", where_type(of)),
        ArgumentDeclaration("orderBy", f"[{order_type(of)}!]"),
    )


def connection_field(view: RelationshipField) -> FieldDeclaration:
    """Return the field of a label, or of every entity, that leads along a relationship type."""
    zh = view.type.zh if view.forward else view.type.inverse_zh
    relation = f"{view.type.en} ({view.type.type})" if view.forward else f"{view.type.type} it"
    return FieldDeclaration(
        view.name,
        f"{far_type(view.far)}Connection!",
        described(zh, relation),
        Leads(view.type.type, view.forward, view.far),
        list_arguments(far_type(view.far)),
    )


def connections(model: Model, added_up: Collection[str]) -> Iterator[TypeDeclaration]:
    """Yield the connection and the edge of each listed type.

    Args:
        model: The model.
        added_up: Types whose lists have numbers to add up.

    Raises:
        ModelError: Two relationship types that lead to one type have properties of one key and different kinds.
    """
    for of in listed_types(model):
        yield _connection(of, added_up)
        yield _edge(model, of)


def _connection(of: str, added_up: Collection[str]) -> TypeDeclaration:
    total = "Length of the whole list" if of == ENTITY else ""
    summed = (ArgumentDeclaration("of", number_type(of)),) if of in added_up else ()
    return TypeDeclaration(
        f"{of}Connection",
        "",
        (
            FieldDeclaration("nodes", f"[{of}!]!", "", OfConnection("nodes")),
            FieldDeclaration("edges", f"[{of}Edge!]!", "", OfConnection("edges")),
            FieldDeclaration("pageInfo", "PageInfo!", "", OfConnection("pageInfo")),
            FieldDeclaration("totalCount", "Int!", total, OfConnection("totalCount")),
            FieldDeclaration(
                "aggregate", f"[{AGGREGATE_ROW.name}!]!", "", OfConnection("aggregate"),
                (ArgumentDeclaration("by", field_type(of)), *summed),
            ),
        ),
    )  # fmt: skip


def _edge(model: Model, of: str) -> TypeDeclaration:
    fields = [
        FieldDeclaration("cursor", "String!", "", OfEdge("cursor")),
        FieldDeclaration("node", f"{of}!", "", OfEdge("node")),
    ]
    if of == ENTITY or model.node(of).entity:
        fields += [
            FieldDeclaration("basis", "Basis!", "", OfEdge("basis")),
            FieldDeclaration("evidence", "[Evidence!]!", "", OfEdge("evidence")),
        ]
    fields += map(_property, relationship_properties(model, of, f"{of}Edge", filtered=False))
    return TypeDeclaration(f"{of}Edge", _EDGE if of == ENTITY else "", tuple(fields))


def _property(named: NamedProperty) -> FieldDeclaration:
    types = ", ".join(type_name for type_name, _ in named.by_type)
    meanings = {(item.zh, item.en): None for _, item in named.by_type}
    (zh, en), *others = meanings
    meaning = described(zh, f"{types}" if others else f"{en} ({types})")
    return FieldDeclaration(
        named.name, type_of(named.by_type[0][1]).removesuffix("!"), meaning, StoredOnRelationship(named.by_type)
    )
