"""What a compiled operation remembers of its last runs never shows in the next one's answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.schema.bounds import BOUNDS
from tests.api.asking import Asker, ask

NESTED = """query($n: Int, $m: Int = 1, $w: EnterpriseWhere, $t: Boolean = false) {
  enterprises(first: $n, where: $w) { nodes { key undertakes(first: $m) { nodes { key } } } totalCount @include(if: $t) } }"""
SIZE = st.sampled_from([0, 1, 2, 50, 501, -1, None])
WHERE = st.sampled_from([None, {}, {"name": {"eq": "西硅"}}, {"undertakes_count": {"ge": 1}}, {"undertakes_count": {"ge": 2}}])
VARIABLES = st.fixed_dictionaries({}, optional={"n": SIZE, "m": SIZE, "w": WHERE, "t": st.booleans()})


@settings(max_examples=25)
@given(runs=st.lists(VARIABLES, min_size=2, max_size=8))
async def test_every_run_of_one_text_has_the_answer_of_a_first_run(runs: list[dict[str, Any]]) -> None:
    asker = Asker(NESTED)

    for variables in runs:
        assert await asker.ask(variables) == await ask(NESTED, variables), variables


async def test_a_run_that_costs_too_much_is_refused_after_cheaper_ones_that_passed() -> None:
    query = "query($n: Int) { enterprises(first: $n) { nodes { undertakes(first: $n) { nodes { key } } } } }"
    asker = Asker(query, replace(BOUNDS, rows=1_000))

    codes = [[code for code, _ in (await asker.ask({"n": size})).errors] for size in (2, 100, 2, 100, 3)]

    assert codes == [[], ["TOO_COSTLY"], [], ["TOO_COSTLY"], []]
