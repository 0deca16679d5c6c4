"""Random operations over the schema: aliases, merging, inline fragments, @skip and @include, pages by literal and by variable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from api.schema.analyses.registry import analyses
from graph.model.image import Image
from graph.model.registry import MODEL
from tests.differential.oracle import to_id

# Fields whose answers stock execution does not give by way of the oracle.
_LEFT_OUT = {one.field.name for one in analyses(MODEL)}
_NAMES = ("东硅", "青铝公司", "多晶硅二期", "无此名", "青石县", "光伏组件", "青石县行动计划")
_FIELDS = ("name", "status", "SERVES", "UNDERTAKES", "OCCUPIES.state", "nothing")


@dataclass
class Operation:
    """A query text with its variables."""

    query: str
    variables: dict[str, Any]


@dataclass
class _Writing:
    schema: GraphQLSchema
    draw: Any
    keys: Sequence[str]
    cursors: Sequence[str]
    declared: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    aliases: int = 0

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def variable(self, type_name: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {type_name}")
        self.variables[name] = value
        return f"${name}"


@st.composite
def operations(draw: Any, schema: GraphQLSchema, image: Image) -> Operation:
    """Draw an operation that is valid against the schema."""
    keys = sorted(
        key for label, key in image.nodes if ":" in key and label not in ("NameForm", "NameToken", "Evidence", "Redirect")
    )
    keys += ["enterprise:jiu-dong-gui", "park:nirgends", "x"]
    cursors = [
        *keys[:12],
        *(f"{item.end}\n{item.id}" for item in image.relationships.values() if item.type in ("SERVES", "FEEDS")),
    ]
    writing = _Writing(schema, draw, keys, cursors)
    assert schema.query_type is not None
    body = _selection(writing, schema.query_type, draw(st.integers(2, 4)))
    head = f"query({', '.join(writing.declared)}) " if writing.declared else ""
    return Operation(head + body, writing.variables)


def _selection(writing: _Writing, declared: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    names = [
        name
        for name, found in declared.fields.items()
        if name not in _LEFT_OUT and (depth > 0 or is_leaf_type(get_named_type(found.type)))
    ]
    chosen = writing.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)) if names else []
    parts = [_field(writing, declared.fields[name], name, depth) for name in chosen]
    if writing.draw(st.integers(0, 3)) == 0 or not parts:
        parts.append("__typename")
    if parts and writing.draw(st.integers(0, 5)) == 0:
        parts.append(parts[0])
    if isinstance(declared, GraphQLInterfaceType) and depth > 0:
        parts += _fragments(writing, declared, depth)
    return "{ " + " ".join(parts) + " }"


def _fragments(writing: _Writing, declared: GraphQLInterfaceType, depth: int) -> list[str]:
    possible = sorted(item.name for item in writing.schema.get_possible_types(declared))
    chosen = writing.draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))
    found = []
    for name in chosen:
        inner = writing.schema.type_map[name]
        assert isinstance(inner, GraphQLObjectType)
        found.append(f"... on {name} {_selection(writing, inner, depth - 1)}")
    return found


def _field(writing: _Writing, declared: GraphQLField, name: str, depth: int) -> str:
    text = f"{writing.alias()}: {name}{_arguments(writing, declared, name)}{_directive(writing)}"
    named = get_named_type(declared.type)
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        inner = depth if named.name.endswith(("Connection", "Edge")) else depth - 1
        text += f" {_selection(writing, named, max(inner, 0))}"
    return text


def _directive(writing: _Writing) -> str:
    kind = writing.draw(st.sampled_from(("", "", "", "", "skip", "include")))
    return f" @{kind}(if: {writing.variable('Boolean!', writing.draw(st.booleans()))})" if kind else ""


def _arguments(writing: _Writing, declared: GraphQLField, name: str) -> str:  # noqa: PLR0911  one return a kind of field
    draw = writing.draw
    if "ids" in declared.args:
        ids = [to_id(key) for key in draw(st.lists(st.sampled_from(writing.keys), max_size=4))]
        return f"(ids: {writing.variable('[ID!]!', ids)})"
    if "key" in declared.args:
        if draw(st.booleans()):
            return f"(name: {writing.variable('String', draw(st.sampled_from(_NAMES)))})"
        return f"(key: {writing.variable('String', draw(st.sampled_from(writing.keys)))})"
    if "id" in declared.args:
        return f"(id: {writing.variable('ID!', to_id(draw(st.sampled_from(writing.keys))))})"
    if "field" in declared.args:
        return draw(st.sampled_from(("", *(f'(field: "{found}")' for found in _FIELDS))))  # type: ignore[no-any-return]
    if "first" in declared.args:
        return _page(writing)
    assert not declared.args, name
    return ""


def _page(writing: _Writing) -> str:
    draw = writing.draw
    parts = []
    first = draw(st.sampled_from((None, 0, 1, 2, 7)))
    if first is not None:
        parts.append(f"first: {writing.variable('Int', first) if draw(st.booleans()) else first}")
    if draw(st.integers(0, 3)) == 0:
        after = draw(st.sampled_from((None, *writing.cursors)))
        parts.append(f"after: {writing.variable('String', None if after is None else to_id(after))}")
    return f"({', '.join(parts)})" if parts else ""
