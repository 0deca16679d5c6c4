"""Departments serving as a pure function: from the statement's rows to the result."""

from __future__ import annotations

import re

import pytest

from graph.analytics import messages
from graph.analytics.messages import Lang, say
from graph.analytics.service import Route, build
from graph.analytics.service_routes import text_for
from graph.errors import NotFound, PlanBug
from graph.model.claims import Basis

FOUND: list[object] = [0, ["chain:pv", "光伏产业链"]]
GRID = ["enterprise:dian-li", "省电力公司"]


def way(
    route: str, target: str, *, who: list[str] = GRID, kind: str = "GRID_SUPPLY", year: int | None = 2012,
    via: tuple[str, ...] = ("电池片",), bases: tuple[str, ...] = ("STATED",), claims: tuple[str, ...] = ("c1",),
    counts: tuple[int | None, ...] = (),
) -> list[object]:  # fmt: skip
    name = target.partition(":")[2]
    return [1, [route, *who, kind, year, target, name, list(via), list(bases), list(claims), list(counts)]]


def test_an_unknown_start_is_not_found() -> None:
    with pytest.raises(NotFound, match="chain:pv"):
        build([], "chain:pv", Lang.ZH)


def test_a_start_that_nobody_serves_gives_nothing() -> None:
    assert build([FOUND], "chain:pv", Lang.ZH) == ()


def test_of_several_ways_to_one_service_the_strongest_weakest_fact_is_told() -> None:
    rows = [
        FOUND,
        way("PARK", "park:dong-chuan", bases=("STATED", "INFERRED"), claims=("weak",)),
        way("PARK", "park:dong-chuan", bases=("STATED", "REFERENCE"), claims=("strong", "strong"), via=("电池片", "甲")),
    ]

    (department,) = build(rows, "chain:pv", Lang.ZH)

    (service,) = department.services
    assert (service.basis, service.evidence, service.route) == (Basis.REFERENCE, ("strong",), Route.PARK)
    assert department.basis is Basis.REFERENCE


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [
        FOUND,
        way("PROJECT", "project:a"),
        way("PARK", "park:b", via=("电池片", "乙")),
        way("PARK", "park:b", via=("电池片", "甲")),
        way("TASK", "task:c", who=["department:jing-wei", "省经委"], kind="TASK_LEAD", year=None),
    ]

    assert build(rows, "chain:pv", Lang.EN) == build([rows[0], *reversed(rows[1:])], "chain:pv", Lang.EN)


def test_the_nearest_route_comes_first_and_lists_are_projections_of_the_services() -> None:
    rows = [
        FOUND,
        way("GROUP", "group:58", who=["department:a", "甲厅"], kind="ENVIRONMENT_APPROVAL", counts=(58, 101)),
        way("PARK", "park:b"),
        way("PROJECT", "project:p", kind="POWER_SUPPLY"),
        way("ENTERPRISE", "enterprise:e"),
        way("TASK", "task:t", kind="TASK_LEAD", year=None),
    ]

    grid, office = build(rows, "chain:pv", Lang.ZH)

    assert [service.route.name for service in grid.services] == ["PROJECT", "ENTERPRISE", "PARK", "TASK"]
    assert grid.kinds == ("GRID_SUPPLY", "POWER_SUPPLY", "TASK_LEAD")
    assert (grid.projects, grid.enterprises, grid.parks, grid.tasks) == (
        ("project:p",),
        ("enterprise:e",),
        ("park:b",),
        ("task:t",),
    )
    assert office.groups == ("group:58",)


@pytest.mark.parametrize(("lang", "words"), [(Lang.ZH, ("58", "101", "未具名")), (Lang.EN, ("58 of 101", "not named"))])
def test_a_service_to_a_counted_set_says_that_its_members_are_not_named(lang: Lang, words: tuple[str, ...]) -> None:
    rows = [FOUND, way("GROUP", "group:58", bases=("STATED", "INFERRED"), counts=(58, 101))]

    (department,) = build(rows, "chain:pv", lang)

    assert all(word in department.services[0].explanation for word in words)
    assert department.services[0].basis is Basis.INFERRED


def test_every_message_names_the_same_places_in_both_languages() -> None:
    for code in messages.codes():
        zh, en = messages._CATALOGUE[code]
        assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en)), code


def test_a_message_without_a_value_for_its_place_is_a_bug() -> None:
    with pytest.raises(PlanBug, match="who"):
        say("service.DIRECT", Lang.ZH)
    with pytest.raises(PlanBug, match="nope"):
        say("nope", Lang.ZH)


@pytest.mark.parametrize("label", ["Chain", "Project", "Enterprise", "Park"])
def test_the_statement_reads_the_state_first_and_last(label: str) -> None:
    branches = text_for(label).split("\nUNION ALL\n")

    assert "-1 AS r" in branches[0]
    assert "-2 AS r" in branches[-1]
    assert all(" AS r, " in branch and branch.endswith(" AS m") for branch in branches)


def test_departments_are_not_asked_to_serve_a_segment() -> None:
    with pytest.raises(PlanBug, match="Segment"):
        text_for("Segment")
