"""Plan differences on both stores: two written plans of a county, and drawn claims against the oracle."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from api.execute import GraphQLService
from api.ids import encode_id
from api.schema.build import build_schema
from graph.analytics.difference import ChangeKind, PlanDifference, plan_difference
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.errors import BadArguments, NotFound
from graph.model.image import Image, ImageNode, difference
from graph.model.projection import link
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from loaders.pipeline import load
from tests.analytics.difference_claims import AFTER, BEFORE, TwoPlans, two_plans
from tests.analytics.difference_oracle import Found, differences
from tests.analytics.difference_sources import plans
from tests.store_fixtures import wipe

EARLIER, LATER = "plan:liu-he-2020", "plan:liu-he-2021"
Told = tuple[str, str, str | None, str | None, str | None]

EXPECTED: list[Told] = [
    ("CHANGED", "indicator:2020-chan-zhi", "value", "38亿元", "41亿元"),
    ("REMOVED", "indicator:2019-yong-dian", None, None, None),
    ("CHANGED", "group:2021-zhong-dian", "declaredCount", "3", "4"),
    ("CHANGED", "group:2021-zhong-dian", "MEMBER_OF", "齿轮厂、罐头线", "齿轮厂、冷库"),
    ("CHANGED", "revenuetier:2021-guo-yi", "target", "2", "3"),
    ("CHANGED", "project:chi-lun-chang", "status", "STARTED", "IN_PRODUCTION"),
    ("REMOVED", "project:guan-tou-xian", None, None, None),
    ("ADDED", "project:leng-ku", None, None, None),
    ("CHANGED", "enterprise:bing-ji-xie", "LISTED_IN.role", "骨干企业", "龙头企业"),
    ("ADDED", "task:bao-zhuang-2021", None, None, None),
    ("CHANGED", "task:xiu-lu-2021", "deadline", "2020-06", "2021-06"),
    ("CHANGED", "task:xiu-lu-2021", "LEADS", "县发改局", "县发改局、县商务局"),
    ("REMOVED", "task:yin-qi-2020", None, None, None),
    ("CHANGED", "instrument:ji-gai-2021", "amount", "50000000", None),
]


def told(found: PlanDifference) -> list[Told]:
    return [(item.kind.name, item.subject, item.field, item.before, item.after) for item in found.changes]


def whole(found: PlanDifference) -> set[Found]:
    return {
        (item.kind.name, item.subject, item.was, item.field, item.before, item.after, frozenset(item.evidence))
        for item in found.changes
    }


async def write(store: Store, image: Image) -> None:
    await wipe(store, keep_schema=True)
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


async def test_two_plans_of_a_county_differ_as_they_were_written(store: Store, statements: list[Statement]) -> None:
    await load(store, plans())
    statements.clear()

    found = await plan_difference(store, MODEL, EARLIER, LATER, Lang.ZH)

    assert len(statements) == 1
    assert (found.start, found.end) == (EARLIER, LATER)
    assert sorted(map(str, told(found))) == sorted(map(str, EXPECTED))
    explained = {(item.subject, item.field): item.explanation for item in found.changes}
    assert explained["indicator:2020-chan-zhi", "value"] == (
        "指标“2019年工业产值→2020年工业产值”的数值：《柳河县2020年工业安排》为38亿元，《柳河县2021年工业安排》为41亿元。"
    )
    assert explained["instrument:ji-gai-2021", "amount"].endswith(
        "《柳河县2020年工业安排》为5000万元，《柳河县2021年工业安排》未说明。"
    )
    assert (
        explained["project:guan-tou-xian", None] == "《柳河县2021年工业安排》不再有《柳河县2020年工业安排》中的项目“罐头线”。"
    )
    assert all(item.evidence for item in found.changes)
    both = {"CHANGED": {"liu-he-2020", "liu-he-2021"}, "ADDED": {"liu-he-2021"}, "REMOVED": {"liu-he-2020"}}
    for item in found.changes:
        text = "UNWIND $keys AS key MATCH (x:Evidence {key: key}) RETURN DISTINCT x.source"
        sources = {str(name) for (name,) in await store.read(Statement(text, {"keys": list(item.evidence)}))}
        assert sources == ({"liu-he-2020"} if item.after is None and item.kind is ChangeKind.CHANGED else both[item.kind.name])


async def test_the_api_tells_both_parts_of_a_change(store: Store, statements: list[Statement]) -> None:
    await load(store, plans())
    statements.clear()
    service = GraphQLService(build_schema(MODEL), store, root_list=store.kind == "neo4j", version="0")
    query = """query Q($from: ID!, $to: ID!) { planDifference(from: $from, to: $to) {
      from { year } to { name }
      changes { kind field before after subject { __typename name ... on Group { declaredCount } } was { key } evidence { source } } } }"""

    answer = await service.execute(query, {"from": encode_id(EARLIER), "to": encode_id(LATER)})

    assert len(statements) == 2
    assert answer.data is not None
    found = answer.data["planDifference"]
    assert (found["from"], found["to"]) == ({"year": 2020}, {"name": "柳河县2021年工业安排"})
    assert [item for item in found["changes"] if item["field"] == "declaredCount"] == [
        {
            "kind": "CHANGED",
            "field": "declaredCount",
            "before": "3",
            "after": "4",
            "subject": {"__typename": "Group", "name": "2021年重点项目", "declaredCount": 4},
            "was": {"key": "group:2020-zhong-dian"},
            "evidence": [{"source": "liu-he-2020"}, {"source": "liu-he-2021"}],
        }
    ]
    assert {item["kind"] for item in found["changes"] if item["was"] is None} == {"ADDED"}


async def test_the_other_way_round_what_came_goes(store: Store) -> None:
    await load(store, plans())

    forth, back = [await plan_difference(store, MODEL, *keys, Lang.EN) for keys in ((EARLIER, LATER), (LATER, EARLIER))]
    same = await plan_difference(store, MODEL, EARLIER, EARLIER, Lang.EN)

    turned = {"ADDED": "REMOVED", "REMOVED": "ADDED", "CHANGED": "CHANGED"}
    assert sorted(str((turned[kind], field, after, before)) for kind, _, field, before, after in told(forth)) == sorted(
        str((kind, field, before, after)) for kind, _, field, before, after in told(back)
    )
    assert same.changes == ()


async def test_an_unknown_plan_and_one_that_is_only_cited_are_refused(store: Store) -> None:
    await load(store, plans())

    with pytest.raises(NotFound, match="plan:none"):
        await plan_difference(store, MODEL, EARLIER, "plan:none", Lang.ZH)
    with pytest.raises(BadArguments, match="远景设想 is only cited"):
        await plan_difference(store, MODEL, "plan:liu-he-yuan-jing", LATER, Lang.ZH)


async def test_a_merged_plan_means_what_it_was_merged_into(store: Store) -> None:
    await load(store, plans())
    image = Image()
    image.add_node(ImageNode("Redirect", "plan:old", {"key": "plan:old", "means": EARLIER, "sources": ["s"]}))
    image.add_relationship(link("REDIRECTS", "Redirect", "plan:old", "Plan", EARLIER))
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)

    found = await plan_difference(store, MODEL, "plan:old", LATER, Lang.ZH)

    assert found.start == EARLIER
    assert len(found.changes) == len(EXPECTED)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=two_plans())
async def test_drawn_plans_differ_as_by_the_oracle(store: Store, drawn: TwoPlans) -> None:
    image = drawn.image()
    await write(store, image)
    names = {node.key: str(node.properties["name"]) for node in image.nodes.values() if MODEL.node(node.label).entity}

    for before, after in ((drawn.before, drawn.after), (drawn.after, drawn.before)):
        found = await plan_difference(store, MODEL, before.key, after.key, Lang.ZH)
        expected = differences(before, after, names)
        assert len(found.changes) == len(expected)
        assert whole(found) == set(expected)
    assert {drawn.before.key, drawn.after.key} == {BEFORE, AFTER}
