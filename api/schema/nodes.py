"""The types of nodes: the interfaces Node and Entity, one type a label, Evidence and Document."""

from __future__ import annotations

from collections.abc import Iterator

from api.schema.connections import connection_field
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import Claims, Identity, LeadsToOne, Stored
from api.schema.properties import described, property_field
from api.schema.views import ENTITY, far_type, shared_fields
from graph.model.declarations import NodeType
from graph.model.nodes import ENTITY_PROPERTIES
from graph.model.registry import Model

NODE = "Node"
EVIDENCE = "Evidence"
DOCUMENT = "Document"

# Source: the largest page of the public contract; lists of evidence have no pages there.
MOST_EVIDENCE = 500

_ID = FieldDeclaration("id", "ID!", "Global id, made from the key", Identity())
_EVIDENCE_FIELD = FieldDeclaration(
    "evidence",
    "[Evidence!]!",
    f"证据: The claims on the node's own fields, or on one field only; at most {MOST_EVIDENCE}",
    Claims(),
    (
        ArgumentDeclaration(
            "field", "String", "A property key; or TYPE or TYPE.property for claims on relationships that start here"
        ),
    ),
)


def node_types(model: Model) -> Iterator[TypeDeclaration]:
    """Yield the interfaces, then the types of all labels that are shown, in declared order."""
    shared = shared_fields(model)
    yield TypeDeclaration(NODE, "Anything that an id names", (_ID,), is_interface=True)
    yield TypeDeclaration(
        ENTITY,
        "What every entity has: a key, names, how it is known, and the claims that say so",
        (
            *(property_field(item) for item in ENTITY_PROPERTIES if not item.internal),
            _EVIDENCE_FIELD,
            *(connection_field(view) for view in shared),
        ),
        interface=NODE,
        is_interface=True,
    )
    names = {view.name for view in shared}
    for declared in model.entities:
        own = tuple(property_field(item) for item in declared.properties if not item.internal)
        leads = tuple(connection_field(view) for view in model.fields(declared.label) if view.name not in names)
        yield TypeDeclaration(declared.label, described(declared.zh, declared.en), (*own, *leads), interface=ENTITY)
    yield _evidence(model)
    yield _document(model)


def _evidence(model: Model) -> TypeDeclaration:
    declared = model.node(EVIDENCE)
    return TypeDeclaration(
        EVIDENCE,
        described(declared.zh, declared.en),
        (_ID, *_own(declared), _to_one(model, "ABOUT", EVIDENCE), _to_one(model, "CITES", EVIDENCE)),
    )


def _document(model: Model) -> TypeDeclaration:
    declared = model.node(DOCUMENT)
    fields = (*_own(declared), _to_one(model, "DOCUMENTS", DOCUMENT))
    return TypeDeclaration(DOCUMENT, described(declared.zh, declared.en), fields, interface=NODE)


def _own(declared: NodeType) -> tuple[FieldDeclaration, ...]:
    shown = (item for item in declared.properties if not item.internal)
    return tuple(
        FieldDeclaration(field.name, field.type, field.description, field.spec)
        for field in map(property_field, shown)
        if isinstance(field.spec, Stored)
    )


def _to_one(model: Model, name: str, label: str) -> FieldDeclaration:
    relationship = model.relationship(name)
    ends = tuple(end for item in relationship.ends if label in model.expand(item.starts) for end in model.expand(item.ends))
    far = model.expand(ends)
    return FieldDeclaration(
        relationship.field, far_type(far), described(relationship.zh, relationship.en), LeadsToOne(name, forward=True, far=far)
    )
