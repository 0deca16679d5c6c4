"""Every place of the schema where a client may put a text: arguments of root fields, and operands of filters.

    texts(schema)   -> Position("enterprise(name:)", "query($v: String) { found: enterprise(name: $v) { __typename } }", …)

A position is an operation with one text left open, so a test can ask it once with a harmless text and once with a hostile one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

from api.ids import encode_id

_TEXTS = ("String", "ID", "Yuan", "PartialDate")
# A key of the small graph for each root argument that must be an id.
_IDS = {
    "segment": "segment:duo-jing-gui", "chain": "chain:gui-lian", "from": "enterprise:dong-gui", "to": "park:he-wan",
    "id": "park:he-wan", "ids": "park:he-wan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """One operation with one open text.

    Attributes:
        name: Where the text stands, for people.
        query: The operation; its variable is `$v`.
        variables: Makes the variables for a text.
    """

    name: str
    query: str
    variables: Callable[[str], dict[str, Any]]


def texts(schema: GraphQLSchema) -> Iterator[Position]:
    """Yield each text argument of a root field, and of filters each operator of each kind, in the first list that has it.

    All lists share the kinds of filters, and a store takes a tenth of a second to plan a statement that it never saw.
    """
    assert schema.query_type is not None
    seen: set[tuple[str, str]] = set()
    for field_name, field in schema.query_type.fields.items():
        for name, argument in field.args.items():
            if named(argument) in _TEXTS:
                yield _argument(field_name, field, name, argument)
        if "where" in field.args:
            yield from _operands(field_name, field, seen)


def named(argument: GraphQLArgument | GraphQLInputField) -> str:
    """Return the name of an argument's innermost type."""
    return str(get_named_type(argument.type))


def _argument(field_name: str, field: GraphQLField, name: str, argument: GraphQLArgument) -> Position:
    listed = isinstance(get_nullable_type(argument.type), GraphQLList)
    others = "".join(
        f", {other}: {_required(other, found)}"
        for other, found in field.args.items()
        if other != name and is_required_argument(found)
    )
    query = f"query($v: {argument.type}) {{ found: {field_name}({name}: $v{others}){_selection(field)} }}"
    return Position(f"{field_name}({name}:)", query, lambda text: {"v": [text] if listed else text})


def _operands(field_name: str, field: GraphQLField, seen: set[tuple[str, str]]) -> Iterator[Position]:
    where = get_named_type(field.args["where"].type)
    assert isinstance(where, GraphQLInputObjectType)
    query = f"query($v: {where.name}) {{ found: {field_name}(where: $v) {{ totalCount nodes {{ key }} }} }}"
    for name, member in where.fields.items():
        filtered = get_named_type(member.type)
        if not isinstance(filtered, GraphQLInputObjectType):
            continue
        for operator, operand in filtered.fields.items():
            kind = (filtered.name, operator)
            if named(operand) in _TEXTS and kind not in seen:
                seen.add(kind)
                yield Position(f"{field_name}(where: {name}.{operator})", query, _operand(name, operator, operand))


def _operand(name: str, operator: str, operand: GraphQLInputField) -> Callable[[str], dict[str, Any]]:
    listed = isinstance(get_nullable_type(operand.type), GraphQLList)
    return lambda text: {"v": {name: {operator: [text] if listed else text}}}


def _required(name: str, argument: GraphQLArgument) -> str:
    inner = get_named_type(argument.type)
    if str(inner) == "ID":
        value = f'"{encode_id(_IDS[name])}"'
    elif str(inner) == "String":
        value = '"x"'
    else:
        raise AssertionError(f"No value is known for {name}: {argument.type}")
    declared = argument.type.of_type if isinstance(argument.type, GraphQLNonNull) else argument.type
    return f"[{value}]" if isinstance(declared, GraphQLList) else value


def _selection(field: GraphQLField) -> str:
    return "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
