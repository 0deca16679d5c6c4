"""The types behind `graphInfo`: which store and model answer, how much there is of what, and what was loaded."""

from __future__ import annotations

from api.schema.declarations import FieldDeclaration, TypeDeclaration
from api.schema.fields import Identity, LastFinished, OfCount, OfInformation
from api.schema.properties import described, property_field
from graph.model.registry import Model

LOAD_RUN = "LoadRun"


def information_types(model: Model) -> tuple[TypeDeclaration, ...]:
    """Return GraphInfo, NamedCount and LoadRun."""
    return (
        TypeDeclaration(
            "GraphInfo",
            "What answers, and what it holds",
            (
                FieldDeclaration("store", "String!", "Kind of store: embedded or neo4j", OfInformation("store")),
                FieldDeclaration("storeVersion", "String!", "Version that the store reports", OfInformation("storeVersion")),
                FieldDeclaration("version", "String!", "Version of Liantu", OfInformation("version")),
                FieldDeclaration("modelVersion", "String!", "Digest of the model's declarations", OfInformation("modelVersion")),
                FieldDeclaration("labels", "[NamedCount!]!", "Nodes by label, in the model's order", OfInformation("labels")),
                FieldDeclaration(
                    "relationshipTypes", "[NamedCount!]!", "Relationships by type, in the model's order",
                    OfInformation("relationshipTypes"),
                ),
                FieldDeclaration("loadRuns", "[LoadRun!]!", "What is loaded, by key", OfInformation("loadRuns")),
            ),
        ),
        TypeDeclaration(
            "NamedCount",
            "How many there are of something",
            (
                FieldDeclaration("name", "String!", "Label or relationship type", OfCount("name")),
                FieldDeclaration("count", "Int!", "How many", OfCount("count")),
            ),
        ),
        _load_run(model),
    )  # fmt: skip


def _load_run(model: Model) -> TypeDeclaration:
    declared = model.node(LOAD_RUN)
    return TypeDeclaration(
        LOAD_RUN,
        described(declared.zh, declared.en),
        (
            FieldDeclaration("id", "ID!", "Global id, made from the key", Identity()),
            *(property_field(item) for item in declared.properties if not item.internal),
            FieldDeclaration("finishedAt", "DateTime", "When it was last finished, from this store's log", LastFinished()),
        ),
    )
