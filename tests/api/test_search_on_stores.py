"""`search` through GraphQL: pages and their cursors, what is refused, and how many statements it sends."""

from __future__ import annotations

from typing import Any

import pytest

from api.execute import Answer, GraphQLService
from api.schema.build import ApiSchema, build_schema
from graph.analytics.search import LONGEST_TEXT
from graph.cypher.statement import Statement
from graph.model.image import Image, ImageNode, difference
from graph.model.name_tokens import Name, tokens
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from tests.compiled.small_graph import small_image
from tests.compiled.writing import write_image
from tests.loaders.sources import prepare

PAGE = """query Page($text: String!, $labels: [Label!], $first: Int, $after: String) {
  search(text: $text, labels: $labels, first: $first, after: $after) {
    truncated
    nodes { key }
    edges { cursor score matched node { key name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


@pytest.fixture
async def service(store: Store, schema: ApiSchema) -> GraphQLService:
    await prepare(store)
    await write_image(store, small_image())
    return GraphQLService(schema, store, root_list=store.kind == "neo4j")


def found(answer: Answer) -> dict[str, Any]:
    assert answer.errors == ()
    assert answer.data is not None
    page: dict[str, Any] = answer.data["search"]
    return page


def codes(answer: Answer) -> list[str]:
    return [error["extensions"]["code"] for error in answer.errors]


async def write_change(store: Store, old: Image, new: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(old, new), MODEL, base_epoch=epoch)


def villages(number: int) -> Image:
    image = Image()
    for key, name in ((f"place:{one}", f"岭村{one}") for one in range(number)):
        image.add_node(ImageNode("Place", key, {"key": key, "name": name, "aliases": [], "basis": "STATED", "sortKey": name}))
        for token in tokens(Name("Place", key, name, name, "name")):
            image.add_node(token)
    return image


async def test_pages_put_together_are_the_whole_list(service: GraphQLService) -> None:
    whole = found(await service.execute(PAGE, {"text": "硅", "first": 500}))

    edges: list[dict[str, Any]] = []
    page: dict[str, Any] = {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = found(await service.execute(PAGE, {"text": "硅", "first": 3, "after": page["pageInfo"]["endCursor"]}))
        edges += page["edges"]

    assert edges == whole["edges"]
    assert len(edges) > 8
    assert [edge["score"] for edge in edges] == sorted((edge["score"] for edge in edges), reverse=True)
    assert [node["key"] for node in whole["nodes"]] == [edge["node"]["key"] for edge in whole["edges"]]
    assert whole["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": edges[0]["cursor"],
        "endCursor": edges[-1]["cursor"],
    }
    assert page["pageInfo"]["hasPreviousPage"]
    assert not whole["truncated"]


async def test_a_page_goes_on_where_it_stopped_when_names_come_and_go(service: GraphQLService, store: Store) -> None:
    before = found(await service.execute(PAGE, {"text": "硅", "first": 500}))["edges"]
    old = small_image()
    gone = before[1]["node"]["key"]
    new = Image(
        {at: node for at, node in old.nodes.items() if gone not in (node.key, node.properties.get("entity"))},
        {at: item for at, item in old.relationships.items() if gone not in (item.start, item.end)},
    )
    await write_change(store, old, new)

    after = found(await service.execute(PAGE, {"text": "硅", "first": 500, "after": before[1]["cursor"]}))["edges"]

    assert [edge["node"]["key"] for edge in after] == [edge["node"]["key"] for edge in before[2:]]


async def test_a_search_sends_one_statement_and_one_for_what_is_read_of_its_nodes(
    service: GraphQLService, statements: list[Statement]
) -> None:
    found(await service.execute(PAGE, {"text": "gui"}))
    whole = len(statements)
    await service.execute('{ search(text: "gui") { edges { score matched } } }')

    assert (whole, len(statements)) == (2, 3)


async def test_twenty_are_found_when_nothing_else_is_said(service: GraphQLService, store: Store) -> None:
    await write_change(store, Image(), villages(25))

    assert (
        len(
            found(await service.execute('{ search(text: "岭村") { nodes { key } edges { score } pageInfo { hasNextPage } } }'))[
                "nodes"
            ]
        )
        == 20
    )
    assert len(found(await service.execute(PAGE, {"text": "岭村", "first": None}))["edges"]) == 20
    assert len(found(await service.execute(PAGE, {"text": "岭村", "first": 25}))["edges"]) == 25


async def test_nothing_is_found_in_a_page_or_a_list_of_labels_without_places(service: GraphQLService) -> None:
    assert found(await service.execute(PAGE, {"text": "硅", "first": 0}))["edges"] == []
    assert found(await service.execute(PAGE, {"text": "硅", "labels": []}))["edges"] == []


async def test_a_cursor_belongs_to_its_search(service: GraphQLService) -> None:
    cursor = found(await service.execute(PAGE, {"text": "硅", "first": 1}))["pageInfo"]["endCursor"]
    labels = [item.label for item in MODEL.entities]

    same = await service.execute(PAGE, {"text": " 硅", "labels": labels[::-1], "after": cursor})
    others = [
        await service.execute(PAGE, {"text": "铝", "after": cursor}),
        await service.execute(PAGE, {"text": "硅", "labels": ["Chain"], "after": cursor}),
        *[await service.execute(PAGE, {"text": "硅", "after": text}) for text in ("", "x", cursor[:20], cursor[4:])],
    ]

    assert same.errors == ()
    assert [codes(answer) for answer in others] == [["BAD_ARGUMENTS"]] * 6
    assert [answer.data for answer in others] == [None] * 6


@pytest.mark.parametrize(
    "variables",
    [
        {"text": ""},
        {"text": "  "},
        {"text": "“”·"},
        {"text": "硅" * (LONGEST_TEXT + 1)},
        {"text": "硅", "first": -1},
        {"text": "硅", "first": 501},
        {"text": None},
        {"text": "硅", "labels": ["Evidence"]},
    ],
)
async def test_what_is_no_search_is_refused_before_anything_is_read(
    service: GraphQLService, statements: list[Statement], variables: dict[str, object]
) -> None:
    answer = await service.execute(PAGE, variables)

    assert codes(answer) == ["BAD_ARGUMENTS"]
    assert statements == []


@pytest.mark.parametrize(
    "text", ["' RETURN 1 //", "\\", "%", "$labels", "^", "~", "n^", "…", "硅 product:", "|", "\U0002a000", "\u0000"]
)
async def test_any_text_is_only_a_text(service: GraphQLService, text: str) -> None:
    assert found(await service.execute(PAGE, {"text": text}))["edges"] == []
