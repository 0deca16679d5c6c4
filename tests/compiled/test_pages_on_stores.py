"""Pages put together are the list, whatever the order, in either direction, from any place in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.image import Image
from graph.model.registry import MODEL
from graph.query.answers import answers_of
from graph.query.conditions import Compared, Operator
from graph.query.page import Cursor, FarColumn, HopCount, OrderBy, Page
from graph.query.plan import Branch, ByKey, Hop, NodeColumn, PageOf, Parameter, ReadPlan, RelationshipColumn, Selection
from graph.store import Store
from tests.compiled.gap_graphs import gap_image
from tests.compiled.plan_rows import ImageRows
from tests.compiled.writing import write_image
from tests.loaders.sources import prepare
from tests.store_fixtures import NEO4J, wipe

ALL, SIZE = Parameter("all"), Parameter("size")
STATUS, INVESTMENT, PHASE = (NodeColumn(name) for name in ("status", "investment", "phase"))
UNDERTAKERS = HopCount("UNDERTAKES", forward=False)
PLAN_NAME = FarColumn("PART_OF", forward=True, column="sortKey")
RELEVANT = Compared(NodeColumn("key"), Operator.NE, Parameter("unwanted"))
ORDERS: dict[str, tuple[str, tuple[OrderBy, ...]]] = {
    "key": ("Project", ()),
    "key, descending": ("Project", (OrderBy(NodeColumn("key"), descending=True),)),
    "pinyin": ("Project", (OrderBy(NodeColumn("sortKey")),)),
    "pinyin, descending": ("Project", (OrderBy(NodeColumn("sortKey"), descending=True),)),
    "a number with gaps": ("Project", (OrderBy(INVESTMENT),)),
    "a number with gaps, descending": ("Project", (OrderBy(INVESTMENT, descending=True),)),
    "texts of rare characters": ("Project", (OrderBy(PHASE),)),
    "two columns with gaps in both directions": ("Project", (OrderBy(STATUS), OrderBy(INVESTMENT, descending=True))),
    "a count, then a column": ("Project", (OrderBy(UNDERTAKERS, descending=True), OrderBy(STATUS))),
    "a far name": ("Task", (OrderBy(PLAN_NAME),)),
    "a far name, descending": ("Task", (OrderBy(PLAN_NAME, descending=True), OrderBy(NodeColumn("order")))),
}
HOPS: dict[str, tuple[OrderBy, ...]] = {
    "key and relationship": (),
    "key, descending": (OrderBy(NodeColumn("key"), descending=True),),
    "pinyin, descending": (OrderBy(NodeColumn("sortKey"), descending=True),),
    "a column with gaps": (OrderBy(NodeColumn("stage")),),
    "a count": (OrderBy(HopCount("FEEDS", forward=True)),),
}


@pytest.fixture(scope="module")
def image() -> Image:
    """Return the first graph of gaps in which every list below has more rows than a page."""
    return next(found for found in map(gap_image, count()) if _is_rich(found))


def _is_rich(image: Image) -> bool:
    if all(item.type != "FEEDS" for item in image.relationships.values()):
        return False
    values = values_of(image)
    return all(len(listed.whole(image, values, code_units=False)) > values["size"] for listed in LISTS.values())


def values_of(image: Image) -> dict[str, Any]:
    return {"floor": "", "all": 99, "size": 3, "hub": hub(image), "unwanted": "segment:9"}


@pytest_asyncio.fixture
async def gaps(connection: Store, image: Image) -> Store:
    """Return the store in turn, holding the graph of gaps; these tests only read."""
    if await connection.read(Statement("MATCH (n) WHERE NOT n:State RETURN count(n)")) != [[len(image.nodes)]]:
        await wipe(connection, keep_schema=True)
        await prepare(connection)
        await write_image(connection, image)
    return connection


@dataclass(frozen=True)
class Listed:
    """A list, the number of terms of its order, and whether a relationship's id parts its rows; rows start with their place."""

    plan: Callable[[Page], ReadPlan]
    order: tuple[OrderBy, ...]
    with_id: bool = False

    async def page(self, store: Store, page: Page, values: dict[str, Any]) -> list[list[Any]]:
        """Return the rows that a store gives for a page, in the form of root lists that its kind gets."""
        plan, writer = self.plan(page), ReadWriter(MODEL, root_list=store.kind == NEO4J)
        (rows,) = (await store.read_whole([Statement(writer.write(plan), values)])).answers
        (answer,) = answers_of(rows, 1, [0] if writer.is_listed(plan.branches[0]) else [])
        return self.unfolded(answer)

    def whole(self, image: Image, values: dict[str, Any], *, code_units: bool) -> list[list[Any]]:
        """Return all rows, as plain Python orders them."""
        rows = ImageRows(image, code_units=code_units).rows(self.plan(Page(ALL, self.order)), values, lambda _: False)
        return self.unfolded(answers_of(rows, 1)[0])

    def unfolded(self, answer: list[list[Any]]) -> list[list[Any]]:
        """Return the rows of the list, which for a hop is the one item of a row."""
        return answer[0][0] if self.with_id else answer

    def cursor(self) -> Cursor:
        """Return the place that `place` gives values to."""
        held = [Parameter(f"place{number}") for number in range(len(self.order) + 1 + self.with_id)]
        return Cursor(tuple(held[: len(self.order)]), held[len(self.order)], held[-1] if self.with_id else None)


def root(label: str, order: tuple[OrderBy, ...]) -> Listed:
    items = (*(part.term for part in order), NodeColumn("key"))
    return Listed(lambda page: ReadPlan((Branch(PageOf(label, page, RELEVANT), items),)), order)


def hop(order: tuple[OrderBy, ...]) -> Listed:
    """The segments that one feeds, each as often as it does."""

    def plan(page: Page) -> ReadPlan:
        items = (*(part.term for part in order), NodeColumn("key"), RelationshipColumn("id"))
        fed = Hop("FEEDS", forward=True, far=("Segment",), page=page, selection=Selection(items), where=RELEVANT)
        return ReadPlan((Branch(ByKey("Segment", Parameter("hub")), (fed,)),))

    return Listed(plan, order, with_id=True)


LISTS = {
    **{name: root(*held) for name, held in ORDERS.items()},
    **{f"hop by {name}": hop(order) for name, order in HOPS.items()},
}


@pytest.mark.parametrize("name", LISTS)
async def test_pages_from_every_place_are_the_parts_of_the_list(gaps: Store, image: Image, name: str) -> None:
    listed, values = LISTS[name], values_of(image)
    rows = listed.whole(image, values, code_units=gaps.kind == NEO4J)
    assert len(rows) > 3
    assert await listed.page(gaps, Page(ALL, listed.order), values) == rows
    assert await listed.page(gaps, Page(ALL, listed.order, backward=True), values) == rows[::-1]

    for number, row in enumerate(rows):
        values |= {f"place{place}": value for place, value in enumerate(row)}
        behind = Page(SIZE, listed.order, after=listed.cursor())
        before = Page(SIZE, listed.order, before=listed.cursor(), backward=True)

        assert await listed.page(gaps, behind, values) == rows[number + 1 :][:3], row
        assert await listed.page(gaps, before, values) == rows[:number][::-1][:3], row


@pytest.mark.parametrize("name", ["pinyin", "a number with gaps, descending", "hop by key and relationship"])
async def test_a_page_between_two_places_has_the_rows_between_them(gaps: Store, image: Image, name: str) -> None:
    listed, values = LISTS[name], {"floor": "", "all": 99, "hub": hub(image), "unwanted": "segment:9"}
    rows = listed.whole(image, values, code_units=gaps.kind == NEO4J)
    after, before = listed.cursor(), listed.cursor()
    before = Cursor(
        tuple(Parameter(f"end{held.name}") for held in before.values),
        Parameter("endkey"),
        None if before.id is None else Parameter("endid"),
    )
    values |= {f"place{place}": value for place, value in enumerate(rows[0])}
    ends = (*before.values, before.key, *(() if before.id is None else (before.id,)))
    values |= {held.name: value for held, value in zip(ends, rows[-1], strict=True)}

    assert await listed.page(gaps, Page(ALL, listed.order, after, before), values) == rows[1:-1]
    assert await listed.page(gaps, Page(ALL, listed.order, before, after), values) == []


def hub(image: Image) -> str:
    """Return the segment that feeds most."""
    fed = Counter(item.start for item in image.relationships.values() if item.type == "FEEDS")
    return fed.most_common(1)[0][0]
