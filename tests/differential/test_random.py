"""Random operations have the answers of stock execution, by generated code and by exact completion."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, NoReturn

from graphql import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.compiler.compiled import Compiled
from api.compiler.generate import Mismatch
from api.operations import Operation, directive_variables
from api.schema.build import build_schema
from api.schema.sdl import print_sdl
from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.store import Store
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import FACTS, as_plain, run
from tests.compiled.small_graph import small_image
from tests.compiled.writing import FINISHED_AT, write_image
from tests.differential.operations import operations
from tests.differential.oracle import Oracle
from tests.loaders.sources import prepare

SCHEMA = build_schema(MODEL)
IMAGE = small_image()
ORACLE = Oracle(print_sdl(SCHEMA), IMAGE, MODEL, FACTS, FINISHED_AT)
OPERATIONS = operations(SCHEMA.core, IMAGE)
ANY_PLAN = Statement("MATCH (n:Plan) RETURN n.key")
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.filter_too_much]


class Refusing(dict[int, Any]):
    """Generated functions that find every row unfit."""

    def __missing__(self, key: int) -> Callable[..., NoReturn]:
        def refuse(*_: object) -> NoReturn:
            raise Mismatch

        return refuse


class Exact(Operation):
    """An operation whose rows are all completed value by value."""

    def compiled(self, key: Hashable, fits: Callable[[Compiled], bool], compile_now: Callable[[], Compiled]) -> Compiled:
        return replace(super().compiled(key, fits, compile_now), rows=Refusing(), pages=Refusing())


async def exactly(query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    document, reader = parse(query), ImageReader(IMAGE, finished_at=FINISHED_AT)
    operation = Exact(document, (), directive_variables(document))
    return as_plain(await run(SCHEMA, reader, reader.writer, query, variables, operation=operation))


@settings(max_examples=80, deadline=None, suppress_health_check=QUIET)
@given(operation=OPERATIONS, root_list=st.booleans())
async def test_random_operations_over_plain_rows_have_the_answers_of_stock_execution(operation: Any, root_list: bool) -> None:
    reader = ImageReader(IMAGE, root_list=root_list, finished_at=FINISHED_AT)

    found = as_plain(await run(SCHEMA, reader, reader.writer, operation.query, operation.variables))

    assert found == as_plain(ORACLE.ask(operation.query, operation.variables))
    assert await exactly(operation.query, operation.variables) == found
    assert len(reader.statements) <= 1


@settings(max_examples=12, deadline=None, suppress_health_check=QUIET)
@given(operation=OPERATIONS)
async def test_random_operations_on_a_store_have_the_answers_of_stock_execution(store: Store, operation: Any) -> None:
    if not await store.read(ANY_PLAN):
        await prepare(store)
        await write_image(store, IMAGE)
    writer = ReadWriter(MODEL, root_list=store.kind == "neo4j")

    found = await run(SCHEMA, store, writer, operation.query, operation.variables)

    assert as_plain(found) == as_plain(ORACLE.ask(operation.query, operation.variables))
