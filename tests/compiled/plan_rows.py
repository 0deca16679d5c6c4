"""Evaluates read plans over an image in plain Python: the rows that a store would return, for images that no store would hold.

It follows plans as `graph.query.plan` describes them, one node after the other, and shares nothing with the writer of statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.registry import MODEL, Model
from graph.query.conditions import Condition
from graph.query.plan import (
    Anchor,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    FarColumn,
    FinishedAt,
    GroupsOf,
    Hop,
    HopCount,
    HopGroups,
    Item,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    PageOf,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)
from graph.store.epoch import Reading
from tests.compiled.image_graph import ImageGraph
from tests.compiled.plan_conditions import Judge, Params
from tests.compiled.plan_lists import Lists


@dataclass
class ImageRows:
    """The rows of plans over one image."""

    image: Image
    finished_at: str | None = None
    code_units: bool = False
    _graph: ImageGraph = field(init=False)

    def __post_init__(self) -> None:
        self._graph = ImageGraph(self.image, self.code_units)

    def rows(self, plan: ReadPlan, params: Params, listed: Callable[[int], bool]) -> list[list[object]]:
        """Return `[branch, row]` for every row of every branch; a listed branch has one row with all of its rows."""
        found: list[list[object]] = []
        for number, branch in enumerate(plan.branches):
            rows = _Run(self._graph, params, self.finished_at).branch(branch)
            found += [[number, rows]] if listed(number) else [[number, row] for row in rows]
        return found


class _Run:
    """One run of a plan, with its values."""

    def __init__(self, graph: ImageGraph, params: Params, finished_at: str | None) -> None:
        self._graph = graph
        self._params = params
        self._finished_at = finished_at
        self._judge = Judge(graph, params)
        self._lists = Lists(graph, params)

    def branch(self, branch: Branch) -> list[list[object]]:
        match branch.anchor:
            case CountOf(label=label, where=where):
                return [[len(self._passing(label, where))]]
            case CountOfType(type=name):
                return [[len(self._graph.relationships(name))]]
            case GroupsOf(label=label, where=where, grouping=grouping):
                return self._lists.groups(self._passing(label, where), grouping)
            case _:
                return [self._row(branch.items, node, None, asked) for asked, node in self._anchored(branch.anchor)]

    def _anchored(self, anchor: Anchor) -> list[tuple[tuple[str, ...], ImageNode]]:
        params = self._params
        match anchor:
            case ByKey(label=label, key=key):
                return [((), node) for node in self._keyed(label, params[key.name], redirected=True)]
            case ByKeys(label=label, keys=keys, redirected=redirected):
                return [((key,), node) for key in params[keys.name] for node in self._keyed(label, key, redirected=redirected)]
            case ByName(label=label, form=form, limit=limit):
                bearers = self._bearers(params[form.name])
                named = [node for node in self._graph.labelled(label) if node.key in bearers]
                return [((), node) for node in named[: params[limit.name]]]
            case ByColumn(label=label, column=column, value=value, limit=limit):
                fitting = [node for node in self._graph.labelled(label) if node.properties.get(column) == params[value.name]]
                return [((), node) for node in fitting[: params[limit.name]]]
            case PageOf(label=label, page=page, where=where):
                rows = [(node, None) for node in self._passing(label, where)]
                return [((), node) for node, _ in self._lists.page(rows, page, by_id=False)]
            case _:
                return []

    def _passing(self, label: str, where: Condition | None) -> list[ImageNode]:
        return [node for node in self._graph.labelled(label) if self._judge.passes(where, node, None)]

    def _bearers(self, form: str) -> set[str]:
        named = ((self._graph.node("NameForm", item.start), item.end) for item in self._graph.relationships("NAMES"))
        return {key for bearing, key in named if bearing is not None and bearing.properties["form"] == form}

    def _keyed(self, label: str, key: str, *, redirected: bool) -> list[ImageNode]:
        merged = self._graph.node("Redirect", key) if redirected else None
        targets = self._graph.led(merged, "REDIRECTS", forward=True) if merged is not None else []
        node = self._graph.node(label, targets[0].end if targets else key)
        return [] if node is None else [node]

    def _row(
        self, items: Sequence[Item], node: ImageNode, by: ImageRelationship | None, asked: tuple[str, ...] = ()
    ) -> list[object]:
        return [*asked, *(self._item(item, node, by) for item in items)]

    def _item(self, item: Item, node: ImageNode, by: ImageRelationship | None) -> object:  # noqa: PLR0911
        match item:
            case NodeColumn() | FarColumn() | HopCount():
                return self._lists.value(item, node)
            case RelationshipColumn(column=column):
                assert by is not None
                return by.properties.get(column)
            case NodeLabel():
                return node.label
            case FinishedAt():
                return self._finished_at
            case Hop():
                # A relationship's id parts the rows of a type that may lead to one node several times.
                rows = self._lists.page(self._reached(item, node), item.page, by_id=True)
                return [self._selected(item.selection, there, over) for there, over in rows]
            case HopGroups(grouping=grouping):
                return self._lists.groups([there for there, _ in self._reached(item, node)], grouping)
            case NodeEvidence() | RelationshipEvidence():
                claims = self._claims(item, node, by)
                return [self._row(item.items, claim, None) for claim in claims[: self._params[item.limit.name]]]

    def _selected(self, selection: Selection, node: ImageNode, by: ImageRelationship | None) -> list[object]:
        row = self._row(selection.items, node, by)
        if selection.arms:
            fitting = [arm for arm in selection.arms if not arm.labels or node.label in arm.labels]
            row.append(self._row(fitting[0].items, node, by) if fitting else None)
        return row

    def _reached(self, hop: Hop | HopGroups, node: ImageNode) -> list[tuple[ImageNode, ImageRelationship | None]]:
        reached = self._graph.reached(node, hop.type, hop.far, forward=hop.forward)
        return [(there, over) for there, over in reached if self._judge.passes(hop.where, there, over)]

    def _claims(
        self, item: NodeEvidence | RelationshipEvidence, node: ImageNode, by: ImageRelationship | None
    ) -> list[ImageNode]:
        if isinstance(item, RelationshipEvidence):
            assert by is not None
            found = [self._graph.node("Evidence", key) for key in sorted(_texts(by.properties["claims"]))]
            return [claim for claim in found if claim is not None]
        sought = None if item.field is None else self._params[item.field.name]
        about = (claim for claim, _ in self._graph.reached(node, "ABOUT", forward=False))
        return [
            claim
            for claim in about
            if ("relationship" not in claim.properties if sought is None else claim.properties["field"] == sought)
        ]


class ImageReader:
    """A reader over an image; give its writer to what compiles the plans, and `unplanned` where other statements are sent too."""

    kind = "embedded"
    version = "image"

    def __init__(
        self,
        image: Image,
        *,
        model: Model = MODEL,
        root_list: bool = False,
        finished_at: str | None = None,
        unplanned: Callable[[Statement], list[list[object]]] | None = None,
    ) -> None:
        self.writer = Remembering(model, root_list=root_list)
        self.statements: list[Statement] = []
        self._rows = ImageRows(image, finished_at)
        self._unplanned = unplanned

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        self.statements += statements
        return Reading(1, [self._answer(statement) for statement in statements])

    def _answer(self, statement: Statement) -> list[list[object]]:
        if self._unplanned is not None and statement.text not in self.writer.plans:
            return self._unplanned(statement)
        plan = self.writer.plans[statement.text]
        return self._rows.rows(plan, statement.params, lambda number: self.writer.is_listed(plan.branches[number]))


class Remembering(ReadWriter):
    """Keeps the plan of every text that it wrote."""

    def __init__(self, model: Model, *, root_list: bool) -> None:
        super().__init__(model, root_list=root_list)
        self.plans: dict[str, ReadPlan] = {}

    def write(self, plan: ReadPlan) -> str:
        text = super().write(plan)
        self.plans[text] = plan
        return text


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
