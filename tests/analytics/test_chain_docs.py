"""The page on chains shows every rule of the table, in its words."""

from __future__ import annotations

from pathlib import Path

from graph.analytics.chain_rules import (
    COMPLETENESS_WEIGHTS,
    FIGURES,
    GAP_RULES,
    LISTS,
    STATE_RULES,
    STATUS_OCCUPANCY,
    GapKind,
    SegmentState,
)
from graph.model.enums import FLOW_KIND, OCCUPANCY, PROJECT_STATUS

PAGE = (Path(__file__).parents[2] / "docs" / "chains.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]


def test_the_page_shows_every_row_of_the_table_with_its_source() -> None:
    told = [(row[0], row[1], row[-1]) for row in ROWS]

    assert [(rule.code, rule.state.name, rule.source) for rule in STATE_RULES] == [
        row for row in told if row[0] in {rule.code for rule in STATE_RULES}
    ]
    assert {(name, row.occupancy, row.source) for name, row in STATUS_OCCUPANCY.items()} <= set(told)
    assert {(rule.kind.name, rule.when, rule.source) for rule in GAP_RULES} <= set(told)
    assert {(row.code, ", ".join(row.names), row.source) for row in LISTS} <= set(told)
    assert {(row.code, f"{row.value:g}", row.source) for row in FIGURES} <= set(told)


def test_the_rules_speak_of_every_value_of_the_model_and_of_no_other() -> None:
    names = {name for row in LISTS for name in row.names}

    assert tuple(STATUS_OCCUPANCY) == PROJECT_STATUS.names
    assert {row.occupancy for row in STATUS_OCCUPANCY.values()} <= set(OCCUPANCY.names)
    assert names <= {*OCCUPANCY.names, *FLOW_KIND.names}
    assert [rule.kind for rule in GAP_RULES] == list(GapKind)
    assert set(COMPLETENESS_WEIGHTS) == set(SegmentState)


def test_one_rule_of_states_always_holds() -> None:
    last = STATE_RULES[-1]

    assert (last.occupancy, last.surveyed, last.short, last.state) == ("", False, False, SegmentState.UNKNOWN)
