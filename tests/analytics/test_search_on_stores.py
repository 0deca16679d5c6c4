"""Search on both stores: names of made-up places and firms, and generated names against the oracle."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase, NotificationMinimumSeverity

from graph.analytics.search import SearchResult, Way, search, sought_of, warm_up
from graph.analytics.search_statement import CANDIDATES, PRODUCTS, Sought, shapes, statement_of
from graph.cypher.statement import Statement
from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, difference
from graph.model.projection import Redirects, project
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from tests.analytics.search_oracle import Found, SearchOracle
from tests.loaders.sources import prepare
from tests.store_fixtures import NEO4J, Server, wipe

ATLAS = Origin("atlas", Channel.REFERENCE)
MAGNESIUM, WORKS = "product:mei", "enterprise:mei-ye"


def named(key: str, name: str, *aliases: str, **properties: str) -> list[Claim]:
    stated = {"name": name, **({"aliases": "；".join(aliases)} if aliases else {}), **properties}
    return [Claim(key, field, value, Basis.STATED, ATLAS, "p1", "一句话。") for field, value in stated.items()]


def leads(start: str, type_name: str, end: str) -> Claim:
    return Claim(start, type_name, end, Basis.STATED, ATLAS, "p1", "一句话。", Link(type_name, end))


# 镁合金 is a product that a firm makes and a segment uses; the firm's other names hold it in other printings.
CLAIMS = [
    *named("place:du-lan", "都兰县", "都兰"),
    *named("place:du-lan-he", "都兰河"),
    *named("park:le-du", "乐都园区"),
    *named(MAGNESIUM, "镁合金", "ＡＺ91 合金"),
    *named("product:mei-ding", "镁锭"),
    *named(WORKS, "盐湖镁业", "海西镁合金厂", fullName="青石盐湖“镁业”有限公司（海西）"),
    *named("enterprise:lv-ye", "海西铝业", "绿叶"),
    *named("segment:ya-zhu", "压铸"),
    leads("enterprise:lv-ye", "PRODUCES", MAGNESIUM),
    leads("enterprise:lv-ye", "USES", "product:mei-ding"),
    leads("segment:ya-zhu", "USES", MAGNESIUM),
]


async def write(store: Store, image: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


@pytest.fixture
async def filled(store: Store) -> Store:
    await prepare(store)
    await write(store, project(CLAIMS, MODEL))
    return store


async def ask(store: Store, text: str, *labels: str) -> list[Found]:
    found = await search(store, sought_of(text, MODEL, labels or None))
    assert not found.truncated
    return answer(found)


def answer(found: SearchResult) -> list[Found]:
    return [(hit.node, hit.score, hit.matched) for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("都兰", [("place:du-lan", Way.EXACT_ALIAS, "都兰"), ("place:du-lan-he", Way.PREFIX, "都兰河")]),
        ("都 兰 县", [("place:du-lan", Way.EXACT_NAME, "都兰县")]),
        ("兰", [("place:du-lan", Way.INFIX, "都兰"), ("place:du-lan-he", Way.INFIX, "都兰河")]),
        ("dulan", [("place:du-lan", Way.PINYIN_EXACT, "都兰"), ("place:du-lan-he", Way.PINYIN_PREFIX, "都兰河")]),
        ("Du Lan Xian", [("place:du-lan", Way.PINYIN_EXACT, "都兰县")]),
        ("lanh", [("place:du-lan-he", Way.PINYIN_INFIX, "都兰河")]),
        ("dl", [("place:du-lan", Way.INITIALS_EXACT, "都兰"), ("place:du-lan-he", Way.INITIALS_PREFIX, "都兰河")]),
        ("leduyuan", [("park:le-du", Way.PINYIN_PREFIX, "乐都园区")]),
        ("海西)", [(WORKS, Way.INFIX, "青石盐湖“镁业”有限公司（海西）")]),
        ("盐湖“镁业”", [(WORKS, Way.EXACT_NAME, "盐湖镁业")]),
        ("无", []),
    ],
)
async def test_a_name_is_found_by_its_parts_and_spellings(
    filled: Store, text: str, expected: list[tuple[str, Way, str]]
) -> None:
    assert await ask(filled, text) == [(key, way.value, printed) for key, way, printed in expected]


async def test_one_character_finds_names_before_who_makes_a_product_of_such_a_name(filled: Store) -> None:
    assert await ask(filled, "镁") == [
        ("product:mei-ding", 0.9, "镁锭"),
        (MAGNESIUM, 0.9, "镁合金"),
        (WORKS, 0.8, "盐湖镁业"),
        ("enterprise:lv-ye", 0.27, "镁合金"),
        ("segment:ya-zhu", 0.18, "镁合金"),
    ]


async def test_letters_inside_a_name_are_found_in_any_printing(filled: Store) -> None:
    assert [hit[0] for hit in await ask(filled, "z91")] == [MAGNESIUM, "enterprise:lv-ye", "segment:ya-zhu"]
    assert (await ask(filled, "az91hejin", "Product"))[0] == (MAGNESIUM, 0.7, "ＡＺ91 合金")


async def test_labels_narrow_what_is_found_and_not_by_which_product(filled: Store) -> None:
    assert [hit[0] for hit in await ask(filled, "镁合金", "Segment")] == ["segment:ya-zhu"]
    assert [hit[0] for hit in await ask(filled, "镁合金", "Product")] == [MAGNESIUM]
    assert await search(filled, sought_of("镁合金", MODEL, [])) == SearchResult((), truncated=False)


async def test_a_search_is_one_statement_of_one_text_for_each_shape(filled: Store, statements: list[Statement]) -> None:
    for text in ("镁", "铝", "mei", "l", "镁 ' RETURN 1 //"):
        await search(filled, sought_of(text, MODEL))

    assert len(statements) == 5
    assert len({statement.text for statement in statements}) == 2
    assert all(text not in statement.text for statement in statements for text in ("镁", "mei"))


async def test_what_was_merged_is_found_by_the_names_that_it_had(store: Store) -> None:
    await prepare(store)
    claims = [*named("enterprise:yi", "甲铝业"), *named("enterprise:er", "南山铝厂")]
    await write(store, project(claims, MODEL, redirects=Redirects({"enterprise:er": "enterprise:yi"})))

    assert await ask(store, "南山") == [("enterprise:yi", 0.9, "南山铝厂")]
    assert await ask(store, "铝") == [("enterprise:yi", 0.8, "甲铝业")]


async def test_a_text_longer_than_a_token_is_compared_with_the_whole_name(store: Store) -> None:
    await prepare(store)
    long, other = "镁" * 40 + "一", "镁" * 40 + "二"
    await write(store, project([*named("place:a", long), *named("place:b", other)], MODEL))

    assert await ask(store, long) == [("place:a", 1.0, long)]
    assert await ask(store, "镁" * 38 + "一") == [("place:a", 0.8, long)]
    assert await ask(store, "镁" * 35) == [("place:a", 0.9, long), ("place:b", 0.9, other)]


async def test_a_search_that_meets_more_than_it_ranks_says_so_and_keeps_whole_names(store: Store) -> None:
    await prepare(store)
    many = [claim for number in range(CANDIDATES) for claim in named(f"place:{number}", f"铝村{number}")]
    many += [claim for number in range(PRODUCTS + 1) for claim in named(f"product:{number}", f"锂{number}")]
    await write(store, project([*many, *named("place:z", "铝")], MODEL))

    aluminium = await search(store, sought_of("铝", MODEL))
    lithium = await search(store, sought_of("锂", MODEL))

    assert (len(aluminium.hits), aluminium.truncated, aluminium.hits[0].node) == (CANDIDATES, True, "place:z")
    assert (len(lithium.hits), lithium.truncated) == (PRODUCTS, True)
    assert not (await search(store, sought_of("铝村1", MODEL))).truncated


async def test_warming_up_plans_every_text_and_finds_nothing(filled: Store, statements: list[Statement]) -> None:
    await warm_up(filled)

    assert {statement.text for statement in statements} == {statement_of(shape).text for shape in shapes()}
    assert len(shapes()) == 4


def explained(server: Server, statement: Statement) -> dict[str, Any]:
    with (
        GraphDatabase.driver(
            server.uri, auth=server.auth, notifications_min_severity=NotificationMinimumSeverity.OFF
        ) as driver,
        driver.session(database=server.database) as session,
    ):
        plan = session.run(f"EXPLAIN {statement.text}", dict(statement.params)).consume().plan
        assert plan is not None
        return plan


async def test_every_range_is_walked_in_the_order_of_its_index(filled: Store, server: Server) -> None:
    plan = str(explained(server, statement_of(Sought("镁", "mei", ("Place", "Product")))))

    if server.kind == NEO4J:
        assert "NodeByLabelScan" not in plan
        assert "AllNodesScan" not in plan
        assert plan.count("IndexSeekByRange@") == 12
        assert "Sort@" not in plan
    else:
        assert plan.count("NodeIndexRangeScan(t:NameToken)") == 12
        assert plan.count("[index order]") == 12
        assert "NodeByLabelScan(t:NameToken)" not in plan


# Homophones (镁 美, 锂 里 理), a place name with a reading of its own, full-width letters, signs that a normal form drops or keeps.
ALPHABET = "镁美铝锂里理都兰乐山湖合金业ａPv1（）·“”-α"
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=5)
KEYS = ("place:a", "place:b", "enterprise:a", "segment:a", "product:a", "product:b")
ASKED = st.one_of(
    st.text(alphabet=ALPHABET, min_size=1, max_size=3), st.text(alphabet="meilvdsanhujy1 pv", min_size=1, max_size=6), TEXTS
)


@st.composite
def images(draw: st.DrawFn) -> Image:
    claims: list[Claim] = []
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=6, unique=True)):
        full = {"fullName": draw(TEXTS)} if key.startswith("enterprise:") and draw(st.booleans()) else {}
        claims += named(key, draw(TEXTS), *draw(st.lists(TEXTS, max_size=2)), **full)
    keys = {claim.subject for claim in claims}
    for start in ("enterprise:a", "segment:a"):
        for end in ("product:a", "product:b"):
            if {start, end} <= keys and draw(st.booleans()):
                claims.append(leads(start, draw(st.sampled_from(["PRODUCES", "USES"])), end))
    return project(claims, MODEL)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(image=images(), asked=st.lists(ASKED, min_size=4, max_size=6), labels=st.sampled_from([None, ("Enterprise", "Product")]))
async def test_generated_names_are_found_as_by_the_oracle(
    store: Store, image: Image, asked: list[str], labels: tuple[str, ...] | None
) -> None:
    await wipe(store, keep_schema=True)
    await prepare(store)
    await write(store, image)
    oracle = SearchOracle(image)

    # What a name holds is asked for too: most drawn texts find nothing.
    parts = [str(node.properties["name"])[1:3] for node in image.nodes.values() if "name" in node.properties]
    for text in (one for one in (*asked, *parts) if sought_of_any(one)):
        found = await search(store, sought_of(text, MODEL, labels))
        assert answer(found) == oracle.search(text, labels), text


def sought_of_any(text: str) -> bool:
    return bool(text.strip("·“” "))
