"""Types of the schema as plain data, between the model and strawberry.

Types of fields are written as in GraphQL: "String", "ID!", "[Evidence!]!".
"""

from __future__ import annotations

from dataclasses import dataclass

from api.schema.fields import FieldSpec


@dataclass(frozen=True, slots=True)
class ArgumentDeclaration:
    """An argument of a field; `default` None means none, as lists have it."""

    name: str
    type: str
    description: str = ""
    default: int | None = None


@dataclass(frozen=True, slots=True)
class FieldDeclaration:
    """A field with its meaning."""

    name: str
    type: str
    description: str
    spec: FieldSpec
    arguments: tuple[ArgumentDeclaration, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeDeclaration:
    """An object type or interface; what it inherits from its interface is not repeated among its fields."""

    name: str
    description: str
    fields: tuple[FieldDeclaration, ...]
    interface: str = ""
    is_interface: bool = False


@dataclass(frozen=True, slots=True)
class EnumDeclaration:
    """An enumeration: names and what each means."""

    name: str
    description: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InputFieldDeclaration:
    """A field of an input object."""

    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class InputDeclaration:
    """An input object."""

    name: str
    description: str
    fields: tuple[InputFieldDeclaration, ...]


@dataclass(frozen=True, slots=True)
class SchemaDeclaration:
    """All types of a schema; the one named Query is its root."""

    types: tuple[TypeDeclaration, ...]
    enums: tuple[EnumDeclaration, ...]
    inputs: tuple[InputDeclaration, ...] = ()
