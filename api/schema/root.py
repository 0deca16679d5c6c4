"""The root of the schema: look-ups, lists, analyses, and what the graph holds."""

from __future__ import annotations

from collections.abc import Iterator

from api.schema.connections import PAGE_ARGUMENTS, is_listed
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootInformation, RootNode, RootNodes, RootOne, RootPage
from api.schema.properties import described
from graph.model.declarations import NodeType
from graph.model.registry import Model

QUERY = "Query"


def query_type(model: Model, analyses: tuple[FieldDeclaration, ...]) -> TypeDeclaration:
    """Return the root type: node and nodes, two fields a label, the analyses, graphInfo."""
    ids = ArgumentDeclaration("ids", "[ID!]!", "Global ids; the answer has their order, null where nothing has the id")
    return TypeDeclaration(
        QUERY,
        "Everything that can be asked",
        (
            FieldDeclaration(
                "node", "Node", "Whatever has the id", RootNode(), (ArgumentDeclaration("id", "ID!", "Global id"),)
            ),
            FieldDeclaration("nodes", "[Node]!", "Whatever has the ids", RootNodes(), (ids,)),
            *(field for declared in model.nodes if is_listed(declared) for field in _fields_of(declared)),
            *analyses,
            FieldDeclaration("graphInfo", "GraphInfo!", "What answers, and what it holds", RootInformation()),
        ),
    )


def _fields_of(declared: NodeType) -> Iterator[FieldDeclaration]:
    label = declared.label
    names = "Any of its names, in any printing" if declared.entity else "Its name, as it stands"
    yield FieldDeclaration(
        declared.singular,
        label,
        described(declared.zh, f"The {label} that exactly one argument names; null when there is none"),
        RootOne(label),
        (
            ArgumentDeclaration("id", "ID", "Global id"),
            ArgumentDeclaration("key", "String", "Key; merged keys are followed"),
            ArgumentDeclaration("name", "String", names),
        ),
    )
    page = f"{label}Connection!"
    yield FieldDeclaration(
        declared.plural, page, described(declared.zh, f"All {label}, by key"), RootPage(label), PAGE_ARGUMENTS
    )
