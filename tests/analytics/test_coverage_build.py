"""Approval coverage as a pure function: from the statement's rows to the result; and its tables."""

from __future__ import annotations

import pytest

from graph.analytics.coverage import CoverageCell, Scope, build
from graph.analytics.coverage_branches import text_for
from graph.analytics.coverage_kinds import DEFAULT_KINDS, RULE_OF, STATES, CoverageState
from graph.analytics.messages import Lang
from graph.errors import NotFound, PlanBug
from graph.model.claims import Basis
from graph.model.enums import SERVICE_KIND, SERVICE_STATUS

PARK = "park:he-wan"
PROJECT = [1, ["project:a", "甲项目"]]


def record(
    on: str = "PROJECT", status: str | None = "GIVEN", *, kind: str = "LAND_APPROVAL", year: int | None = 2012, projects: int = 1,
    who: str = "department:land", bases: tuple[str, ...] = ("STATED",), claims: tuple[str, ...] = ("c1",),
) -> list[object]:  # fmt: skip
    via = None if on == "PROJECT" else {"FIRM": "enterprise:f", "PARK": PARK, "GROUP": "group:58"}[on]
    name = None if via is None else f"名{via}"
    return [2, ["project:a", on, via, name, projects, who, "国土厅", kind, year, status, list(bases), list(claims)]]


def cell(*rows: list[object], kind: str = "LAND_APPROVAL", lang: Lang = Lang.ZH) -> CoverageCell:
    found = build([PROJECT, *rows], Scope(), [kind], lang)
    backwards = build([*reversed(rows), PROJECT], Scope(), [kind], lang)
    assert found == backwards
    ((only,),) = (row.cells for row in found.rows)
    return only


def test_an_unknown_park_or_chain_is_not_found() -> None:
    with pytest.raises(NotFound, match=PARK):
        build([PROJECT], Scope(park=PARK), DEFAULT_KINDS, Lang.ZH)
    with pytest.raises(NotFound, match="chain:x"):
        build([[0, [PARK]]], Scope(PARK, "chain:x"), DEFAULT_KINDS, Lang.ZH)


def test_a_park_without_projects_has_no_rows() -> None:
    assert build([[0, [PARK]]], Scope(park=PARK), DEFAULT_KINDS, Lang.ZH).rows == ()


def test_what_nobody_recorded_is_unknown_and_says_that_this_is_not_outstanding() -> None:
    found = cell()

    assert (found.state, found.by, found.year, found.via, found.basis, found.evidence) == (
        CoverageState.UNKNOWN, None, None, None, None, (),
    )  # fmt: skip
    assert found.explanation == "“甲项目”的用地审批没有记录。没有记录不等于没有办。"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("GIVEN", CoverageState.GIVEN),
        ("IN_PROGRESS", CoverageState.IN_PROGRESS),
        ("OUTSTANDING", CoverageState.OUTSTANDING),
        ("PLANNED", CoverageState.OUTSTANDING),
        ("NOT_APPLICABLE", CoverageState.NOT_APPLICABLE),
    ],
)
def test_a_record_on_the_project_tells_its_state_by_whom_and_when(status: str, state: CoverageState) -> None:
    found = cell(record(status=status, bases=("REFERENCE",)))

    assert (found.state, found.by, found.year, found.via, found.basis) == (
        state, "department:land", 2012, None, Basis.REFERENCE,
    )  # fmt: skip


def test_a_record_without_status_names_who_deals_with_it_and_leaves_the_state_unknown() -> None:
    found = cell(record(status=None))

    assert (found.state, found.by, found.year, found.basis, found.evidence) == (
        CoverageState.UNKNOWN, "department:land", 2012, None, ("c1",),
    )  # fmt: skip
    assert found.explanation == "国土厅经办“甲项目”的用地审批（2012年），办到哪一步没有记录。"


def test_the_newest_record_decides_and_an_undated_one_is_the_oldest() -> None:
    given, later, undated = record(year=2012), record(status="OUTSTANDING", year=2013), record(status="IN_PROGRESS", year=None)

    assert cell(given, later, undated).state is CoverageState.OUTSTANDING
    assert cell(given, undated).state is CoverageState.GIVEN


def test_of_two_records_of_one_year_the_one_that_is_further_decides() -> None:
    assert cell(record(status="OUTSTANDING", who="department:a"), record(who="department:b")).by == "department:b"


def test_a_record_on_the_project_comes_before_a_newer_one_on_its_firm() -> None:
    assert cell(record(status="OUTSTANDING"), record("FIRM", year=2014)).state is CoverageState.OUTSTANDING


def test_a_record_on_the_firm_is_inferred_for_its_only_project() -> None:
    found = cell(record("FIRM", bases=("STATED", "STATED")))

    assert (found.state, found.basis, found.via, found.by) == (
        CoverageState.GIVEN, Basis.INFERRED, "enterprise:f", "department:land",
    )  # fmt: skip
    assert "由此推断" in found.explanation


def test_a_record_on_a_firm_of_several_projects_is_for_nobody_knows_which() -> None:
    found = cell(record("FIRM", projects=2))

    assert (found.state, found.by, found.via, found.evidence) == (CoverageState.UNKNOWN, None, "enterprise:f", ("c1",))
    assert "2个" in found.explanation


def test_that_a_matter_does_not_apply_is_never_carried_over() -> None:
    assert cell(record("FIRM", "NOT_APPLICABLE")).state is CoverageState.UNKNOWN
    assert cell(record("PARK", "NOT_APPLICABLE", kind="ROAD"), kind="ROAD").state is CoverageState.UNKNOWN


def test_works_for_a_park_reach_its_projects_and_its_approvals_do_not() -> None:
    road, land = cell(record("PARK", kind="ROAD"), kind="ROAD"), cell(record("PARK"))

    assert (road.state, road.basis, road.via) == (CoverageState.GIVEN, Basis.INFERRED, PARK)
    assert (land.state, land.via, land.by) == (CoverageState.UNKNOWN, PARK, None)
    assert "园区的事" in land.explanation


def test_what_a_firm_gets_as_taxpayer_is_not_its_projects() -> None:
    found = cell(record("FIRM", kind="TAX_RELIEF"), kind="TAX_RELIEF")

    assert (found.state, found.evidence) == (CoverageState.UNKNOWN, ("c1",))


def test_a_counted_set_marks_not_even_its_named_members() -> None:
    found = cell(record("GROUP"), lang=Lang.EN)

    assert (found.state, found.by, found.via) == (CoverageState.UNKNOWN, None, "group:58")
    assert "counts for no single project" in found.explanation


def test_a_counted_set_is_a_total_once_however_often_it_was_found() -> None:
    served = [3, ["group:58", 58, 0, "department:e", "ENVIRONMENT_APPROVAL", 2012, "GIVEN", "STATED", ["c2", "c1", "c2"]]]

    (total,) = build([served, PROJECT, served], Scope(), DEFAULT_KINDS, Lang.ZH).totals

    assert (total.stated, total.named, total.state, total.by, total.evidence) == (
        58, 0, CoverageState.GIVEN, "department:e", ("c1", "c2"),
    )  # fmt: skip


def test_totals_and_firms_stand_in_the_order_of_the_kinds_asked() -> None:
    rows = [
        [4, ["enterprise:f", "department:a", kind, year, None, "STATED", []]]
        for kind, year in (("ROAD", 2013), ("LAND_APPROVAL", None), ("ROAD", 2012))
    ]

    found = build([PROJECT, *rows], Scope(), ["ROAD", "LAND_APPROVAL"], Lang.ZH).firms

    assert [(firm.kind, firm.year) for firm in found] == [("ROAD", 2012), ("ROAD", 2013), ("LAND_APPROVAL", None)]
    assert {firm.state for firm in found} == {CoverageState.UNKNOWN}


def test_a_row_of_another_form_is_a_bug() -> None:
    torn = [2, ["project:a", "PROJECT", None, None, 0, "department:a", "甲", "ROAD", 2012, "GIVEN", ["STATED"], "c1"]]

    with pytest.raises(PlanBug):
        build([[1, "project:a"]], Scope(), DEFAULT_KINDS, Lang.ZH)
    with pytest.raises(PlanBug):
        build([PROJECT, torn], Scope(), DEFAULT_KINDS, Lang.ZH)


def test_the_tables_know_every_kind_and_every_status() -> None:
    assert tuple(RULE_OF) == SERVICE_KIND.names
    assert tuple(STATES) == SERVICE_STATUS.names
    assert set(DEFAULT_KINDS) <= set(RULE_OF)
    assert all(rule.reason for rule in RULE_OF.values())


@pytest.mark.parametrize(("park", "chain"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_statement_reads_the_state_first_and_last_and_takes_only_the_scope_that_it_has(*, park: bool, chain: bool) -> None:
    text = text_for(park=park, chain=chain)
    branches = text.split("\nUNION ALL\n")

    assert "-1 AS r" in branches[0]
    assert "-2 AS r" in branches[-1]
    assert all(" AS r, " in branch and branch.endswith(" AS m") for branch in branches)
    assert ("$park" in text, "$chain" in text) == (park, chain)
