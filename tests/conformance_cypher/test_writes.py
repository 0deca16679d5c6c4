"""The forms of writing statements: upserts, relationships by id, retiring, uniqueness, and what a transaction promises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from graph.cypher.statement import Statement
from graph.errors import LiantuError, StoreError
from graph.store import Row, Store, Transaction
from tests.store_fixtures import run_write

UPSERT = "UNWIND $rows AS row MERGE (n:Park {key: row.key}) SET n += row.properties"
REPLACE = "UNWIND $rows AS row MERGE (n:Park {key: row.key}) SET n = row.properties"
RELATE = (
    "UNWIND $rows AS row MATCH (a:Park {key: row.start}) MATCH (b:Park {key: row.end}) "
    "MERGE (a)-[r:NEAR {id: row.id}]->(b) SET r += row.properties"
)
ALL = Statement("MATCH (n:Park) RETURN properties(n) ORDER BY n.key")
ALL_RELATIONSHIPS = Statement("MATCH (a)-[r:NEAR]->(b) RETURN a.key, properties(r), b.key ORDER BY r.id")


def park(key: str, **properties: object) -> dict[str, object]:
    return {"key": key, "properties": {"key": key, **properties}}


def near(start: str, end: str, **properties: object) -> dict[str, object]:
    identity = "|".join([start, "NEAR", end, *(f"{name}={value}" for name, value in properties.items() if name == "kind")])
    return {"start": start, "end": end, "id": identity, "properties": properties}


async def write(store: Store, text: str, rows: list[dict[str, object]]) -> None:
    await run_write(store, Statement(text, {"rows": rows}))


@pytest.fixture
async def parks(store: Store) -> Store:
    await store.run_schema(Statement("CREATE CONSTRAINT park_key IF NOT EXISTS FOR (n:Park) REQUIRE n.key IS UNIQUE"))
    await store.run_schema(Statement("CREATE CONSTRAINT near_id IF NOT EXISTS FOR ()-[r:NEAR]-() REQUIRE r.id IS UNIQUE"))
    await write(store, UPSERT, [park("k1", name="东川"), park("k2", name="甘河"), park("k3", name="格尔木")])
    return store


async def test_an_upsert_twice_leaves_one_node(parks: Store) -> None:
    for _ in range(2):
        await write(parks, UPSERT, [park("k1", name="东川园区", areaHa=12.5)])

    assert (await parks.read(ALL))[0] == [{"key": "k1", "name": "东川园区", "areaHa": 12.5}]
    assert len(await parks.read(ALL)) == 3


async def test_one_batch_may_name_a_new_key_twice(parks: Store) -> None:
    await write(parks, UPSERT, [park("k4", name="甲"), park("k4", areaHa=1.0)])

    assert (await parks.read(ALL))[3] == [{"key": "k4", "name": "甲", "areaHa": 1.0}]


async def test_properties_that_are_replaced_leave_none_of_the_old(parks: Store) -> None:
    await write(parks, REPLACE, [park("k1", areaHa=3.0)])

    assert (await parks.read(ALL))[0] == [{"key": "k1", "areaHa": 3.0}]


async def test_a_null_takes_a_property_away(parks: Store) -> None:
    await write(parks, UPSERT, [park("k1", name=None)])

    assert (await parks.read(ALL))[0] == [{"key": "k1"}]


async def test_a_property_is_removed_by_name(parks: Store) -> None:
    await run_write(parks, Statement("MATCH (n:Park {key: 'k1'}) REMOVE n.name"))

    assert (await parks.read(ALL))[0] == [{"key": "k1"}]


async def test_what_is_set_on_creation_stays_on_later_merges(parks: Store) -> None:
    text = "MERGE (n:Park {key: 'k9'}) ON CREATE SET n.count = 1 ON MATCH SET n.count = n.count + 10 RETURN n.count"
    for _ in range(2):
        await run_write(parks, Statement(text))

    assert (await parks.read(ALL))[3] == [{"key": "k9", "count": 11}]


async def test_a_relationship_is_one_per_id(parks: Store) -> None:
    rows = [near("k1", "k2", kind="ROAD", lengthKm=3.5), near("k1", "k2", kind="RAIL"), near("k2", "k1", kind="ROAD")]
    for _ in range(2):
        await write(parks, RELATE, rows)

    assert await parks.read(ALL_RELATIONSHIPS) == [
        ["k1", {"id": "k1|NEAR|k2|kind=RAIL", "kind": "RAIL"}, "k2"],
        ["k1", {"id": "k1|NEAR|k2|kind=ROAD", "kind": "ROAD", "lengthKm": 3.5}, "k2"],
        ["k2", {"id": "k2|NEAR|k1|kind=ROAD", "kind": "ROAD"}, "k1"],
    ]


async def test_a_relationship_merged_from_its_end_is_the_same(parks: Store) -> None:
    turned = RELATE.replace("(a)-[r:NEAR {id: row.id}]->(b)", "(b)<-[r:NEAR {id: row.id}]-(a)")
    for text in (RELATE, turned):
        await write(parks, text, [near("k1", "k2", lengthKm=1.0)])

    assert await parks.read(ALL_RELATIONSHIPS) == [["k1", {"id": "k1|NEAR|k2", "lengthKm": 1.0}, "k2"]]


async def test_a_relationship_to_a_missing_node_is_not_made(parks: Store) -> None:
    await write(parks, RELATE, [near("k1", "none")])

    assert await parks.read(ALL_RELATIONSHIPS) == []


async def test_a_node_may_be_related_to_itself(parks: Store) -> None:
    await write(parks, RELATE, [near("k1", "k1")])

    assert await parks.read(ALL_RELATIONSHIPS) == [["k1", {"id": "k1|NEAR|k1"}, "k1"]]


FIND = {
    "by both ends": "MATCH (a:Park {key: row.start}) MATCH (b:Park {key: row.end}) MATCH (a)-[r:NEAR {id: row.id}]->(b)",
    "by its start": "MATCH (:Park {key: row.start})-[r:NEAR {id: row.id}]->()",
    "by its end": "MATCH (:Park {key: row.end})<-[r:NEAR {id: row.id}]-()",
    "by its id": "MATCH ()-[r:NEAR {id: row.id}]->()",
}


@pytest.mark.parametrize("find", [pytest.param(text, id=name) for name, text in FIND.items()])
async def test_a_relationship_is_changed_and_removed_by_id(parks: Store, find: str) -> None:
    rows = [near("k1", "k2", kind="ROAD"), near("k1", "k2", kind="RAIL"), near("k1", "k3")]
    await write(parks, RELATE, rows)

    await write(parks, f"UNWIND $rows AS row {find} SET r = {{id: row.id, claims: ['c']}}", rows[:1])
    changed = await parks.read(ALL_RELATIONSHIPS)
    await write(parks, f"UNWIND $rows AS row {find} DELETE r", rows[:2])

    assert [properties for _, properties, _ in changed] == [
        {"id": "k1|NEAR|k2|kind=RAIL", "kind": "RAIL"},
        {"id": "k1|NEAR|k2|kind=ROAD", "claims": ["c"]},
        {"id": "k1|NEAR|k3"},
    ]
    assert [properties for _, properties, _ in await parks.read(ALL_RELATIONSHIPS)] == [{"id": "k1|NEAR|k3"}]


async def test_a_node_goes_with_its_relationships(parks: Store) -> None:
    await write(parks, RELATE, [near("k1", "k2"), near("k2", "k3")])

    await run_write(parks, Statement("UNWIND $keys AS key MATCH (n:Park {key: key}) DETACH DELETE n", {"keys": ["k2", "none"]}))

    assert [properties["key"] for (properties,) in await parks.read(ALL)] == ["k1", "k3"]  # type: ignore[index]
    assert await parks.read(ALL_RELATIONSHIPS) == []


async def test_a_node_with_relationships_is_not_deleted_alone(parks: Store) -> None:
    await write(parks, RELATE, [near("k1", "k2")])

    with pytest.raises(StoreError):
        await run_write(parks, Statement("MATCH (n:Park {key: 'k1'}) DELETE n"))

    assert len(await parks.read(ALL)) == 3


async def test_claims_that_nobody_lists_are_retired(parks: Store) -> None:
    await run_write(
        parks,
        Statement("UNWIND ['c1', 'c2'] AS key MATCH (p:Park {key: 'k1'}) CREATE (:Evidence {key: key})-[:ABOUT]->(p)"),
        Statement("UNWIND $gone AS key MATCH (x:Evidence {key: key}) DETACH DELETE x", {"gone": ["c1"]}),
    )

    assert await parks.read(Statement("MATCH (x:Evidence) RETURN x.key")) == [["c2"]]
    orphans = Statement("MATCH (p:Park) WHERE NOT EXISTS { (p)<-[:ABOUT]-(:Evidence) } RETURN p.key ORDER BY p.key")
    assert await parks.read(orphans) == [["k2"], ["k3"]]


async def test_a_redirect_leads_from_the_old_key(parks: Store) -> None:
    await run_write(parks, Statement("MATCH (p:Park {key: 'k1'}) MERGE (o:Redirect {key: 'k0'}) MERGE (o)-[:REDIRECTS]->(p)"))

    found = Statement("MATCH (o:Redirect {key: $key})-[:REDIRECTS]->(p:Park) RETURN p.key", {"key": "k0"})
    assert await parks.read(found) == [["k1"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("CREATE (:Park {key: 'k1'})", id="a second node"),
        pytest.param("MATCH (n:Park {key: 'k2'}) SET n.key = 'k1'", id="a node that takes another's key"),
        pytest.param("UNWIND ['x', 'x'] AS k CREATE (:Park {key: k})", id="two in one statement"),
        pytest.param(
            "MATCH (a:Park {key: 'k2'}), (b:Park {key: 'k3'}) CREATE (a)-[:NEAR {id: 'k1|NEAR|k2'}]->(b)",
            id="a second relationship",
        ),
    ],
)
async def test_a_key_that_must_be_unique_is(parks: Store, text: str) -> None:
    await write(parks, RELATE, [near("k1", "k2")])
    before = [await parks.read(ALL), await parks.read(ALL_RELATIONSHIPS)]

    with pytest.raises(StoreError, match="must be unique"):
        await run_write(parks, Statement(text))

    assert [await parks.read(ALL), await parks.read(ALL_RELATIONSHIPS)] == before


async def test_a_key_that_was_deleted_can_be_used_again_in_the_same_transaction(parks: Store) -> None:
    await run_write(
        parks, Statement("MATCH (n:Park {key: 'k1'}) DETACH DELETE n"), Statement("CREATE (:Park {key: 'k1', name: '新'})")
    )

    assert (await parks.read(ALL))[0] == [{"key": "k1", "name": "新"}]


async def test_a_transaction_reads_what_it_wrote(parks: Store) -> None:
    async def work(transaction: Transaction) -> list[Row]:
        await transaction.run(Statement("CREATE (:Park {key: 'k4'})"))
        await transaction.run(Statement("MATCH (n:Park {key: 'k4'}) SET n.name = '新'"))
        return await transaction.run(Statement("MATCH (n:Park {key: 'k4'}) RETURN n.name"))

    assert await parks.write(work) == [["新"]]


async def test_readers_see_nothing_of_an_open_transaction(parks: Store) -> None:
    async def work(transaction: Transaction) -> list[Row]:
        await transaction.run(Statement("CREATE (:Park {key: 'k4'})"))
        await transaction.run(Statement("MATCH (n:Park {key: 'k1'}) SET n.name = '新'"))
        return await parks.read(Statement("MATCH (n:Park) WHERE n.key IN ['k1', 'k4'] RETURN n.key, n.name"))

    assert await parks.write(work) == [["k1", "东川"]]


def failing(statement: Statement | None) -> Callable[[Transaction], Awaitable[None]]:
    async def work(transaction: Transaction) -> None:
        await transaction.run(Statement("CREATE (:Park {key: 'k4'})"))
        await transaction.run(Statement("MATCH (n:Park {key: 'k1'}) SET n.name = '新'"))
        await transaction.run(Statement("MATCH (n:Park {key: 'k2'}) DETACH DELETE n"))
        if statement is None:
            raise StoreError("given up")
        await transaction.run(statement)

    return work


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(None, id="given up"),
        pytest.param(
            Statement("UNWIND [2, 1, 0] AS x CREATE (:Park {key: toString(1 / x)})"), id="an error in the middle of a batch"
        ),
        pytest.param(Statement("CREATE (:Park {key: 'k3'})"), id="a broken constraint"),
        pytest.param(Statement("MATCH (n RETURN n"), id="a wrong text"),
    ],
)
async def test_a_transaction_that_fails_leaves_everything_as_it_was(parks: Store, statement: Statement | None) -> None:
    await write(parks, RELATE, [near("k1", "k2")])
    before = [await parks.read(ALL), await parks.read(ALL_RELATIONSHIPS)]

    with pytest.raises(LiantuError):
        await parks.write(failing(statement))

    assert [await parks.read(ALL), await parks.read(ALL_RELATIONSHIPS)] == before


async def test_ten_thousand_rows_are_written_in_one_transaction(parks: Store) -> None:
    rows = [park(f"x{number:05d}", name=f"园区{number}", aliases=["甲", "乙"]) for number in range(10_000)]

    async def work(transaction: Transaction) -> int:
        return await transaction.run_batches(UPSERT, rows)

    assert await parks.write(work) == 10_000
    assert await parks.read(Statement("MATCH (n:Park) WHERE n.key STARTS WITH 'x' RETURN count(n), max(n.name)")) == [
        [10_000, "园区9999"]
    ]
