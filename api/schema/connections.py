"""Connections and edges: how a list along a relationship type, or of all nodes of a label, is typed.

One far label gives that label's types, several give Entity's. A relationship type with properties has an edge of its own for each far
type, shared by both of its directions; all others share the plain one:

    Enterprise.undertakes -> ProjectConnection      Segment.occupiedBy -> EntityOccupiesConnection
"""

from __future__ import annotations

from collections.abc import Iterator

from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import Leads, OfConnection, OfEdge, OfPage, Stored
from api.schema.properties import described, type_of
from graph.model.declarations import NodeType, RelationshipType
from graph.model.registry import Model, RelationshipField

ENTITY = "Entity"

# Source: the public contract, "Page: default 50, at most 500".
DEFAULT_PAGE = 50
LARGEST_PAGE = 500

# Without descriptions: they stand on every list, and the connections say what they mean.
PAGE_ARGUMENTS = (ArgumentDeclaration("first", "Int", "", DEFAULT_PAGE), ArgumentDeclaration("after", "String", ""))

PAGE_INFO = TypeDeclaration(
    "PageInfo",
    "Where a page stands in its list",
    (
        FieldDeclaration("hasNextPage", "Boolean!", "Whether more follows", OfPage("hasNextPage")),
        FieldDeclaration("hasPreviousPage", "Boolean!", "Whether the page starts after a cursor", OfPage("hasPreviousPage")),
        FieldDeclaration("startCursor", "String", "Cursor of the first edge", OfPage("startCursor")),
        FieldDeclaration("endCursor", "String", "Cursor of the last edge, for `after`", OfPage("endCursor")),
    ),
)


def far_type(far: tuple[str, ...]) -> str:
    """Return the GraphQL type at the other end of a relationship."""
    return far[0] if len(far) == 1 else ENTITY


def connection_type(relationship: RelationshipType, far: tuple[str, ...]) -> str:
    """Return the name of the connection along a relationship type."""
    return f"{far_type(far)}{_own(relationship)}Connection"


def connection_field(view: RelationshipField) -> FieldDeclaration:
    """Return the field of a label, or of every entity, that leads along a relationship type."""
    zh = view.type.zh if view.forward else view.type.inverse_zh
    relation = f"{view.type.en} ({view.type.type})" if view.forward else f"{view.type.type}, from its end"
    return FieldDeclaration(
        view.name,
        f"{connection_type(view.type, view.far)}!",
        described(zh, relation),
        Leads(view.type.type, view.forward, view.far),
        PAGE_ARGUMENTS,
    )


def connections(model: Model) -> Iterator[TypeDeclaration]:
    """Yield every connection and edge type once: those of labels, Entity's, then those of relationship types with properties."""
    for declared in model.nodes:
        if declared.entity or is_listed(declared):
            yield from _pair(declared.label, "", _plain_edge(declared.label, is_entity=declared.entity))
    yield from _pair(ENTITY, "", _plain_edge(ENTITY, is_entity=True))
    seen: set[str] = set()
    for relationship in model.claimed:
        for declared in model.entities if relationship.properties else ():
            for view in model.fields(declared.label):
                name = connection_type(relationship, view.far)
                if view.type is relationship and name not in seen:
                    seen.add(name)
                    own = tuple(
                        FieldDeclaration(
                            item.key, type_of(item), described(item.zh, item.en), Stored(item, of_relationship=True)
                        )
                        for item in relationship.properties
                    )
                    yield from _pair(far_type(view.far), _own(relationship), (*_edge_fields(far_type(view.far)), *own))


def is_listed(declared: NodeType) -> bool:
    """Whether a label that is no entity can be looked up and listed at the root."""
    return declared.entity or declared.label == "Document"


def _own(relationship: RelationshipType) -> str:
    if not relationship.properties:
        return ""
    return "".join(part.capitalize() for part in relationship.type.split("_"))


def _pair(far: str, own: str, edge: tuple[FieldDeclaration, ...]) -> Iterator[TypeDeclaration]:
    yield TypeDeclaration(
        f"{far}{own}Connection",
        f"A page of {far}, by key; `first` is at most {LARGEST_PAGE}",
        (
            FieldDeclaration("nodes", f"[{far}!]!", "", OfConnection("nodes")),
            FieldDeclaration("edges", f"[{far}{own}Edge!]!", "", OfConnection("edges")),
            FieldDeclaration("pageInfo", "PageInfo!", "", OfConnection("pageInfo")),
            FieldDeclaration("totalCount", "Int!", "Length of the whole list", OfConnection("totalCount")),
        ),
    )
    yield TypeDeclaration(
        f"{far}{own}Edge", f"One {far} of a list; basis and evidence of the relationship, at the root of the node", edge
    )


def _plain_edge(far: str, *, is_entity: bool) -> tuple[FieldDeclaration, ...]:
    fields = _edge_fields(far)
    return fields if is_entity else fields[:2]


def _edge_fields(far: str) -> tuple[FieldDeclaration, ...]:
    return (
        FieldDeclaration("cursor", "String!", "", OfEdge("cursor")),
        FieldDeclaration("node", f"{far}!", "", OfEdge("node")),
        FieldDeclaration("basis", "Basis!", "", OfEdge("basis")),
        FieldDeclaration("evidence", "[Evidence!]!", "", OfEdge("evidence")),
    )
