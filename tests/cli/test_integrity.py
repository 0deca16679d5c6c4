"""What `liantu check` finds in the bundled graph, on both stores."""

from __future__ import annotations

import pytest

from graph.analytics.integrity import EXAMPLES, check_graph, count_stated
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.store import Store
from liantu.wiring import prepare
from loaders.bundled import bundled_sources, with_required
from loaders.pipeline import load, read_sources
from loaders.register import count
from tests.loaders.sources import atlas, plan
from tests.store_fixtures import run_write


def _serves(place: int) -> str:
    return f"MATCH (a:Department)-[r:SERVES]->(b) WITH r ORDER BY r.id SKIP {place} LIMIT 1"


# Each breaks one thing of its own, so that all can stand beside each other.
BREAKS = {
    "CLAIM_WITHOUT_SUBJECT": "MATCH (x:Evidence)-[r:ABOUT]->() WITH r ORDER BY x.key LIMIT 1 DELETE r",
    "CLAIM_WITHOUT_LOCATOR": "MATCH (x:Evidence) WITH x ORDER BY x.key LIMIT 1 REMOVE x.locator",
    "NODE_WITHOUT_CLAIM": "CREATE (:Park {key: 'park:nobody', name: '无', basis: 'STATED', sortKey: 'wu'})",
    "NODE_INCOMPLETE": "MATCH (n:Park) WITH n ORDER BY n.key LIMIT 1 REMOVE n.sortKey",
    "RELATIONSHIP_WITHOUT_CLAIM": f"{_serves(0)} REMOVE r.basis",
    "CLAIM_MISSING": f"{_serves(1)} SET r.claims = r.claims + ['nobody-made-this']",
    "RELATIONSHIP_DANGLING": f"{_serves(2)} SET r.id = 'department:other|SERVES|park:other'",
    "SINGLE_VIOLATED": "MATCH (a:Group)-[r:PART_OF]->(b:Plan) WITH a, b, r ORDER BY r.id LIMIT 1 "
    "CREATE (a)-[:PART_OF {id: r.id + '|again', basis: r.basis, claims: r.claims}]->(b)",
    "NAME_LEADS_NOWHERE": "CREATE (:NameForm {key: 'nobody'})",
    "TOKEN_WITHOUT_NAME": "CREATE (:NameToken {key: 'n^x place:x|x|0', entity: 'place:x', form: 'x'})",
    "NAME_NOT_SOUGHT": "MATCH (t:NameToken) WHERE t.label = 'Product' AND t.key STARTS WITH 'p^' WITH t ORDER BY t.key LIMIT 1 DELETE t",
    "LABEL_UNKNOWN": "CREATE (:Stranger {key: 'x'})",
    "ENDS_WRONG": "MATCH (a:Park), (b:Chain) WITH a, b ORDER BY a.key, b.key LIMIT 1 "
    "CREATE (b)-[:LOCATED_IN {id: b.key + '|LOCATED_IN|' + a.key, basis: 'STATED', claims: ['x']}]->(a)",
    "CLAIM_DANGLING": "MATCH ()-[r:UNDERTAKES]->() WITH r ORDER BY r.id LIMIT 1 DELETE r",
}


@pytest.fixture
async def filled(store: Store) -> Store:
    await prepare(store)
    await load(store, with_required(*bundled_sources()))
    return store


async def test_nothing_is_wrong_until_something_is_broken_and_then_each_thing_is_named(filled: Store) -> None:
    whole = await check_graph(filled, MODEL)
    stated = {name: await count_stated(filled, name, MODEL) for name in bundled_sources()}
    for text in BREAKS.values():
        await run_write(filled, Statement(text))

    broken = {problem.code: problem for problem in await check_graph(filled, MODEL)}

    assert whole == ()
    assert stated == {
        read.source.name: count(read.claims.values(), MODEL) for read in read_sources(with_required(*bundled_sources()))
    }
    assert set(broken) == set(BREAKS)
    assert [code for code, problem in broken.items() if not problem.examples] == ["CLAIM_DANGLING"]
    assert broken["NODE_WITHOUT_CLAIM"].examples == ("park:nobody",)
    assert broken["RELATIONSHIP_DANGLING"].examples == ("department:other|SERVES|park:other",)


async def test_what_a_judgement_merged_is_not_wrong(store: Store) -> None:
    judged = plan(judgements="left,right,judgement,by,why\nEnterprise:乙硅业,Enterprise:甲铝业,POSITIVE,register,改了名\n")
    await prepare(store)
    await load(store, (judged, atlas()))

    assert await check_graph(store, MODEL) == ()


async def test_a_missing_constraint_and_a_missing_index_are_found(bare_store: Store) -> None:
    problems = {problem.code: problem for problem in await check_graph(bare_store, MODEL)}

    assert set(problems) == {"CONSTRAINT_MISSING", "INDEX_MISSING"}
    assert "Plan.key" in problems["CONSTRAINT_MISSING"].examples
    assert len(problems["CONSTRAINT_MISSING"].examples) == EXAMPLES
