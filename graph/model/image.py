"""What a graph holds, as plain values: the common language of projection, difference, writing, dump and restore.

An image has no order of its own; graph.model.lines gives it one. Equal graphs give equal lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model.kinds import StoreValue


@dataclass(frozen=True, slots=True)
class ImageNode:
    """One node: label, key, and all its store properties, the key among them."""

    label: str
    key: str
    properties: Mapping[str, StoreValue]


@dataclass(frozen=True, slots=True)
class ImageRelationship:
    """One relationship: type, id, both ends by label and key, and all its store properties, the id among them."""

    type: str
    id: str
    start_label: str
    start: str
    end_label: str
    end: str
    properties: Mapping[str, StoreValue]


NodeAddress = tuple[str, str]
RelationshipAddress = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Image:
    """Nodes by (label, key) and relationships by (type, id)."""

    nodes: dict[NodeAddress, ImageNode] = field(default_factory=dict)
    relationships: dict[RelationshipAddress, ImageRelationship] = field(default_factory=dict)

    def add_node(self, node: ImageNode) -> None:
        """Put a node in, replacing one of the same label and key."""
        self.nodes[node.label, node.key] = node

    def add_relationship(self, relationship: ImageRelationship) -> None:
        """Put a relationship in, replacing one of the same type and id."""
        self.relationships[relationship.type, relationship.id] = relationship


@dataclass(frozen=True, slots=True)
class ImageDifference:
    """What must be written to turn one image into another; every part sorted by address."""

    nodes_to_write: tuple[ImageNode, ...]
    nodes_to_delete: tuple[ImageNode, ...]
    relationships_to_write: tuple[ImageRelationship, ...]
    relationships_to_delete: tuple[ImageRelationship, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.nodes_to_write or self.nodes_to_delete or self.relationships_to_write or self.relationships_to_delete)


def difference(old: Image, new: Image) -> ImageDifference:
    """Return what turns `old` into `new`; a relationship whose ends changed is deleted and written."""
    return ImageDifference(
        tuple(new.nodes[at] for at in sorted(new.nodes) if old.nodes.get(at) != new.nodes[at]),
        tuple(old.nodes[at] for at in sorted(old.nodes) if at not in new.nodes),
        tuple(new.relationships[at] for at in sorted(new.relationships) if old.relationships.get(at) != new.relationships[at]),
        tuple(old.relationships[at] for at in sorted(old.relationships) if _is_gone(old.relationships[at], new)),
    )


def _is_gone(relationship: ImageRelationship, new: Image) -> bool:
    kept = new.relationships.get((relationship.type, relationship.id))
    return kept is None or (kept.start, kept.end) != (relationship.start, relationship.end)
