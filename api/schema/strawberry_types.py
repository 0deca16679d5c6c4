"""Makes strawberry types of declared ones; the only place that knows how strawberry wants its classes.

The classes are never instantiated: they exist so that strawberry builds and prints the schema.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any, Optional

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from api.schema.declarations import (
    ArgumentDeclaration,
    EnumDeclaration,
    FieldDeclaration,
    InputDeclaration,
    InputFieldDeclaration,
    SchemaDeclaration,
    TypeDeclaration,
)
from api.schema.fields import METADATA_KEY
from api.schema.scalars import SCALARS, DateTime, Decimal, PartialDate, Yuan
from graph.errors import ModelError

Namespace = dict[str, Any]

_BUILT_IN: Namespace = {
    "String": str, "Int": int, "Float": float, "Boolean": bool, "ID": strawberry.ID, "Optional": Optional, "list": list,
    "Yuan": Yuan, "Decimal": Decimal, "PartialDate": PartialDate, "DateTime": DateTime,
}  # fmt: skip
# Stands in a field while its class is made: the true type may name a class that is made later, and looking it up again and again until
# then took a third of the schema's build.
_LATER = StrawberryAnnotation(str)
_NAME = re.compile(r"[A-Za-z]\w*\Z")


def strawberry_schema(declared: SchemaDeclaration, *, execution_context_class: Any = None) -> strawberry.Schema:
    """Return the schema; types that no field leads to, such as scalars for later fields, are part of it too.

    Raises:
        ModelError: Two types or two fields of one name, or a type that is written wrongly.
    """
    namespace: Namespace = dict(_BUILT_IN)
    for enum in declared.enums:
        _add(namespace, enum.name, _enum(enum))
    for given in declared.inputs:
        _add(namespace, given.name, _input_class(given, namespace))
    for item in declared.types:
        _add(namespace, item.name, _class(item, namespace))
    unreached = [namespace[name] for name in ("Yuan", "Decimal", "PartialDate", "DateTime")]
    reachable = [namespace[item.name] for item in declared.types if item.name != "Query"]
    return strawberry.Schema(
        query=namespace["Query"],
        types=[*reachable, *(namespace[enum.name] for enum in declared.enums), *unreached],
        execution_context_class=execution_context_class,
        config=StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS),
    )


def describe_once(core: GraphQLSchema) -> None:
    """Take the descriptions off fields that repeat those of an interface, which bears them: they are a sixth of the schema's text."""
    for declared in core.type_map.values():
        if not isinstance(declared, GraphQLObjectType):
            continue
        for field in (declared.fields[name] for interface in declared.interfaces for name in interface.fields):
            field.description = None
            for argument in field.args.values():
                argument.description = None


def annotation(text: str) -> str:
    """Return the Python annotation of a GraphQL type: "[String!]" -> "Optional[list[String]]".

    Raises:
        ModelError: The text is no type.
    """
    required = text.endswith("!")
    inner = text.removesuffix("!")
    if inner.startswith("[") and inner.endswith("]"):
        found = f"list[{annotation(inner[1:-1])}]"
    elif _NAME.match(inner):
        found = inner
    else:
        raise ModelError(f"{text!r} is no GraphQL type.")
    return found if required else f"Optional[{found}]"


def _add(namespace: Namespace, name: str, made: object) -> None:
    if name in namespace:
        raise ModelError(f"The schema has two types {name!r}.")
    namespace[name] = made


def _enum(declared: EnumDeclaration) -> type[Enum]:
    values = {
        _python_name(name): strawberry.enum_value(name, name=name, description=meaning or None)
        for name, meaning in declared.values
    }
    made = Enum(declared.name, values)  # type: ignore[misc]  # the name is known at run time only
    return strawberry.enum(made, name=declared.name, description=declared.description or None)


def _class(declared: TypeDeclaration, namespace: Namespace) -> Any:
    names = [field.name for field in declared.fields]
    inherited = _inherited(namespace[declared.interface]) if declared.interface else set()
    twice = sorted({name for name in names if names.count(name) > 1 or name in inherited})
    if twice:
        raise ModelError(f"Type {declared.name} has two fields of one name: {twice}.")
    bases = (namespace[declared.interface],) if declared.interface else ()
    members = {_attribute(field.name): _field(field, namespace) for field in declared.fields}
    made: Any = type(declared.name, bases, {"__annotations__": {}, "__module__": __name__, **members})
    decorate = strawberry.interface if declared.is_interface else strawberry.type
    decorated = decorate(made, name=declared.name, description=declared.description or None)
    # Making the dataclass replaces each annotation by one that looks names up in a module.
    types = {_attribute(field.name): annotation(field.type) for field in declared.fields}
    for field in decorated.__strawberry_definition__.fields:
        if field.python_name in types:
            field.type_annotation = StrawberryAnnotation(types[field.python_name], namespace=namespace)
    return decorated


def _attribute(name: str) -> str:
    """Return the attribute of a field; `from` and the like are words of Python."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _inherited(interface: Any) -> set[str]:
    return {field.python_name for field in interface.__strawberry_definition__.fields}


def _field(declared: FieldDeclaration, namespace: Namespace) -> StrawberryField:
    field = StrawberryField(
        python_name=_attribute(declared.name),
        graphql_name=declared.name,
        type_annotation=_LATER,
        description=declared.description or None,
        metadata={METADATA_KEY: declared.spec},
    )
    field.arguments = list(_arguments(declared.arguments, namespace))
    return field


def _arguments(declared: Iterable[ArgumentDeclaration], namespace: Namespace) -> Iterable[StrawberryArgument]:
    for item in declared:
        yield StrawberryArgument(
            python_name=item.name,
            graphql_name=item.name,
            type_annotation=StrawberryAnnotation(annotation(item.type), namespace=namespace),
            description=item.description or None,
            default=UNSET if item.default is None else item.default,
        )


def _input_class(declared: InputDeclaration, namespace: Namespace) -> Any:
    members = {_python_name(field.name): _input_field(field) for field in declared.fields}
    made: Any = type(declared.name, (), {"__annotations__": {}, "__module__": __name__, **members})
    decorated: Any = strawberry.input(made, name=declared.name, description=declared.description or None)
    for field, given in zip(decorated.__strawberry_definition__.fields, declared.fields, strict=True):
        field.type_annotation = StrawberryAnnotation(annotation(given.type), namespace=namespace)
    return decorated


def _input_field(declared: InputFieldDeclaration) -> StrawberryField:
    return StrawberryField(
        python_name=_python_name(declared.name),
        graphql_name=declared.name,
        type_annotation=_LATER,
        description=declared.description or None,
        default=UNSET,
    )


def _python_name(name: str) -> str:
    """A name that Python does not keep for itself: `in`, `not`, and what every member of an enumeration has."""
    return f"{name}_" if keyword.iskeyword(name) or name in ("name", "value", "mro") else name
