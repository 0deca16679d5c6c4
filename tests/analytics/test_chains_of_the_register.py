"""Where three chains of the bundled register broke in 2012: everywhere, in the province and in a park, read off its tables by hand."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analytics.chain_gaps import chain_gaps
from graph.analytics.chain_map import chain_map
from graph.analytics.chain_rules import GapKind
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.names import normal_form
from graph.store import Store

PROVINCE = "青海省"
PV, MAGNESIUM, ALUMINIUM = "光伏产业链", "镁产业链", "铝产业链"
# Every segment that is not UNKNOWN. The plan's own projects for which no source names a place count without a place only.
STATES: dict[tuple[str, str | None], dict[str, str]] = {
    (PV, None): {
        "多晶硅": "PRESENT", "电池片": "PRESENT", "组件": "PRESENT", "光伏玻璃": "UNDER_CONSTRUCTION",
        "薄膜电池": "UNDER_CONSTRUCTION", "高倍聚光组件与系统": "UNDER_CONSTRUCTION",
    },
    (PV, PROVINCE): {"多晶硅": "PRESENT", "电池片": "PRESENT", "组件": "PRESENT"},
    (PV, "东川园区"): {"多晶硅": "PRESENT", "电池片": "PRESENT", "组件": "PRESENT"},
    (PV, "甘河园区"): {},
    (MAGNESIUM, None): {
        "电解金属镁": "UNDER_CONSTRUCTION", "氢氧化镁/氧化镁/高纯镁砂": "UNDER_CONSTRUCTION", "镁合金(熔铸)": "PRESENT",
    },
    (MAGNESIUM, PROVINCE): {"电解金属镁": "UNDER_CONSTRUCTION"},
    (MAGNESIUM, "柴达木循环经济试验区"): {"电解金属镁": "UNDER_CONSTRUCTION"},
    (ALUMINIUM, None): {
        "预焙阳极/阴极炭素": "PRESENT", "电解铝(铝水)": "PRESENT", "铝合金/铝基合金大板锭/圆铸锭": "PRESENT", "铝板带箔": "PRESENT",
        "化成箔(电极箔)": "PRESENT",
    },
    (ALUMINIUM, PROVINCE): {
        "预焙阳极/阴极炭素": "PRESENT", "电解铝(铝水)": "PRESENT", "铝合金/铝基合金大板锭/圆铸锭": "PRESENT",
    },
    (ALUMINIUM, "北川工业园区"): {"预焙阳极/阴极炭素": "PRESENT", "电解铝(铝水)": "PRESENT"},
}  # fmt: skip
# Inputs and outputs by what makes the gap sure (the makers are known not to work yet) and what is to be looked into.
KNOWN: dict[tuple[str, str | None], set[str]] = {
    (PV, None): {"组件<光伏玻璃"},
    (PV, PROVINCE): set(),
    (PV, "东川园区"): set(),
    (PV, "甘河园区"): set(),
    (MAGNESIUM, None): {"镁合金(熔铸)<金属镁"},
    (MAGNESIUM, PROVINCE): set(),
    (MAGNESIUM, "柴达木循环经济试验区"): set(),
    (ALUMINIUM, None): {"铝合金/铝基合金大板锭/圆铸锭<金属镁"},
    (ALUMINIUM, PROVINCE): {"铝合金/铝基合金大板锭/圆铸锭<金属镁"},
    (ALUMINIUM, "北川工业园区"): set(),
}
_PV_OPEN = {
    "多晶硅<三氯氢硅", "多晶硅<工业硅", "多晶硅<氢气", "多晶硅>多晶硅", "电池片<硅片", "电池片<银浆", "组件<封装胶膜", "组件<接线盒",
    "组件<焊带", "组件<背板", "组件<铝边框", "组件>光伏组件",
}  # fmt: skip
_CARBON_AND_SMELTING = {
    "预焙阳极/阴极炭素<煤沥青", "预焙阳极/阴极炭素<石油焦", "电解铝(铝水)<冰晶石", "电解铝(铝水)<氟化铝", "电解铝(铝水)<氧化铝",
}  # fmt: skip
_CASTING = {f"铝合金/铝基合金大板锭/圆铸锭{what}" for what in ("<工业硅", "<锌", "<阴极铜", ">铝合金锭")}
OPEN: dict[tuple[str, str | None], set[str]] = {
    (PV, None): _PV_OPEN,
    (PV, PROVINCE): _PV_OPEN | {"组件<光伏玻璃"},
    (PV, "东川园区"): _PV_OPEN | {"组件<光伏玻璃"},
    (PV, "甘河园区"): set(),
    (MAGNESIUM, None): {"镁合金(熔铸)>镁合金"},
    (MAGNESIUM, PROVINCE): set(),
    (MAGNESIUM, "柴达木循环经济试验区"): set(),
    (ALUMINIUM, None): _CARBON_AND_SMELTING | _CASTING | {
        "铝板带箔<铸轧卷", "铝板带箔>铝板带", "铝板带箔>铝箔", "化成箔(电极箔)<高纯铝箔", "化成箔(电极箔)>化成箔",
    },
    (ALUMINIUM, PROVINCE): _CARBON_AND_SMELTING | _CASTING | {"铝合金/铝基合金大板锭/圆铸锭>铝基合金大板锭"},
    (ALUMINIUM, "北川工业园区"): _CARBON_AND_SMELTING | {"电解铝(铝水)>电解铝"},
}  # fmt: skip


async def key_of(store: Store, name: str, labels: Iterable[str]) -> str:
    text = "MATCH (f:NameForm {{form: $form}})-[:NAMES]->(n:{0}) RETURN n.key"
    found = [row for label in labels for row in await store.read(Statement(text.format(label), {"form": normal_form(name)}))]
    ((key,),) = found
    return str(key)


async def test_the_three_chains_stand_and_break_as_the_tables_say(register: Store) -> None:
    names = {str(key): str(name) for key, name in await register.read(Statement("MATCH (s:Segment) RETURN s.key, s.name"))}

    for (chain_name, place_name), expected in STATES.items():
        chain = await key_of(register, chain_name, ["Chain"])
        place = None if place_name is None else await key_of(register, place_name, ["Park", "Place"])
        found = await chain_map(register, chain, place=place, year=2012, lang=Lang.ZH)
        gaps = await chain_gaps(register, chain, place=place, kinds=(), year=2012, lang=Lang.ZH)

        asked = (chain_name, place_name)
        assert {names[item.segment]: item.state.name for item in found.segments if item.state.name != "UNKNOWN"} == expected, (
            asked
        )
        assert all(item.evidence for item in found.segments)
        assert all(gap.evidence for gap in gaps)
        signs = {"EXTERNAL_INPUT": "<", "UNUSED_BY_PRODUCT": ">"}
        exchanges = {
            basis: {
                f"{names[gap.segment]}{signs[gap.kind.name]}{gap.material}"
                for gap in gaps
                if gap.basis.name == basis and gap.kind.name in signs
            }
            for basis in ("INFERRED", "PROPOSED")
        }
        assert exchanges == {"INFERRED": KNOWN[asked], "PROPOSED": OPEN[asked]}, asked
        others = {names[gap.segment]: gap.kind.name for gap in gaps if gap.kind.name not in signs}
        assert others == {name: state for name, state in expected.items() if state != "PRESENT"}, asked


async def test_what_nobody_looked_at_is_not_missing_and_a_segment_changes_with_the_years(register: Store) -> None:
    province, chain = await key_of(register, PROVINCE, ["Place"]), await key_of(register, MAGNESIUM, ["Chain"])
    casting, smelting = [await key_of(register, name, ["Segment"]) for name in ("镁合金(熔铸)", "电解金属镁")]

    in_province = await chain_map(register, chain, place=province, year=2012, lang=Lang.ZH)
    gaps = await chain_gaps(register, None, place=province, kinds=(GapKind.MISSING,), year=2012, lang=Lang.ZH)
    stood = {}
    for year in (2009, 2010, 2012, 2019):
        found = await chain_map(register, chain, place=None, year=year, lang=Lang.EN)
        stood[year] = next(item.state.name for item in found.segments if item.segment == smelting)

    assert next(item.reason for item in in_province.segments if item.segment == casting).endswith("没有算入：镁合金熔铸。")
    assert gaps == ()
    assert stood == {2009: "UNKNOWN", 2010: "UNDER_CONSTRUCTION", 2012: "UNDER_CONSTRUCTION", 2019: "PRESENT"}
