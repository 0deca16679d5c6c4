"""Proposed bases from plain facts, and the page that shows their rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analytics.base_facts import base_facts
from graph.analytics.base_rules import FIGURES, PARTS
from graph.analytics.bases import ProposedBase, build
from graph.analytics.messages import Lang
from graph.errors import PlanBug

PAGE = (Path(__file__).parents[2] / "docs" / "bases.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
Row = tuple[int, list[object]]
# Two firms and a project of a third, all in one park, at two steps of one chain.
FIRMS: list[Row] = [
    (0, ["plan:0", "计划"]),
    (1, ["group:0", "八个基地", 8]),
    (2, ["park:0", "东园"]),
    (4, ["park:0", "enterprise:0", "甲铝业", False, "STATED", ["c0"]]),
    (4, ["park:0", "enterprise:1", "乙铝业", False, "STATED", ["c1"]]),
    (4, ["park:0", "project:0", "铝板一期", True, "STATED", ["c2"]]),
    (5, ["enterprise:2", "丙集团", "project:0", "铝板一期", True, "STATED", ["c3"]]),
    (6, ["enterprise:0", "segment:0", "电解", "chain:0", "铝链", "PRODUCING", ["STATED", "REFERENCE"], ["c4"]]),
    (6, ["enterprise:1", "segment:0", "电解", "chain:0", "铝链", None, ["STATED", "REFERENCE"], ["c5"]]),
    (6, ["project:0", "segment:1", "轧制", "chain:0", "铝链", "PLANNED", ["STATED", "REFERENCE"], ["c6"]]),
    (8, ["segment:0", "segment:1"]),
    (9, ["enterprise:1", "STATED", ["c7"]]),
]


def built(rows: list[Row], lang: Lang = Lang.ZH) -> tuple[ProposedBase, ...]:
    return build(base_facts(rows, ("PRODUCING", "TRIAL")), lang)


def test_a_cluster_is_told_with_every_part_of_its_score() -> None:
    (base,) = built(FIRMS)

    assert (base.name, base.parks, base.chains, base.industry) == ("东园铝链基地", ("park:0",), ("chain:0",), None)
    assert (base.enterprises, base.projects) == (("enterprise:0", "enterprise:1", "enterprise:2"), ("project:0",))
    # 3 of 5 houses of 30, 2 of 4 segments of 25, 1 of 3 running of 20, 1 of 3 links of 15, named 10.
    assert base.score == 52.2
    assert base.evidence == ("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7")
    assert base.explanation == (
        "“东园”内从事“铝链”的主体有3家（企业连同其项目算一家）：甲铝业、乙铝业、铝板一期。占有2个环节：电解、轧制；其中在产的有1家，"
        "环节之间的供给关系有1条。“计划”提到其中的“乙铝业”。得分52.2：主体18.0分、环节12.5分、在产6.7分、供给5.0分、计划提及10.0分。"
        "这是按图谱推出的拟议，不是任何文件列出的基地。“计划”的“八个基地”没有写出成员，本条不计入其中。"
    )


def test_nothing_depends_on_the_order_of_the_rows() -> None:
    assert built(FIRMS[::-1], Lang.EN) == built(FIRMS, Lang.EN)


def test_a_firm_with_its_projects_is_no_cluster() -> None:
    own: list[Row] = [
        (4, ["park:0", "project:1", "铝板二期", True, "STATED", ["c8"]]),
        (5, ["enterprise:0", "甲铝业", "project:1", "铝板二期", True, "STATED", ["c9"]]),
        (6, ["project:1", "segment:1", "轧制", "chain:0", "铝链", None, ["STATED", "REFERENCE"], ["c10"]]),
    ]

    assert built([row for row in (*FIRMS, *own) if "enterprise:1" not in row[1] and "project:0" not in row[1]]) == ()


def test_an_official_base_stands_for_its_cluster() -> None:
    assert built([*FIRMS, (10, ["base:0", "park:0", "chain:0"])]) == ()
    assert len(built([*FIRMS, (10, ["base:0", "park:1", "chain:0"]), (10, ["base:1", "park:0", "chain:1"])])) == 1


def test_a_wide_industry_is_no_trade_and_a_narrow_one_joins_the_chain_of_the_same_houses() -> None:
    wide: list[Row] = [(7, [f"enterprise:{at}", "industry:0", "工业", True, ["STATED"], ["c8"]]) for at in (0, 1)]
    narrow: list[Row] = [(7, [f"enterprise:{at}", "industry:1", "铝业", False, ["STATED"], ["c9"]]) for at in (0, 1)]

    (of_wide,) = built([*FIRMS, *wide])
    (of_narrow,) = built([*FIRMS, *wide, *narrow])

    assert (of_wide.industry, of_narrow.industry) == ("industry:0", "industry:1")
    assert (of_narrow.name, of_narrow.score) == ("东园铝链基地", 52.2)


def test_rows_of_another_shape_are_a_bug() -> None:
    with pytest.raises(PlanBug):
        base_facts([(11, ["x"])], ())
    with pytest.raises(PlanBug):
        base_facts([(0, "x")], ())


def test_the_page_shows_every_row_of_the_table_with_its_source() -> None:
    assert [(part.name, str(part.weight), str(part.full), part.counts, part.source) for part in PARTS] == [
        tuple(row) for row in ROWS if row[0] in {part.name for part in PARTS}
    ]
    assert [(figure.code, f"{figure.value:g}", figure.source) for figure in FIGURES] == [
        tuple(row) for row in ROWS if row[0] in {figure.code for figure in FIGURES}
    ]
    assert sum(part.weight for part in PARTS) == 100
