"""Every conformance case: its plan, its statements, their parameters and the answer, on both stores."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.execute import GraphQLService
from api.schema.analyses.registry import analyses
from api.schema.build import ApiSchema, build_schema
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.query.show import show
from graph.store import Store
from tests.compiled.plan_rows import ImageReader, Remembering
from tests.compiled.running import run
from tests.compiled.small_graph import small_image
from tests.compiled.writing import write_image
from tests.conformance.cases_io import case_names, check, read_query, to_json
from tests.loaders.sources import prepare
from tests.store_fixtures import wipe

LEAST_CASES = 30
ANALYSIS = re.compile(rf"\b(?:{'|'.join(one.field.name for one in analyses(MODEL))})\b")
ANALYSES = [name for name in case_names() if ANALYSIS.search(read_query(name)[0])]
# What names the store differs from store to store.
OWN_FACTS = ("store", "storeVersion", "modelVersion")


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


def test_there_are_enough_cases() -> None:
    assert len(case_names()) >= LEAST_CASES


@pytest.mark.parametrize("case", [name for name in case_names() if name not in ANALYSES])
async def test_a_case_has_its_plan_and_its_statement(case: str, schema: ApiSchema, update: bool) -> None:
    query, variables = read_query(case)
    reader = ImageReader(small_image())

    await run(schema, reader, reader.writer, query, variables)

    check_statements(case, reader.writer, reader.statements, update=update)
    assert len(reader.statements) <= 1


async def test_cases_have_their_data(store: Store, schema: ApiSchema, statements: list[Statement], update: bool) -> None:
    await prepare(store)
    await write_image(store, small_image())
    service = GraphQLService(schema, store, root_list=store.kind == "neo4j", version="0")

    for case in case_names():
        query, variables = read_query(case)
        statements.clear()
        answer = await service.execute(query, variables)
        assert len(statements) <= (2 if case in ANALYSES else 1), case
        check(case, "data.json", to_json(_without_facts(answer.body())), update=update)


async def test_what_follows_an_analysis_has_its_plan_and_its_statement(
    embedded_store: Store, schema: ApiSchema, update: bool
) -> None:
    await wipe(embedded_store, keep_schema=True)
    await prepare(embedded_store)
    await write_image(embedded_store, small_image())

    for case in ANALYSES:
        query, variables = read_query(case)
        seen: list[Statement] = []
        embedded_store.tracer = lambda statement, *_, seen=seen: seen.append(statement)
        writer = Remembering(MODEL, root_list=False)
        await run(schema, embedded_store, writer, query, variables)
        check_statements(case, writer, seen, update=update)
    embedded_store.tracer = None


async def test_stores_accept_every_statement_in_the_form_made_for_the_other(store: Store, schema: ApiSchema) -> None:
    await prepare(store)
    root_list = store.kind != "neo4j"

    for case in case_names():
        query, variables = read_query(case)
        reader = ImageReader(small_image(), root_list=root_list, unplanned=lambda _: [])
        await run(schema, reader, reader.writer, query, variables)
        for statement in reader.statements:
            await store.read(Statement(f"EXPLAIN {statement.text}", statement.params))


def check_statements(case: str, writer: Remembering, seen: list[Statement], *, update: bool) -> None:
    """Compare the compiled ones among the statements with the files of a case."""
    compiled = [item for item in seen if item.text in writer.plans]
    check(case, "plan.txt", "\n".join(show(writer.plans[item.text]) for item in compiled), update=update)
    check(case, "statement.cypher", "".join(f"{item.text}\n" for item in compiled), update=update)
    check(case, "params.json", to_json([dict(item.params) for item in compiled]), update=update)


def _without_facts(body: dict[str, Any]) -> dict[str, Any]:
    found = (body.get("data") or {}).get("graphInfo")
    if found:
        found.update({name: "…" for name in OWN_FACTS if name in found})
    return body
