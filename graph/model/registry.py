"""The model as a whole: all declarations, checked against each other on construction, with the look-ups others need.

    MODEL.node("Project").plural        -> "projects"
    MODEL.fields("Project")             -> every relationship field of a project, forward and inverse

A test builds its own `Model` with one more label; nothing else needs an edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from graph.errors import ModelError
from graph.model import enums, nodes, relationships
from graph.model.declarations import ANY_ENTITY, EnumType, NodeType, Property, RelationshipType

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RelationshipField:
    """One end's view of a relationship type: the field of `label` that leads to `far` labels.

    Attributes:
        label: The label that has the field.
        name: Its GraphQL name.
        type: The relationship type.
        forward: Whether `label` is the start.
        far: Labels at the other end, in declared order.
    """

    label: str
    name: str
    type: RelationshipType
    forward: bool
    far: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """All labels and relationship types; raises ModelError on construction when they contradict each other."""

    nodes: tuple[NodeType, ...]
    relationships: tuple[RelationshipType, ...]
    enums: tuple[EnumType, ...] = enums.ENUMS
    _node_by_label: dict[str, NodeType] = field(init=False, repr=False, compare=False)
    _node_by_head: dict[str, NodeType] = field(init=False, repr=False, compare=False)
    _type_by_name: dict[str, RelationshipType] = field(init=False, repr=False, compare=False)
    _fields: dict[str, tuple[RelationshipField, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the declarations and refuse contradictions."""
        object.__setattr__(self, "_node_by_label", _by_name([(item.label, item) for item in self.nodes], "label"))
        heads = _by_name([(item.label.lower(), item) for item in self.nodes], "first part of keys")
        object.__setattr__(self, "_node_by_head", heads)
        object.__setattr__(self, "_type_by_name", _by_name([(item.type, item) for item in self.relationships], "type"))
        shared = set(self._node_by_label) & set(self._type_by_name)
        if shared:
            raise ModelError(f"Labels and relationship types share names: {sorted(shared)}.")
        _by_name([(name, item) for item in self.nodes for name in {item.singular, item.plural}], "query field")
        for relationship in self.relationships:
            for label in (name for ends in relationship.ends for name in (*ends.starts, *ends.ends)):
                if label != ANY_ENTITY and label not in self._node_by_label:
                    raise ModelError(f"{relationship.type} names the unknown label {label!r}.")
            for name in relationship.within:
                if name not in self._type_by_name:
                    raise ModelError(f"{relationship.type} follows the unknown relationship type {name!r}.")
        object.__setattr__(self, "_fields", {item.label: tuple(self._fields_of(item)) for item in self.nodes})
        for item in self.nodes:
            self._check_fields(item)
        self._check_enums()

    @property
    def entities(self) -> tuple[NodeType, ...]:
        """All entity labels, in declared order."""
        return tuple(item for item in self.nodes if item.entity)

    @property
    def claimed(self) -> tuple[RelationshipType, ...]:
        """All relationship types that claims carry, in declared order."""
        return tuple(item for item in self.relationships if item.entity)

    @property
    def version(self) -> str:
        """Digest of every declaration, 16 hexadecimal digits; another model has another version."""
        return hashlib.sha256(repr((self.nodes, self.relationships, self.enums)).encode()).hexdigest()[:16]

    def node(self, label: str) -> NodeType:
        """Return a label's declaration; raises ModelError when there is none."""
        if label not in self._node_by_label:
            raise ModelError(f"The model has no label {label!r}.", hint=f"It has {', '.join(self._node_by_label)}.")
        return self._node_by_label[label]

    def relationship(self, name: str) -> RelationshipType:
        """Return a relationship type's declaration; raises ModelError when there is none."""
        if name not in self._type_by_name:
            raise ModelError(f"The model has no relationship type {name!r}.", hint=f"It has {', '.join(self._type_by_name)}.")
        return self._type_by_name[name]

    def has_label(self, label: str) -> bool:
        """Whether the label is declared."""
        return label in self._node_by_label

    def has_relationship(self, name: str) -> bool:
        """Whether the relationship type is declared."""
        return name in self._type_by_name

    def fields(self, label: str) -> tuple[RelationshipField, ...]:
        """Return the relationship fields of a label, bookkeeping left out, in declared order of types, forward first."""
        return self._fields[self.node(label).label]

    def properties(self, label: str) -> tuple[Property, ...]:
        """Return all properties of a label, the shared ones of entities first."""
        declared = self.node(label)
        return (*nodes.ENTITY_PROPERTIES, *declared.properties) if declared.entity else declared.properties

    def relationship_properties(self, name: str) -> tuple[Property, ...]:
        """Return all properties of a relationship type, the shared ones (id, basis, claims) first."""
        declared = self.relationship(name)
        return (*relationships.CLAIMED_PROPERTIES, *declared.properties) if declared.entity else declared.properties

    def expand(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels with ANY_ENTITY replaced by every entity label, each once, in declared order."""
        if ANY_ENTITY in labels:
            return tuple(item.label for item in self.entities)
        return tuple(item.label for item in self.nodes if item.label in labels)

    def pairs(self, relationship: RelationshipType) -> frozenset[tuple[str, str]]:
        """Return every allowed (start label, end label)."""
        return frozenset(
            (start, end) for ends in relationship.ends for start in self.expand(ends.starts) for end in self.expand(ends.ends)
        )

    def label_of_key(self, key: str) -> str:
        """Return the label that an entity key was minted for ("project:..." -> "Project").

        Raises:
            ModelError: No label has the key's first part.
        """
        declared = self._node_by_head.get(key.partition(":")[0])
        if declared is None:
            raise ModelError(f"No label belongs to the key {key!r}.")
        return declared.label

    def _fields_of(self, declared: NodeType) -> Iterator[RelationshipField]:
        for relationship in self.claimed:
            for forward in (True, False):
                far = self._far(relationship, declared.label, forward=forward)
                if far and declared.entity:
                    name = relationship.field if forward else relationship.inverse
                    yield RelationshipField(declared.label, name, relationship, forward, far)

    def _far(self, relationship: RelationshipType, label: str, *, forward: bool) -> tuple[str, ...]:
        far: set[str] = set()
        for ends in relationship.ends:
            near_labels, far_labels = (ends.starts, ends.ends) if forward else (ends.ends, ends.starts)
            if label in self.expand(near_labels):
                far.update(self.expand(far_labels))
        return self.expand(tuple(far))

    def _check_fields(self, declared: NodeType) -> None:
        names = [item.key for item in self.properties(declared.label)] + [item.name for item in self.fields(declared.label)]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ModelError(f"{declared.label} has two fields of one name: {twice}.")
        for view in self.fields(declared.label):
            for label in view.far:
                self._check_filter_names(view, label)

    def _check_filter_names(self, view: RelationshipField, label: str) -> None:
        taken = {item.key for item in self.properties(label)} | {item.name for item in self._fields.get(label, ())}
        for item in view.type.properties:
            name = item.filter_name or item.key
            if name in taken:
                raise ModelError(
                    f"{view.type.type}.{item.key} and {label}.{name} have one name in a filter.",
                    hint="Give the relationship property a `filter_name`.",
                )

    def _check_enums(self) -> None:
        known = {item.name: item for item in self.enums}
        if len(known) != len(self.enums):
            raise ModelError("Two enums share a name.")
        declared = [item for node in self.nodes for item in self.properties(node.label)]
        declared += [item for one in self.relationships for item in one.properties]
        for item in declared:
            if item.enum is not None and known.get(item.enum.name) != item.enum:
                raise ModelError(f"Property {item.key} uses the unregistered enum {item.enum.name}.")


def _by_name(items: list[tuple[str, _T]], what: str) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for name, item in items:
        if name in found:
            raise ModelError(f"The {what} {name!r} is declared twice.")
        found[name] = item
    return found


MODEL = Model(nodes=(*nodes.ENTITIES, *nodes.BOOKKEEPING), relationships=(*relationships.CLAIMED, *relationships.BOOKKEEPING))
