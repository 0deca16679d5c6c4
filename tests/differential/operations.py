"""Random operations over the schema: aliases, merging, inline fragments, @skip and @include, all arguments of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from api.schema.analyses.registry import analyses
from graph.model.image import Image
from graph.model.registry import MODEL, Model
from tests.differential.arguments import Writing, group_arguments, list_arguments, listed_at, new_writing
from tests.differential.oracle import Oracle, to_id

# Fields whose answers stock execution does not give by way of the oracle.
_LEFT_OUT = {one.field.name for one in analyses(MODEL)}
_NAMES = ("东硅", "青铝公司", "多晶硅二期", "无此名", "青石县", "光伏组件", "青石县行动计划")
_FIELDS = ("name", "status", "SERVES", "UNDERTAKES", "OCCUPIES.state", "nothing")


@dataclass
class Operation:
    """A query text with its variables."""

    query: str
    variables: dict[str, Any]


@st.composite
def operations(draw: Any, oracle: Oracle, model: Model, image: Image) -> Operation:
    """Draw an operation that is valid against the schema."""
    writing = new_writing(oracle, model, image, draw)
    assert writing.schema.query_type is not None
    body = _selection(writing, writing.schema.query_type, draw(st.integers(2, 4)))
    head = f"query({', '.join(writing.declared)}) " if writing.declared else ""
    return Operation(head + body, writing.variables)


def _keys(image: Image) -> list[str]:
    keys = sorted(
        key for label, key in image.nodes if ":" in key and label not in ("NameForm", "NameToken", "Evidence", "Redirect")
    )
    return [*keys, "enterprise:jiu-dong-gui", "park:nirgends", "x"]


def _selection(writing: Writing, declared: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    names = [
        name
        for name, found in declared.fields.items()
        if name not in _LEFT_OUT and (depth > 0 or is_leaf_type(get_named_type(found.type)))
    ]
    chosen = writing.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)) if names else []
    parts = [_field(writing, declared, name, depth) for name in chosen]
    if writing.draw(st.integers(0, 3)) == 0 or not parts:
        parts.append("__typename")
    if parts and writing.draw(st.integers(0, 5)) == 0:
        parts.append(parts[0])
    if isinstance(declared, GraphQLInterfaceType) and depth > 0:
        parts += _fragments(writing, declared, depth)
    return "{ " + " ".join(parts) + " }"


def _fragments(writing: Writing, declared: GraphQLInterfaceType, depth: int) -> list[str]:
    possible = sorted(item.name for item in writing.schema.get_possible_types(declared))
    chosen = writing.draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))
    found = []
    for name in chosen:
        inner = writing.schema.type_map[name]
        assert isinstance(inner, GraphQLObjectType)
        found.append(f"... on {name} {_selection(writing, inner, depth - 1)}")
    return found


def _field(writing: Writing, owner: GraphQLObjectType | GraphQLInterfaceType, name: str, depth: int) -> str:
    declared = owner.fields[name]
    text = f"{writing.alias()}: {name}{_arguments(writing, owner.name, name, declared)}{_directive(writing)}"
    named = get_named_type(declared.type)
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        inner = depth if named.name.endswith(("Connection", "Edge", "AggregateRow")) else depth - 1
        text += f" {_selection(writing, named, max(inner, 0))}"
    return text


def _directive(writing: Writing) -> str:
    kind = writing.draw(st.sampled_from(("", "", "", "", "skip", "include")))
    return f" @{kind}(if: {writing.variable('Boolean!', writing.draw(st.booleans()))})" if kind else ""


def _arguments(writing: Writing, owner: str, name: str, declared: GraphQLField) -> str:  # noqa: PLR0911  one return a kind of field
    draw, keys = writing.draw, _keys(writing.image)
    if "ids" in declared.args:
        ids = [to_id(key) for key in draw(st.lists(st.sampled_from(keys), max_size=4))]
        return f"(ids: {writing.variable('[ID!]!', ids)})"
    if "key" in declared.args:
        if draw(st.booleans()):
            return f"(name: {writing.variable('String', draw(st.sampled_from(_NAMES)))})"
        return f"(key: {writing.variable('String', draw(st.sampled_from(keys)))})"
    if "id" in declared.args:
        return f"(id: {writing.variable('ID!', to_id(draw(st.sampled_from(keys))))})"
    if "field" in declared.args:
        return draw(st.sampled_from(("", *(f'(field: "{found}")' for found in _FIELDS))))  # type: ignore[no-any-return]
    if "first" in declared.args:
        return list_arguments(writing, *listed_at(writing.model, owner, name), declared.args)
    if name == "aggregate":
        return group_arguments(writing, declared.args)
    assert not declared.args, name
    return ""
