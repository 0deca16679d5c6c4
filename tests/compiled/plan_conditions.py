"""Judges the conditions of read plans over an image in plain Python: true, false, or None for unknown.

It follows `graph.query.conditions` word by word and shares nothing with the writer of statements, which never asks a store for a third
truth value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.model.image import ImageNode, ImageRelationship
from graph.names import normal_form
from graph.query.columns import NodeColumn, RelationshipColumn
from graph.query.conditions import (
    MOST_LEVELS,
    Compared,
    Condition,
    Either,
    Every,
    Holds,
    LabelIs,
    Missing,
    Named,
    Negation,
    OfLabel,
    Operator,
    Quantifier,
    Related,
    RelatedCount,
    Within,
)
from tests.compiled.image_graph import ImageGraph

Params = Mapping[str, Any]


class Judge:
    """Judges nodes of one image, with the values of one run."""

    def __init__(self, graph: ImageGraph, params: Params) -> None:
        self._graph = graph
        self._params = params
        self._tests: Mapping[Operator, Callable[[Any, Any], bool]] = {
            Operator.EQ: lambda held, value: bool(held == value),
            Operator.NE: lambda held, value: bool(held != value),
            Operator.IN: lambda held, value: any(held == one for one in value),
            Operator.GT: lambda held, value: self._order(held, value) > 0,
            Operator.GTE: lambda held, value: self._order(held, value) >= 0,
            Operator.LT: lambda held, value: self._order(held, value) < 0,
            Operator.LTE: lambda held, value: self._order(held, value) <= 0,
            Operator.CONTAINS: lambda held, value: value in held,
            Operator.STARTS_WITH: lambda held, value: held.startswith(value),
            Operator.ENDS_WITH: lambda held, value: held.endswith(value),
        }

    def passes(self, where: Condition | None, node: ImageNode, by: ImageRelationship | None) -> bool:
        """Whether a node counts: only when the condition is true of it."""
        return where is None or self.truth(where, node, by) is True

    def truth(self, where: Condition, node: ImageNode, by: ImageRelationship | None) -> bool | None:  # noqa: PLR0911
        """Return what a condition says of a node that the relationship led to, if one did."""
        match where:
            case Every(parts=parts):
                return _all(self.truth(part, node, by) for part in parts)
            case Either(parts=parts):
                return _not(_all(_not(self.truth(part, node, by)) for part in parts))
            case Negation(part=part):
                return _not(self.truth(part, node, by))
            case OfLabel(label=label, where=inner):
                return node.label == label and (inner is None or self.truth(inner, node, by))
            case Compared():
                return self._compared(where, _held(where.subject, node, by))
            case Holds(subject=subject, operator=operator, value=value):
                elements = _held(subject, node, by)
                return None if elements is None else any(self._test(operator, one, value.name) for one in elements)
            case Missing(subject=subject, value=value):
                return bool((_held(subject, node, by) is None) == self._params[value.name])
            case LabelIs(operator=operator, value=value):
                return self._test(operator, node.label, value.name)
            case _:
                return self._led(where, node)

    def _led(self, where: Named | Within | Related | RelatedCount, node: ImageNode) -> bool:
        match where:
            case Named(operator=operator, value=value):
                forms = (form for form, _ in self._graph.reached(node, "NAMES", forward=False))
                return any(self._test(operator, form.properties["form"], value.name) for form in forms)
            case Within():
                return self._within(where, node)
            case RelatedCount(type=name, forward=forward, operator=operator, value=value):
                return self._test(operator, len(self._graph.led(node, name, forward=forward)), value.name)
            case Related(quantifier=quantifier, type=name, forward=forward, far=far, where=inner):
                reached = self._graph.reached(node, name, far, forward=forward)
                passing = sum(self.passes(inner, there, over) for there, over in reached)
                return {
                    Quantifier.SOME: passing > 0,
                    Quantifier.ALL: passing == len(reached),
                    Quantifier.NONE: passing == 0,
                    Quantifier.SINGLE: passing == 1,
                }[quantifier]

    def _within(self, where: Within, node: ImageNode) -> bool:
        places = {there.key: there for there, _ in self._graph.reached(node, where.type, forward=True)}
        for _ in range(MOST_LEVELS):
            further = [
                there
                for place in places.values()
                for name in where.inside
                for there, _ in self._graph.reached(place, name, forward=True)
            ]
            places |= {there.key: there for there in further}
        return self._params[where.key.name] in places

    def _compared(self, where: Compared, held: Any) -> bool | None:
        if held is None:
            return None
        return self._test(where.operator, normal_form(held) if where.folded else held, where.value.name)

    def _test(self, operator: Operator, held: Any, name: str) -> bool:
        return self._tests[operator](held, self._params[name])

    def _order(self, left: Any, right: Any) -> int:
        one, other = self._graph.collated(left), self._graph.collated(right)
        return (one > other) - (one < other)  # type: ignore[operator, no-any-return]


def _held(subject: NodeColumn | RelationshipColumn, node: ImageNode, by: ImageRelationship | None) -> Any:
    if isinstance(subject, NodeColumn):
        return node.properties.get(subject.column)
    assert by is not None
    return by.properties.get(subject.column)


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
