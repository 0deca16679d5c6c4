"""Evaluates read plans over an image in plain Python: the rows that a store would return, for images that no store would hold.

It follows plans as `graph.query.plan` describes them, one node after the other, and shares nothing with the writer of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.registry import MODEL, Model
from graph.query.plan import (
    Anchor,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    FinishedAt,
    Hop,
    HopCount,
    Item,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    Page,
    PageOf,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)
from graph.store.epoch import Reading

Params = Mapping[str, Any]
Reached = tuple[ImageNode, ImageRelationship]


@dataclass
class ImageRows:
    """The rows of plans over one image."""

    image: Image
    finished_at: str | None = None
    _nodes: dict[str, ImageNode] = field(init=False)
    _out: dict[tuple[str, str], list[ImageRelationship]] = field(init=False)
    _into: dict[tuple[str, str], list[ImageRelationship]] = field(init=False)

    def __post_init__(self) -> None:
        self._nodes = {f"{label}\n{key}": node for (label, key), node in self.image.nodes.items()}
        self._out, self._into = defaultdict(list), defaultdict(list)
        for item in self.image.relationships.values():
            self._out[item.type, item.start].append(item)
            self._into[item.type, item.end].append(item)

    def rows(self, plan: ReadPlan, params: Params, listed: Callable[[int], bool]) -> list[list[object]]:
        """Return `[branch, row]` for every row of every branch; a listed branch has one row with all of its rows."""
        found: list[list[object]] = []
        for number, branch in enumerate(plan.branches):
            rows = [
                self._row(items, node, None, params, asked)
                for asked, node, items in self._anchored(branch.anchor, branch.items, params)
            ]
            if isinstance(branch.anchor, CountOf | CountOfType):
                rows = [[self._count(branch.anchor)]]
            found += [[number, rows]] if listed(number) else [[number, row] for row in rows]
        return found

    def _anchored(
        self, anchor: Anchor, items: tuple[Item, ...], params: Params
    ) -> Iterable[tuple[tuple[str, ...], ImageNode, tuple[Item, ...]]]:
        nodes: list[tuple[tuple[str, ...], ImageNode]] = []
        match anchor:
            case ByKey(label=label, key=key):
                nodes = [((), node) for node in self._keyed(label, params[key.name], redirected=True)]
            case ByKeys(label=label, keys=keys, redirected=redirected):
                nodes = [((key,), node) for key in params[keys.name] for node in self._keyed(label, key, redirected=redirected)]
            case ByName(label=label, form=form, limit=limit):
                bearers = self._bearers(params[form.name])
                nodes += [((), node) for node in self._of(label) if node.key in bearers][: params[limit.name]]
            case ByColumn(label=label, column=column, value=value, limit=limit):
                fitting = [node for node in self._of(label) if node.properties.get(column) == params[value.name]]
                nodes += [((), node) for node in fitting[: params[limit.name]]]
            case PageOf(label=label, page=page):
                after = "" if page.after is None else params[page.after.name]
                fitting = [node for node in self._of(label) if node.key > after]
                nodes += [((), node) for node in fitting[: params[page.limit.name]]]
            case CountOf() | CountOfType():
                pass
        return [(asked, node, items) for asked, node in nodes]

    def _count(self, anchor: CountOf | CountOfType) -> int:
        if isinstance(anchor, CountOf):
            return len(self._of(anchor.label))
        return sum(item.type == anchor.type for item in self.image.relationships.values())

    def _of(self, label: str) -> list[ImageNode]:
        return sorted((node for node in self._nodes.values() if node.label == label), key=lambda node: node.key)

    def _bearers(self, form: str) -> set[str]:
        named = (item for item in self.image.relationships.values() if item.type == "NAMES")
        return {item.end for item in named if self._nodes[f"NameForm\n{item.start}"].properties["form"] == form}

    def _keyed(self, label: str, key: str, *, redirected: bool) -> list[ImageNode]:
        targets = [item.end for item in self._out["REDIRECTS", key]] if redirected else []
        node = self._nodes.get(f"{label}\n{targets[0] if targets else key}")
        return [] if node is None else [node]

    def _row(
        self, items: Sequence[Item], node: ImageNode, by: ImageRelationship | None, params: Params, asked: tuple[str, ...] = ()
    ) -> list[object]:
        return [*asked, *(self._item(item, node, by, params) for item in items)]

    def _item(self, item: Item, node: ImageNode, by: ImageRelationship | None, params: Params) -> object:  # noqa: PLR0911
        match item:
            case NodeColumn(column=column):
                return node.properties.get(column)
            case RelationshipColumn(column=column):
                assert by is not None
                return by.properties.get(column)
            case NodeLabel():
                return node.label
            case FinishedAt():
                return self.finished_at
            case HopCount(type=name, forward=forward):
                return len((self._out if forward else self._into)[name, node.key])
            case Hop():
                reached = _page(self._reached(item, node), item.page, params)
                return [self._selected(item.selection, there, over, params) for there, over in reached]
            case NodeEvidence(limit=limit, items=inner, field=sought):
                claims = [
                    claim
                    for claim in self._claims(node)
                    if self._is_sought(claim, None if sought is None else params[sought.name])
                ]
                return [self._row(inner, claim, None, params) for claim in claims[: params[limit.name]]]
            case RelationshipEvidence(limit=limit, items=inner):
                assert by is not None
                keys = sorted(_texts(by.properties["claims"]))
                return [self._row(inner, self._nodes[f"Evidence\n{key}"], None, params) for key in keys[: params[limit.name]]]

    def _selected(self, selection: Selection, node: ImageNode, by: ImageRelationship | None, params: Params) -> list[object]:
        row = self._row(selection.items, node, by, params)
        if selection.arms:
            fitting = [arm for arm in selection.arms if not arm.labels or node.label in arm.labels]
            row.append(self._row(fitting[0].items, node, by, params) if fitting else None)
        return row

    def _reached(self, hop: Hop, node: ImageNode) -> list[Reached]:
        items = (self._out if hop.forward else self._into)[hop.type, node.key]
        ends = [(item.end_label, item.end) if hop.forward else (item.start_label, item.start) for item in items]
        found = [
            (self._nodes[f"{label}\n{key}"], item) for (label, key), item in zip(ends, items, strict=True) if label in hop.far
        ]
        return sorted(found, key=lambda one: (one[0].key, one[1].id))

    def _claims(self, node: ImageNode) -> list[ImageNode]:
        found = (self._nodes[f"Evidence\n{item.start}"] for item in self._into["ABOUT", node.key])
        return sorted(found, key=lambda claim: claim.key)

    def _is_sought(self, claim: ImageNode, sought: str | None) -> bool:
        return "relationship" not in claim.properties if sought is None else claim.properties["field"] == sought


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


def _page(found: list[Reached], page: Page, params: Params) -> list[Reached]:
    if page.after is not None:
        key = params[page.after.name]
        relationship_id = "\U0010ffff" if page.after_id is None else params[page.after_id.name]
        found = [(node, by) for node, by in found if (node.key, by.id) > (key, relationship_id)]
    return found[: params[page.limit.name]]


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
