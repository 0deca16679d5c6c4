"""The words in which the model is written: frozen plain data, checked on construction.

    UNDERTAKES = RelationshipType(
        "UNDERTAKES", field="undertakes", inverse="undertakenBy",
        ends=(Ends(("Enterprise",), ("Project",)),), zh="承担", inverse_zh="承担方", en="carries out")

Declarations know nothing of Cypher or GraphQL; constraints, loader checks, types and documents are functions of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, unique

from graph.errors import ModelError

# Stands in `Ends` for every entity label, so that a new label takes part without an edit of the relationship type.
ANY_ENTITY = "Entity"

_LABEL = re.compile(r"[A-Z][A-Za-z]*\Z")
_TYPE = re.compile(r"[A-Z]+(_[A-Z]+)*\Z")
_KEY = re.compile(r"[a-z][A-Za-z0-9]*\Z")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\Z")


@unique
class Kind(Enum):
    """How a property's value reads, is stored and is typed; see graph.model.kinds for the columns of each."""

    TEXT = "text"
    TEXT_LIST = "list of texts"
    INTEGER = "integer"
    YUAN = "money in whole yuan"
    QUANTITY = "number with unit and comparator"
    PARTIAL_DATE = "date of stated precision"
    DATE_TIME = "instant in UTC"
    ENUM = "one of declared values"


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One value of an enumeration: its name in UPPER_SNAKE, its Chinese name, what it means."""

    name: str
    zh: str
    en: str

    def __post_init__(self) -> None:
        """Raise ModelError when the name is not UPPER_SNAKE."""
        if not _CONSTANT.match(self.name):
            raise ModelError(f"Enum value {self.name!r} is not UPPER_SNAKE.")


@dataclass(frozen=True, slots=True)
class EnumType:
    """A closed list of values, in the order in which people read them."""

    name: str
    zh: str
    en: str
    values: tuple[EnumValue, ...]

    def __post_init__(self) -> None:
        """Raise ModelError for a bad name, no values, or one value twice."""
        names = self.names
        if not _LABEL.match(self.name) or not names or len(set(names)) != len(names):
            raise ModelError(f"Enum {self.name!r} needs a PascalCase name and distinct values.")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all values, in declared order."""
        return tuple(value.name for value in self.values)


@dataclass(frozen=True, slots=True)
class Property:
    """One property key of a label or a relationship type.

    Attributes:
        key: lowerCamelCase; also the GraphQL field name.
        kind: How it is read, stored and typed.
        zh: Chinese name, as shown to people.
        en: What it says, one sentence without a full stop.
        enum: The values of an ENUM.
        unit: Unit of an INTEGER, when it has one.
        required: Every node or relationship must bear it.
        internal: Stored, but never shown by the API.
        filter_name: Name in a connection's `where`, when `key` is also a field of the far node.
        derived: Computed at projection from other facts, so no table may state it.
        is_name: Its value is one more name by which the node can be looked up.
        indexed: Sought by value, so the store keeps a range index on it.
        ordered: Lists run by it, so the store keeps an index on it and the key.
        folded: A TEXT that is compared in normal form, so its store column has a second one beside it (see graph.model.kinds).
    """

    key: str
    kind: Kind
    zh: str
    en: str
    enum: EnumType | None = None
    unit: str = ""
    required: bool = False
    internal: bool = False
    filter_name: str = ""
    derived: bool = False
    is_name: bool = False
    indexed: bool = False
    ordered: bool = False
    folded: bool = False

    def __post_init__(self) -> None:
        """Raise ModelError for a bad key, an ENUM without values, values without ENUM, or a normal form of what is no text."""
        if not _KEY.match(self.key) or self.key.startswith("__"):
            raise ModelError(f"Property key {self.key!r} is not lowerCamelCase.")
        if (self.kind is Kind.ENUM) != (self.enum is not None):
            raise ModelError(f"Property {self.key!r}: ENUM and `enum` go together.")
        if self.folded and self.kind is not Kind.TEXT:
            raise ModelError(f"Property {self.key!r}: only a text has a normal form.")
        if not self.zh or not self.en:
            raise ModelError(f"Property {self.key!r} needs a Chinese name and a description.")


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its own properties; what all entities share is added by the registry.

    Attributes:
        label: PascalCase, singular.
        plural: The GraphQL list field; the singular one is the label with a small first letter.
        zh: Chinese name of the label.
        en: What one node of it stands for.
        properties: Own properties in the order in which people read them.
        entity: Whether it bears basis and claims; Evidence, Document and the like do not.
    """

    label: str
    plural: str
    zh: str
    en: str
    properties: tuple[Property, ...] = ()
    entity: bool = True

    def __post_init__(self) -> None:
        """Raise ModelError for a bad label or plural, or one property twice."""
        if not _LABEL.match(self.label) or not _KEY.match(self.plural):
            raise ModelError(f"Label {self.label!r} is not PascalCase, or its plural {self.plural!r} not lowerCamelCase.")
        keys = [item.key for item in self.properties]
        if len(set(keys)) != len(keys):
            raise ModelError(f"Label {self.label} declares a property twice: {sorted(keys)}.")

    @property
    def singular(self) -> str:
        """The GraphQL field that looks one node up."""
        return self.label[0].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Ends:
    """Labels that may start and labels that may end a relationship: every start with every end."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type with both of its fields.

    There is one relationship per (start, type, end, values of the discriminators).

    Attributes:
        type: UPPER_SNAKE, read from start to end.
        field: GraphQL field on the start node.
        inverse: GraphQL field on the end node.
        ends: Which labels it connects.
        zh: Chinese name read from the start node.
        inverse_zh: Chinese name read from the end node.
        en: What it says.
        properties: Its properties; discriminators are named among them.
        discriminators: Keys of properties that are part of its identity, in order.
        single: A start node has at most one such relationship.
        entity: Whether claims carry it; ABOUT, CITES and the like are bookkeeping.
        within: Types that lead on from its end to all that contains it; a filter `within` follows them. None for no such filter.
    """

    type: str
    field: str
    inverse: str
    ends: tuple[Ends, ...]
    zh: str
    inverse_zh: str
    en: str
    properties: tuple[Property, ...] = ()
    discriminators: tuple[str, ...] = ()
    single: bool = False
    entity: bool = True
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ModelError for bad names, no ends, or a discriminator that is no stored-as-one-column property."""
        if not _TYPE.match(self.type) or not _KEY.match(self.field) or not _KEY.match(self.inverse) or not self.ends:
            raise ModelError(f"Relationship type {self.type!r} needs UPPER_SNAKE, two lowerCamelCase fields and ends.")
        kinds = {item.key: item.kind for item in self.properties}
        if len(kinds) != len(self.properties):
            raise ModelError(f"{self.type} declares a property twice.")
        for key in self.discriminators:
            if kinds.get(key) not in (Kind.TEXT, Kind.INTEGER, Kind.ENUM, Kind.PARTIAL_DATE):
                raise ModelError(f"{self.type}: discriminator {key!r} must be a declared text, integer, enum or date.")
