"""Chain maps and gaps on both stores: generated graphs against the oracle, and the bundled register by hand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.analytics.chain_gaps import ChainGap, chain_gaps
from graph.analytics.chain_map import ChainMap, chain_map
from graph.analytics.chain_rules import GapKind
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.image import Image, difference
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from loaders.bundled import bundled_sources, with_required
from loaders.mappings.bundled import find_mapping
from loaders.mappings.listed import MappedList
from loaders.pipeline import load, load_lists
from tests.analytics.chain_graphs import CHAINS, PLACES, YEARS, Generated, chain_graphs
from tests.analytics.chain_oracle import ChainOracle, Figures, Gap, Status
from tests.store_fixtures import wipe


async def write(store: Store, image: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


def statuses(found: ChainMap) -> dict[str, Status]:
    return {
        item.segment: (item.state.name, frozenset((one.entity, one.state, one.basis) for one in item.occupants))
        for item in found.segments
    }


def figures(found: ChainMap) -> Figures:
    return found.completeness, found.completenessUpper, found.localSupply, found.localSupplyUpper


def gaps(found: tuple[ChainGap, ...]) -> set[Gap]:
    return {(item.chain, item.segment, item.kind.name, item.material, item.place, item.basis) for item in found}


# An example takes a store half a second, so one that fails is shown as it is and not made smaller.
@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(generated=chain_graphs(), place=st.sampled_from(PLACES), year=st.sampled_from(YEARS))
async def test_generated_graphs_are_answered_as_by_the_oracle(
    store: Store, generated: Generated, place: str | None, year: int | None
) -> None:
    await wipe(store, keep_schema=True)
    await write(store, generated.image)
    oracle = ChainOracle(generated.image, place, year)

    of_all = await chain_gaps(store, None, place=place, kinds=(), year=year, lang=Lang.EN)
    assert gaps(of_all) == oracle.gaps(list(CHAINS))
    assert len({item.id for item in of_all}) == len(of_all)
    for chain in CHAINS:
        found = await chain_map(store, chain, place=place, year=year, lang=Lang.ZH)
        assert statuses(found) == oracle.statuses(chain)
        assert figures(found) == oracle.figures(chain)
        of_one = await chain_gaps(store, chain, place=place, kinds=(), year=year, lang=Lang.EN)
        assert of_one == tuple(item for item in of_all if item.chain == chain)


@pytest.mark.parametrize(("stage", "closes"), [("意向", False), ("签约", False), ("投产", True)])
async def test_a_firm_from_outside_supplies_nobody_before_it_produces_here(store: Store, stage: str, closes: bool) -> None:
    await load(store, with_required(*bundled_sources()))
    before = await chain_gaps(store, None, place=None, kinds=(GapKind.EXTERNAL_INPUT,), year=None, lang=Lang.ZH)
    material = next(gap.material for gap in before if gap.material)
    mapping = find_mapping("outside-firms")
    text = f"名称,产品,来源,阶段\n云门材料,{material},云门名录,{stage}\n"

    await load_lists(store, [MappedList(mapping.mapping, mapping.data, "firms.csv", text.encode(), "outside-firms/firms")])
    after = await chain_gaps(store, None, place=None, kinds=(GapKind.EXTERNAL_INPUT,), year=None, lang=Lang.ZH)

    assert {gap.id for gap in before} - {gap.id for gap in after} == {
        gap.id for gap in before if closes and gap.material == material
    }


async def test_a_chain_or_place_that_is_not_there_is_not_found(store: Store) -> None:
    for chain, place in (("chain:none", None), ("chain:none", "place:none")):
        with pytest.raises(NotFound):
            await chain_map(store, chain, place=place, year=None, lang=Lang.EN)
    with pytest.raises(NotFound, match="place:none"):
        await chain_gaps(store, None, place="place:none", kinds=(), year=None, lang=Lang.EN)


async def test_each_is_one_statement(store: Store, statements: list[Statement]) -> None:
    statements.clear()

    assert await chain_gaps(store, None, place=None, kinds=(), year=None, lang=Lang.EN) == ()

    assert len(statements) == 1
