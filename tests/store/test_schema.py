"""A new database gets constraints and indexes once; a foreign one is refused."""

from __future__ import annotations

import pytest

from graph.cypher.state import MADE_BY
from graph.cypher.statement import Statement
from graph.errors import StoreError, StoreNotOurs
from graph.store import Store, ensure_schema
from tests.store_fixtures import EMBEDDED, run_write

DDL = [
    Statement("CREATE CONSTRAINT item_key IF NOT EXISTS FOR (n:Item) REQUIRE n.key IS UNIQUE"),
    Statement("CREATE CONSTRAINT part_of_id IF NOT EXISTS FOR ()-[r:PART_OF]-() REQUIRE r.id IS UNIQUE"),
    Statement("CREATE INDEX item_sort IF NOT EXISTS FOR (n:Item) ON (n.sortKey, n.key)"),
]
SEED = [
    Statement("MERGE (n:Item {key: 'seed'}) SET n.sortKey = 'seed'"),
    Statement("MATCH (n:Item {key: 'seed'}) MERGE (n)-[:PART_OF {id: 'seed'}]->(n)"),
]
UNSEED = [Statement("MATCH (n:Item {key: 'seed'}) DETACH DELETE n")]
CONSTRAINTS = Statement("SHOW CONSTRAINTS YIELD name, type WHERE type CONTAINS 'UNIQUENESS' RETURN name ORDER BY name")
STATE = Statement("MATCH (s:State) RETURN s.key, s.madeBy, s.modelVersion, s.epoch")
PAGE = "MATCH (n:Item) WHERE n.{key} > $after RETURN n.key AS key ORDER BY n.{key} LIMIT $first"


async def explain(store: Store, text: str) -> str:
    """Return the plan of a statement as the server describes it."""
    async with store._session("READ") as session:
        result = await session.run(f"EXPLAIN {text}", {"after": "", "first": 3})
        plan = (await result.consume()).plan
    assert plan is not None
    return str(plan["args"]["string-representation"])


async def test_a_new_database_gets_the_schema_and_no_seeds(bare_store: Store) -> None:
    applied = await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)

    assert applied
    assert await bare_store.read(CONSTRAINTS) == [["item_key"], ["part_of_id"], ["state_key"]]
    assert await bare_store.read(STATE) == [["graph", MADE_BY, "model-1", 0]]
    assert await bare_store.read(Statement("MATCH (n:Item) RETURN count(n)")) == [[0]]


async def test_a_second_call_is_one_read(bare_store: Store) -> None:
    await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)
    seen: list[Statement] = []
    bare_store.tracer = lambda statement, _rows, _seconds: seen.append(statement)

    applied = await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)

    assert not applied
    assert len(seen) == 1


async def test_a_new_model_adds_what_is_missing_and_keeps_the_graph(bare_store: Store) -> None:
    await ensure_schema(bare_store, "model-1", DDL[:1], seed=SEED, unseed=UNSEED)
    await run_write(bare_store, Statement("CREATE (:Item {key: 'a'})"), raise_epoch=True)

    applied = await ensure_schema(bare_store, "model-2", DDL, seed=SEED, unseed=UNSEED)

    assert applied
    assert await bare_store.read(STATE) == [["graph", MADE_BY, "model-2", 1]]
    assert await bare_store.read(Statement("MATCH (n:Item) RETURN n.key")) == [["a"]]
    assert len(await bare_store.read(CONSTRAINTS)) == 3


async def test_a_model_of_another_version_and_equal_indexes_changes_the_record_alone(bare_store: Store) -> None:
    await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)
    seen: list[str] = []
    bare_store.tracer = lambda statement, _rows, _seconds: seen.append(statement.text)

    await ensure_schema(bare_store, "model-2", DDL, seed=SEED, unseed=UNSEED)

    assert not [text for text in seen if "CONSTRAINT" in text or "Item" in text]
    assert await bare_store.read(STATE) == [["graph", MADE_BY, "model-2", 0]]


async def test_the_constraints_are_kept_by_the_store(bare_store: Store) -> None:
    await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)
    create = Statement("CREATE (a:Item {key: 'a'})-[:PART_OF {id: 'a|PART_OF|b'}]->(b:Item {key: 'b'})")
    again = Statement("MATCH (a:Item {key: 'a'}), (b:Item {key: 'b'}) CREATE (b)-[:PART_OF {id: 'a|PART_OF|b'}]->(a)")
    await run_write(bare_store, create)

    with pytest.raises(StoreError, match="must be unique"):
        await run_write(bare_store, Statement("CREATE (:Item {key: 'a'})"))
    with pytest.raises(StoreError, match="must be unique"):
        await run_write(bare_store, again)


@pytest.mark.parametrize("key", ["key", "sortKey"])
async def test_a_page_walks_its_index_in_order(bare_store: Store, key: str) -> None:
    await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)
    await run_write(
        bare_store, Statement("UNWIND range(10, 60) AS i CREATE (:Item {key: toString(i), sortKey: toString(90 - i)})")
    )

    plan = await explain(bare_store, PAGE.format(key=key))
    rows = await bare_store.read(Statement(PAGE.format(key=key), {"after": "", "first": 2}))

    assert rows == ([["10"], ["11"]] if key == "key" else [["60"], ["59"]])
    assert "[index order]" in plan if bare_store.kind == EMBEDDED else "Sort" not in plan and f"n.{key} ASC" in plan


async def test_a_database_of_somebody_else_is_refused_and_left_alone(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:Film {title: 'x'})"))

    with pytest.raises(StoreNotOurs, match="holds nodes that Liantu did not write"):
        await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)

    assert await bare_store.read(Statement("MATCH (n) RETURN labels(n)")) == [[["Film"]]]
    assert await bare_store.read(CONSTRAINTS) == []


async def test_a_state_that_somebody_else_made_is_refused(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:State {key: 'graph'})"))

    with pytest.raises(StoreNotOurs):
        await ensure_schema(bare_store, "model-1", DDL)


async def test_a_schema_that_was_cut_off_is_completed(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:State {key: 'graph', epoch: 0, madeBy: $by})", {"by": MADE_BY}), *SEED)

    await ensure_schema(bare_store, "model-1", DDL, seed=SEED, unseed=UNSEED)

    assert len(await bare_store.read(CONSTRAINTS)) == 3
    if bare_store.kind == EMBEDDED:
        assert await bare_store.read(Statement("MATCH (n:Item) RETURN count(n)")) == [[0]]
