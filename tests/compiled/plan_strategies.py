"""Draws read plans and the values of a run of them over a graph: conditions nested in each other, orders, places, groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from graph.model.declarations import Kind, Property
from graph.model.image import Image
from graph.model.kinds import columns
from graph.model.registry import MODEL, RelationshipField
from graph.names import normal_form, sort_key
from graph.query.conditions import (
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
from graph.query.page import Cursor, FarColumn, HopCount, OrderBy, Page, Term
from graph.query.plan import (
    Arm,
    Branch,
    ByKey,
    CountOf,
    Grouping,
    GroupsOf,
    Hop,
    HopGroups,
    Item,
    NodeColumn,
    NodeLabel,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipColumn,
    Selection,
)
from tests.compiled.gap_graphs import DATES, LABELS, NAMES, NUMBERS, TEXTS, TYPES, WORDS
from tests.compiled.image_graph import ImageGraph
from tests.compiled.plan_lists import Lists

RANGES = (Operator.GT, Operator.GTE, Operator.LT, Operator.LTE)
EQUALS = (Operator.EQ, Operator.NE, Operator.IN)
PARTS = (Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH)
AMOUNTS = (1, 4_000_000, 100_000_000, 47_280_000_000, 0.5)
SIZES = (1.5, 40, 400_000.0, 100_000, 3000.0)

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass
class Drawn:
    """A plan and its values."""

    plan: ReadPlan
    values: dict[str, Any]


@dataclass
class _Drawing:
    """Draws the parts of one plan."""

    draw: Draw
    graph: ImageGraph
    values: dict[str, Any] = field(default_factory=lambda: {"floor": ""})

    def one(self, of: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(of))

    def maybe(self) -> bool:
        return bool(self.draw(st.booleans()))

    def given(self, value: Any) -> Parameter:
        name = f"x{len(self.values)}"
        self.values[name] = value
        return Parameter(name)

    def operand(self, operator: Operator, pool: Sequence[Any]) -> Parameter:
        if operator is Operator.IN:
            return self.given(self.draw(st.lists(st.sampled_from(pool), max_size=3)))
        held = self.one(pool)
        if operator in PARTS:
            start, end = sorted((self.draw(st.integers(0, len(held))), self.draw(st.integers(0, len(held)))))
            held = held[start:end]
        return self.given(held)

    # Conditions

    def condition(self, labels: tuple[str, ...], by: RelationshipField | None, depth: int) -> Condition:  # noqa: PLR0911
        leaves = ["compared", "compared", "missing", "named", "label"]
        deeper = ["every", "either", "not", "of label", *(["related", "related", "related"] if len(labels) == 1 else [])]
        counted = ["count", "within"] if len(labels) == 1 else []
        match self.one([*leaves, *counted, *(deeper if depth > 0 else [])]):
            case "every":
                return Every(self.conditions(labels, by, depth))
            case "either":
                return Either(self.conditions(labels, by, depth))
            case "not":
                return Negation(self.condition(labels, by, depth - 1))
            case "of label":
                label = self.one(labels)
                return OfLabel(label, self.condition((label,), by, depth - 1) if self.maybe() else None)
            case "related":
                view = self.view(labels[0])
                where = self.condition(view.far, view, depth - 1) if self.draw(st.integers(0, 3)) else None
                return Related(self.one(list(Quantifier)), view.type.type, view.forward, view.far, where)
            case "count":
                view, operator = self.view(labels[0]), self.one([*EQUALS, *RANGES])
                return RelatedCount(view.type.type, view.forward, operator, self.operand(operator, (0, 1, 2, 3)))
            case "within":
                places = [node.key for label in ("Park", "Place") for node in self.graph.labelled(label)] or ["place:0"]
                return Within("LOCATED_IN", MODEL.relationship("LOCATED_IN").within, self.given(self.one(places)))
            case "named":
                operator = self.one([Operator.EQ, Operator.IN, *PARTS])
                return Named(operator, self.operand(operator, [normal_form(text) for text in (*NAMES, *WORDS)]))
            case "label":
                operator = self.one(EQUALS)
                return LabelIs(operator, self.operand(operator, LABELS))
            case kind:
                return self.comparison(labels, by, missing=kind == "missing")

    def conditions(self, labels: tuple[str, ...], by: RelationshipField | None, depth: int) -> tuple[Condition, ...]:
        return tuple(self.condition(labels, by, depth - 1) for _ in range(self.draw(st.integers(0, 3))))

    def comparison(self, labels: tuple[str, ...], by: RelationshipField | None, *, missing: bool) -> Condition:
        if by is not None and by.type.properties and self.maybe():
            declared = self.one(by.type.properties)
            subject: NodeColumn | RelationshipColumn = RelationshipColumn(columns(declared)[0].name)
        else:
            declared = self.one([held for label in labels for held in MODEL.properties(label)])
            subject = NodeColumn(columns(declared)[0].name)
        if missing:
            return Missing(subject, self.given(self.maybe()))
        if declared.kind is Kind.TEXT_LIST:
            operator = self.one([Operator.EQ, Operator.IN, *PARTS])
            assert isinstance(subject, NodeColumn)
            return Holds(subject, operator, self.operand(operator, WORDS))
        operators, pool = self.comparable(declared)
        operator = self.one(operators)
        return Compared(subject, operator, self.operand(operator, pool), declared.folded)

    def comparable(self, declared: Property) -> tuple[Sequence[Operator], Sequence[Any]]:  # noqa: PLR0911
        match declared.kind:
            case Kind.INTEGER:
                return [*EQUALS, *RANGES], NUMBERS
            case Kind.YUAN:
                return [*EQUALS, *RANGES], AMOUNTS
            case Kind.QUANTITY:
                return [*EQUALS, *RANGES], SIZES
            case Kind.PARTIAL_DATE:
                return [*EQUALS, *RANGES, Operator.STARTS_WITH], DATES
            case Kind.ENUM:
                assert declared.enum is not None
                return EQUALS, declared.enum.names[:4]
        if declared.key == "sortKey":
            return RANGES, [sort_key(name) for name in NAMES]
        if declared.key == "key":
            return [*EQUALS, *RANGES, *PARTS], [f"{label.lower()}:{number}" for label in LABELS for number in range(3)]
        return [*EQUALS, *RANGES, *PARTS], [normal_form(text) for text in (*TEXTS, *NAMES)]

    def view(self, label: str) -> RelationshipField:
        found: RelationshipField = self.one([view for view in MODEL.fields(label) if view.type.type in TYPES])
        return found

    # Lists

    def term(self, label: str, depth: int) -> Term:
        views = [view for view in MODEL.fields(label) if view.type.type in TYPES]
        single = [view for view in views if view.type.single and view.forward]
        match self.one(["column", "column", "count", *(["far"] if single else [])]):
            case "far":
                column = NodeColumn(self.one(["sortKey", "fullName", "code", "name"]))
                return FarColumn(self.one(single).type.type, forward=True, column=column.column)
            case "count":
                view = self.one(views)
                where = self.condition(view.far, view, depth) if self.maybe() else None
                return HopCount(view.type.type, view.forward, view.far if where is not None else (), where)
        held = [item for item in MODEL.properties(label) if item.kind is not Kind.TEXT_LIST]
        return NodeColumn(columns(self.one(held))[0].name)

    def page(self, labels: tuple[str, ...], by: RelationshipField | None) -> Page:
        order = tuple(
            OrderBy(self.term(self.one(labels), 1), self.maybe()) for _ in range(self.draw(st.integers(0, 2)))
        )  # fmt: skip
        after = self.cursor(order, labels, by) if self.maybe() else None
        before = self.cursor(order, labels, by) if self.draw(st.integers(0, 3)) == 0 else None
        return Page(self.given(self.draw(st.integers(1, 8))), order, after, before, self.maybe())

    def cursor(self, order: tuple[OrderBy, ...], labels: tuple[str, ...], by: RelationshipField | None) -> Cursor:
        """The place of some node, or of some relationship that leads to one."""
        held = [node for label in labels for node in self.graph.labelled(label)]
        led: list[tuple[Any, str]] = [(node, "") for node in held]
        if by is not None:
            items = self.graph.relationships(by.type.type)
            ends = [(item.end_label, item.end) if by.forward else (item.start_label, item.start) for item in items]
            led = [
                (node, item.id)
                for (label, key), item in zip(ends, items, strict=True)
                if label in labels and (node := self.graph.node(label, key)) is not None
            ]
        repeated = by is not None and bool(by.type.discriminators)
        if not led:
            return Cursor(tuple(self.given(None) for _ in order), self.given("z"), self.given("z") if repeated else None)
        node, identity = self.one(led)
        lists = Lists(self.graph, self.values)
        values = tuple(self.given(lists.value(part.term, node)) for part in order)
        return Cursor(values, self.given(node.key), self.given(identity) if repeated else None)

    def grouping(self, labels: tuple[str, ...]) -> Grouping:
        numbers = [held.key for held in MODEL.properties(labels[0]) if held.kind in (Kind.INTEGER, Kind.YUAN)]
        by = self.term(labels[0], 1) if self.draw(st.integers(0, 3)) else None
        of = NodeColumn(self.one(numbers)) if numbers and self.maybe() else None
        return Grouping(by, of, self.given(self.draw(st.integers(1, 9))))

    def items(self, labels: tuple[str, ...], by: RelationshipField | None, depth: int) -> tuple[Item, ...]:
        found: list[Item] = [NodeColumn("key"), NodeColumn("sortKey")]
        if by is not None:
            found.append(RelationshipColumn("id"))
        if len(labels) > 1:
            found.append(NodeLabel())
        elif depth > 0:
            found += [self.item(labels[0], depth) for _ in range(self.draw(st.integers(0, 2)))]
        return tuple(found)

    def item(self, label: str, depth: int) -> Item:
        view = self.view(label)
        where = self.condition(view.far, view, 2) if self.maybe() else None
        match self.one(["hop", "hop", "count", "groups", "term"]):
            case "count":
                return HopCount(view.type.type, view.forward, view.far, where)
            case "groups":
                return HopGroups(view.type.type, view.forward, view.far, where, self.grouping(view.far))
            case "term":
                return self.term(label, 1)
        arms = tuple(Arm((far,), self.items((far,), view, depth - 1)) for far in view.far[:2]) if len(view.far) > 1 else ()
        selection = Selection(self.items(view.far, view, depth - 1), arms)
        return Hop(view.type.type, view.forward, view.far, self.page(view.far, view), selection, where)

    def branch(self, condition_depth: int) -> Branch:
        label = self.one(LABELS)
        where = self.condition((label,), None, condition_depth) if self.draw(st.integers(0, 4)) else None
        match self.one(["page", "page", "page", "count", "groups", "key"]):
            case "count":
                return Branch(CountOf(label, where))
            case "groups":
                return Branch(GroupsOf(label, where, self.grouping((label,))))
            case "key":
                return Branch(ByKey(label, self.given(f"{label.lower()}:0")), self.items((label,), None, 2))
        return Branch(PageOf(label, self.page((label,), None), where), self.items((label,), None, 2))


@st.composite
def drawn_plans(draw: Draw, image: Image, *, code_units: bool) -> Drawn:
    """Return plans of one to three branches with the values of a run.

    Args:
        draw: Given by hypothesis.
        image: The graph that the plans will read.
        code_units: Whether the store orders texts by UTF-16 code units.
    """
    drawing = _Drawing(draw, ImageGraph(image, code_units))
    branches = tuple(drawing.branch(4) for _ in range(draw(st.integers(1, 3))))
    return Drawn(ReadPlan(branches), drawing.values)
