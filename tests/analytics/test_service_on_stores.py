"""Departments serving on both stores: the register's expected rows, and generated graphs against the oracle."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analytics.messages import Lang
from graph.analytics.service import DepartmentService, departments_serving
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.claims import Basis
from graph.model.image import Image, ImageNode, ImageRelationship, difference
from graph.model.registry import MODEL
from graph.names import normal_form
from graph.store import Store
from graph.store.apply import write_difference
from tests.analytics.service_oracle import Found, Oracle
from tests.store_fixtures import wipe

EXPECTED = Path(__file__).parents[1] / "expected" / "departments_serving"
CHAINS = {"photovoltaic": "光伏产业链", "magnesium": "镁产业链", "aluminium": "铝产业链"}


async def key_of(store: Store, label: str, name: str) -> str:
    text = f"MATCH (f:NameForm {{form: $form}})-[:NAMES]->(n:{label}) RETURN n.key"
    ((key,),) = await store.read(Statement(text, {"form": normal_form(name)}))
    return str(key)


def services(found: Iterable[DepartmentService]) -> dict[Found, Basis]:
    return {
        (item.department, one.kind, one.route.name, one.target, one.year): one.basis for item in found for one in item.services
    }


async def test_the_three_chains_are_served_as_the_plan_says(register: Store) -> None:
    for file, chain in CHAINS.items():
        expected: dict[Found, Basis] = {}
        for row in csv.DictReader((EXPECTED / f"{file}.csv").read_text(encoding="utf-8").splitlines()):
            who, target = [await key_of(register, *row[column].split(":", 1)) for column in ("who", "target")]
            year = int(row["year"]) if row["year"] else None
            expected[who, row["kind"], row["route"], target, year] = Basis[row["basis"]]
        found = await departments_serving(register, MODEL, await key_of(register, "Chain", chain), Lang.ZH)

        assert services(found) == expected, chain
        counted = [one for item in found for one in item.services if one.route.name == "GROUP"]
        assert counted
        assert all("未具名" in one.explanation for one in counted)
        assert all(one.evidence for item in found for one in item.services)


async def test_a_start_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        await departments_serving(store, MODEL, "chain:none", Lang.EN)


async def test_it_is_one_statement(store: Store, statements: list[Statement]) -> None:
    await write(store, image_of([("SERVES", "department:0", "project:0", "ROAD", 2012)]))
    statements.clear()

    await departments_serving(store, MODEL, "project:0", Lang.ZH)

    assert len(statements) == 1


@dataclass(frozen=True)
class _Shape:
    """Which nodes a generated relationship may join."""

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]


# Small and dense, so that ways meet: two nodes a label, every relationship type that a route knows.
SHAPES = (
    _Shape("HAS_SEGMENT", ("chain",), ("segment",)),
    _Shape("OCCUPIES", ("project", "enterprise"), ("segment",)),
    _Shape("UNDERTAKES", ("enterprise",), ("project",)),
    _Shape("LOCATED_IN", ("project", "enterprise", "park"), ("park", "place")),
    _Shape("PART_OF", ("park", "place"), ("park", "place")),
    _Shape("PART_OF", ("group",), ("plan",)),
    _Shape("LISTED_IN", ("project", "enterprise"), ("plan",)),
    _Shape("MEMBER_OF", ("project", "enterprise", "chain", "base", "industry"), ("group",)),
    _Shape("SERVES", ("department", "enterprise"), ("project", "enterprise", "park", "place", "group")),
    _Shape("LEADS", ("department",), ("task", "chain", "project")),
    _Shape("PARTICIPATES_IN", ("department",), ("task", "chain")),
    _Shape("TARGETS", ("task",), ("chain", "project", "enterprise", "park", "group", "industry", "base")),
    _Shape("IN_INDUSTRY", ("enterprise", "project", "product"), ("industry",)),
    _Shape("PRODUCES", ("segment",), ("product",)),
    _Shape("BUILT_ON", ("base",), ("chain",)),
    _Shape("CARRIED_BY", ("base",), ("park",)),
    _Shape("SUPPORTED_BY", ("base",), ("project", "enterprise")),
)
LABELS = tuple(dict.fromkeys(label for shape in SHAPES for label in (*shape.starts, *shape.ends)))
Drawn = tuple[str, str, str, str | None, int | None]


@st.composite
def graphs(draw: st.DrawFn) -> Image:
    drawn: list[Drawn] = []
    for shape in draw(st.lists(st.sampled_from(SHAPES), min_size=6, max_size=28)):
        start, end = draw(st.sampled_from(shape.starts)), draw(st.sampled_from(shape.ends))
        numbers = st.integers(0, 1)
        kind = draw(st.sampled_from(["ROAD", "FINANCE"])) if shape.type == "SERVES" else None
        year = draw(st.sampled_from([None, 2012, 2013])) if shape.type in ("SERVES", "LISTED_IN") else None
        drawn.append((shape.type, f"{start}:{draw(numbers)}", f"{end}:{draw(numbers)}", kind, year))
    return image_of(drawn, draw(st.randoms(use_true_random=False)).random)


def image_of(drawn: Iterable[Drawn], random: object = None) -> Image:
    number = random if callable(random) else (lambda: 0.0)
    image = Image()
    for head in LABELS:
        for index in range(2):
            label = next(item.label for item in MODEL.entities if item.label.lower() == head)
            properties: dict[str, object] = {
                "key": f"{head}:{index}",
                "name": f"{label}{index}",
                "basis": "STATED",
                "aliases": [],
            }
            if label == "Place":
                properties["level"] = ("PROVINCIAL", "COUNTY")[index]
            if label == "Group":
                properties |= {
                    "memberLabel": ("Project", "Chain")[index],
                    "declaredCount": 3,
                    "knownCount": int(number() * 4.0),
                }
                properties["year"] = 2012
            image.add_node(ImageNode(label, f"{head}:{index}", properties))  # type: ignore[arg-type]
    for type_name, start, end, kind, year in drawn:
        bases = [basis.name for basis in Basis]
        identity = f"{start}|{type_name}|{end}|{kind}|{year}"
        held: dict[str, object] = {"id": identity, "basis": bases[int(number() * 4.0)], "claims": [f"claim of {identity}"]}
        held |= {name: value for name, value in (("kind", kind), ("year", year)) if value is not None}
        labels = [
            next(item.label for item in MODEL.entities if item.label.lower() == key.split(":")[0]) for key in (start, end)
        ]
        image.add_relationship(ImageRelationship(type_name, identity, labels[0], start, labels[1], end, held))  # type: ignore[arg-type]
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

    for about in ("chain:0", "project:0", "enterprise:0", "park:0"):
        found = await departments_serving(store, MODEL, about, Lang.EN)
        assert services(found) == Oracle(image).services(about), about
