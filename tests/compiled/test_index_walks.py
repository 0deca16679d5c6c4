"""Pages are read along an index wherever one has their order, whatever else a filter asks, so that they cost their rows and no label.

Neo4j weighs a plan by its statistics, so the label holds enough nodes that walking them all would cost more, and is counted anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import pytest_asyncio
from neo4j import GraphDatabase, NotificationMinimumSeverity, Session

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.query.conditions import Compared, Condition, Every, Named, Operator, Quantifier, Related, Within
from graph.query.page import Cursor, OrderBy, Page
from graph.query.plan import Branch, NodeColumn, PageOf, Parameter, ReadPlan
from graph.store import Store
from tests.loaders.sources import prepare
from tests.store_fixtures import NEO4J, Server, run_write, wipe

BY_NAME = (OrderBy(NodeColumn("sortKey")),)
FROM_Z = (OrderBy(NodeColumn("sortKey"), descending=True),)
PLACE = Cursor((Parameter("place"),), Parameter("key"))
VALUES: dict[str, Any] = {"floor": "", "limit": 3, "place": "b", "key": "p-done", "v": "APPROVED", "w": 1}
STATED = Compared(NodeColumn("status"), Operator.EQ, Parameter("v"))
FILTERS: dict[str, Condition] = {
    "equality": STATED,
    "equality and a range": Every((STATED, Compared(NodeColumn("investment"), Operator.GT, Parameter("w")))),
    "pinyin": Compared(NodeColumn("sortKey"), Operator.GT, Parameter("v")),
    "a part of a name": Named(Operator.CONTAINS, Parameter("v")),
    "a relationship": Related(Quantifier.NONE, "UNDERTAKES", forward=False, far=("Enterprise",), where=STATED),
    "a place": Within("LOCATED_IN", ("LOCATED_IN", "PART_OF"), Parameter("v")),
}
PAGES = {
    "by name": Page(Parameter("limit"), BY_NAME),
    "by name, from the end": Page(Parameter("limit"), BY_NAME, backward=True),
    "by name, from z": Page(Parameter("limit"), FROM_Z),
    "by name, behind a place": Page(Parameter("limit"), BY_NAME, after=PLACE),
    "by name from z, behind a place": Page(Parameter("limit"), FROM_Z, after=PLACE),
    "by name, in front of a place": Page(Parameter("limit"), BY_NAME, before=PLACE, backward=True),
    "by key from the end": Page(Parameter("limit"), backward=True),
    "by key in front of a place": Page(Parameter("limit"), before=Cursor((), Parameter("key")), backward=True),
}


MANY = 3_000
FILLED = Statement("MATCH (n:Project {key: 'project:0'}) RETURN n.key")
FILL = Statement(
    "UNWIND range(0, $many - 1) AS i "
    "CREATE (:Project {key: 'project:' + toString(i), sortKey: 'p' + toString(i % 500), name: 'p', aliases: [], basis: 'STATED'})",
    {"many": MANY},
)


@pytest_asyncio.fixture
async def projects(connection: Store, server: Server) -> Store:
    """Return the store in turn, holding many projects; its tests only read."""
    if not await connection.read(FILLED):
        await wipe(connection, keep_schema=True)
        await prepare(connection)
        await run_write(connection, FILL)
        if connection.kind == NEO4J:
            with connected(server) as session:
                session.run("CALL db.prepareForReplanning(60)").consume()
    return connection


@contextmanager
def connected(server: Server) -> Iterator[Session]:
    with (
        GraphDatabase.driver(
            server.uri, auth=server.auth, notifications_min_severity=NotificationMinimumSeverity.OFF
        ) as driver,
        driver.session(database=server.database) as session,
    ):
        yield session


def explained(server: Server, page: Page, where: Condition | None = None) -> dict[str, Any]:
    plan = ReadPlan((Branch(PageOf("Project", page, where), (NodeColumn("key"),)),))
    text = ReadWriter(MODEL, root_list=server.kind == NEO4J).write(plan)
    with connected(server) as session:
        found = session.run(f"EXPLAIN {text}", VALUES).consume().plan
        assert found is not None
        return found


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_by_name_or_key_is_read_along_an_index(projects: Store, server: Server, name: str) -> None:
    found = explained(server, PAGES[name])

    if projects.kind == NEO4J:
        assert not {"Sort", "Top", "PartialTop", "NodeByLabelScan", "AllNodesScan"} & set(operators(found))
    else:
        assert "[index order" in str(found)
        assert ("project_sort_key_key_index" if "name" in name else "index=Project[key]") in str(found)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("page", ["by name", "by key from the end"])
async def test_no_filter_leads_the_embedded_engine_away_from_the_index(
    projects: Store, server: Server, page: str, name: str
) -> None:
    found = explained(server, PAGES[page], FILTERS[name])

    if projects.kind == NEO4J:
        # What Neo4j starts from it weighs by its counts.
        assert "AllNodesScan" not in set(operators(found))
    else:
        assert "[index order" in str(found)


async def test_a_page_of_nodes_that_must_have_a_name_starts_from_the_name(projects: Store, server: Server) -> None:
    found = explained(server, PAGES["by name"], Every((STATED, Named(Operator.EQ, Parameter("v")))))

    if projects.kind == NEO4J:
        assert "AllNodesScan" not in set(operators(found))
    else:
        assert "form=$v" in str(found)
