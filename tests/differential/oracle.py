"""Stock GraphQL over an image: the printed schema, graphql-core's own executor, and one plain function that resolves every field.

It knows the contract and the model, and nothing of specifications, plans, rows or shapes.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLResolveInfo, GraphQLScalarType, GraphQLSchema, build_schema, execute, parse

from graph.model.declarations import Kind, Property
from graph.model.image import Image, ImageNode
from graph.model.registry import Model, RelationshipField
from graph.model.values import PartialDate, parse_yuan
from graph.names import normal_form
from tests.differential.judging import Judge, from_id
from tests.differential.lists import Edge, Listed, Listing, Lists, Row


class Oracle:
    """Answers queries over an image."""

    def __repr__(self) -> str:
        """Return a short text: failing examples print it."""
        return "Oracle()"

    def __init__(
        self,
        sdl: str,
        image: Image,
        model: Model,
        facts: Mapping[str, str],
        finished_at: str | None = None,
        *,
        code_units: bool = False,
    ) -> None:
        self.schema = build_schema(sdl)
        _read_by(self.schema, "Yuan", read_yuan)
        _read_by(self.schema, "PartialDate", read_date)
        self.judge = Judge(image, model, code_units=code_units)
        self.lists = Lists(self.judge, model)
        self._image = image
        self._model = model
        self._facts = facts
        self._finished_at = finished_at

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> ExecutionResult:
        """Return graphql-core's own answer."""
        found = execute(
            self.schema,
            parse(query),
            variable_values=dict(variables or {}),
            field_resolver=self._resolve,
            type_resolver=lambda value, *_: value.label,
        )
        assert isinstance(found, ExecutionResult)
        return found

    # ---- fields --------------------------------------------------------------------------------------------------------------

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        name = info.field_name
        if info.parent_type.name == "Query":
            return self._root(name, arguments)
        if isinstance(source, ImageNode):
            return self._of_node(source, name, arguments)
        if isinstance(source, Listing):
            return self._of_listing(source, name, arguments)
        if isinstance(source, Edge):
            return self._of_edge(source, name)
        value = source[name]
        return value() if callable(value) else value

    def _root(self, name: str, arguments: dict[str, Any]) -> Any:
        if name == "node":
            return self._by_key(from_id(arguments["id"]))
        if name == "nodes":
            return [self._by_key(from_id(text)) for text in arguments["ids"]]
        if name == "graphInfo":
            return self._information()
        declared = next(item for item in self._model.nodes if name in (item.singular, item.plural))
        if name == declared.plural:
            rows = [Row(node, None) for node in self._all(declared.label)]
            return self.lists.listing(Listed((declared.label,)), rows, arguments)
        if arguments.get("name") is not None:
            return self._named(declared.label, arguments["name"])
        key = arguments["key"] if arguments.get("key") is not None else from_id(arguments["id"])
        found = self._by_key(key)
        return found if found is not None and found.label == declared.label else None

    def _information(self) -> dict[str, Any]:
        labels = (*(item.label for item in self._model.entities), "Evidence", "Document")
        return {
            **self._facts,
            "labels": [{"name": label, "count": len(self._all(label))} for label in labels],
            "relationshipTypes": [
                {"name": item.type, "count": sum(one.type == item.type for one in self._image.relationships.values())}
                for item in self._model.claimed
            ],
            "loadRuns": self._all("LoadRun"),
        }

    def _of_node(self, node: ImageNode, name: str, arguments: dict[str, Any]) -> Any:
        if name == "id":
            return to_id(node.key) if node.properties.get("key") is not None else None
        if name == "evidence":
            return self._evidence(node, arguments.get("field"))
        if name == "finishedAt":
            return self._finished_at
        if (node.label, name) in _TO_ONE:
            type_name = _TO_ONE[node.label, name]
            reached = [item for item in self._image.relationships.values() if item.type == type_name and item.start == node.key]
            return self._image.nodes[reached[0].end_label, reached[0].end] if reached else None
        for view in self._model.fields(node.label):
            if view.name == name:
                rows = [Row(*found) for found in self.judge.reached(node, view.type.type, forward=view.forward)]
                return self.lists.listing(listed_by(view), rows, arguments)
        declared = next(item for item in self._model.properties(node.label) if item.key == name)
        return _property(declared, node.properties)

    def _of_listing(self, listing: Listing, name: str, arguments: dict[str, Any]) -> Any:
        match name:
            case "nodes":
                return [edge.node for edge in listing.edges]
            case "edges":
                return listing.edges
            case "totalCount":
                return len(listing.rows)
            case "aggregate":
                return self.lists.groups(listing, arguments.get("by"), arguments.get("of"))
            case _:
                return {
                    "hasNextPage": listing.has_next,
                    "hasPreviousPage": listing.has_previous,
                    "startCursor": listing.edges[0].cursor if listing.edges else None,
                    "endCursor": listing.edges[-1].cursor if listing.edges else None,
                }

    def _of_edge(self, edge: Edge, name: str) -> Any:
        if name in ("node", "cursor"):
            return edge.node if name == "node" else edge.cursor()
        if edge.by is None:
            own = {"basis": edge.node.properties.get("basis"), "evidence": self._evidence(edge.node, None)}
            return own.get(name)
        if name == "evidence":
            keys = edge.by.properties["claims"]
            assert isinstance(keys, list)
            return [self._image.nodes["Evidence", key] for key in sorted(keys)]
        declared = next((item for item in self._model.relationship_properties(edge.by.type) if item.key == name), None)
        return None if declared is None else _property(declared, edge.by.properties)

    # ---- the graph -----------------------------------------------------------------------------------------------------------

    def _all(self, label: str) -> list[ImageNode]:
        return sorted((node for (found, _), node in self._image.nodes.items() if found == label), key=lambda node: node.key)

    def _by_key(self, key: str) -> ImageNode | None:
        merged = [item.end for item in self._image.relationships.values() if item.type == "REDIRECTS" and item.start == key]
        wanted = merged[0] if merged else key
        shown = [item.label for item in self._model.nodes if item.entity or item.label == "Document"]
        return next((node for (label, held), node in self._image.nodes.items() if held == wanted and label in shown), None)

    def _named(self, label: str, name: str) -> ImageNode | None:
        if not self._model.node(label).entity:
            return next((node for node in self._all(label) if node.properties["name"] == name), None)
        found = [
            node
            for node in self._all(label)
            if normal_form(name)
            in {
                normal_form(str(text)) for text in (node.properties["name"], *_texts(node), node.properties.get("fullName", ""))
            }
        ]
        if len(found) > 1:
            raise ValueError(f"{name!r} is a name of several nodes.")
        return found[0] if found else None

    def _evidence(self, node: ImageNode, field: str | None) -> list[ImageNode]:
        about = [item.start for item in self._image.relationships.values() if item.type == "ABOUT" and item.end == node.key]
        claims = [self._image.nodes["Evidence", key] for key in sorted(about)]
        if field is None:
            return [claim for claim in claims if "relationship" not in claim.properties]
        return [claim for claim in claims if claim.properties["field"] == field]


def listed_by(view: RelationshipField) -> Listed:
    """Return which list a relationship field is."""
    return Listed(view.far, view.type.type, view.forward, bool(view.type.discriminators))


def _read_by(schema: GraphQLSchema, name: str, read: Any) -> None:
    scalar = schema.type_map[name]
    assert isinstance(scalar, GraphQLScalarType)
    scalar.parse_value = scalar.coerce_input_value = read  # type: ignore[method-assign]


def read_yuan(given: Any) -> int:
    return parse_yuan(given) if isinstance(given, str) else int(given)


def read_date(given: Any) -> str:
    return str(PartialDate.parse(given))


_TO_ONE = {("Evidence", "subject"): "ABOUT", ("Evidence", "document"): "CITES", ("Document", "plan"): "DOCUMENTS"}


def to_id(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def _texts(node: ImageNode) -> list[str]:
    aliases = node.properties["aliases"]
    assert isinstance(aliases, list)
    return aliases


def _property(declared: Property, held: Mapping[str, Any]) -> Any:
    if declared.kind is not Kind.QUANTITY:
        return held.get(declared.key)
    if held.get(f"{declared.key}Text") is None:
        return None
    return {part: held.get(declared.key + part.capitalize()) for part in ("value", "upper", "unit", "comparator", "text")}
