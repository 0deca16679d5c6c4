"""Plan findings as pure functions: from the statement's rows to findings, rule by rule where a graph would say too much."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from graph.analytics import messages
from graph.analytics.catalogue import findings as catalogue
from graph.analytics.findings.analysis import build
from graph.analytics.findings.figures import Bounds, Figure, place, quotient, slack, total
from graph.analytics.findings.finding import PlanFinding
from graph.analytics.findings.rules import APPROVALS, FREE_TEXT, RULES, Severity
from graph.analytics.findings.series import bare
from graph.analytics.findings.statement import OF_A_PLAN, OF_THE_PLAN_LOADED_LAST
from graph.analytics.messages import Lang
from graph.errors import PlanBug
from graph.model.claims import Basis
from graph.model.enums import SERVICE_KIND
from graph.model.registry import MODEL
from graph.model.values import Comparator, parse_quantity

Row = list[object]
PLAN: Row = [0, ["plan:jia", "甲计划", 2013]]


def said(*keys: str, basis: str = "STATED") -> list[list[str]]:
    return [[key, basis] for key in keys]


def part(name: str, amount: int | None, whole: int | None = 10_000_000_000) -> Row:
    own = [f"instrument:{name}", name, amount, said(f"amount of {name}"), ["STATED", f"part {name}"]]
    return [1, ["instrument:he", "合计", whole, said("amount of the whole"), *own]]


def indicator(key: str, name: str, value: str, year: int | None, *measures: list[object]) -> Row:
    held: list[object] = [None] * 4
    if value:
        quantity = parse_quantity(value)
        held = [quantity.value, quantity.upper, quantity.unit, quantity.comparator.name]
    claims = [["value", f"value of {key}", "STATED"], ["name", f"name of {key}", "STATED"]]
    return [2, [f"indicator:{key}", name, year, *held, claims, list(measures), []]]


def of(key: str, **figures: int) -> list[object]:
    return [key, key, figures.get("amount"), figures.get("target"), figures.get("declared"), ["STATED", f"measures {key}"]]


def group(key: str, name: str, declared: int | None, *, known: int = 0, year: int | None = 2012, served: str = "") -> Row:
    services = [[served, "环保局", ["STATED", f"serves {key}"]]] * bool(served)
    claims = [["declaredCount", f"count of {key}", "STATED"], ["name", f"name of {key}", "STATED"]]
    return [3, [f"group:{key}", name, "Enterprise", declared, known, year, claims, 0, services]]


def subset(key: str, whole: str, locator: str = "1.p1.s1") -> Row:
    ends = [f"group:{whole}", whole, locator, f"group:{key}", key]
    return [6, ["MEMBER_OF", *ends, True, f"{key} of {whole}", "STATED"]]


def tier(key: str, target: int) -> Row:
    belongs = [["group:b", ["INFERRED", f"tier {key}"]]]
    return [4, [f"revenuetier:{key}", key, 100 * target, target, 2013, said(f"target of {key}"), belongs]]


def find(*rows: Row, code: str = "", lang: Lang = Lang.EN) -> list[PlanFinding]:
    found = build([PLAN, *rows], MODEL, lang)
    assert found is not None
    return [item for item in found if item.code == code or not code]


def test_without_a_plan_there_is_nothing_to_build() -> None:
    assert build([], MODEL, Lang.ZH) is None


def test_a_plan_of_which_nothing_is_known_has_no_findings() -> None:
    assert find() == []


@pytest.mark.parametrize("row", [[99, []], [0, "no list"], ["x", []]])
def test_a_row_that_the_statement_does_not_return_is_a_bug(row: Row) -> None:
    with pytest.raises(PlanBug):
        build([row], MODEL, Lang.ZH)


def test_parts_that_do_not_add_up_are_told_with_both_sides() -> None:
    (found,) = find(part("甲", 6_000_000_000), part("乙", 3_500_000_000), lang=Lang.ZH)

    assert (found.code, found.severity, found.expected, found.actual) == ("SUM_MISMATCH", Severity.HARD, "100亿元", "95亿元")
    assert found.message == "「合计」写明100亿元，所列2项（「甲」60亿元、「乙」35亿元）相加为95亿元，相差5亿元。"
    assert found.subjects == ("instrument:he", "instrument:甲", "instrument:乙")
    assert found.evidence == ("amount of the whole", "amount of 甲", "part 甲", "amount of 乙", "part 乙")
    assert found.basis is Basis.STATED


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((6_000_000_000, 4_000_000_000), 10_000_000_000),
        ((6_000_000_000, 3_999_000_000), 10_000_000_000),  # three figures, each rounded to a million
        ((6_000_000_000, None), 10_000_000_000),
        ((6_000_000_000,), 10_000_000_000),
        ((6_000_000_000, 3_000_000_000), None),
    ],
)
def test_parts_that_may_add_up_are_no_finding(parts: tuple[int | None, ...], whole: int | None) -> None:
    assert find(*(part(str(number), amount, whole) for number, amount in enumerate(parts))) == []


def test_a_total_that_is_more_than_its_figure_may_be_more_than_its_parts() -> None:
    parts = [part("甲", 6_000_000_000), part("乙", 5_000_000_000)]
    above = indicator("he", "合计额", "超过100亿元", 2012, of("instrument:he", amount=10_000_000_000))

    assert [item.code for item in find(*parts)] == ["SUM_MISMATCH"]
    assert find(*parts, above) == []


def test_ids_do_not_change_with_figures_and_differ_by_plan_and_subject() -> None:
    first = find(group("a", "甲集", 5))[0]
    corrected = find(group("a", "甲集", 7, known=2))[0]
    other = find(group("b", "乙集", 5))[0]
    elsewhere = build([[0, ["plan:yi", "乙计划", 2013]], group("a", "甲集", 5)], MODEL, Lang.EN)

    assert first.id == corrected.id
    assert elsewhere is not None
    assert len({first.id, other.id, elsewhere[0].id}) == 3


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [
        group("a", "2012年骨干企业", 3), group("b", "2013年骨干企业", None, year=2013), group("c", "建成投产的企业", 5),
        subset("b", "a"), subset("c", "a"), subset("c", "b", "1.p2.s1"), tier("x", 2), tier("y", 3),
        part("甲", 6_000_000_000), part("乙", 3_500_000_000), [7, ["task:a", "任务", said("task")]],
    ]  # fmt: skip

    assert build([PLAN, *rows], MODEL, Lang.ZH) == build([*reversed(rows), PLAN], MODEL, Lang.ZH)


@pytest.mark.parametrize(
    ("stated", "part_value", "whole_value", "is_found"),
    [
        ("44%以上", "3000余名", "近7000名", False),  # 3000 by 7000 is the least that it can be
        ("40%", "3000余名", "近7000名", True),
        ("85.34%", "640.28亿元", "750.3亿元", False),
        ("85.3%", "640.28亿元", "750.3亿元", False),
        ("85.4%", "640.28亿元", "750.3亿元", True),
        ("20%", "1户", "5户", False),
        ("21%", "1户", "5户", True),
    ],
)
def test_shares_are_held_against_the_bounds_of_their_figures(
    stated: str, part_value: str, whole_value: str, is_found: bool
) -> None:
    rows = [
        indicator("a", "其中", part_value, 2012),
        indicator("b", "总数", whole_value, 2012),
        indicator("c", "比重", stated, 2012, of("indicator:a"), of("indicator:b")),
    ]

    assert [item.subjects[0] for item in find(*rows)] == ["indicator:c"] * is_found


def test_growth_is_held_against_the_same_figure_of_the_year_before() -> None:
    years = [indicator("a", "2011年销售收入", "100亿元", 2011), indicator("b", "2012年销售收入", "120亿元", 2012)]
    right, wrong = (indicator("c", "销售收入同比增长", value, 2012, of("indicator:b")) for value in ("20%", "25.6%"))

    assert find(*years, right) == []
    (found,) = find(*years, wrong)
    assert (found.code, found.expected, found.actual) == ("GROWTH_MISMATCH", "18.91% to 21.11%", "25.6%")


def goal_rows(now: str, counts: tuple[int | None, int | None], name: str = "投资较快增长") -> list[Row]:
    return [
        group("a", "2012年项目", counts[0], known=counts[0] or 0, year=2012),
        group("b", "2013年项目", counts[1], known=counts[1] or 0, year=2013),
        indicator("a", "完成投资", "465亿元", 2012, of("group:a")),
        indicator("b", "投资目标", now, 2013, of("group:b")),
        indicator("c", name, "", 2013, of("indicator:b")),
    ]


def test_a_goal_in_words_is_held_against_the_growth_that_its_figure_means() -> None:
    (each,) = find(*goal_rows("472.8亿元", (101, 104)))
    (plain,) = find(*goal_rows("472.8亿元", (None, 104)))

    assert (each.code, each.expected, each.actual) == ("GOAL_VS_FIGURE", "at least 7%", "1.68%")
    assert "from 460.4 million yuan to 454.6 million yuan" in each.message
    assert "The number goes" not in plain.message
    assert each.id == plain.id


@pytest.mark.parametrize(
    ("now", "name"), [("500亿元", "投资较快增长"), ("472.8亿元", "投资稳步增长"), ("470余亿元", "投资较快增长")]
)
def test_a_goal_that_the_figure_may_meet_or_a_word_without_measure_is_no_goal_missed(now: str, name: str) -> None:
    assert find(*goal_rows(now, (1, 1), name), code="GOAL_VS_FIGURE") == []


def test_a_goal_in_words_without_a_figure_lacks_its_value() -> None:
    assert [item.code for item in find(indicator("c", "投资较快增长", "", 2013))] == ["FIGURE_MISSING"]


@pytest.mark.parametrize(
    ("targets", "declared", "other_year", "told"),
    [
        ((2, 3), 6, None, "counts 6; firms in no tier: 1"),
        ((2, 3), 4, None, "counts only 4; too many: 1"),
        ((2, 3), None, 6, "「2012年骨干企业」 counts 6; by that, firms in no tier: 1"),
        ((2, 3), None, 4, "「2012年骨干企业」 counts only 4; by that, too many: 1"),
        ((2, 3), 5, 9, ""),
        ((2, 3), None, None, ""),
    ],
)
def test_tiers_are_held_against_their_set_or_the_same_set_of_another_year(
    targets: tuple[int, ...], declared: int | None, other_year: int | None, told: str
) -> None:
    rows = [
        group("a", "2012年骨干企业", other_year, known=other_year or 0),
        group("b", "2013年骨干企业", declared, known=declared or 0, year=2013),
        *(tier(str(number), target) for number, target in enumerate(targets)),
    ]

    found = find(*rows)

    assert [item.actual for item in found] == ["5"] * bool(told)
    assert all(told in item.message and item.basis is Basis.INFERRED for item in found)


def test_approvals_are_the_sum_of_all_approved_parts_at_most() -> None:
    whole, built = group("w", "重点项目", 9, known=9), group("x", "建成投产的6个项目", 6, known=6)
    approved = [group(key, f"获批{key}", 3, known=3, served="ENVIRONMENT_APPROVAL") for key in "yz"]
    links = [subset("x", "w", "1.p1.s1"), subset("y", "w", "1.p2.s1"), subset("z", "w", "1.p3.s1")]

    assert find(whole, built, *approved, *links) == []
    (found,) = find(whole, built, approved[0], *links[:2])
    assert (found.code, found.expected, found.actual) == ("APPROVALS_BEHIND", "at least 6", "3")


def test_reviews_that_the_law_does_not_ask_of_everybody_say_nothing() -> None:
    rows = [
        group("w", "重点项目", 9, known=9), group("x", "建成投产的项目", 6, known=6),
        group("y", "安全审查", 3, known=3, served="SAFETY_REVIEW"), subset("x", "w"), subset("y", "w", "1.p2.s1"),
    ]  # fmt: skip

    assert find(*rows) == []


@pytest.mark.parametrize(
    ("counts", "codes"), [((6, 4), []), ((6, 3), ["DIVISION_MISMATCH"]), ((3, 2), []), ((8, 3), ["DIVISION_MISMATCH"])]
)
def test_parts_counted_in_one_sentence_make_up_the_whole_unless_they_are_examples(
    counts: tuple[int, int], codes: list[str]
) -> None:
    rows = [group("w", "重点项目", 10, known=10)]
    for key, count in zip("xy", counts, strict=True):
        rows += [group(key, f"部分{key}", count, known=count), subset(key, "w")]

    assert [item.code for item in find(*rows)] == codes


def test_parts_counted_in_several_sentences_are_several_divisions() -> None:
    rows = [group("w", "重点项目", 10, known=10), group("x", "甲部分", 6, known=6), group("y", "乙部分", 6, known=6)]

    assert find(*rows, subset("x", "w", "1.p1.s1"), subset("y", "w", "1.p2.s1")) == []


def listed(anchor: str, locator: str, *items: str, kind: str = "LEADS") -> list[Row]:
    return [
        [6, [kind, f"task:{anchor}", anchor, locator, f"department:{item}", item, False, f"{anchor} {item}", "STATED"]]
        for item in items
    ]


def test_a_list_that_changes_between_two_sentences_is_told_in_the_order_of_the_document() -> None:
    (both,) = find(*listed("甲", "1.p10.s1", "a", "b", "c"), *listed("乙", "1.p9.s2", "b", "c", "d"), lang=Lang.ZH)

    assert both.message == (
        "任务「乙」的负责方（1.p9.s2）列有「b」、「c」、「d」；任务「甲」的负责方（1.p10.s1）列有「a」、「b」、「c」。"
        "两处大体相同，后者少了「d」，多了「a」。"
    )
    assert both.subjects == ("task:乙", "task:甲", "department:d", "department:a")


@pytest.mark.parametrize(
    ("second", "is_found"), [("abc", False), ("abcd", True), ("abd", True), ("ade", False), ("ab", False), ("adefg", False)]
)
def test_lists_are_one_list_when_they_share_half_of_the_longer(second: str, is_found: bool) -> None:
    assert bool(find(*listed("甲", "1.p1.s1", *"abc"), *listed("乙", "1.p2.s1", *second))) is is_found


def test_a_list_printed_alike_in_many_sentences_is_told_once() -> None:
    alike = [row for number in range(5) for row in listed(f"甲{number}", f"1.p{number}.s1", "a", "b", "c")]

    assert len(find(*alike, *listed("乙", "1.p9.s1", "a", "b", "d"))) == 1


def conflict(field: str, left: list[str], right: list[str], *, own: bool = True) -> Row:
    mine = [[field, *side] for side in ([left, right] if own else [left])]
    claims = [[field, None, "2012", source, *side] for source, side in (("jia", left), ("jia" if own else "atlas", right))]
    return [8, [[["project:a", "甲项目", mine, claims, [], None]], []]]


def test_two_statuses_of_one_date_are_told_once_with_their_places() -> None:
    left, right = ["c1", "STARTED", "1.p2.s5", "STATED"], ["c2", "IN_PRODUCTION", "1.p1.s1", "INFERRED"]

    (found,) = find(conflict("status", left, right), lang=Lang.ZH)

    assert found.code == "CONFLICTING_STATUS"
    assert found.message == (
        "「甲项目」的状态（2012）有不止一种说法：建成投产（1.p1.s1）、开工（1.p2.s5）；其中有的说法是否指它，出自推断。"
    )
    assert (found.expected, found.actual, found.evidence) == (None, "建成投产、开工", ("c2", "c1"))


def test_one_quantity_printed_in_two_ways_is_no_conflict() -> None:
    left = ["c1", "40万吨", "1.p1.s1", "STATED"]

    assert find(conflict("capacity", left, ["c2", "400000吨", "1.p2.s1", "STATED"])) == []
    (found,) = find(conflict("capacity", left, ["c2", "50万吨", "1.p2.s1", "STATED"]))
    assert found.code == "CONFLICTING_VALUE"


def test_another_source_that_disagrees_is_named() -> None:
    row = conflict("investment", ["c1", "100000000", "1.p1.s1", "STATED"], ["c2", "2亿元", "t!3", "REFERENCE"], own=False)

    (found,) = find(row)

    assert found.code == "SOURCES_DISAGREE"
    assert "the plan says 100 million yuan (1.p1.s1), the source “atlas” says 200 million yuan (t!3)" in found.message


def test_a_count_that_its_indicator_states_otherwise_is_a_mismatch_in_its_own_counting_word_only() -> None:
    counted = group("a", "骨干企业", 5, known=5)

    assert find(counted, indicator("x", "户数", "5户", 2012, of("group:a", declared=5))) == []
    assert find(counted, indicator("x", "招聘人数", "6名", 2012, of("group:a", declared=5))) == []
    (found,) = find(counted, indicator("x", "户数", "6户", 2012, of("group:a", declared=5)))
    assert (found.code, found.expected, found.actual) == ("FIGURE_MISMATCH", "5", "6")


def test_long_lists_of_names_are_cut_in_the_message_and_whole_in_the_subjects() -> None:
    rows: list[Row] = [
        [8, [[[f"project:{number}", f"项目{number}", [], [], said(f"p{number}"), [True, True, False]]], []]]
        for number in range(12)
    ]

    (found,) = find(*rows, lang=Lang.ZH)

    assert len(found.subjects) == len(found.evidence) == 12
    assert found.message.count("「") == 8
    assert found.message.endswith("等。")


def test_figures_leave_the_bounds_that_their_comparators_say() -> None:
    texts = ("5户", "5户以上", "近5户", "约50户", "3—5户")
    infinite = Decimal("Infinity")

    assert [figure(text).bounds() for text in texts] == [
        Bounds(Decimal(5), Decimal(5)), Bounds(Decimal(5), infinite), Bounds(Decimal(0), Decimal(5)),
        Bounds(Decimal(40), Decimal(60)), Bounds(Decimal(3), Decimal(5)),
    ]  # fmt: skip


def figure(text: str) -> Figure:
    quantity = parse_quantity(text)
    upper = None if quantity.upper is None else Decimal(repr(quantity.upper))
    return Figure(Decimal(repr(quantity.value)), upper, quantity.unit, quantity.comparator)


def test_arithmetic_over_bounds() -> None:
    assert [place(Decimal(text)) for text in ("85.34", "7000", "0", "39", "1E+9")] == [
        Decimal(text) for text in ("0.01", "1000", "1", "1", "1E+9")
    ]
    assert slack((figure("39亿元"), figure("82.55亿元"))) == Decimal(500_000)
    assert [slack((figure(text),)) for text in ("120亿元", "4100万元", "50%")] == [
        Decimal(50_000_000),
        Decimal(5_000),
        Decimal("0.5"),
    ]
    assert slack((figure("62户"),)) == 0
    assert total((figure("3户"), figure("近5户"))) == Bounds(Decimal(3), Decimal(8))
    assert quotient(figure("1户"), figure("近4户")) == Bounds(Decimal("0.25"), Decimal("Infinity"))
    assert Figure(Decimal(1), None, "户", Comparator.EXACT).bounds().meets(Bounds(Decimal(1), Decimal(2)))


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [("2012年“百强”企业", 2012, "百强企业"), ("2012年“百强”企业", 2013, "2012年百强企业"), ("“百强”企业", None, "百强企业")],
)
def test_a_name_without_its_own_year(name: str, year: int | None, expected: str) -> None:
    assert bare(name, year) == expected


def test_every_rule_has_its_messages_and_every_message_its_rule() -> None:
    codes = {rule.code for rule in RULES}
    told = {match[1] for code in messages.codes() if (match := re.fullmatch(r"finding\.([A-Z_]+)(?:\.[a-zA-Z.]+)?", code))}

    assert len(codes) == len(RULES)
    assert told == codes


@pytest.mark.parametrize("code", catalogue.MESSAGES)
def test_a_message_has_the_same_places_in_both_languages(code: str) -> None:
    zh, en = (set(re.findall(r"\{(\w+)\}", text)) for text in catalogue.MESSAGES[code])

    assert zh == en


def test_the_declared_tables_name_what_the_model_has() -> None:
    declared = {item.key for entity in MODEL.entities for item in MODEL.properties(entity.label)}

    assert {approval.kind for approval in APPROVALS} <= set(SERVICE_KIND.names)
    assert set(FREE_TEXT) <= declared


@pytest.mark.parametrize("text", [OF_A_PLAN, OF_THE_PLAN_LOADED_LAST])
def test_the_statements_name_only_what_the_model_has(text: str) -> None:
    labels = {label for found in re.findall(r"\(\w*:([\w|]+)", text) for label in found.split("|")}
    types = {name for found in re.findall(r"\[\w*:([\w|]+)", text) for name in found.split("|")}

    assert labels <= {item.label for item in MODEL.nodes} | {"State", "LoadLog"}
    assert types <= {item.type for item in MODEL.relationships}
