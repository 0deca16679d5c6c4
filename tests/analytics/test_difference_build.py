"""Plan differences as pure functions: matching, comparing, and the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.analytics.difference import PlanDifference, build
from graph.analytics.difference_matching import match_parts
from graph.analytics.difference_rules import COMPARED, LISTED, timeless_name
from graph.analytics.difference_statement import difference_text
from graph.analytics.messages import Lang
from graph.errors import BadArguments, NotFound
from graph.model.declarations import Kind
from graph.model.registry import MODEL

Row = tuple[str, str, list[object]]
ASKED = ("plan:a", "plan:b")
SIDES = ("from", "to")


def part(side: str, key: str, name: str, *, kind: str = "PART_OF", year: int | None = None, role: str | None = None) -> Row:
    return side, "part", [key, name, kind, [f"{side} {key}"], year, role]


def claim(
    side: str, key: str, field: str, value: str, *, number: int = 1, basis: str = "STATED", as_of: str | None = None
) -> Row:
    evidence = f"{side} {key} {field} {number}"
    return side, "said", [key, field, value, evidence, basis, "REGISTER", "MAIN", as_of, "2020"]


def joint(side: str, key: str, kind: str, far: str, *, forward: bool = False) -> Row:
    return side, "joined", [key, kind, forward, far, far.partition(":")[2], f"{side} {key} {kind} {far}"]


def plan_row(side: str, rows: Iterable[Row] = (), *, is_loaded: bool = True) -> list[object]:
    """Return the statement's row of a plan with the parts, claims and joints of its side."""
    own = [(what, values) for at, what, values in rows if at == side]
    parts = [
        [
            *values,
            *(
                [list(rest) for kind, (key, *rest) in own if kind == wanted and key == values[0]]
                for wanted in ("said", "joined")
            ),
        ]
        for what, values in own
        if what == "part"
    ]
    number = SIDES.index(side)
    return [number, [ASKED[number], "甲乙"[number], 2020 + number, is_loaded, parts]]


def compare(*rows: Row, lang: Lang = Lang.ZH) -> PlanDifference:
    return build([plan_row(side, rows) for side in SIDES], MODEL, ASKED, lang)


def test_a_rule_matches_only_what_one_part_on_either_side_fits() -> None:
    before = {
        "task:same": "修路",
        "task:a": "办会",
        "task:c": "“招商”",
        "task:d": "招商",
        "task:y": "2019年招工",
        "task:gone": "种树",
    }
    after = {"task:same": "修桥", "task:b": "“办会”", "task:e": "招 商", "task:z": "2020年招工", "task:new": "植草"}

    assert match_parts(before, after, (2020, 2021)) == {"task:same": "task:same", "task:a": "task:b", "task:y": "task:z"}
    assert match_parts(before, after, (2020, None)) == {"task:same": "task:same", "task:a": "task:b"}
    assert match_parts({"task:x": "2020年事"}, {"task:v": "2020年事", "task:w": "2021年事"}, (2020, 2021)) == {
        "task:x": "task:v"
    }


def test_years_of_a_name_are_told_from_the_year_of_the_plan() -> None:
    assert timeless_name("2012年产值", 2013) == timeless_name("“2013年”产值", 2014)
    assert timeless_name("2012年产值", 2013) != timeless_name("2012年产值", 2014)
    assert timeless_name("12013年产值", 2013) == "12013年产值"
    assert timeless_name("2012年产值", None) is None


def test_two_ways_to_print_one_value_are_no_change() -> None:
    rows = [row for side in ("from", "to") for row in (part(side, "indicator:x", "产值"), part(side, "task:y", "修路"))]
    rows += [claim("from", "indicator:x", "value", "42亿元"), claim("to", "indicator:x", "value", "4200000000元")]
    rows += [claim("from", "task:y", "text", "修通“道路”"), claim("to", "task:y", "text", "修通道路")]

    assert compare(*rows).changes == ()


def test_a_year_that_moves_with_the_plan_is_no_change_and_neither_is_one_that_stays() -> None:
    rows = [part(side, "group:x", "项目") for side in ("from", "to")]

    def years(before: str, after: str) -> list[str | None]:
        found = compare(*rows, claim("from", "group:x", "year", before), claim("to", "group:x", "year", after))
        return [item.after for item in found.changes]

    assert years("2019", "2020") == years("2020", "2020") == []
    assert years("2019", "2021") == ["2021"]


def test_of_several_claims_of_one_plan_the_best_is_told_with_all_that_agree_with_it() -> None:
    rows = [part(side, "project:x", "厂", kind="LISTED_IN") for side in ("from", "to")]
    rows += [
        claim("from", "project:x", "status", "PROPOSED", number=1, basis="INFERRED", as_of="2020"),
        claim("from", "project:x", "status", "STARTED", number=2, as_of="2019"),
        claim("from", "project:x", "status", "STARTED", number=3, as_of="2018"),
        claim("to", "project:x", "status", "STARTED", number=4, as_of="2019"),
        claim("to", "project:x", "status", "IN_PRODUCTION", number=5, as_of="2020"),
    ]

    (change,) = compare(*rows).changes

    assert (change.field, change.before, change.after) == ("status", "STARTED", "IN_PRODUCTION")
    assert change.evidence == ("from project:x status 2", "from project:x status 3", "to project:x status 5")
    assert change.explanation == "项目“厂”的状态：《甲》为开工，《乙》为建成投产。"
    assert compare(*rows) == compare(*rows[::-1])


def test_what_a_plan_does_not_say_is_unknown_and_told_so() -> None:
    rows = [part("from", "task:a", "修路"), part("to", "task:b", "修路"), claim("from", "task:a", "deadline", "2020-06")]

    (zh,), (en,) = (compare(*rows, lang=lang).changes for lang in (Lang.ZH, Lang.EN))

    assert (zh.subject, zh.was, zh.before, zh.after) == ("task:b", "task:a", "2020-06", None)
    assert zh.explanation == "任务“修路”的期限：《甲》为2020-06，《乙》未说明。"
    assert en.explanation == "deadline of the Task 修路: 2020-06 in 甲; not stated in 乙."


def test_matched_parts_count_as_one_thing_in_a_set() -> None:
    rows = [
        part("from", "group:a", "2020年项目"), part("to", "group:b", "2021年项目"), part("from", "task:a", "修路"),
        part("to", "task:b", "修路"),
        joint("from", "task:a", "TARGETS", "group:a", forward=True), joint("to", "task:b", "TARGETS", "group:b", forward=True),
        joint("from", "task:a", "LEADS", "department:x"), joint("to", "task:b", "LEADS", "department:y"),
    ]  # fmt: skip

    (change,) = compare(*rows).changes

    assert (change.field, change.before, change.after) == ("LEADS", "x", "y")
    assert change.explanation == "任务“修路”的牵头方：《甲》为x，《乙》为y。"


def test_money_is_told_as_people_write_it_and_kept_exactly() -> None:
    rows = [part("from", "instrument:a", "资金"), part("to", "instrument:b", "资金")]
    rows += [claim("from", "instrument:a", "amount", "47280000000"), claim("to", "instrument:b", "amount", "123456789")]

    (change,), (english,) = (compare(*rows, lang=lang).changes for lang in (Lang.ZH, Lang.EN))

    assert (change.before, change.after) == (english.before, english.after) == ("47280000000", "123456789")
    assert english.explanation == "amount of the Instrument 资金: CNY 47,280,000,000 in 甲; CNY 123,456,789 in 乙."
    assert change.explanation == "政策金融工具“资金”的金额：《甲》为472.8亿元，《乙》为12345.6789万元。"


def test_changes_come_by_label_as_declared_then_by_key() -> None:
    rows = [
        part("to", "task:n", "新事"), part("from", "task:g", "旧事"), part("to", "project:n", "新厂", kind="LISTED_IN"),
        part("from", "indicator:z", "旧数"), part("to", "indicator:a", "新数"),
    ]  # fmt: skip

    assert [item.subject for item in compare(*rows).changes] == ["indicator:a", "indicator:z", "project:n", "task:g", "task:n"]


def test_a_plan_that_is_not_there_or_not_loaded_is_refused() -> None:
    with pytest.raises(NotFound, match="plan:a"):
        build([plan_row("to")], MODEL, ASKED, Lang.ZH)
    with pytest.raises(BadArguments, match="to: the plan 乙 is only cited"):
        build([plan_row("from"), plan_row("to", is_loaded=False)], MODEL, ASKED, Lang.ZH)


def test_what_is_compared_stands_in_the_model() -> None:
    for label, compared in COMPARED.items():
        own = {item.key for item in MODEL.node(label).properties}
        sides = {(view.type.type, view.forward) for view in MODEL.fields(label)}
        assert set(compared.properties) <= own, label
        assert {(side.type, side.forward) for side in compared.sides} <= sides, label
    assert set(LISTED) == {item.key for item in MODEL.relationship("LISTED_IN").properties}
    parts = {
        start for name in ("PART_OF", "LISTED_IN") for start, end in MODEL.pairs(MODEL.relationship(name)) if end == "Plan"
    }
    assert parts == set(COMPARED)
    assert all(item.kind is Kind.INTEGER for item in MODEL.node("Group").properties if item.key == "year")


def test_the_page_on_differences_has_every_compared_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "difference.md").read_text(encoding="utf-8")
    rows = {
        label: (properties, sides)
        for label, properties, sides in re.findall(r"^\| ([A-Z]\w+) \| ([^|]*)\| ([^|]*)\|", page, re.MULTILINE)
    }

    assert {label: re.findall(r"[A-Z_]{4,}", sides) for label, (_, sides) in rows.items()} == {
        label: [side.type for side in compared.sides] for label, compared in COMPARED.items()
    }
    assert {label: re.findall(r"\w+", text.partition(";")[0]) for label, (text, _) in rows.items()} == {
        label: list(compared.properties) for label, compared in COMPARED.items()
    }


def test_the_statement_reads_the_state_first_and_last() -> None:
    branches = difference_text().split("\nUNION ALL\n")

    assert len(branches) == 4
    assert "-1 AS r" in branches[0]
    assert "-2 AS r" in branches[-1]
