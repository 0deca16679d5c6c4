"""Hand-written operations have the answers of stock execution: on plain rows, and on both stores."""

from __future__ import annotations

import pytest

from api.schema.build import ApiSchema, build_schema
from api.schema.sdl import print_sdl
from graph.cypher.read import ReadWriter
from graph.model.image import Image
from graph.model.registry import MODEL
from graph.store import Store
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import FACTS, as_plain, run
from tests.compiled.small_graph import small_image
from tests.compiled.writing import FINISHED_AT, write_image
from tests.differential.oracle import Oracle
from tests.differential.queries import QUERIES
from tests.loaders.sources import prepare


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


@pytest.fixture(scope="module")
def image() -> Image:
    return small_image()


@pytest.fixture(scope="module")
def oracle(schema: ApiSchema, image: Image) -> Oracle:
    return Oracle(print_sdl(schema), image, MODEL, FACTS, FINISHED_AT)


@pytest.mark.parametrize("root_list", [False, True])
@pytest.mark.parametrize("name", QUERIES)
async def test_answers_over_plain_rows_equal_those_of_stock_execution(
    name: str, root_list: bool, schema: ApiSchema, image: Image, oracle: Oracle
) -> None:
    query, variables = QUERIES[name]
    reader = ImageReader(image, root_list=root_list, finished_at=FINISHED_AT)

    found = await run(schema, reader, reader.writer, query, variables)

    assert as_plain(found) == as_plain(oracle.ask(query, variables))
    assert len(reader.statements) <= 1


async def test_answers_of_a_store_equal_those_of_stock_execution(
    store: Store, schema: ApiSchema, image: Image, oracle: Oracle
) -> None:
    await prepare(store)
    await write_image(store, image)

    writer = ReadWriter(MODEL, root_list=store.kind == "neo4j")

    for name, (query, variables) in QUERIES.items():
        found = await run(schema, store, writer, query, variables)
        assert as_plain(found) == as_plain(oracle.ask(query, variables)), name
