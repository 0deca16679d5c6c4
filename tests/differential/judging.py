"""Judges nodes by a `where`, in plain Python over an image: true, false, or None for unknown.

Written from docs/query.md and the model; it knows nothing of conditions, columns of plans or parameters.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.model.declarations import Kind, Property
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.registry import Model
from graph.names import normal_form, sort_key

Verdict = bool | None
Where = Mapping[str, Any]
Reached = tuple[ImageNode, ImageRelationship]

# Source: docs/query.md, "at most 8 levels".
LEVELS = 8


def from_id(text: str) -> str:
    """Return the key of an id."""
    return base64.urlsafe_b64decode(text).decode()


class Judge:
    """Judges over one image.

    Args:
        image: The graph.
        model: Its model.
        code_units: Whether texts are ordered by UTF-16 code units, which differs from code points beyond U+FFFF.
    """

    def __init__(self, image: Image, model: Model, *, code_units: bool = False) -> None:
        self._model = model
        self._code_units = code_units
        self._comparing = Comparing(self.collated)
        self._nodes = {key: node for (_, key), node in image.nodes.items()}
        self._out: dict[tuple[str, str], list[ImageRelationship]] = defaultdict(list)
        self._into: dict[tuple[str, str], list[ImageRelationship]] = defaultdict(list)
        for item in image.relationships.values():
            self._out[item.type, item.start].append(item)
            self._into[item.type, item.end].append(item)

    def collated(self, value: Any) -> Any:
        """Return what orders a value that is there."""
        return value.encode("utf-16-be") if self._code_units and isinstance(value, str) else value

    def passes(self, node: ImageNode, by: ImageRelationship | None, where: Where | None) -> bool:
        """Whether the filter is true of a node that a relationship led to."""
        return self._where(node, by, where or {}) is True

    def reached(self, node: ImageNode, type_name: str, *, forward: bool) -> list[Reached]:
        """Return the nodes that a relationship type leads to, each with its relationship."""
        items = (self._out if forward else self._into)[type_name, node.key]
        return [(self._nodes[item.end if forward else item.start], item) for item in items]

    def _where(self, node: ImageNode, by: ImageRelationship | None, where: Where) -> Verdict:
        return conjunction(self._part(node, by, name, value) for name, value in where.items() if value is not None)

    def _part(self, node: ImageNode, by: ImageRelationship | None, name: str, value: Any) -> Verdict:
        match name:
            case "and":
                return conjunction(self._where(node, by, item) for item in value)
            case "or":
                return disjunction(self._where(node, by, item) for item in value)
            case "not":
                return negation(self._where(node, by, value))
            case _:
                return self._field(node, by, name, value)

    def _field(self, node: ImageNode, by: ImageRelationship | None, name: str, value: Any) -> Verdict:  # noqa: PLR0911
        match name:
            case "id":
                return self._comparing.operators(node.key, value, from_id)
            case "key":
                return self._comparing.operators(node.key, value, _as_it_is)
            case "name" if self._model.node(node.label).entity:
                return self._name(node, value)
            case "label":
                return self._comparing.operators(node.label, value, _as_it_is)
        member = next((item for item in self._model.entities if item.singular == name), None)
        if member is not None:
            return self._where(node, by, value) if node.label == member.label else False
        for view in self._model.fields(node.label):
            if view.name == name:
                return self._related(node, view.type.type, value, forward=view.forward, within=view.type.within)
        for own in self._model.properties(node.label):
            if own.key == name:
                return self._comparing.property(own, node.properties, value)
        assert by is not None
        held = next(item for item in self._model.relationship(by.type).properties if (item.filter_name or item.key) == name)
        return self._comparing.property(held, by.properties, value)

    def _name(self, node: ImageNode, where: Where) -> Verdict:
        names = [item for item in self._model.properties(node.label) if item.is_name]
        held = [node.properties.get(item.key) for item in names]
        forms = {normal_form(str(text)) for item in held for text in (item if isinstance(item, list) else [item]) if text}
        verdicts: list[Verdict] = []
        for operator, operand in where.items():
            if operand is None:
                verdicts.append(operator == "ne")
            elif operator in ("gt", "gte", "lt", "lte"):
                verdicts.append(self._comparing.compared(node.properties["sortKey"], operator, sort_key(operand)))
            elif operator == "ne":
                verdicts.append(normal_form(operand) not in forms)
            else:
                folded = [normal_form(item) for item in operand] if operator == "in" else normal_form(operand)
                verdicts.append(any(self._comparing.compared(form, operator, folded) for form in forms))
        return conjunction(verdicts)

    def _related(self, node: ImageNode, type_name: str, given: Where, *, forward: bool, within: Sequence[str]) -> Verdict:
        reached = self.reached(node, type_name, forward=forward)
        verdicts: list[Verdict] = []
        for word, value in given.items():
            if word == "within":
                verdicts.append(self._lies_in([there for there, _ in reached], from_id(value), within))
            elif value is None:
                continue
            elif word == "count":
                verdicts.append(self._comparing.operators(len(reached), value, _as_it_is))
            else:
                passing = sum(self.passes(there, by, value) for there, by in reached)
                verdicts.append(
                    {"some": passing > 0, "all": passing == len(reached), "none": passing == 0, "single": passing == 1}[word]
                )
        return conjunction(verdicts)

    def _lies_in(self, places: list[ImageNode], key: str, types: Sequence[str]) -> bool:
        seen = {place.key for place in places}
        for _ in range(LEVELS):
            seen |= {item.end for start in seen for name in types for item in self._out[name, start]}
        return key in seen


def conjunction(verdicts: Iterable[Verdict]) -> Verdict:
    found = list(verdicts)
    return False if False in found else None if None in found else True


def disjunction(verdicts: Iterable[Verdict]) -> Verdict:
    found = list(verdicts)
    return True if True in found else None if None in found else False


def negation(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


class Comparing:
    """Compares values by operators; texts in the order that `collated` gives."""

    def __init__(self, collated: Callable[[Any], Any]) -> None:
        self._collated = collated

    def operators(self, value: Any, where: Where, read: Callable[[Any], Any]) -> Verdict:
        """Judge a value (None for none) by all operators given."""
        verdicts: list[Verdict] = []
        for operator, operand in where.items():
            if operand is None:
                verdicts.append((value is None) is (operator == "eq"))
            elif operator == "isNull":
                verdicts.append((value is None) is operand)
            elif value is None:
                verdicts.append(None)
            else:
                given = [read(item) for item in operand] if operator == "in" else read(operand)
                verdicts.append(self.compared(value, operator, given))
        return conjunction(verdicts)

    def compared(self, value: Any, operator: str, operand: Any) -> bool:
        """Compare two values that are there."""
        match operator:
            case "eq" | "ne":
                return (value == operand) is (operator == "eq")
            case "in":
                return value in operand
            case "contains":
                return operand in value
            case "startsWith":
                return bool(value.startswith(operand))
            case "endsWith":
                return bool(value.endswith(operand))
        left, right = self._collated(value), self._collated(operand)
        return bool({"gt": left > right, "gte": left >= right, "lt": left < right, "lte": left <= right}[operator])

    def property(self, declared: Property, held: Mapping[str, Any], where: Where) -> Verdict:
        """Judge a property of a node or a relationship."""
        value = held.get(declared.key)
        match declared.kind:
            case Kind.QUANTITY:
                number, unit = held.get(f"{declared.key}Value"), held.get(f"{declared.key}Unit")
                wanted = {operator: operand for operator, operand in where.items() if operator != "unit"}
                same = self.operators(unit, {"eq": where["unit"]}, str) if "unit" in where else True
                return conjunction([self.operators(number, wanted, float), same])
            case Kind.TEXT_LIST:
                return self._texts(value, where)
            case Kind.TEXT if declared.folded:
                return self.operators(None if value is None else normal_form(value), where, normal_form)
        return self.operators(value, where, _as_it_is)

    def _texts(self, value: list[str] | None, where: Where) -> Verdict:
        held = value or []
        verdicts: list[Verdict] = []
        for operator, operand in where.items():
            if operand is None:
                verdicts.append((value is None) is (operator == "eq"))
            elif operator == "isNull":
                verdicts.append((value is None) is operand)
            elif operator == "ne":
                verdicts.append(operand not in held)
            else:
                verdicts.append(any(self.compared(item, operator, operand) for item in held))
        return conjunction(verdicts)


def _as_it_is(operand: Any) -> Any:
    return operand
