"""Pages are read along an index wherever one has their order, whatever else a filter asks, so that they cost their rows and no label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase, NotificationMinimumSeverity

from graph.cypher.read import ReadWriter
from graph.model.registry import MODEL
from graph.query.conditions import Compared, Condition, Every, Named, Operator, Quantifier, Related, Within
from graph.query.page import Cursor, OrderBy, Page
from graph.query.plan import Branch, NodeColumn, PageOf, Parameter, ReadPlan
from graph.store import Store
from tests.store_fixtures import NEO4J, Server

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


def explained(server: Server, page: Page, where: Condition | None = None) -> dict[str, Any]:
    plan = ReadPlan((Branch(PageOf("Project", page, where), (NodeColumn("key"),)),))
    text = ReadWriter(MODEL, root_list=server.kind == NEO4J).write(plan)
    with (
        GraphDatabase.driver(
            server.uri, auth=server.auth, notifications_min_severity=NotificationMinimumSeverity.OFF
        ) as driver,
        driver.session(database=server.database) as session,
    ):
        found = session.run(f"EXPLAIN {text}", VALUES).consume().plan
        assert found is not None
        return found


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_by_name_or_key_is_read_along_an_index(rules: Store, server: Server, name: str) -> None:
    found = explained(server, PAGES[name])

    if rules.kind == NEO4J:
        assert not {"Sort", "Top", "PartialTop", "NodeByLabelScan", "AllNodesScan"} & set(operators(found))
    else:
        assert "[index order" in str(found)
        assert ("project_sort_key_key_index" if "name" in name else "index=Project[key]") in str(found)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("page", ["by name", "by key from the end"])
async def test_no_filter_leads_the_embedded_engine_away_from_the_index(
    rules: Store, server: Server, page: str, name: str
) -> None:
    found = explained(server, PAGES[page], FILTERS[name])

    if rules.kind == NEO4J:
        # What Neo4j starts from it weighs by its counts, and a graph of four projects has none to speak of.
        assert "AllNodesScan" not in set(operators(found))
    else:
        assert "[index order" in str(found)


async def test_a_page_of_nodes_that_must_have_a_name_starts_from_the_name(rules: Store, server: Server) -> None:
    found = explained(server, PAGES["by name"], Every((STATED, Named(Operator.EQ, Parameter("v")))))

    if rules.kind == NEO4J:
        assert "AllNodesScan" not in set(operators(found))
    else:
        assert "form=$v" in str(found)
