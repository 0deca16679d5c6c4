"""Approval coverage on both stores: the register's answers, and generated graphs against the oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analytics.coverage import ApprovalCoverage, CoverageFirm, CoverageTotal, Scope, approval_coverage, warm_up
from graph.analytics.coverage_kinds import DEFAULT_KINDS
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.claims import Basis
from graph.model.enums import SERVICE_STATUS
from graph.model.image import Image, ImageNode, ImageRelationship, difference
from graph.model.registry import MODEL
from graph.names import normal_form
from graph.store import Store
from graph.store.apply import write_difference
from tests.analytics.coverage_oracle import Cell, CoverageOracle, Held
from tests.store_fixtures import wipe


async def key_of(store: Store, label: str, name: str) -> str:
    text = f"MATCH (f:NameForm {{form: $form}})-[:NAMES]->(n:{label}) RETURN n.key"
    ((key,),) = await store.read(Statement(text, {"form": normal_form(name)}))
    return str(key)


def cells_of(found: ApprovalCoverage) -> dict[tuple[str, str], Cell]:
    return {
        (row.project, cell.kind): (
            cell.state.name,
            cell.by,
            cell.year,
            cell.via,
            None if cell.basis is None else cell.basis.name,
            cell.evidence,
        )
        for row in found.rows
        for cell in row.cells
    }


def held_of(found: Iterable[CoverageTotal | CoverageFirm]) -> set[Held]:
    return {
        (one.kind, one.group if isinstance(one, CoverageTotal) else one.enterprise, one.year, one.by, one.state.name)
        for one in found
    }


async def test_the_register_is_answered_as_the_plan_says(register: Store) -> None:
    await _counted_approvals_mark_no_project(register)
    await _who_deals_with_a_matter_is_named_though_its_end_is_not_told(register)
    await _works_for_a_park_reach_its_projects_and_a_wider_park_holds_those_of_its_parts(register)


async def _counted_approvals_mark_no_project(store: Store) -> None:
    found = await approval_coverage(store, Scope(), None, Lang.ZH)

    assert found.kinds == DEFAULT_KINDS
    # The plan says of 58 + 33 + 10 projects how far their assessment has come, and names none of them.
    counted = [(one.state.name, one.stated, one.named) for one in found.totals if one.kind == "ENVIRONMENT_APPROVAL"]
    assert Counter(counted) == Counter([("GIVEN", 58, 0), ("GIVEN", 11, 0), ("IN_PROGRESS", 33, 0), ("IN_PROGRESS", 10, 0)])
    assert {cell.state.name for row in found.rows for cell in row.cells} == {"UNKNOWN"}
    # Land was approved for four firms that undertake no project that the plan names.
    assert Counter(one.kind for one in found.firms) == Counter({"LAND_APPROVAL": 4, "MINING_LICENCE": 1})


async def _who_deals_with_a_matter_is_named_though_its_end_is_not_told(store: Store) -> None:
    chain = await key_of(store, "Chain", "镁产业链")

    found = await approval_coverage(store, Scope(chain=chain), ["MINERAL_ALLOCATION"], Lang.ZH)

    land = await key_of(store, "Department", "省国土资源厅")
    expected = {await key_of(store, "Project", name): land for name in ("金属镁一体化", "百事特镁业氧化镁")}
    assert {row.project: row.cells[0].by for row in found.rows if row.cells[0].evidence} == expected
    assert all("没有记录" in row.cells[0].explanation for row in found.rows)


async def _works_for_a_park_reach_its_projects_and_a_wider_park_holds_those_of_its_parts(store: Store) -> None:
    south, whole = [await key_of(store, "Park", name) for name in ("南川园区", "西宁经济技术开发区")]

    part = await approval_coverage(store, Scope(park=south), ["GRID_SUPPLY"], Lang.ZH)
    wider = await approval_coverage(store, Scope(park=whole), ["GRID_SUPPLY"], Lang.ZH)

    told = {(row.cells[0].state.name, row.cells[0].via, row.cells[0].basis) for row in part.rows}
    assert told == {("GIVEN", south, Basis.INFERRED)}
    assert {row.project for row in part.rows} < {row.project for row in wider.rows}


async def test_warming_up_reads_nothing_and_fits_every_scope(store: Store, statements: list[Statement]) -> None:
    await write(store, image_of([]))
    statements.clear()

    await warm_up(store)

    assert len({statement.text for statement in statements}) == 4


async def test_an_unknown_park_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="park:none"):
        await approval_coverage(store, Scope(park="park:none"), None, Lang.EN)


@pytest.mark.parametrize("scope", [Scope(), Scope(park="park:0"), Scope(chain="chain:0"), Scope("park:0", "chain:0")])
async def test_it_is_one_statement(store: Store, statements: list[Statement], scope: Scope) -> None:
    await write(store, image_of([]))
    statements.clear()

    await approval_coverage(store, scope, None, Lang.ZH)

    assert len(statements) == 1


async def test_a_circle_of_parks_ends(store: Store) -> None:
    await write(
        store,
        image_of(
            [
                drawn("LOCATED_IN", "project:0", "park:1"),
                drawn("PART_OF", "park:1", "park:0"),
                drawn("PART_OF", "park:0", "park:1"),
            ]
        ),
    )

    found = await approval_coverage(store, Scope(park="park:0"), None, Lang.ZH)

    assert [row.project for row in found.rows] == ["project:0"]


# Small and dense, so that records meet: two nodes a label, every relationship type that the rules know.
SHAPES = (
    ("HAS_SEGMENT", ("chain",), ("segment",)),
    ("OCCUPIES", ("project", "enterprise"), ("segment",)),
    ("UNDERTAKES", ("enterprise",), ("project",)),
    ("LOCATED_IN", ("project", "enterprise", "park"), ("park",)),
    ("LOCATED_IN", ("project", "park"), ("place",)),
    ("PART_OF", ("park",), ("park",)),
    ("PART_OF", ("group",), ("plan",)),
    ("LISTED_IN", ("project",), ("plan",)),
    ("MEMBER_OF", ("project", "group"), ("group",)),
    ("SERVES", ("department", "enterprise"), ("project",)),
    ("SERVES", ("department",), ("enterprise",)),
    ("SERVES", ("department",), ("park",)),
    ("SERVES", ("department",), ("group",)),
)
LABELS = {
    "chain": "Chain", "segment": "Segment", "project": "Project", "enterprise": "Enterprise", "park": "Park", "place": "Place",
    "group": "Group", "plan": "Plan", "department": "Department",
}  # fmt: skip
KINDS = ("LAND_APPROVAL", "GRID_SUPPLY", "FINANCE")
Drawn = tuple[str, str, str, dict[str, object]]


def drawn(type_name: str, start: str, end: str, basis: str = "STATED", **properties: object) -> Drawn:
    return type_name, start, end, {"basis": basis, **{name: held for name, held in properties.items() if held is not None}}


@st.composite
def graphs(draw: st.DrawFn) -> Image:
    numbers = st.integers(0, 1)
    years = st.sampled_from([None, 2012, 2013])
    made: list[Drawn] = []
    for type_name, starts, ends in draw(st.lists(st.sampled_from(SHAPES), min_size=6, max_size=26)):
        start = f"{draw(st.sampled_from(starts))}:{draw(numbers)}"
        end = f"{draw(st.sampled_from(ends))}:{draw(numbers)}"
        properties: dict[str, object] = {}
        if type_name == "SERVES":
            status = draw(st.sampled_from([None, *(value.name for value in SERVICE_STATUS.values)]))
            properties = {"kind": draw(st.sampled_from(KINDS)), "year": draw(years), "status": status}
        if type_name == "LISTED_IN":
            properties = {"year": draw(years)}
        basis = draw(st.sampled_from([item.name for item in Basis]))
        made.append(drawn(type_name, start, end, basis, **properties))
    return image_of(made)


def image_of(made: Iterable[Drawn]) -> Image:
    image = Image()
    for head, label in LABELS.items():
        for index in range(2):
            held: dict[str, object] = {"key": f"{head}:{index}", "name": f"{label}{index}", "basis": "STATED", "aliases": []}
            if label == "Group":
                held |= {"memberLabel": ("Project", "Enterprise")[index], "declaredCount": 3, "knownCount": 1, "year": 2012}
            image.add_node(ImageNode(label, f"{head}:{index}", held))  # type: ignore[arg-type]
    seen: set[str] = set()
    for type_name, start, end, properties in made:
        identity = f"{start}|{type_name}|{end}|{properties.get('kind')}|{properties.get('year')}"
        if identity not in seen:
            seen.add(identity)
            labels = [LABELS[key.partition(":")[0]] for key in (start, end)]
            held = {"id": identity, "claims": [f"claim of {identity}"], **properties}
            relationship = ImageRelationship(type_name, identity, labels[0], start, labels[1], end, held)  # type: ignore[arg-type]
            image.add_relationship(relationship)
    return image


async def write(store: Store, image: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(image=graphs())
async def test_generated_graphs_are_answered_as_by_the_oracle(store: Store, image: Image) -> None:
    await wipe(store, keep_schema=True)
    await write(store, image)
    oracle = CoverageOracle(image)

    for park, chain in ((None, None), ("park:0", None), (None, "chain:0"), ("park:0", "chain:0")):
        found = await approval_coverage(store, Scope(park, chain), KINDS, Lang.EN)
        assert cells_of(found) == oracle.cells(park, chain, KINDS), (park, chain)
        assert held_of(found.totals) == oracle.totals(park, chain, KINDS), (park, chain)
        assert held_of(found.firms) == oracle.firms(park, chain, KINDS), (park, chain)
