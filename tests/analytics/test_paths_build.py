"""Paths as pure functions: the search in a small graph, the choice among relationships, and the sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from graph.analytics import messages
from graph.analytics.messages import Lang
from graph.analytics.path_rules import HUB_LABELS, HUB_PLACE_LEVELS, MOST_HOPS, MOST_PATHS, WEIGHTS, weight_of
from graph.analytics.path_search import Way, best_ways
from graph.analytics.path_statement import path_text
from graph.analytics.paths import EntityPath, PathQuestion, build, find_paths
from graph.errors import BadArguments, NotFound
from graph.model.claims import Basis
from graph.model.declarations import ANY_ENTITY, Ends, RelationshipType
from graph.model.enums import LEVEL
from graph.model.registry import MODEL, Model

FIRM, PROJECT, PARK, SEGMENT = "enterprise:jia", "project:er-qi", "park:he-wan", "segment:gui"
NAMES = {FIRM: "甲厂", PROJECT: "二期", PARK: "河湾园区", SEGMENT: "多晶硅"}
Joint = list[object]


def joint(start: str, kind: str, end: str, *, discriminators: str = "", basis: str = "STATED") -> Joint:
    identity = "|".join((start, kind, end, *([discriminators] if discriminators else [])))
    return [start, kind, end, identity, basis, [f"claim of {identity}"]]


def paths(
    start: str, end: str, joints: list[Joint], *, first: int = 20, lang: Lang = Lang.ZH, model: Model = MODEL
) -> tuple[EntityPath, ...]:
    nodes = [[key, name] for key, name in NAMES.items()]
    rows: list[list[object]] = [[0, [[start, end, nodes, joints]]], [1, [start, NAMES[start]]], [2, [end, NAMES[end]]]]
    return build(rows, model, PathQuestion(start, end, MOST_HOPS, first), lang)


def test_only_ways_of_the_fewest_steps_are_returned_lightest_first_then_by_nodes() -> None:
    steps = [
        ("a", "b", 3),
        ("b", "d", 3),
        ("a", "c", 1),
        ("c", "d", 5),
        ("a", "e", 1),
        ("e", "d", 1),
        ("e", "f", 0),
        ("f", "d", 0),
    ]
    neighbours: dict[str, dict[str, int]] = {}
    for near, far, weight in steps:
        neighbours.setdefault(near, {})[far] = weight
        neighbours.setdefault(far, {})[near] = weight

    assert best_ways(neighbours, "a", "d", 20) == [Way(2, ("a", "e", "d")), Way(6, ("a", "b", "d")), Way(6, ("a", "c", "d"))]
    assert best_ways(neighbours, "a", "d", 2) == [Way(2, ("a", "e", "d")), Way(6, ("a", "b", "d"))]
    assert best_ways(neighbours, "a", "a", 2) == [Way(0, ("a",))]
    assert best_ways(neighbours, "a", "z", 2) == []


def test_very_many_shortest_ways_cost_no_more_than_their_steps() -> None:
    layers = [["a"], *([f"{layer}-{number}" for number in range(60)] for layer in range(5)), ["z"]]
    neighbours: dict[str, dict[str, int]] = {}
    for near_layer, far_layer in pairwise(layers):
        for near in near_layer:
            neighbours[near] = {far: int(far[-1]) if far != "z" else 0 for far in far_layer}

    ways = best_ways(neighbours, "a", "z", 3)

    assert [way.weight for way in ways] == [0, 0, 0]
    assert ways[0].nodes == ("a", "0-0", "1-0", "2-0", "3-0", "4-0", "z")


def test_of_several_relationships_the_lightest_type_then_the_strongest_basis_then_the_first_id_is_told() -> None:
    listed = [
        joint(FIRM, "USES", PROJECT, discriminators="year=2011"),
        joint(FIRM, "SERVES", PROJECT, discriminators="kind=ROAD", basis="INFERRED"),
        joint(FIRM, "SERVES", PROJECT, discriminators="kind=FINANCE", basis="REFERENCE"),
        joint(FIRM, "LOCATED_IN", PROJECT),
    ]

    (first,) = paths(FIRM, PROJECT, [*listed, joint(FIRM, "UNDERTAKES", PROJECT, basis="PROPOSED")])[0].steps
    (second,) = paths(FIRM, PROJECT, listed[1:])[0].steps
    (third,) = paths(FIRM, PROJECT, [joint(FIRM, "SERVES", PROJECT, discriminators=f"year={year}") for year in (2, 1)])[0].steps

    assert (first.type, first.basis) == ("UNDERTAKES", Basis.PROPOSED)
    assert (second.type, second.basis) == ("SERVES", Basis.REFERENCE)
    assert third.evidence == (f"claim of {FIRM}|SERVES|{PROJECT}|year=1",)


def test_the_order_of_the_rows_does_not_matter() -> None:
    joints = [
        joint(FIRM, "UNDERTAKES", PROJECT), joint(PROJECT, "OCCUPIES", SEGMENT), joint(FIRM, "LOCATED_IN", PARK),
        joint(PROJECT, "LOCATED_IN", PARK), joint(PROJECT, "OCCUPIES", SEGMENT, discriminators="year=2012"),
    ]  # fmt: skip

    assert paths(FIRM, SEGMENT, joints) == paths(FIRM, SEGMENT, joints[::-1])
    assert [path.nodes for path in paths(FIRM, SEGMENT, joints)] == [(FIRM, PROJECT, SEGMENT)]


def test_a_way_is_told_in_both_languages_with_direction_detail_and_basis() -> None:
    joints = [
        joint(PROJECT, "OCCUPIES", SEGMENT, discriminators="year=2012", basis="INFERRED"),
        joint(FIRM, "UNDERTAKES", PROJECT),
        joint(FIRM, "SERVES", PARK, discriminators="kind=ROAD|year=2013", basis="REFERENCE"),
    ]

    zh, en = (paths(SEGMENT, PARK, joints, lang=lang)[0] for lang in (Lang.ZH, Lang.EN))

    assert [(step.type, step.forward) for step in zh.steps] == [("OCCUPIES", False), ("UNDERTAKES", False), ("SERVES", True)]
    assert zh.weight == weight_of("OCCUPIES") + weight_of("UNDERTAKES") + weight_of("SERVES")
    assert zh.explanation == (
        "“多晶硅”与“河湾园区”相隔3步：环节“多晶硅”有“二期”占位（2012年，属推断）；“二期”由“甲厂”承担；"
        "“甲厂”服务于“河湾园区”（道路建设，2013年，据参考资料）。"
    )
    assert en.explanation == (
        "From 多晶硅 to 河湾园区, number of steps 3: the segment 多晶硅 is occupied by 二期 (2012, inferred); 二期 is carried out by 甲厂; "
        "甲厂 serves 河湾园区 (Road works, 2013, from a reference)."
    )
    assert paths(FIRM, FIRM, [])[0].explanation == "起点和终点都是“甲厂”。"


def test_every_relationship_type_has_a_weight_and_a_clause_a_direction() -> None:
    types = {item.type for item in MODEL.claimed}
    clauses = {f"path.step.{kind}.{way}" for kind in types for way in ("forward", "backward")}

    assert set(WEIGHTS) == types
    assert all(1 <= weight.value <= 5 and weight.why for weight in WEIGHTS.values())
    assert clauses <= set(messages.codes())


def test_the_page_on_paths_has_every_weight() -> None:
    page = (Path(__file__).parents[2] / "docs" / "paths.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d) \| ([^|;]+)", page, re.MULTILINE))

    assert {name.strip(): int(weight) for weight, names in rows.items() for name in names.split(",")} == {
        name: weight.value for name, weight in WEIGHTS.items()
    }


def test_a_type_that_nobody_judged_weighs_most_and_is_told_by_its_name() -> None:
    lends = RelationshipType(
        "LENDS_TO", "lendsTo", "borrowsFrom", (Ends((ANY_ENTITY,), ("Park",)),), "贷款给", "贷款方", "Lends it money"
    )
    model = Model(MODEL.nodes, (*MODEL.relationships, lends))

    (path,) = paths(FIRM, PARK, [joint(FIRM, "LENDS_TO", PARK)], model=model)

    assert path.weight == max(weight.value for weight in WEIGHTS.values())
    assert "“甲厂”与“河湾园区”有“贷款给”关系" in path.explanation
    assert "|LENDS_TO" in path_text(model)


def test_the_rules_name_labels_and_levels_of_the_model() -> None:
    assert all(MODEL.has_label(label) for label in HUB_LABELS)
    assert set(HUB_PLACE_LEVELS) <= set(LEVEL.names)


def test_an_end_without_its_row_is_not_found() -> None:
    found: list[object] = [1, [FIRM, "甲厂"]]
    tried: list[list[list[object]]] = [[], [found], [found, [2, None]]]
    for rows in tried:
        with pytest.raises(NotFound, match=PARK if rows else FIRM):
            build(rows, MODEL, PathQuestion(FIRM, PARK), Lang.ZH)


@pytest.mark.parametrize(
    ("hops", "first", "said"),
    [(0, 1, "maxHops is 0"), (MOST_HOPS + 1, 1, "maxHops is 7"), (1, 0, "first is 0"), (1, MOST_PATHS + 1, "first is 21")],
)
async def test_bounds_are_kept_before_the_store_is_asked(hops: int, first: int, said: str) -> None:
    class Nobody:
        async def read_whole(self, statements: object) -> object:
            raise AssertionError(statements)

    with pytest.raises(BadArguments, match=said):
        await find_paths(Nobody(), MODEL, PathQuestion(FIRM, PARK, hops, first), Lang.ZH)  # type: ignore[arg-type]


def test_the_statement_reads_the_state_first_and_last() -> None:
    branches = path_text(MODEL).split("\nUNION ALL\n")

    assert len(branches) == 5
    assert "-1 AS r" in branches[0]
    assert "-2 AS r" in branches[-1]
