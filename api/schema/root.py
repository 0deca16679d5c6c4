"""The root of the schema: look-ups, lists, analyses, and what the graph holds."""

from __future__ import annotations

from collections.abc import Iterator

from api.schema.bounds import BOUNDS
from api.schema.connections import list_arguments
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootInformation, RootNode, RootNodes, RootOne, RootPage
from api.schema.properties import described
from api.schema.views import is_listed
from graph.model.declarations import NodeType
from graph.model.registry import Model

QUERY = "Query"


def query_type(model: Model, analyses: tuple[FieldDeclaration, ...]) -> TypeDeclaration:
    """Return the root type: node and nodes, two fields a label, the analyses, graphInfo."""
    ids = ArgumentDeclaration("ids", "[ID!]!", "Global ids; the answer has their order, null where nothing has the id")
    return TypeDeclaration(
        QUERY,
        "Everything that can be asked. One node is found by exactly one of id, key and name (any of its names). A list is filtered by "
        "`where`, ordered by `orderBy` (by key unless told), and read in pages: `first` and `after` forward, `last` and `before` backward, "
        f"{BOUNDS.default_page} rows unless told, at most {BOUNDS.max_page}",
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
    yield FieldDeclaration(
        declared.singular,
        label,
        described(declared.zh, "One, by id, key or name"),
        RootOne(label),
        (
            ArgumentDeclaration("id", "ID"),
            ArgumentDeclaration("key", "String"),
            ArgumentDeclaration("name", "String"),
        ),
    )
    page = f"{label}Connection!"
    yield FieldDeclaration(declared.plural, page, described(declared.zh, "All"), RootPage(label), list_arguments(label))
