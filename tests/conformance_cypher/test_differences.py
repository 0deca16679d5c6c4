"""Where the stores differ, the difference is a test with a name; a mark that no longer holds fails the run.

Liantu writes none of these forms. Each says what it writes instead.
"""

from __future__ import annotations

import pytest
from neo4j.exceptions import ClientError

from graph.cypher.statement import Statement
from graph.errors import LiantuError, StoreError
from graph.store import Store
from tests.store_fixtures import EMBEDDED, NEO4J, run_write


async def rows(store: Store, text: str, **params: object) -> object:
    return await store.read(Statement(text, params))


@pytest.mark.notimpl(store=EMBEDDED, reason="a map projection inside a map literal loses its data; bind it with WITH first")
async def test_a_map_projection_stands_inside_a_map_literal(facts: Store) -> None:
    text = "MATCH (:Enterprise {key: 'e2'})-[r:UNDERTAKES]->(p) RETURN {share: r.share, node: p {.key}} AS m"

    assert await rows(facts, text) == [[{"share": 1.0, "node": {"key": "p2"}}]]


@pytest.mark.notimpl(store=EMBEDDED, reason="paths are unrolled by hand instead")
async def test_shortest_k_paths_are_found(facts: Store) -> None:
    text = "MATCH p = SHORTEST 2 (a:Segment {key: 's1'})-[:FEEDS]->+(b:Segment {key: 's4'}) RETURN length(p) AS l ORDER BY l"

    assert await rows(facts, text) == [[2], [3]]


@pytest.mark.notimpl(store=EMBEDDED, reason="the shortest path is found, then filtered; frontiers are unrolled by hand")
async def test_a_shortest_path_takes_the_detour_that_a_condition_asks_for(facts: Store) -> None:
    text = (
        "MATCH (a:Segment {key: 's1'}), (b:Segment {key: 's3'}) MATCH p = shortestPath((a)-[:FEEDS*..5]->(b)) "
        "WHERE all(r IN relationships(p) WHERE r.weight < 7) RETURN [n IN nodes(p) | n.key]"
    )

    assert await rows(facts, text) == [[["s1", "s2", "s3"]]]


@pytest.mark.never(store=EMBEDDED, reason="texts without a CYPHER prefix are used")
async def test_a_prefix_chooses_the_runtime(facts: Store) -> None:
    assert await rows(facts, "CYPHER runtime=slotted RETURN 1") == [[1]]


@pytest.mark.never(
    store=EMBEDDED, raises=pytest.fail.Exception, reason="READ access mode is not kept; the compiler cannot write"
)
async def test_a_write_in_a_reading_session_is_refused(store: Store) -> None:
    with pytest.raises(LiantuError):
        await rows(store, "CREATE (:Smuggled)")


@pytest.mark.never(store=EMBEDDED, reason="an auto-commit MERGE keeps the rows before its error; every write is a transaction")
async def test_an_auto_commit_batch_that_fails_leaves_nothing(store: Store) -> None:
    async with store._session("WRITE") as session:
        with pytest.raises(ClientError, match="zero"):
            await (await session.run("UNWIND [3, 2, 1, 0] AS x MERGE (n:Part {key: x}) SET n.value = 6 / x")).consume()

    assert await rows(store, "MATCH (n:Part) RETURN count(n)") == [[0]]


@pytest.mark.never(store=EMBEDDED, reason="its list of labels names every type that ever was; labels come from the model")
async def test_the_list_of_labels_names_only_labels_with_nodes(store: Store) -> None:
    await run_write(store, Statement("CREATE (:Gone)"), Statement("MATCH (n:Gone) DELETE n"))

    assert await rows(store, "CALL db.labels() YIELD label WITH label WHERE label = 'Gone' RETURN label") == []


@pytest.mark.notimpl(store=EMBEDDED, reason="seeds are written with values of the widest type of each indexed property")
async def test_an_index_does_not_narrow_its_property_to_the_first_value(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:Measured {key: 'seed', value: 1})"))
    await bare_store.run_schema(Statement("CREATE INDEX measured_value IF NOT EXISTS FOR (n:Measured) ON (n.value)"))

    await run_write(bare_store, Statement("CREATE (:Measured {key: 'a', value: 2.7})"))

    assert await rows(bare_store, "MATCH (n:Measured {key: 'a'}) RETURN n.value") == [[2.7]]


async def test_an_index_seeded_with_the_widest_type_keeps_every_value(bare_store: Store) -> None:
    await run_write(bare_store, Statement("CREATE (:Sized {key: 'seed', yuan: 1099511627776, share: 0.5})"))
    for name in ("yuan", "share"):
        await bare_store.run_schema(Statement(f"CREATE INDEX sized_{name} IF NOT EXISTS FOR (n:Sized) ON (n.{name})"))

    await run_write(
        bare_store, Statement("UNWIND $rows AS row CREATE (:Sized {key: 'a', yuan: row, share: 1.0})", {"rows": [1, 2**60 + 1]})
    )

    assert await rows(bare_store, "MATCH (n:Sized {key: 'a'}) RETURN n.yuan, n.share ORDER BY n.yuan") == [
        [1, 1.0],
        [2**60 + 1, 1.0],
    ]


@pytest.mark.never(store=NEO4J, reason="Community refuses it; the command `check` looks for missing values instead")
async def test_a_property_can_be_made_obligatory(bare_store: Store) -> None:
    await bare_store.run_schema(Statement("CREATE CONSTRAINT must IF NOT EXISTS FOR (n:Must) REQUIRE n.name IS NOT NULL"))

    with pytest.raises(StoreError):
        await run_write(bare_store, Statement("CREATE (:Must)"))


SUMMED = "COLLECT { MATCH (e)-[:UNDERTAKES]->(n) WITH n.status AS g WITH g, count(*) AS c RETURN [g, c] ORDER BY g }"


@pytest.mark.never(
    store=NEO4J, reason="an aggregating function in a subquery counts as the outer clause's; it gets a WITH of its own"
)
async def test_a_list_is_summed_up_beside_other_expressions(facts: Store) -> None:
    text = f"MATCH (e:Enterprise {{key: 'e2'}}) RETURN [e.key, {SUMMED}] AS m ORDER BY e.key"

    assert await rows(facts, text) == [[["e2", [["PLANNED", 1]]]]]


@pytest.mark.never(store=NEO4J, reason="in a subquery it counts by the outer row; an empty answer is taken for a count of none")
async def test_a_count_of_none_in_a_subquery_is_a_row(facts: Store) -> None:
    text = (
        "MATCH (p:Project {key: 'p3'}) WITH p, COLLECT { MATCH (p)-[:LOCATED_IN]->(k:Park) WITH count(*) AS c RETURN [c] LIMIT 5 } AS h "
        "RETURN h"
    )

    assert await rows(facts, text) == [[[[0]]]]


@pytest.mark.notimpl(store=EMBEDDED, reason="subqueries project what they need before they narrow their rows, never after")
async def test_a_subquery_knows_the_outer_row_after_a_with(facts: Store) -> None:
    text = (
        "MATCH (e:Enterprise {key: 'e2'}) RETURN COLLECT { MATCH (e)-[:UNDERTAKES]->(n) WITH DISTINCT n.status AS g "
        "WITH g, COUNT { MATCH (e)-[:UNDERTAKES]->(n) WHERE n.status = g } AS c RETURN [g, c] } AS m"
    )

    assert await rows(facts, text) == [[[["PLANNED", 1]]]]


RARE = ("z", "一", "Ａ", "𠀀")


async def write_rare(store: Store) -> None:
    await run_write(store, Statement("UNWIND $texts AS x CREATE (:Rare {text: x})", {"texts": list(RARE)}))


@pytest.mark.never(
    store=NEO4J, reason="stored texts are sorted by code points and compared by UTF-16; `+ ''` makes both UTF-16"
)
async def test_a_text_that_is_sorted_behind_another_is_greater(store: Store) -> None:
    await write_rare(store)

    assert await rows(store, "MATCH (n:Rare) RETURN n.text ORDER BY n.text") == [[text] for text in RARE]
    assert await rows(store, "MATCH (n:Rare) WHERE n.text > $than RETURN n.text", than="Ａ") == [["𠀀"]]


async def test_a_text_with_nothing_added_that_is_sorted_behind_another_is_greater(store: Store) -> None:
    await write_rare(store)

    ordered = [row[0] for row in await store.read(Statement("MATCH (n:Rare) RETURN n.text ORDER BY n.text + ''"))]

    assert sorted(map(str, ordered)) == sorted(RARE)
    for number, text in enumerate(ordered):
        found = await rows(store, "MATCH (n:Rare) WHERE n.text + '' > $than RETURN n.text ORDER BY n.text + ''", than=text)
        assert found == [[other] for other in ordered[number + 1 :]]


@pytest.mark.never(
    store=EMBEDDED, reason="rare texts run by code points there; only the two stores' lists differ, not a store's pages"
)
async def test_texts_with_nothing_added_run_by_utf_16_code_units(store: Store) -> None:
    await write_rare(store)

    found = await rows(store, "MATCH (n:Rare) RETURN n.text ORDER BY n.text + ''")

    assert found == [[text] for text in sorted(RARE, key=lambda text: text.encode("utf-16-be"))]
