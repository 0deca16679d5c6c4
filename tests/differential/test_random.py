"""Random operations have the answers of stock execution, by generated code and by exact completion.

`make fuzz` draws 10,000 of them; see tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NoReturn

import pytest
from graphql import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.compiler.compiled import Compiled
from api.compiler.fitting import Mismatch
from api.operations import Operation, directive_variables
from api.schema.bounds import BOUNDS
from api.schema.build import build_schema
from api.schema.sdl import print_sdl
from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.image import Image
from graph.model.registry import MODEL
from graph.store import Store
from tests.compiled.gap_graphs import gap_image
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import FACTS, as_plain, run
from tests.compiled.small_graph import small_image
from tests.compiled.writing import FINISHED_AT, write_image
from tests.conftest import FUZZ
from tests.differential.operations import operations
from tests.differential.oracle import Oracle
from tests.loaders.sources import prepare
from tests.store_fixtures import NEO4J

SCHEMA = build_schema(MODEL)
SDL = print_sdl(SCHEMA)
# The hand-written graph, and graphs full of gaps.
IMAGES = (small_image(), *(gap_image(seed) for seed in (1, 2, 3, 5)))
ANY_NODE = Statement("MATCH (n:NameForm) RETURN n.key LIMIT 1")
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.filter_too_much]
# How much an operation may cost has tests of its own.
FREE = replace(BOUNDS, rows=10**30, work=10**30)

# Source: the number of operations that the differential suite is asked for, and what a test run has time for.
FUZZING = settings.get_current_profile_name() == FUZZ
PLAIN, STORED = (10_000, 400) if FUZZING else (60, 8)


@lru_cache
def oracle_of(number: int, *, code_units: bool = False) -> Oracle:
    return Oracle(SDL, IMAGES[number], MODEL, FACTS, FINISHED_AT, code_units=code_units)


@st.composite
def questions(draw: Any) -> tuple[int, Any]:
    number = draw(st.integers(0, len(IMAGES) - 1))
    return number, draw(operations(oracle_of(number), MODEL, IMAGES[number]))


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


async def exactly(image: Image, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    document, reader = parse(query), ImageReader(image, finished_at=FINISHED_AT)
    operation = Exact(document, (), directive_variables(document))
    return as_plain(await run(SCHEMA, reader, reader.writer, query, variables, operation=operation, bounds=FREE))


@settings(max_examples=PLAIN, deadline=None, suppress_health_check=QUIET)
@given(question=questions(), root_list=st.booleans())
async def test_random_operations_over_plain_rows_have_the_answers_of_stock_execution(question: Any, root_list: bool) -> None:
    number, operation = question
    reader = ImageReader(IMAGES[number], root_list=root_list, finished_at=FINISHED_AT)

    found = as_plain(await run(SCHEMA, reader, reader.writer, operation.query, operation.variables, bounds=FREE))

    assert found == as_plain(oracle_of(number).ask(operation.query, operation.variables))
    assert await exactly(IMAGES[number], operation.query, operation.variables) == found
    assert len(reader.statements) <= 1


@pytest.mark.parametrize("number", range(len(IMAGES)))
@settings(max_examples=STORED, deadline=None, suppress_health_check=QUIET)
@given(data=st.data())
async def test_random_operations_on_a_store_have_the_answers_of_stock_execution(store: Store, number: int, data: Any) -> None:
    if not await store.read(ANY_NODE):
        await prepare(store)
        await write_image(store, IMAGES[number])
    oracle = oracle_of(number, code_units=store.kind == NEO4J)
    operation = data.draw(operations(oracle, MODEL, IMAGES[number]))
    writer = ReadWriter(MODEL, root_list=store.kind == NEO4J)

    found = await run(SCHEMA, store, writer, operation.query, operation.variables, bounds=FREE)

    assert as_plain(found) == as_plain(oracle.ask(operation.query, operation.variables))
