"""A front-end's question with filters, order and pages has its true answer, found by hand in the register's tables.

Of the projects under construction, two are above 1 亿元: 金属镁一体化 (198 亿元), which stands in a park of 海西 and to which the
department of land allots minerals; and 庆华集团钢铁一体化 (85 亿元), which nobody serves. Where the latter stands no source says; its firm
stands in a park of 海西.
"""

from __future__ import annotations

from typing import Any

from api.execute import GraphQLService

QUESTION = """
query Building($where: ProjectWhere!, $after: String, $first: Int) {
  projects(
    where: {status: {eq: UNDER_CONSTRUCTION}, investment: {gt: "1亿元"}, and: [$where]}
    orderBy: [{field: investment, direction: DESC}]
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { name investment undertakenBy { nodes { name undertakes(orderBy: [{field: name}]) { nodes { name } } } } }
  }
}
"""
MAGNESIUM = {
    "name": "金属镁一体化",
    "investment": 19_800_000_000,
    "undertakenBy": {"nodes": [{"name": "盐湖集团", "undertakes": {"nodes": [{"name": "金属镁一体化"}]}}]},
}
STEEL = {
    "name": "庆华集团钢铁一体化",
    "investment": 8_500_000_000,
    "undertakenBy": {"nodes": [{"name": "庆华集团", "undertakes": {"nodes": [{"name": "庆华集团钢铁一体化"}]}}]},
}
UNSERVED = {"servedBy": {"none": {"label": {"eq": "Department"}}}}


async def asked(service: GraphQLService, where: dict[str, Any], **page: Any) -> dict[str, Any]:
    answer = await service.execute(QUESTION, {"where": where, "first": 10, **page})
    assert answer.errors == ()
    assert answer.data is not None
    found: dict[str, Any] = answer.data["projects"]
    return found


async def place(service: GraphQLService) -> dict[str, Any]:
    answer = await service.execute('{ place(name: "海西") { id } }')
    assert answer.data is not None
    return {"locatedIn": {"within": answer.data["place"]["id"]}}


async def test_no_project_that_stands_there_lacks_a_department(service: GraphQLService) -> None:
    there = await place(service)

    assert (await asked(service, {"and": [there, UNSERVED]}))["nodes"] == []
    assert (await asked(service, there))["nodes"] == [MAGNESIUM]


async def test_the_projects_of_firms_that_stand_there_are_another_question(service: GraphQLService) -> None:
    there = await place(service)
    wider = {"or": [there, {"undertakenBy": {"some": there}}]}

    assert (await asked(service, {"and": [wider, UNSERVED]}))["nodes"] == [STEEL]
    assert (await asked(service, wider))["nodes"] == [MAGNESIUM, STEEL]


async def test_its_pages_follow_the_order(service: GraphQLService) -> None:
    there = await place(service)
    wider = {"or": [there, {"undertakenBy": {"some": there}}]}

    first = await asked(service, wider, first=1)
    second = await asked(service, wider, first=1, after=first["pageInfo"]["endCursor"])

    assert (first["nodes"], second["nodes"]) == ([MAGNESIUM], [STEEL])
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (2, True, False)
