"""Rows that break the schema are completed as GraphQL says: the same nulls, messages, paths and places as stock execution.

No store would hold such rows, so they come from an image with faults, by way of plans evaluated in plain Python.
"""

from __future__ import annotations

import math
from typing import Any, cast

import pytest

from api.schema.build import ApiSchema, build_schema
from api.schema.sdl import print_sdl
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.registry import MODEL
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import FACTS, as_plain, run
from tests.compiled.small_graph import small_image
from tests.differential.oracle import Oracle, to_id

NODE_FAULTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "no name": ("Enterprise", "enterprise:dong-gui", {"name": None}),
    "a name that is a number": ("Enterprise", "enterprise:xi-gui", {"name": 7}),
    "a basis of no value": ("Project", "project:lv-ban", {"basis": "GUESSED"}),
    "a status of no value": ("Project", "project:lv-ban", {"status": "DREAMT"}),
    "a year beyond Int": ("Plan", "plan:qing-shi", {"year": 2**40}),
    "an infinite quantity": ("Project", "project:lv-ban", {"capacityValue": math.inf}),
    "a quantity without its unit": ("Project", "project:lv-ban", {"capacityUnit": None}),
    "a null among aliases": ("Enterprise", "enterprise:qing-lv", {"aliases": ["青铝公司", None]}),
    "no aliases": ("Enterprise", "enterprise:qing-lv", {"aliases": None}),
    "a whole number for a quantity": ("Project", "project:lv-ban", {"capacityValue": 400000}),
    "a level of no value": ("Park", "park:he-wan", {"level": "COSMIC"}),
}
EDGE_FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "an edge without basis": ("UNDERTAKES", {"basis": None}),
    "an edge's year beyond Int": ("SERVES", {"year": 2**31}),
    "an edge's kind of no value": ("SERVES", {"kind": "MAGIC"}),
}
FIRMS = """{
  enterprises { nodes { key name aliases undertakes { nodes { key capacity { value unit } basis status } } } } plans { nodes { year } }
}"""
PLACES = """{
  enterprises { edges { basis node { name } } }
  parks { nodes { level locates { edges { basis node { name ... on Project { status } } } } } }
}"""
LOOK_UPS = """{
  enterprise(key: "enterprise:dong-gui") { name undertakes { edges { basis node { basis status undertakenBy { nodes { name } } } } } }
  p: project(key: "project:lv-ban") { basis capacity { unit value } } plan(key: "plan:qing-shi") { year name }
}"""
NODES = (
    "query($i: [ID!]!) { nodes(ids: $i) { id ... on Entity { name basis } ... on Project { status } ... on Plan { year } } }"
)
SERVICES = """{
  departments { nodes { serves { edges { kind year basis node { name __typename } } } } }
  projects { nodes { name servedBy { nodes { name } } } }
}"""
LISTS = """{
  projects(orderBy: [{field: status}, {field: capacity, direction: DESC}], where: {not: {name: {eq: "无"}}}) {
    totalCount edges { cursor node { key } } pageInfo { endCursor } aggregate(by: status) { key count } }
  plans(last: 3, orderBy: [{field: year}]) { edges { cursor node { key } } aggregate(by: year, of: year) { key count sum avg min max } }
  parks { nodes { locates(orderBy: [{field: basis, direction: DESC}]) { nodes { basis } aggregate(by: basis) { key count } } } }
}"""
CLAIMS = "{ enterprises { nodes { key evidence { subject { name basis } document { name } } } } }"
QUERIES = (FIRMS, PLACES, LOOK_UPS, NODES, SERVICES, LISTS, CLAIMS)
IDS = {
    "i": [
        to_id(key)
        for key in ("enterprise:dong-gui", "project:lv-ban", "plan:qing-shi", "enterprise:xi-gui", "enterprise:qing-lv")
    ]
}


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


def spoilt_node(label: str, key: str, faults: dict[str, Any]) -> Image:
    image = small_image()
    node = image.nodes[label, key]
    image.nodes[label, key] = ImageNode(label, key, cast("Any", {**node.properties, **faults}))
    return image


def spoilt_edges(type_name: str, faults: dict[str, Any]) -> Image:
    image = small_image()
    for at, item in image.relationships.items():
        if item.type == type_name:
            properties = cast("Any", {**item.properties, **faults})
            image.relationships[at] = ImageRelationship(
                item.type, item.id, item.start_label, item.start, item.end_label, item.end, properties
            )
    return image


async def compare(schema: ApiSchema, image: Image) -> int:
    """Compare all queries; return how many had errors."""
    oracle = Oracle(print_sdl(schema), image, MODEL, FACTS)
    faulty = 0
    for query in QUERIES:
        variables = IDS if "$i" in query else {}
        reader = ImageReader(image)
        found = as_plain(await run(schema, reader, reader.writer, query, variables))
        assert found == as_plain(oracle.ask(query, variables)), query
        faulty += bool(found["errors"])
    return faulty


@pytest.mark.parametrize("fault", NODE_FAULTS)
async def test_a_spoilt_node_is_answered_as_stock_execution_answers_it(fault: str, schema: ApiSchema) -> None:
    found = await compare(schema, spoilt_node(*NODE_FAULTS[fault]))

    assert found > 0 or fault in ("a whole number for a quantity", "a name that is a number")


@pytest.mark.parametrize("fault", EDGE_FAULTS)
async def test_a_spoilt_relationship_is_answered_as_stock_execution_answers_it(fault: str, schema: ApiSchema) -> None:
    found = await compare(schema, spoilt_edges(*EDGE_FAULTS[fault]))

    assert found > 0


async def test_a_key_that_is_gone_rises_as_a_null_id(schema: ApiSchema) -> None:
    image = spoilt_node("Chain", "chain:gui-lian", {})
    node = image.nodes["Chain", "chain:gui-lian"]
    image.nodes["Chain", "chain:gui-lian"] = ImageNode("Chain", node.key, {"name": "硅链"})
    query = '{ chain(name: "硅链") { id } chains { nodes { name } } }'
    reader = ImageReader(image)

    found = as_plain(await run(schema, reader, reader.writer, query))

    assert found["data"] == {"chain": None, "chains": {"nodes": [{"name": "硅链"}, {"name": "铝链"}]}}
    assert [error["path"] for error in found["errors"]] == [["chain", "id"]]
