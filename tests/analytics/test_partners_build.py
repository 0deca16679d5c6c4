"""Candidate partners as a pure function: one rule of docs/partners.md a test, on rows as the statement returns them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest

from graph.analytics.messages import Lang
from graph.analytics.partner_rules import CASE, PARTS
from graph.analytics.partners import PartnerCandidate, PartnerQuestion, ScorePart, build, scores, weights_of
from graph.errors import BadArguments, NotFound, PlanBug
from graph.model.claims import Basis
from graph.model.registry import MODEL

Row = list[object]
NO_QUANTITY: Row = [None] * 5
SEGMENT: Row = [8, ["segment:片", "片"]]
# The park and its neighbour lie in a county, that in a city, that in a province; another city lies in the province, one elsewhere.
PLACES: list[Row] = [
    [11, ["park:dong", "东园", None]], [11, ["park:xi", "西园", None]], [11, ["place:xian", "县", "COUNTY"]],
    [11, ["place:sheng", "省", "PROVINCIAL"]], [11, ["place:yuan", "远县", "COUNTY"]], [11, ["place:wai", "外市", "PREFECTURAL"]],
    [7, ["park:dong", "place:xian", "STATED", ["c-dong"]]], [7, ["park:xi", "place:xian", "STATED", ["c-xi"]]],
    [7, ["place:xian", "place:sheng", "REFERENCE", ["c-xian"]]], [7, ["place:yuan", "place:sheng", "REFERENCE", ["c-yuan"]]],
]  # fmt: skip


def tonnes(value: float, unit: str = "t") -> Row:
    return [value, None, unit, "EXACT", f"{value:g}{'吨' if unit == 't' else unit}"]


def located(*at: str) -> Row:
    return [[where, "STATED", [f"c-at-{where}"]] for where in at]


def actor(key: str, at: Row, status: str = "", capacity: Row = NO_QUANTITY) -> Row:
    said = [[f"c-{key}-{status}", "status", status, "2012", None, "STATED"]] if status else []
    return [key, key.partition(":")[2], at, said, capacity]


def firm(
    key: str, *, at: Row | None = None, code: str | None = None, scale: Row = NO_QUANTITY, stage: str | None = None,
    lists: Row | None = None, bands: Row | None = None, services: Row | None = None, parks: Row | None = None, serves: bool = False,
    deals: bool = True, projects: list[list[Any]] | None = None,
) -> Row:  # fmt: skip
    name = key.partition(":")[2]
    said = [[f"c-{name}-{field}", field, value, "REFERENCE"]
            for field, value in (("stage", stage), ("listedCode", code), ("scale", scale[4])) if value]  # fmt: skip
    columns = [key, name, code, scale, stage, said, at or [], lists or [], bands or [], services or [], parks or []]
    held = projects or []
    told = [[[project[0], *row] for project in held for row in project[at]] for at in (5, 6)]
    return [10, [*columns, serves, deals, [project[:5] for project in held], *told]]


def undertakes(project: str, basis: str = "STATED", lists: Row | None = None, services: Row | None = None) -> list[Any]:
    return [project, project.partition(":")[2], f"u-{project}", basis, [f"c-u-{project}"], lists or [], services or []]


def occupies(who: Row, segment: str, state: str | None, *, basis: str = "STATED") -> list[Row]:
    """Return the rows of one OCCUPIES."""
    identity = f"{who[0]}|{segment}"
    held = [f"segment:{segment}", segment, identity, state, 2012, None, None, [basis], [f"c-{identity}"], who]
    return [[5, held], [12, [who[0], f"segment:{segment}", identity, basis, [f"c-{identity}"]]]]


def product(
    by: str, name: str, *, makes: bool = True, who: Row | None = None, capacity: Row = NO_QUANTITY, basis: str = "STATED"
) -> Row:
    verb = "PRODUCES" if makes else "USES"
    identity = f"{by}|{verb}|{name}"
    named = [f"product:{name}", name, []]
    return [4, [verb, identity, by, by.partition(":")[2], *named, None, None, basis, [f"c-{identity}"], capacity, who]]


def feeds(start: str, end: str, material: str, kind: str = "PRODUCT") -> Row:
    identity = f"{start}>{end}>{material}"
    return [3, [identity, f"segment:{start}", start, f"segment:{end}", end, material, kind, "REFERENCE", [f"c-{identity}"]]]


def asked(
    *rows: Row, place: str | None = "park:dong", lang: Lang = Lang.ZH, given: tuple[tuple[str, float], ...] = ()
) -> tuple[PartnerCandidate, ...]:
    question = PartnerQuestion("segment:片", place, given)
    return build([SEGMENT, *PLACES, *rows], MODEL, question, weights_of(given), lang)


def part(found: PartnerCandidate, name: str) -> ScorePart:
    return next(item for item in found.parts if item.name == name)


def only(*rows: Row, place: str | None = "park:dong") -> PartnerCandidate:
    (found,) = asked(*rows, place=place)
    return found


# Makes the segment's input, and nothing else is known of it.
MAKER: list[Row] = [
    product("segment:片", "料", makes=False), product("enterprise:甲", "料", who=actor("enterprise:甲", [])),
]  # fmt: skip


def with_firm(*rows: Row, place: str | None = "park:dong", **known: Any) -> PartnerCandidate:
    return only(*MAKER, firm("enterprise:甲", **known), *rows, place=place)


# Position.


@pytest.mark.parametrize(
    ("state", "case", "said"),
    [
        ("PRODUCING", "works", "“甲”已在“片”环节生产。"),
        ("TRIAL", "works", "“甲”已在“片”环节生产。"),
        ("UNDER_CONSTRUCTION", "comes", "“甲”在“片”环节在建。"),
        ("PLANNED", "comes", "“甲”在“片”环节拟建。"),
        (None, "stands", "“甲”在“片”环节，进展未写。"),
    ],
)
def test_who_stands_in_the_segment_elsewhere_is_a_candidate(state: str | None, case: str, said: str) -> None:
    who = actor("enterprise:甲", located("place:yuan"))

    found = only(*occupies(who, "片", state), firm("enterprise:甲", at=located("place:yuan")))

    assert (part(found, "position").value, part(found, "position").reason) == (float(CASE[case].share), said)
    assert found.path.nodes == ("enterprise:甲", "segment:片")
    assert found.excluded is None


def test_makers_of_what_only_the_segment_makes_stand_above_makers_of_what_others_make_too() -> None:
    rows = [product("segment:片", "硅片"), product("segment:片", "薄片"), product("segment:丙", "薄片")]
    made = [
        product(f"enterprise:{name}", what, who=actor(f"enterprise:{name}", []))
        for name, what in (("甲", "硅片"), ("乙", "薄片"))
    ]

    first, second = asked(*rows, *made, firm("enterprise:甲"), firm("enterprise:乙"))

    assert [part(item, "position").value for item in (first, second)] == [1.0, 0.9]
    assert second.path.nodes == ("enterprise:乙", "product:薄片", "segment:片")
    assert "“片”环节也产出它" in part(second, "position").reason


def test_who_works_up_or_down_the_chain_is_tied_and_who_only_builds_there_is_not() -> None:
    rows = [feeds("料段", "片", "料"), feeds("片", "件段", "片")]
    up, down, late = (actor(f"enterprise:{name}", []) for name in "甲乙丙")

    found = asked(
        *rows, *occupies(up, "料段", "PRODUCING"), *occupies(down, "件段", "TRIAL"), *occupies(late, "件段", "UNDER_CONSTRUCTION"),
        *(firm(f"enterprise:{name}") for name in "甲乙丙"),
    )  # fmt: skip

    assert [(item.enterprise, part(item, "position").value) for item in found] == [
        ("enterprise:乙", 0.6),
        ("enterprise:甲", 0.6),
    ]
    assert found[0].path.nodes == ("enterprise:乙", "segment:件段", "segment:片")
    assert [step.forward for step in found[0].path.steps] == [True, False]
    assert part(found[1], "position").basis is Basis.REFERENCE


def test_a_firm_on_both_sides_of_the_gap_says_so() -> None:
    who = actor("enterprise:甲", [])
    found = only(
        feeds("料段", "片", "料"), feeds("片", "件段", "片"), *occupies(who, "料段", "PRODUCING"), *occupies(who, "件段", "PRODUCING"),
        firm("enterprise:甲"),
    )  # fmt: skip

    assert part(found, "position").value == 0.8
    assert part(found, "position").reason == "“甲”前后两头都有：前端有“料段”，后端有“件段”，中间正缺“片”。"
    assert "c-enterprise:甲|件段" in part(found, "position").evidence


def test_who_makes_what_the_next_segment_makes_is_inferred_to_take_the_product() -> None:
    rows = [
        feeds("片", "件段", "片"),
        product("segment:件段", "组件"),
        product("enterprise:甲", "组件", who=actor("enterprise:甲", [])),
    ]

    found = only(*rows, firm("enterprise:甲"))

    assert part(found, "position").value == 0.5
    assert found.path.nodes == ("enterprise:甲", "product:组件", "segment:件段", "segment:片")


def test_a_by_product_ties_its_takers_weakly_and_its_makers_not_at_all() -> None:
    rows = [product("segment:片", "氯气"), feeds("片", "丙", "氯气", "BY_PRODUCT")]
    takes, makes = (
        product(f"enterprise:{name}", "氯气", makes=name == "乙", who=actor(f"enterprise:{name}", [])) for name in "甲乙"
    )

    found = only(*rows, takes, makes, firm("enterprise:甲"), firm("enterprise:乙"))

    assert (found.enterprise, part(found, "position").value) == ("enterprise:甲", 0.1)


def test_power_ties_nobody() -> None:
    uses, makes = product("segment:片", "电力", makes=False), product("segment:站", "电力")
    taker = product("enterprise:甲", "电力", makes=False, who=actor("enterprise:甲", []))

    assert asked(uses, makes, feeds("站", "丙", "电力", "ENERGY"), taker, firm("enterprise:甲")) == ()
    assert len(asked(uses, makes, feeds("站", "丙", "电力", "PRODUCT"), taker, firm("enterprise:甲"))) == 1


def test_what_a_project_does_counts_for_all_who_undertake_it() -> None:
    who = actor("project:丁", [], "PROPOSED")
    rows = [product("segment:片", "硅片"), product("project:丁", "硅片", who=who)]

    found = asked(
        *rows, firm("enterprise:甲", projects=[undertakes("project:丁")]),
        firm("enterprise:乙", projects=[undertakes("project:丁", "INFERRED")]),
    )  # fmt: skip

    assert [(item.enterprise, part(item, "position").basis) for item in found] == [
        ("enterprise:乙", Basis.INFERRED), ("enterprise:甲", Basis.STATED),
    ]  # fmt: skip
    assert found[1].path.nodes == ("enterprise:甲", "project:丁", "product:硅片", "segment:片")
    assert part(found[1], "position").reason == "“甲”的项目“丁”要生产“硅片”，正是“片”环节的产品。"
    assert asked(*rows) == ()


def test_a_part_of_the_segment_leads_up_to_it() -> None:
    who = actor("enterprise:甲", [])
    standing = [5, ["segment:片", "片", "o", "PLANNED", 2012, None, None, ["STATED", "REFERENCE"], ["c-o", "c-part"], who]]
    rows: list[Row] = [
        standing, [12, ["enterprise:甲", "segment:拉棒", "o", "STATED", ["c-o"]]],
        [9, ["segment:拉棒", "拉棒", "segment:片", "片", "p", "REFERENCE", ["c-part"]]],
    ]  # fmt: skip

    found = only(*rows, firm("enterprise:甲"))

    assert found.path.nodes == ("enterprise:甲", "segment:拉棒", "segment:片")
    assert [(step.type, step.basis, step.evidence) for step in found.path.steps] == [
        ("OCCUPIES", Basis.STATED, ("c-o",)), ("PART_OF", Basis.REFERENCE, ("c-part",)),
    ]  # fmt: skip


# Capacity.


@pytest.mark.parametrize(
    ("known", "value", "said"),
    [
        ({"scale": [4e8, None, "CNY", "EXACT", "4亿元"]}, 1.0, "规模写为4亿元，按国家标准属大型企业。"),
        ({"scale": [3.9e8, None, "CNY", "EXACT", "3.9亿元"]}, 0.7, "规模写为3.9亿元，按国家标准属中型企业。"),
        ({"scale": tonnes(5)}, 0.5, "规模写为5吨，没有可比的。"),
        ({"code": "SH 600001"}, 0.7, "它是上市公司（SH 600001）。"),
        (
            {"bands": [["band", "百亿级", 10**10, None, 2012, "STATED", ["c-band"]]]},
            1.0,
            "年销售收入在“百亿级”一档，按国家标准属大型企业。",
        ),
        (
            {"bands": [["band", "不足亿", None, 10**8, 2012, "STATED", ["c-band"]]]},
            None,
            "没有来源写它的产能、规模、销售收入或上市情况。",
        ),
    ],
)
def test_scale_sales_and_listing_say_how_large_a_firm_is(known: dict[str, Any], value: float | None, said: str) -> None:
    found = part(with_firm(**known), "capacity")

    assert (found.value, found.reason, found.known) == (value, said, value is not None)


def test_capacities_are_compared_in_one_unit() -> None:
    rows = [product("segment:片", "料", makes=False)]
    stated = {"甲": tonnes(50), "乙": tonnes(400), "丙": tonnes(7, "MW")}
    rows += [
        product(f"enterprise:{name}", "料", who=actor(f"enterprise:{name}", []), capacity=held) for name, held in stated.items()
    ]

    found = {item.enterprise: part(item, "capacity") for item in asked(*rows, *(firm(f"enterprise:{name}") for name in stated))}

    assert {key: item.value for key, item in found.items()} == {
        "enterprise:甲": 0.5625, "enterprise:乙": 1.0, "enterprise:丙": 0.5,
    }  # fmt: skip
    assert found["enterprise:甲"].reason == "“甲”的“料”产能50吨，已知最大的是400吨。"
    assert found["enterprise:乙"].reason == "“乙”的“料”产能400吨，在已知的当中最大。"
    assert found["enterprise:丙"].reason == "“丙”的“料”产能7MW，没有可比的。"


# Place.


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("park:dong", 0.8),
        ("park:xi", 0.5),
        ("place:xian", 0.5),
        ("place:yuan", 0.3),
        ("place:sheng", 0.3),
        ("place:wai", 0.1),
        (None, None),
    ],
)
def test_the_nearer_the_better(at: str | None, value: float | None) -> None:
    found = part(with_firm(at=[] if at is None else located(at)), "place")

    assert found.value == value


def test_who_stands_beside_its_neighbours_on_the_chain_fits_best_with_or_without_a_place() -> None:
    other = actor("enterprise:乙", located("park:dong"))
    rows = [feeds("片", "件段", "片"), *occupies(other, "件段", "PRODUCING")]

    for place in ("park:dong", None):
        found = asked(*MAKER, *rows, firm("enterprise:甲", at=located("park:dong")), place=place)
        assert [(item.enterprise, part(item, "place").value) for item in found] == [("enterprise:甲", 1.0)]
        assert part(found[0], "place").reason == "它在“东园”，同园区有上下游的“乙”在生产。"
    assert part(with_firm(at=located("park:dong"), place=None), "place").value is None


def test_who_does_it_and_stands_nobody_knows_where_may_be_an_incumbent() -> None:
    found = only(*occupies(actor("enterprise:甲", []), "片", "PRODUCING"), firm("enterprise:甲"))

    assert found.excluded is None
    assert part(found, "place").reason == "没有来源写它在哪里，或写得不够细；它若就在东园生产，便没有缺口可由它来补。"


# Readiness.


@pytest.mark.parametrize(
    ("stage", "value"), [("PRODUCING", 1.0), ("STARTED", 0.9), ("SIGNED", 0.7), ("INTENDED", 0.3), (None, None)]
)
def test_the_stage_of_an_outside_firm_says_how_far_it_has_come(stage: str | None, value: float | None) -> None:
    found = part(with_firm(stage=stage), "readiness")

    assert (found.value, found.basis) == (value, Basis.PROPOSED if value is None else Basis.REFERENCE)


@pytest.mark.parametrize(("status", "value"), [("STARTED", 0.9), ("APPROVED", 0.6), ("PROPOSED", 0.4)])
def test_a_project_for_the_segment_counts_by_its_status_unless_it_is_known_to_come_elsewhere(status: str, value: float) -> None:
    def ready(at: Row) -> float | None:
        rows = occupies(actor("project:丁", at, status), "片", None)
        return part(only(*rows, firm("enterprise:甲", projects=[undertakes("project:丁")])), "readiness").value

    assert ready([]) == ready(located("park:dong")) == ready(located("place:xian")) == value
    assert ready(located("park:xi")) is None


def test_a_list_of_a_plan_says_little() -> None:
    lists: Row = [["plan:a", "计划", 2012, "STATED", ["c-list"]]]

    own, of_project = with_firm(lists=lists), with_firm(projects=[undertakes("project:丁", lists=lists)])

    assert [part(item, "readiness").value for item in (own, of_project)] == [0.2, 0.2]
    assert part(of_project, "readiness").reason == "“甲”的项目“丁”列入“计划”。"


# Services.


def service(kind: str, status: str | None) -> Row:
    return ["department:a", "厅", kind, status, 2012, "STATED", [f"c-{kind}"]]


@pytest.mark.parametrize(
    ("services", "value"),
    [
        ([service("ROAD", "GIVEN"), service("FINANCE", "GIVEN")], 1.0),
        ([service("ROAD", "GIVEN"), service("ROAD", "GIVEN")], 0.7),
        ([service("ROAD", "IN_PROGRESS")], 0.4),
        ([service("ROAD", None)], 0.4),
        ([service("ROAD", "PLANNED")], 0.1),
        ([service("ROAD", "OUTSTANDING")], 0.1),
        ([service("ROAD", "NOT_APPLICABLE")], None),
        ([], None),
    ],
)
def test_services_received_count_by_kinds_and_status(services: Row, value: float | None) -> None:
    assert part(with_firm(services=services), "services").value == value
    assert part(with_firm(projects=[undertakes("project:丁", services=services)]), "services").value == value


def test_a_served_park_counts_for_who_stands_in_it() -> None:
    found = part(with_firm(parks=[[*service("ROAD", "GIVEN"), "park:dong", "东园", "STATED", ["c-at"]]]), "services")

    assert (found.value, found.evidence) == (0.3, ("c-ROAD", "c-at"))
    assert found.reason == "“厅”为它所在的“东园”办了道路建设。"


# Vetoes.


def test_who_produces_in_the_segment_in_the_place_is_the_incumbent_and_stands_last() -> None:
    there, away = actor("enterprise:甲", located("park:dong")), actor("enterprise:乙", located("place:yuan"))
    rows = [*occupies(there, "片", "PRODUCING"), *occupies(away, "片", "PRODUCING")]
    firms = [firm("enterprise:甲", at=located("park:dong"), code="SH 600001"), firm("enterprise:乙", at=located("place:yuan"))]

    found = asked(*rows, *firms)

    assert [item.enterprise for item in found] == ["enterprise:乙", "enterprise:甲"]
    assert found[1].excluded == "“甲”已在“片”环节生产（东园），是现有企业，没有缺口可由它来补。"
    assert found[1].score > found[0].score
    assert found[1].explanation.startswith("不推荐“甲”")
    assert all(item.excluded for item in asked(*rows, *firms, place=None))


def test_a_project_at_work_there_makes_its_firm_an_incumbent() -> None:
    rows = occupies(actor("project:丁", located("park:dong"), "IN_PRODUCTION"), "片", None)

    found = only(*rows, firm("enterprise:甲", projects=[undertakes("project:丁")]))

    assert found.excluded is not None
    assert "“甲”的项目“丁”" in found.excluded


def test_who_makes_here_what_only_the_segment_makes_does_it_already() -> None:
    def excluded(*at: str, stage: str | None = None, place: str | None = "park:dong") -> str | None:
        rows = [product("segment:片", "硅片"), product("enterprise:甲", "硅片", who=actor("enterprise:甲", located(*at)))]
        return only(*rows, firm("enterprise:甲", at=located(*at), stage=stage), place=place).excluded

    assert excluded("park:dong") == "“甲”已在本地生产“硅片”（东园），只有“片”环节产出它，没有缺口可由它来补。"
    assert excluded("park:dong", "place:wai") is None
    assert excluded() is None
    assert excluded("place:wai", stage="PRODUCING") is None
    assert excluded("place:wai", stage="PRODUCING", place=None) is not None
    assert excluded("place:wai", stage="SIGNED", place=None) is None


def test_a_body_that_only_serves_is_left_out() -> None:
    taker = product("enterprise:网", "硅片", makes=False, who=actor("enterprise:网", []))
    rows = [product("segment:片", "硅片"), taker]

    assert only(*rows, firm("enterprise:网", serves=True, deals=False)).excluded is not None
    assert only(*rows, firm("enterprise:网", serves=True)).excluded is None


# Score.


def test_what_is_not_known_counts_nothing_and_widens_the_upper_bound() -> None:
    found = with_firm(stage="SIGNED")

    assert (found.score, found.scoreUpper) == (34.5, 79.5)
    assert [item.known for item in found.parts] == [True, False, False, True, False]
    assert found.explanation == (
        "“甲”可以考虑来补“片”环节（东园）：34.5至79.5分，满分100。“甲”生产“料”，是“片”环节的原料。招商阶段是签约。"
        "还不知道：产能规模、地点园区、部门服务。"
    )
    assert found.basis is Basis.PROPOSED
    assert found.evidence == tuple(sorted({key for item in found.parts for key in item.evidence}))


def test_weights_of_the_question_stand_in_for_the_tables() -> None:
    given = (("position", 0.0), ("capacity", 0.0), ("place", 0.0), ("services", 0.0), ("readiness", 12.5))

    (found,) = asked(*MAKER, firm("enterprise:甲", stage="SIGNED"), given=given)

    assert (found.score, found.scoreUpper) == (70.0, 70.0)
    assert [item.weight for item in found.parts] == [0.0, 0.0, 0.0, 12.5, 0.0]


def test_scores_are_rounded_halves_up() -> None:
    weights = {"a": Fraction(1), "b": Fraction(1)}

    assert scores(weights, {"a": Fraction("0.001"), "b": None}) == (0.1, 50.1)
    assert scores(weights, {"a": Fraction("0.0009"), "b": Fraction(0)}) == (0.0, 0.0)
    assert scores(weights, {"a": Fraction("0.003"), "b": Fraction(0)}) == (0.2, 0.2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([("luck", 3.0)], "there is no part 'luck'"),
        ([("place", 3.0), ("place", 3.0)], "the part 'place' is given twice"),
        ([("place", -0.1)], "the weight of 'place' is -0.1; it can be 0 to 100"),
        ([("place", 100.5)], "the weight of 'place' is 100.5; it can be 0 to 100"),
        ([("place", math.nan)], "the weight of 'place' is nan; it can be 0 to 100"),
        ([("place", math.inf)], "the weight of 'place' is inf; it can be 0 to 100"),
        ([(rule.name, 0.0) for rule in PARTS], "all parts have the weight 0"),
    ],
)
def test_a_wrong_weight_is_named_with_its_bounds(given: list[tuple[str, float]], said: str) -> None:
    with pytest.raises(BadArguments, match=said):
        weights_of(given)


# The whole.


def test_the_order_of_the_rows_does_not_matter() -> None:
    other = actor("project:丁", located("park:dong"), "STARTED")
    rows = [
        *MAKER, feeds("片", "件段", "片"), *occupies(actor("enterprise:乙", located("park:dong")), "件段", "PRODUCING"),
        *occupies(other, "片", None), firm("enterprise:甲", at=located("park:dong"), services=[service("ROAD", "GIVEN")]),
        firm("enterprise:乙", at=located("park:dong"), projects=[undertakes("project:丁")]),
    ]  # fmt: skip

    assert asked(*rows) == asked(*reversed(rows))
    assert len(asked(*rows)) == 2


def test_sentences_are_in_the_language_asked_for() -> None:
    (found,) = asked(*MAKER, firm("enterprise:甲"), lang=Lang.EN)

    assert found.explanation == (
        "甲 could fill 片 (东园): 24 to 84 points of 100. 甲 makes 料, which 片 needs. "
        "Not known: capacity and scale, place and park, readiness, services received."
    )


def test_a_segment_or_place_that_is_not_there_is_not_found() -> None:
    weights = weights_of(())
    with pytest.raises(NotFound, match="segment:片"):
        build(PLACES, MODEL, PartnerQuestion("segment:片"), weights, Lang.ZH)
    with pytest.raises(NotFound, match="place:none"):
        build([SEGMENT, *PLACES], MODEL, PartnerQuestion("segment:片", "place:none"), weights, Lang.ZH)


def test_a_row_of_another_form_is_a_bug_of_ours() -> None:
    for row in ([13, []], [10, "no list"], [9, ["segment:片"]]):
        with pytest.raises((PlanBug, ValueError)):
            build([SEGMENT, row], MODEL, PartnerQuestion("segment:片"), weights_of(()), Lang.ZH)
