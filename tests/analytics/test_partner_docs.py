"""The page on candidate partners shows every rule of the table, in its words."""

from __future__ import annotations

from pathlib import Path

from graph.analytics.messages import codes
from graph.analytics.partner_rules import (
    CASE,
    CASES,
    DEFAULT_PARTNERS,
    FIGURES,
    MOST_PARTNERS,
    PARTS,
    SALES,
    SERVICE_STATUSES,
    SIDES,
    STAGES,
    STATES,
    STATUSES,
    VETOES,
)
from graph.model.enums import OCCUPANCY, PROJECT_STATUS, PROSPECT_STAGE, SERVICE_STATUS

PAGE = (Path(__file__).parents[2] / "docs" / "partners.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PAGE.splitlines() if line.startswith("| ")]


def test_the_page_shows_every_row_of_the_table_with_its_source() -> None:
    parts = [(rule.name, str(rule.weight), f"{rule.least} to {rule.most}", rule.source) for rule in PARTS]
    cases = [(case.part, case.code, f"{float(case.share):g}", case.source) for case in CASES]

    assert [row for row in ROWS if row in parts] == parts
    assert [row for row in ROWS if row in cases] == cases
    assert {(row.code, f"{row.value:g}", row.source) for row in FIGURES} <= set(ROWS)
    assert [row for row in ROWS if row[0] in {veto.code for veto in VETOES}] == [
        (veto.code, veto.when, veto.source) for veto in VETOES
    ]
    assert f"`first` is 1 to {MOST_PARTNERS}, {DEFAULT_PARTNERS} when left out" in PAGE
    assert "from 400, 20 and 3 million yuan" in PAGE
    assert [least for least, _ in SALES] == [400_000_000, 20_000_000, 3_000_000, 0]


def test_weights_sum_to_a_hundred_and_shares_lie_between_nothing_and_all() -> None:
    assert sum(rule.weight for rule in PARTS) == 100
    assert all(rule.least <= rule.weight <= rule.most for rule in PARTS)
    assert all(0 < case.share <= 1 for case in CASES)
    assert len(CASE) == len(CASES)


def test_the_rules_speak_of_every_value_of_the_model_and_of_no_other() -> None:
    named = {*STAGES.values(), *STATES.values(), *STATUSES.values(), *SERVICE_STATUSES.values(), *(case for _, case in SALES)}

    assert set(STAGES) == set(PROSPECT_STAGE.names)
    assert set(SERVICE_STATUSES) == {*SERVICE_STATUS.names, ""} - {"NOT_APPLICABLE"}
    assert set(STATES) <= set(OCCUPANCY.names)
    assert set(STATUSES) <= set(PROJECT_STATUS.names)
    assert named <= CASE.keys()
    assert SIDES.keys() == {case.code for case in CASES if case.part == "position"}


def test_every_case_and_veto_has_a_sentence() -> None:
    told = {code.split(".")[1] for code in codes() if code.startswith("partners.")}
    sizes = {case for _, case in SALES}

    assert {case.code for case in CASES} - sizes <= told
    assert {f"partners.size.{case}" for case in sizes} <= set(codes())
    assert {f"partners.veto.{veto.code}" for veto in VETOES} <= set(codes())
    assert {f"partners.part.{rule.name}" for rule in PARTS} <= set(codes())
