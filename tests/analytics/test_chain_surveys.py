"""Surveys and stated completions are loaded like any table, and change a map; the county 青石县 and its chain are invented."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analytics.chain_gaps import chain_gaps
from graph.analytics.chain_map import chain_map
from graph.analytics.messages import Lang
from graph.store import Store
from loaders.pipeline import load
from tests.loaders.sources import source

CHAIN, COUNTY, PARK = "chain:shi-lian", "place:qing-shi-xian", "park:qing-shi-yuan-qu"
FILES: Mapping[str, str] = {
    "source.yaml": """name: qing-shi-survey
title: 青石县产业链调查表
channel: REFERENCE
basis: REFERENCE
date: "2020"
tables:
  - nodes/Place.csv
  - nodes/Park.csv
  - nodes/Chain.csv
  - nodes/Segment.csv
  - nodes/Project.csv
  - relationships/LOCATED_IN.csv
  - relationships/HAS_SEGMENT.csv
  - relationships/OCCUPIES.csv
  - relationships/SURVEYED_IN.csv
""",
    "keys.csv": """label,name,key
Place,青石县,place:qing-shi-xian
Park,青石园区,park:qing-shi-yuan-qu
Chain,石链,chain:shi-lian
Segment,采石,segment:cai-shi
Segment,石材,segment:shi-cai
Project,石材厂,project:shi-cai-chang
""",
    "nodes/Place.csv": """name,level,origin,locator,claim
青石县,COUNTY,县经信局,p1,青石县是个县。
""",
    "nodes/Park.csv": """name,origin,locator,claim
青石园区,县经信局,p1,县里有个青石园区。
""",
    "nodes/Chain.csv": """name,origin,locator,claim
石链,县经信局,p1,石链从石头到板材。
""",
    "nodes/Segment.csv": """name,stage,origin,locator,claim
采石,UPSTREAM,县经信局,p1,采石是上游。
石材,MIDSTREAM,县经信局,p1,石材是中游。
""",
    "nodes/Project.csv": """name,status,completion,as_of,origin,locator,claim
石材厂,STARTED,2022-06,2020,县经信局,p2,石材厂动工，说好2022年6月建成。
""",
    "relationships/LOCATED_IN.csv": """start,end,origin,locator,claim
Park:青石园区,Place:青石县,县经信局,p1,园区在县里。
Project:石材厂,Park:青石园区,县经信局,p2,石材厂在园区。
""",
    "relationships/HAS_SEGMENT.csv": """start,end,origin,locator,claim
Chain:石链,Segment:采石,县经信局,p1,石链有采石。
Chain:石链,Segment:石材,县经信局,p1,石链有石材。
""",
    "relationships/OCCUPIES.csv": """start,end,year,state,origin,locator,claim
Project:石材厂,Segment:石材,2020,UNDER_CONSTRUCTION,县经信局,p2,石材厂在建。
""",
    "relationships/SURVEYED_IN.csv": """start,end,year,by,origin,locator,claim
Segment:采石,Place:青石县,2020,县经信局,县经信局,p3,县经信局2020年在全县查过谁在采石。
""",
}
NO_SURVEY = "start,end,year,by,origin,locator,claim\n"


async def states(store: Store, place: str, year: int = 2020) -> dict[str, tuple[str, str | None]]:
    found = await chain_map(store, CHAIN, place=place, year=year, lang=Lang.ZH)
    return {item.segment: (item.state.name, item.closes) for item in found.segments}


async def test_a_loaded_survey_makes_a_segment_missing_there_and_then(store: Store) -> None:
    await load(store, [source(FILES)])
    await load(store, [source(FILES)])

    building = ("UNDER_CONSTRUCTION", "2022-06")
    assert await states(store, COUNTY) == {"segment:cai-shi": ("MISSING", None), "segment:shi-cai": building}
    assert await states(store, PARK) == {"segment:cai-shi": ("MISSING", None), "segment:shi-cai": building}
    assert (await states(store, COUNTY, 2021))["segment:cai-shi"] == ("UNKNOWN", None)
    gaps = await chain_gaps(store, CHAIN, place=None, kinds=(), year=2020, lang=Lang.ZH)
    assert [(gap.kind.name, gap.place, gap.explanation) for gap in gaps] == [
        ("MISSING", COUNTY, "“采石”在青石县2020年缺失：调查过（青石县，2020年），没有已知的占位者。"),
        ("UNDER_CONSTRUCTION", None, "“石材”在2020年已知的全部范围内在建：石材厂；最早2022-06建成。"),
    ]


async def test_a_survey_that_its_source_no_longer_has_is_taken_back(store: Store) -> None:
    await load(store, [source(FILES)])

    await load(store, [source(FILES, SURVEYED_IN=NO_SURVEY)])

    assert (await states(store, COUNTY))["segment:cai-shi"] == ("UNKNOWN", None)
