"""Statements of read plans return what plain Python finds, on both stores and in both forms of root lists."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.query.answers import Answer, answers_of
from graph.query.show import show
from graph.store import Store
from tests.compiled.gap_graphs import gap_image
from tests.compiled.plan_rows import ImageRows
from tests.compiled.plan_strategies import Drawn, drawn_plans
from tests.compiled.writing import write_image
from tests.loaders.sources import prepare
from tests.store_fixtures import NEO4J, wipe

QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.filter_too_much]
# A smaller example is looked for by loading graphs, which takes minutes and rarely tells more.
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]
WRITERS = (ReadWriter(MODEL, root_list=False), ReadWriter(MODEL, root_list=True))


async def answered(store: Store, writer: ReadWriter, drawn: Drawn) -> list[Answer]:
    (rows,) = (await store.read_whole([Statement(writer.write(drawn.plan), drawn.values)])).answers
    listed = [number for number, branch in enumerate(drawn.plan.branches) if writer.is_listed(branch)]
    return answers_of(rows, len(drawn.plan.branches), listed)


@settings(phases=WITHOUT_SHRINKING, max_examples=8, deadline=None, suppress_health_check=QUIET)
@given(seed=st.integers(0, 10_000), data=st.data())
async def test_random_plans_over_graphs_with_gaps_return_the_rows_of_plain_python(store: Store, seed: int, data: Any) -> None:
    image, code_units = gap_image(seed), store.kind == NEO4J
    await wipe(store, keep_schema=True)
    await prepare(store)
    await write_image(store, image)
    expected = ImageRows(image, code_units=code_units)

    for _ in range(6):
        drawn = data.draw(drawn_plans(image, code_units=code_units))
        rows = answers_of(expected.rows(drawn.plan, drawn.values, lambda _: False), len(drawn.plan.branches))
        for writer in WRITERS:
            found = await answered(store, writer, drawn)

            # As text, so that 1 is neither 1.0 nor true.
            assert repr(found) == repr(rows), f"\n{show(drawn.plan)}\n{drawn.values}\n{writer.write(drawn.plan)}"
