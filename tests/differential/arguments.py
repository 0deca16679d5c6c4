"""Draws the arguments of lists: filters, orders, page sizes, cursors, and what lists are summed up by.

Every value is drawn as plain data of its input type, then written as a literal, as variables, or as a mixture of both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    coerce_input_value,
    get_named_type,
)
from hypothesis import strategies as st

from graph.model.declarations import Kind
from graph.model.image import Image
from graph.model.registry import Model, RelationshipField
from tests.differential.lists import Listed, Lists, Row
from tests.differential.oracle import Oracle, listed_by, to_id

# Texts that are in no printing of the small graph, or in another one than its own.
ODD_TEXTS = ("", "硅", "ＳＨ 600001", "sh", "青石 县", "多晶硅", "·", "铝", "二", "無")
YUAN = (0, 41_000_000, 47_280_000_000, 2**53 - 1, -1, "1亿元", "472.8亿元", "4100万元", "100亿元")
DATES = ("2013", "2013-04", "2012", "2013-12", "2010-06", "2013年4月")
NUMBERS = (0, 1, 2, 3, 330, 630199, 2012, 2013, -5, 2**31 - 1)
FLOATS = (0.0, 100000.0, 400000, 1.5, 1e11, -1.0)
UNITS = ("t", "CNY", "kW", "")
_WIDE = ("or", "not", "basis", "aliases", "locatedIn")


@dataclass
class Writing:
    """An operation while it is written: its variables, and where it draws from."""

    schema: GraphQLSchema
    model: Model
    image: Image
    lists: Lists
    draw: Any
    declared: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    aliases: int = 0

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def variable(self, type_name: str, value: Any, *, given: bool = True) -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {type_name}")
        if given:
            self.variables[name] = value
        return f"${name}"

    def one_of(self, values: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(values))

    def happens(self, once_in: int) -> bool:
        return bool(self.draw(st.integers(1, once_in)) == 1)


def new_writing(oracle: Oracle, model: Model, image: Image, draw: Any) -> Writing:
    """Return an empty operation."""
    return Writing(oracle.schema, model, image, oracle.lists, draw)


def list_arguments(writing: Writing, listed: Listed, of: str, arguments: Mapping[str, Any]) -> str:
    """Draw the arguments of a list."""
    written, effective = [], {}
    where = _where(writing, f"{of}Where", listed.type, 2) if writing.happens(2) else None
    order = _order(writing, f"{of}Field") if writing.happens(2) else None
    for name, value in (("where", where), ("orderBy", order)):
        if value is not None:
            text, meant = write(writing, value, arguments[name].type)
            written.append(f"{name}: {text}")
            effective[name] = None if meant is None else coerce_input_value(meant, arguments[name].type)
    for name in writing.one_of(((), ("first",), ("first",), ("last",))):
        size = writing.one_of((0, 1, 2, 3, 7, None))
        text, _ = write(writing, size, arguments[name].type)
        written.append(f"{name}: {text}")
    for name in ("after", "before"):
        if writing.happens(5) and (rows := _rows(writing, listed)):
            cursor = writing.lists.cursor(listed, effective, writing.one_of(rows))
            text, _ = write(writing, cursor, arguments[name].type)
            written.append(f"{name}: {text}")
    return f"({', '.join(written)})" if written else ""


def group_arguments(writing: Writing, arguments: Mapping[str, Any]) -> str:
    """Draw the arguments of an `aggregate`."""
    written = []
    for name, declared in arguments.items():
        kind = get_named_type(declared.type)
        assert isinstance(kind, GraphQLEnumType)
        names = [value for value in kind.values if not _is_quantity(writing.model, kind.name, value)]
        if names and writing.happens(2):
            written.append(f"{name}: {write(writing, writing.one_of(names), declared.type)[0]}")
    return f"({', '.join(written)})" if written else ""


def listed_at(model: Model, type_name: str, name: str) -> tuple[Listed, str]:
    """Return which list a field is, and the type of its nodes."""
    if type_name == "Query":
        (label,) = (item.label for item in model.nodes if item.plural == name)
        return Listed((label,)), label
    view = _view(model, type_name, name)
    return listed_by(view), view.far[0] if len(view.far) == 1 else "Entity"


def write(writing: Writing, value: Any, kind: GraphQLInputType) -> tuple[str, Any]:
    """Write a value of an input type; return its text, and the value that it means once variables are put in."""
    if writing.happens(8):
        return writing.variable(str(kind), value), value
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if value is None:
        return "null", None
    if isinstance(inner, GraphQLList):
        written = [write(writing, item, inner.of_type) for item in value]
        return f"[{', '.join(text for text, _ in written)}]", [meant for _, meant in written]
    if isinstance(inner, GraphQLInputObjectType):
        return _object(writing, value, inner)
    return (value if isinstance(inner, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)), value


def _object(writing: Writing, value: Mapping[str, Any], kind: GraphQLInputObjectType) -> tuple[str, Any]:
    texts, meant = [], {}
    for name, item in value.items():
        declared = kind.fields[name].type
        if not isinstance(declared, GraphQLNonNull) and writing.happens(25):
            # Declared and not given: as if it was left out.
            texts.append(f"{name}: {writing.variable(str(declared), None, given=False)}")
            continue
        text, meant[name] = write(writing, item, declared)
        texts.append(f"{name}: {text}")
    return f"{{{', '.join(texts)}}}", meant


# ---- filters ---------------------------------------------------------------------------------------------------------------------


def _where(writing: Writing, type_name: str, relationship: str, levels: int) -> dict[str, Any]:
    declared = writing.schema.type_map[type_name]
    assert isinstance(declared, GraphQLInputObjectType)
    allowed = [name for name in declared.fields if _may_stand(writing.model, type_name, relationship, name)]
    if levels <= 0:
        allowed = [name for name in allowed if get_named_type(declared.fields[name].type).name.endswith("Filter")]
    # Filters that few nodes fail and filters along relationships tell more than such that nothing passes.
    leading = [name for name in allowed if get_named_type(declared.fields[name].type).name.endswith("Quantifier")]
    names = writing.draw(
        st.lists(st.sampled_from([*allowed, *leading, *(name for name in _WIDE if name in allowed)]), max_size=2, unique=True)
    )
    return {name: _member(writing, name, declared.fields[name].type, type_name, relationship, levels) for name in names}


def _may_stand(model: Model, type_name: str, relationship: str, name: str) -> bool:
    """Whether a field is the node's, or a property of the relationship type that the list follows."""
    of = type_name.removesuffix("Where")
    properties = model.relationship(relationship).properties if relationship else ()
    if name in {item.filter_name or item.key for item in properties}:
        return True
    foreign = {
        item.filter_name or item.key
        for declared in model.claimed
        for item in declared.properties
        if declared.type != relationship
    }
    if of == "Entity":
        return name not in foreign or name in {item.singular for item in model.entities}
    own = {item.key for item in model.properties(of)} | {view.name for view in model.fields(of)}
    return name in own or name not in foreign


def _member(writing: Writing, name: str, kind: Any, type_name: str, relationship: str, levels: int) -> Any:
    if writing.happens(20):
        return None
    named = get_named_type(kind)
    if name in ("and", "or"):
        return [_where(writing, type_name, relationship, levels - 1) for _ in range(writing.draw(st.integers(0, 2)))]
    if named.name.endswith("Where"):
        return _where(writing, named.name, relationship, levels - 1)
    if named.name.endswith("Quantifier"):
        return _quantifier(writing, type_name, name, named, levels)
    return _operators(writing, named, name)


def _quantifier(writing: Writing, type_name: str, name: str, declared: GraphQLNamedType, levels: int) -> dict[str, Any]:
    assert isinstance(declared, GraphQLInputObjectType)
    view = _view(writing.model, type_name.removesuffix("Where"), name)
    found: dict[str, Any] = {}
    words = [*declared.fields, *(("within",) * 4 if "within" in declared.fields else ())]
    for word in writing.draw(st.lists(st.sampled_from(words), max_size=2, unique=True)):
        inner = get_named_type(declared.fields[word].type)
        if word == "within":
            found[word] = to_id(writing.one_of([*_keys(writing.image, view.far), "park:nirgends"]))
        elif word == "count":
            found[word] = _operators(writing, inner, word)
        else:
            found[word] = None if writing.happens(20) else _where(writing, inner.name, view.type.type, levels - 1)
    return found


def _operators(writing: Writing, declared: GraphQLNamedType, name: str) -> dict[str, Any]:
    assert isinstance(declared, GraphQLInputObjectType)
    found: dict[str, Any] = {}
    for operator in writing.draw(st.lists(st.sampled_from(list(declared.fields)), min_size=1, max_size=2, unique=True)):
        kind = declared.fields[operator].type
        if operator in ("eq", "ne") and writing.happens(8):
            found[operator] = None
        elif operator == "isNull":
            found[operator] = writing.draw(st.booleans())
        else:
            operand = get_named_type(kind)
            several = isinstance(kind, GraphQLList)
            values = [
                _operand(writing, operand, operator, name) for _ in range(writing.draw(st.integers(0, 3)) if several else 1)
            ]
            found[operator] = values if several else values[0]
    return found


def _operand(writing: Writing, kind: GraphQLNamedType, operator: str, name: str) -> Any:
    if isinstance(kind, GraphQLEnumType):
        return writing.one_of(list(kind.values))
    if kind.name == "ID":
        return to_id(writing.one_of([*_keys(writing.image, ()), "park:nirgends"]))
    if kind.name == "String":
        return writing.one_of(UNITS) if operator == "unit" else _text(writing, operator, name)
    return writing.one_of({"Yuan": YUAN, "PartialDate": DATES, "Int": NUMBERS, "Float": FLOATS}[kind.name])


def _text(writing: Writing, operator: str, name: str) -> str:
    key = "fullName" if name == "aliases" else name
    held = [node.properties.get(key) for node in writing.image.nodes.values()]
    held += [item.properties.get(key) for item in writing.image.relationships.values()]
    texts = sorted({text for value in held for text in _texts_of(value)})
    text: str = writing.one_of((*texts, *ODD_TEXTS))
    if operator in ("contains", "startsWith", "endsWith") and text:
        start = writing.draw(st.integers(0, len(text) - 1))
        text = {"contains": text[start : start + 3], "startsWith": text[: start + 1], "endsWith": text[start:]}[operator]
    return text.upper() if writing.happens(6) else text


def _texts_of(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [value] if isinstance(value, str) else []


# ---- orders and rows -------------------------------------------------------------------------------------------------------------


def _order(writing: Writing, type_name: str) -> list[dict[str, Any]]:
    declared = writing.schema.type_map[type_name]
    assert isinstance(declared, GraphQLEnumType)
    names = writing.draw(st.lists(st.sampled_from(list(declared.values)), max_size=3))
    order: list[dict[str, Any]] = []
    for name in names:
        direction = writing.one_of(("ASC", "DESC", "DESC", None, ""))
        order.append({"field": name} if direction == "" else {"field": name, "direction": direction})
    return order


def _rows(writing: Writing, listed: Listed) -> list[Row]:
    nodes = {node.key: node for node in writing.image.nodes.values()}
    if not listed.type:
        return [Row(node, None) for node in nodes.values() if node.label in listed.far]
    found = [item for item in writing.image.relationships.values() if item.type == listed.type]
    rows = [Row(nodes[item.end if listed.forward else item.start], item) for item in found]
    return [row for row in rows if row.node.label in listed.far]


def _keys(image: Image, labels: Sequence[str]) -> list[str]:
    return sorted(
        key
        for label, key in image.nodes
        if label in labels or (not labels and ":" in key and label not in ("NameForm", "NameToken"))
    )


def _view(model: Model, type_name: str, name: str) -> RelationshipField:
    labels = [type_name] if model.has_label(type_name) else [item.label for item in model.entities]
    return next(view for view in model.fields(labels[0]) if view.name == name)


def _is_quantity(model: Model, enum: str, name: str) -> bool:
    label = enum.removesuffix("Field").removesuffix("Number")
    properties = model.properties(label) if model.has_label(label) else ()
    return any(item.key == name and item.kind is Kind.QUANTITY for item in properties)
