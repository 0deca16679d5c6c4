"""States, figures and gaps as pure functions: one rule of docs/chains.md a test, on rows as the statement returns them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.analytics.chain_facts import ChainFacts, chain_facts, span_of
from graph.analytics.chain_gaps import ChainGap
from graph.analytics.chain_gaps import build as build_gaps
from graph.analytics.chain_map import ChainMap, SegmentStatus
from graph.analytics.chain_map import build as build_map
from graph.analytics.chain_rules import GapKind
from graph.analytics.messages import Lang
from graph.errors import PlanBug
from graph.model.claims import Basis

Row = list[object]
NO_QUANTITY: Row = [None] * 5
CHAIN: Row = [0, ["chain:pv", "光伏链"]]
PARK: Row = [1, ["park:dong", "东园"]]
# The park lies in a county, the county in a province.
AROUND: list[Row] = [
    [7, ["park:dong", "place:xian", "STATED", ["c-park"]]],
    [7, ["place:xian", "place:sheng", "REFERENCE", ["c-county"]]],
    [1, ["place:sheng", "省"]],
]


def segment(key: str, stage: str | None = "MIDSTREAM", basis: str = "REFERENCE") -> Row:
    return [2, ["chain:pv", f"segment:{key}", key, stage, basis, [f"c-{key}"]]]


def feeds(start: str, end: str, material: str | None = None, kind: str | None = "PRODUCT", basis: str = "REFERENCE") -> Row:
    identity = f"{start}>{end}>{material}"
    return [3, [identity, f"segment:{start}", start, f"segment:{end}", end, material, kind, basis, [f"c-{identity}"]]]


def actor(key: str, at: Iterable[str] = (), statuses: Iterable[Row] = (), capacity: Row = NO_QUANTITY) -> Row:
    return [key, key.partition(":")[2], [[where, "STATED", [f"c-{key}-at"]] for where in at], list(statuses), capacity]


def status(value: str, as_of: str | None, basis: str = "STATED", field: str = "status") -> Row:
    return [f"c-{field}-{value}-{as_of}", field, value, as_of, None, basis]


def occupies(
    who: Row, where: str, state: str | None, year: int | None = 2012, *, since: str | None = None, dates: Row | None = None,
    bases: tuple[str, ...] = ("STATED",),
) -> Row:  # fmt: skip
    identity = f"{who[0]}|{where}|{year}"
    return [5, [f"segment:{where}", where, identity, state, year, since, dates, list(bases), [f"c-{identity}"], who]]


def product(
    by: str, name: str, *, makes: bool = True, who: Row | None = None, capacity: Row = NO_QUANTITY, year: int | None = None
) -> Row:
    verb = "PRODUCES" if makes else "USES"
    identity = f"{by}|{verb}|{name}|{year}"
    return [4, [verb, identity, by, by, f"product:{name}", name, [], year, None, "STATED", [f"c-{identity}"], capacity, who]]


def tonnes(value: float, comparator: str = "EXACT", unit: str = "t") -> Row:
    return [value, None, unit, comparator, f"{value:g}吨"]


def survey(key: str, where: str, year: int | None = 2012, basis: str = "STATED") -> Row:
    return [6, [f"segment:{key}", where, where, year, None, "省经委", basis, [f"c-{key}-{where}-{year}"]]]


def facts(*rows: Row) -> ChainFacts:
    return chain_facts([CHAIN, PARK, *rows])


def mapped(*rows: Row, place: str | None = None, year: int | None = 2012) -> ChainMap:
    return build_map(facts(*rows), "chain:pv", place, year, Lang.ZH)


def only(*rows: Row, place: str | None = None, year: int | None = 2012) -> SegmentStatus:
    (found,) = mapped(segment("片"), *rows, place=place, year=year).segments
    return found


def gaps(*rows: Row, place: str | None = None, year: int | None = 2012) -> list[ChainGap]:
    return list(build_gaps(facts(*rows), place, year, Lang.ZH))


FIRM = actor("enterprise:甲")


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("PRODUCING", "PRESENT"),
        ("TRIAL", "WEAK"),
        ("UNDER_CONSTRUCTION", "UNDER_CONSTRUCTION"),
        ("PLANNED", "UNKNOWN"),
        (None, "UNKNOWN"),
    ],
)
def test_the_state_of_one_occupant_decides(state: str | None, found: str) -> None:
    assert only(occupies(FIRM, "片", state)).state.name == found


def test_the_furthest_occupant_decides_and_all_are_listed() -> None:
    found = only(occupies(actor("project:乙"), "片", "UNDER_CONSTRUCTION"), occupies(FIRM, "片", "PRODUCING"))

    assert found.state.name == "PRESENT"
    assert [(item.entity, item.state) for item in found.occupants] == [
        ("enterprise:甲", "PRODUCING"),
        ("project:乙", "UNDER_CONSTRUCTION"),
    ]


def test_nobody_looked_is_unknown_and_says_so() -> None:
    found = only()

    assert found.state.name == "UNKNOWN"
    assert found.reason == "“片”在2012年已知的全部范围内情况不明：没有已知的占位者，也没有调查记录，不等于缺失。"


def test_somebody_looked_and_nobody_is_there_is_missing() -> None:
    found = only(*AROUND, survey("片", "place:sheng"), occupies(FIRM, "片", "PLANNED"), place="place:sheng")

    assert found.state.name == "MISSING"
    assert "c-片-place:sheng-2012" in found.evidence
    assert "所在地未写或不够细、没有算入：甲。" in found.reason


def test_who_stands_there_without_a_known_state_is_neither_present_nor_missing() -> None:
    there = actor("enterprise:甲", at=["park:dong"])

    found = only(*AROUND, survey("片", "park:dong"), occupies(there, "片", None), place="park:dong")

    assert (found.state.name, [item.state for item in found.occupants]) == ("UNKNOWN", ["UNKNOWN"])


def test_a_survey_of_a_province_covers_its_parks_and_one_of_a_park_no_province() -> None:
    of_province, of_park = survey("片", "place:sheng"), survey("片", "park:dong")

    assert only(*AROUND, of_province, place="park:dong").state.name == "MISSING"
    wider = only(*AROUND, of_park, place="place:sheng")
    assert wider.state.name == "UNKNOWN"
    assert wider.reason.endswith("别处或别年调查过：东园，2012年。")


@pytest.mark.parametrize(
    ("surveyed", "asked", "state"), [(2012, 2012, "MISSING"), (2011, 2012, "UNKNOWN"), (2011, None, "MISSING")]
)
def test_a_survey_speaks_of_its_year(surveyed: int, asked: int | None, state: str) -> None:
    assert only(*AROUND, survey("片", "place:sheng", surveyed), place="place:sheng", year=asked).state.name == state


def test_without_a_place_the_gap_stands_where_somebody_looked() -> None:
    rows = (segment("片"), *AROUND, survey("片", "place:sheng"))

    assert [item.state.name for item in mapped(*rows).segments] == ["UNKNOWN"]
    assert [(gap.kind, gap.place, gap.basis) for gap in gaps(*rows)] == [(GapKind.MISSING, "place:sheng", Basis.INFERRED)]
    elsewhere = occupies(actor("enterprise:甲", at=["place:other"]), "片", "PRODUCING")
    assert gaps(*rows, elsewhere) == []


def test_a_gap_of_a_park_is_none_of_its_province() -> None:
    rows = (
        segment("片"),
        *AROUND,
        occupies(actor("enterprise:甲", at=["place:xian"]), "片", "PRODUCING"),
        survey("片", "place:sheng"),
    )

    assert [gap.kind for gap in gaps(*rows, place="park:dong")] == [GapKind.MISSING]
    assert gaps(*rows, place="place:sheng") == []


def test_who_stands_in_a_part_of_the_place_counts_by_the_weakest_fact_on_the_way() -> None:
    found = only(*AROUND, occupies(actor("enterprise:甲", at=["park:dong"]), "片", "PRODUCING"), place="place:sheng")

    assert [(item.basis, item.evidence) for item in found.occupants] == [
        (Basis.REFERENCE, ("c-county", "c-enterprise:甲-at", "c-enterprise:甲|片|2012", "c-park"))
    ]


def test_who_is_known_to_stand_elsewhere_is_not_told() -> None:
    found = only(*AROUND, occupies(actor("enterprise:甲", at=["place:other"]), "片", "PRODUCING"), place="park:dong")

    assert (found.state.name, found.occupants) == ("UNKNOWN", ())
    assert "甲" not in found.reason


def test_what_came_later_does_not_count() -> None:
    later = occupies(FIRM, "片", "PRODUCING", 2014)

    assert only(later).state.name == "UNKNOWN"
    assert "甲" not in only(later).reason
    assert only(later, year=2014).state.name == "PRESENT"
    assert only(later, year=None).state.name == "PRESENT"


def test_what_holds_since_an_earlier_year_counts_from_then_on() -> None:
    found = only(occupies(FIRM, "片", "PRODUCING", 2018, since="2006"))

    assert (found.state.name, [item.year for item in found.occupants]) == ("PRESENT", [2012])


def test_what_nothing_dates_counts_only_without_a_year_and_is_told() -> None:
    undated = occupies(FIRM, "片", "PRODUCING", None)

    assert only(undated, year=None).state.name == "PRESENT"
    assert only(undated).reason.endswith("年份未写、没有算入：甲。")
    assert only(occupies(FIRM, "片", "PRODUCING", None, dates=[["2011-03", "2015"]])).state.name == "PRESENT"


def test_the_newest_statement_up_to_the_year_decides() -> None:
    rows = (occupies(FIRM, "片", "PRODUCING", 2013), occupies(FIRM, "片", "UNDER_CONSTRUCTION", 2012))

    assert [only(*rows, year=year).state.name for year in (2012, 2013, None)] == ["UNDER_CONSTRUCTION", "PRESENT", "PRESENT"]


def test_a_newer_status_of_a_project_speaks_instead() -> None:
    who = actor("project:乙", statuses=[status("UNDER_CONSTRUCTION", "2012"), status("IN_PRODUCTION", "2014-01", "REFERENCE")])
    rows = occupies(who, "片", "UNDER_CONSTRUCTION", 2012)

    assert [only(rows, year=year).state.name for year in (2012, 2013, 2014)] == ["UNDER_CONSTRUCTION"] * 2 + ["PRESENT"]
    assert [item.basis for item in only(rows, year=2014).occupants] == [Basis.REFERENCE]


def test_a_status_fills_in_for_a_statement_without_state_or_date() -> None:
    who = actor("project:乙", statuses=[status("TRIAL_PRODUCTION", "2011")])

    assert only(occupies(who, "片", None, 2012)).state.name == "WEAK"
    assert only(occupies(who, "片", "PRODUCING", None)).state.name == "WEAK"


def test_building_is_not_believed_for_ever_and_production_is() -> None:
    assert only(occupies(FIRM, "片", "UNDER_CONSTRUCTION", 2009)).state.name == "UNDER_CONSTRUCTION"
    stale = only(occupies(FIRM, "片", "UNDER_CONSTRUCTION", 2008))
    assert (stale.state.name, [item.state for item in stale.occupants]) == ("UNKNOWN", ["UNKNOWN"])
    assert "甲（2008年）" in stale.reason
    assert only(occupies(FIRM, "片", "PRODUCING", 2000)).state.name == "PRESENT"


def test_the_earliest_stated_completion_closes_the_gap() -> None:
    first = actor(
        "project:乙", statuses=[status("2014-06", "2012", field="completion"), status("2013", "2013", field="completion")]
    )
    second = actor("project:丙", statuses=[status("2014", "2012", field="completion")])
    rows = [occupies(who, "片", "UNDER_CONSTRUCTION") for who in (first, second)]

    assert [only(*rows, year=year).closes for year in (2012, 2013)] == ["2014", "2013"]
    assert "最早2014建成" in only(*rows).reason
    assert "c-completion-2014-2012" in only(*rows).evidence


def test_less_made_than_needed_is_weak_only_when_sure() -> None:
    maker, taker = actor("enterprise:甲"), actor("enterprise:丁")
    stands = occupies(maker, "片", "PRODUCING")

    def state(made: Row, needed: Row) -> str:
        return only(
            stands, product("segment:片", "硅片"), product("enterprise:甲", "硅片", who=maker, capacity=made, year=2012),
            product("enterprise:丁", "硅片", makes=False, who=taker, capacity=needed, year=2012),
        ).state.name  # fmt: skip

    assert state(tonnes(5), tonnes(6)) == "WEAK"
    assert state(tonnes(6), tonnes(6)) == "PRESENT"
    assert state(tonnes(5, "AT_LEAST"), tonnes(6)) == "PRESENT"
    assert state(tonnes(5), tonnes(6, "UNDER")) == "PRESENT"
    assert state(NO_QUANTITY, tonnes(6)) == "PRESENT"
    assert state(tonnes(5), tonnes(6, unit="MW")) == "PRESENT"


def test_one_capacity_that_is_not_stated_leaves_the_sum_open() -> None:
    maker, other, taker = actor("enterprise:甲"), actor("enterprise:戊"), actor("enterprise:丁")

    found = only(
        occupies(maker, "片", "PRODUCING"), occupies(other, "片", "PRODUCING"), product("segment:片", "硅片"),
        product("enterprise:甲", "硅片", who=maker, capacity=tonnes(5), year=2012),
        product("enterprise:丁", "硅片", makes=False, who=taker, capacity=tonnes(6), year=2012),
    )  # fmt: skip

    assert found.state.name == "PRESENT"
    assert {item.entity: item.capacity and item.capacity.text for item in found.occupants} == {
        "enterprise:甲": "5吨",
        "enterprise:戊": None,
    }


def test_completeness_counts_what_is_unknown_in_its_upper_bound_only() -> None:
    found = mapped(
        segment("甲段"), segment("乙段"), segment("丙段"), segment("丁段"), occupies(FIRM, "甲段", "PRODUCING"),
        occupies(FIRM, "乙段", "TRIAL"), occupies(FIRM, "丙段", "UNDER_CONSTRUCTION"),
    )  # fmt: skip

    assert (found.completeness, found.completenessUpper) == (1.5 / 4, 2.5 / 4)
    assert (mapped().completeness, mapped(segment("片")).completeness) == (None, None)


def test_local_supply_is_of_the_inputs_of_segments_at_work() -> None:
    rows = (
        segment("料"), segment("膜"), segment("网"), segment("件"), feeds("料", "件", "料"), feeds("膜", "件", "膜"),
        feeds("网", "件", "网"), occupies(FIRM, "件", "PRODUCING"), occupies(FIRM, "料", "PRODUCING"),
        occupies(FIRM, "膜", "UNDER_CONSTRUCTION"),
    )  # fmt: skip

    found = mapped(*rows)

    assert (found.localSupply, found.localSupplyUpper) == (1 / 3, 2 / 3)
    assert mapped(segment("件")).localSupply is None


def test_an_input_without_supplier_is_a_gap_as_sure_as_what_is_known_of_its_makers() -> None:
    rows = (segment("料"), segment("件"), feeds("料", "件", "硅料"), occupies(FIRM, "件", "PRODUCING"))
    builds = occupies(actor("project:乙"), "料", "UNDER_CONSTRUCTION")

    (unlooked,) = gaps(*rows)
    known = [gap for gap in gaps(*rows, builds) if gap.kind is GapKind.EXTERNAL_INPUT]

    assert (unlooked.material, unlooked.segment, unlooked.basis) == ("硅料", "segment:件", Basis.PROPOSED)
    assert unlooked.upstream == ("segment:料",)
    assert [(gap.basis, gap.id) for gap in known] == [(Basis.INFERRED, unlooked.id)]
    assert known[0].explanation.endswith("在建或拟建：乙。")
    assert gaps(*rows, occupies(FIRM, "料", "TRIAL"))[0].kind is GapKind.WEAK


def test_an_input_is_no_gap_when_somebody_supplies_it_by_a_statement_of_its_own() -> None:
    maker = actor("enterprise:己")
    rows = (segment("件"), product("segment:件", "胶膜", makes=False), occupies(FIRM, "件", "PRODUCING"))

    assert [gap.material for gap in gaps(*rows)] == ["胶膜"]
    assert gaps(*rows, product("enterprise:己", "胶膜", who=maker, year=2012)) == []
    assert len(gaps(*rows, product("enterprise:己", "胶膜", who=maker, year=2014))) == 1


def test_power_and_returns_are_no_external_inputs() -> None:
    rows = (segment("站"), segment("铝"), segment("渣"), occupies(FIRM, "铝", "PRODUCING"))

    assert gaps(*rows, feeds("站", "铝", "电力", "ENERGY"), feeds("渣", "铝", "再生铝", "RECYCLE")) == []
    power = (product("segment:铝", "电力", makes=False), product("segment:站", "电力"), feeds("站", "渣", "电力", "ENERGY"))
    assert gaps(*rows, *power) == []


def test_an_output_that_some_segment_takes_is_a_gap_when_nobody_does() -> None:
    rows = (segment("镁"), segment("塑"), occupies(FIRM, "镁", "PRODUCING"), product("segment:镁", "镁锭"))
    chlorine = feeds("镁", "塑", "氯气", "BY_PRODUCT")

    (gap,) = gaps(*rows, chlorine)

    assert (gap.kind, gap.material, gap.downstream) == (GapKind.UNUSED_BY_PRODUCT, "氯气", ("segment:塑",))
    assert "副产的“氯气”" in gap.explanation
    assert gaps(*rows, chlorine, occupies(FIRM, "塑", "PRODUCING")) == []


def test_a_material_is_the_product_whose_name_or_alias_it_is() -> None:
    uses: Row = [
        4,
        ["USES", "u", "segment:件", "件", "product:铝", "电解铝", ["铝水"], None, None, "STATED", ["c-u"], NO_QUANTITY, None],
    ]
    rows = (segment("铝"), segment("件"), uses, feeds("铝", "件", "铝水"), occupies(FIRM, "件", "PRODUCING"))

    assert [(gap.material, gap.upstream) for gap in gaps(*rows)] == [("电解铝", ("segment:铝",))]


def test_a_gap_in_a_place_names_who_deals_elsewhere() -> None:
    rows = (
        segment("料"), segment("件"), *AROUND, feeds("料", "件", "硅料"),
        occupies(actor("enterprise:甲", at=["park:dong"]), "件", "PRODUCING"), occupies(actor("enterprise:庚"), "料", "PRODUCING"),
        occupies(actor("project:辛"), "料", "PLANNED"),
    )  # fmt: skip

    (gap,) = gaps(*rows, place="park:dong")

    assert gap.explanation.endswith("在产但在范围外或所在地未写：庚。在建或拟建、在范围外或所在地未写：辛。")


def test_a_flow_without_a_named_material_is_told_by_its_other_end() -> None:
    (gap,) = gaps(segment("料"), segment("件"), feeds("料", "件"), occupies(FIRM, "件", "PRODUCING"))

    assert gap.material is None
    assert "来自“料”的物料" in gap.explanation


def test_a_proposed_fact_makes_a_proposed_gap() -> None:
    (gap,) = gaps(segment("片"), occupies(FIRM, "片", "TRIAL", bases=("PROPOSED",)))
    two = gaps(
        segment("片"), occupies(FIRM, "片", "TRIAL", bases=("PROPOSED",)), occupies(actor("enterprise:乙"), "片", "TRIAL")
    )

    assert (gap.basis, two[0].basis) == (Basis.PROPOSED, Basis.INFERRED)


def test_segments_stand_by_stage_and_along_the_flow() -> None:
    rows = (
        segment("丙", "DOWNSTREAM"),
        segment("甲"),
        segment("乙"),
        segment("丁", None),
        feeds("乙", "甲", "料"),
        feeds("甲", "乙", "渣", "RECYCLE"),
    )

    assert [item.segment for item in mapped(*rows).segments] == ["segment:乙", "segment:甲", "segment:丙", "segment:丁"]
    assert [item.stage for item in mapped(*rows).segments][-1] == "UNKNOWN"


def test_a_flow_into_another_chain_is_marked() -> None:
    flows = mapped(segment("片"), segment("件"), feeds("片", "件", "片"), feeds("外", "件", "膜")).flows

    assert [(flow.start, flow.crossChain) for flow in flows] == [("segment:外", True), ("segment:片", False)]


def test_many_names_are_cut_and_counted() -> None:
    found = only(*(occupies(actor(f"enterprise:{name}"), "片", "PRODUCING") for name in "甲乙丙丁戊己"))

    assert len(found.occupants) == 6
    assert "等6个" in found.reason


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [
        segment("料"), segment("件"), *AROUND, feeds("料", "件", "硅料"), survey("料", "place:sheng"),
        occupies(actor("enterprise:甲", at=["park:dong"]), "件", "PRODUCING"),
        occupies(actor("enterprise:甲", at=["park:dong"]), "件", "TRIAL", 2011), occupies(actor("enterprise:庚"), "料", "PLANNED"),
    ]  # fmt: skip

    assert mapped(*rows, place="place:sheng") == mapped(*reversed(rows), place="place:sheng")
    assert gaps(*rows, place="place:sheng") == gaps(*reversed(rows), place="place:sheng")


def test_a_row_of_another_form_is_a_bug_of_ours() -> None:
    for row in ([9, []], [0, "no list"], [5, ["segment:片"] * 9 + ["no list"]]):
        with pytest.raises((PlanBug, KeyError, ValueError)):
            chain_facts([row])


@pytest.mark.parametrize(
    ("year", "since", "dates", "span"),
    [
        (2012, None, None, (2012, 2012)),
        (2012, "2010-07", None, (2010, 2012)),
        (2012, "2014", None, (2014, 2014)),
        (None, "2010-07", None, (2010, 2010)),
        (None, None, [[None, "2013"], ["2011-02", "2015"]], (2011, 2013)),
        (None, None, [[None, None]], None),
        (None, None, None, None),
    ],
)
def test_a_fact_holds_from_a_first_to_a_last_year(
    year: int | None, since: str | None, dates: Row | None, span: tuple[int, int] | None
) -> None:
    assert span_of(year, since, dates) == span
