"""Dump lines: one canonical JSON object a node or relationship, and back with every check.

    {"key":"park:ganhe-yuanqu","label":"Park","properties":{…}}
    {"end":["Place","place:xining"],"id":"park:…|PART_OF|place:…","properties":{…},"start":["Park","park:…"],"type":"PART_OF"}

Keys sorted, no spaces, UTF-8 without escapes beyond JSON's own, floats with a point: equal graphs give equal lines, whichever store
they come from. Lines are sorted by their bytes, as `LC_ALL=C sort` does; relationships therefore stand before nodes.
"""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from graph.errors import DumpError
from graph.model.declarations import Property
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import Scalar, StoreValue, columns
from graph.model.registry import Model

_NODE_KEYS = {"key", "label", "properties"}
_RELATIONSHIP_KEYS = {"end", "id", "properties", "start", "type"}


def node_line(node: ImageNode) -> bytes:
    """Return a node's line, without the line end."""
    record = {"label": node.label, "key": node.key, "properties": dict(node.properties)}
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def relationship_line(item: ImageRelationship) -> bytes:
    """Return a relationship's line, without the line end."""
    record = {
        "type": item.type,
        "id": item.id,
        "start": [item.start_label, item.start],
        "end": [item.end_label, item.end],
        "properties": dict(item.properties),
    }
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def image_lines(image: Image) -> list[bytes]:
    """Return all lines of an image, sorted by their bytes."""
    nodes = [node_line(node) for node in image.nodes.values()]
    return sorted([*nodes, *(relationship_line(item) for item in image.relationships.values())])


def parse_line(line: bytes, model: Model) -> ImageNode | ImageRelationship:
    """Return the node or relationship that a line holds.

    Raises:
        DumpError: The line is no JSON of that form, or holds what the model does not declare; without a place.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise DumpError(f"The line is no JSON ({error}).") from error
    if not isinstance(record, dict) or not isinstance(record.get("properties"), dict):
        raise DumpError("The line is no node and no relationship.")
    if set(record) == _NODE_KEYS:
        return _node(record, model)
    if set(record) == _RELATIONSHIP_KEYS:
        return _relationship(record, model)
    raise DumpError(f"The line has the keys {', '.join(sorted(record))}.", hint="A node has key, label and properties.")


def _node(record: Mapping[str, object], model: Model) -> ImageNode:
    label, key = _text(record, "label"), _text(record, "key")
    if not model.has_label(label):
        raise DumpError(f"The model has no label {label!r}.", hint="Restore with the version of Liantu that made the dump.")
    properties = _properties(record["properties"], model.properties(label), label)
    if properties.get("key") != key:
        raise DumpError(f"{label} {key!r} has another key among its properties.")
    return ImageNode(label, key, properties)


def _relationship(record: Mapping[str, object], model: Model) -> ImageRelationship:
    name, identity = _text(record, "type"), _text(record, "id")
    if not model.has_relationship(name):
        raise DumpError(f"The model has no type {name!r}.", hint="Restore with the version of Liantu that made the dump.")
    (start_label, start), (end_label, end) = _end(record, "start"), _end(record, "end")
    declared = model.relationship(name)
    if (start_label, end_label) not in model.pairs(declared):
        raise DumpError(f"{name} does not lead from {start_label} to {end_label}.")
    held = dict(record["properties"]) if isinstance(record["properties"], dict) else {}
    if held.get("id") != identity:
        raise DumpError(f"{name} {identity!r} has another id among its properties.")
    if not declared.entity:
        del held["id"]
    properties = _properties(held, model.relationship_properties(name), name)
    return ImageRelationship(name, identity, start_label, start, end_label, end, {"id": identity, **properties})


def _text(record: Mapping[str, object], name: str) -> str:
    held = record[name]
    if not isinstance(held, str) or not held:
        raise DumpError(f"{name!r} holds {held!r} and not a text.")
    return held


def _end(record: Mapping[str, object], name: str) -> tuple[str, str]:
    held = record[name]
    if not isinstance(held, list) or len(held) != 2 or not all(isinstance(part, str) and part for part in held):
        raise DumpError(f"{name!r} holds {held!r} and not a label and a key.")
    return held[0], held[1]


def _properties(held: object, declared: tuple[Property, ...], what: str) -> dict[str, StoreValue]:
    scalars = {column.name: column.scalar for item in declared for column in columns(item)}
    required = {columns(item)[0].name for item in declared if item.required}
    found = dict(held) if isinstance(held, dict) else {}
    for name, value in found.items():
        scalar = scalars.get(name)
        if scalar is None:
            raise DumpError(f"{what} has no property {name!r}.")
        if not _fits(value, scalar):
            raise DumpError(f"{what}.{name} holds {value!r} and not a {scalar.value}.")
    missing = sorted(required - set(found))
    if missing:
        raise DumpError(f"A {what} lacks {', '.join(missing)}.")
    return found


def _fits(value: object, scalar: Scalar) -> bool:
    if scalar is Scalar.STRINGS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    wanted = {Scalar.STRING: str, Scalar.INTEGER: int, Scalar.FLOAT: float}[scalar]
    return type(value) is wanted
