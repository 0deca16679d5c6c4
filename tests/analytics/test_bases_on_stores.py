"""Proposed bases on both stores: generated graphs against the oracle, the bundled register, and an official list."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph.analytics.bases import ProposedBase, proposed_bases, warm_up
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.image import Image, difference
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from loaders.bundled import bundled_sources, with_required
from loaders.mappings.bundled import find_mapping
from loaders.mappings.listed import MappedList, list_name
from loaders.pipeline import load, load_lists
from tests.analytics.bases_graphs import PLAN, Generated, base_graphs
from tests.analytics.bases_oracle import BasesOracle, Found
from tests.store_fixtures import wipe

COUNTED = Statement("MATCH (b:Base) RETURN COUNT { (b)-[:MEMBER_OF]->() }")


def compared(base: ProposedBase) -> Found:
    """What a proposal says: its park is the only one that holds all others."""
    members = frozenset(base.projects) | frozenset(base.enterprises)
    return "", frozenset(base.chains), frozenset(), members, base.score


# An example takes a store half a second, so one that fails is shown as it is and not made smaller.
@settings(
    max_examples=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(generated=base_graphs())
async def test_generated_graphs_are_answered_as_by_the_oracle(store: Store, generated: Generated) -> None:
    image = generated.image
    await wipe(store, keep_schema=True)
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)
    wanted = BasesOracle(image, PLAN).proposals()

    found = await proposed_bases(store, PLAN, Lang.EN)

    assert Counter(map(compared, found)) == Counter(("", one[1], frozenset(), *one[3:]) for one in wanted)
    assert {one[0] for one in wanted} <= {park for base in found for park in base.parks}
    assert len({base.key for base in found}) == len(found)
    assert list(found) == sorted(found, key=lambda base: (-base.score, base.key))
    keys = {node.key for node in image.nodes.values() if node.label == "Evidence"}
    assert all(base.evidence and set(base.evidence) <= keys for base in found)


async def test_the_register_supports_fewer_bases_than_its_plan_counts_and_none_is_written(register: Store) -> None:
    found = await proposed_bases(register, None, Lang.ZH)

    assert [base.name for base in found[:4]] == [
        "南川园区锂电产业链基地", "柴达木循环经济试验区煤化工产业链基地", "东川园区光伏产业链基地", "北川工业园区铝产业链基地",
    ]  # fmt: skip
    assert 4 < len(found) < 15
    assert all("拟议" in base.explanation and "没有写出成员" in base.explanation for base in found)
    assert await register.read(COUNTED) == []


async def test_what_an_official_list_names_is_not_proposed_again(store: Store) -> None:
    await load(store, with_required(*bundled_sources()))
    before = await proposed_bases(store, None, Lang.ZH)
    found = find_mapping("bases")
    text = "名称,所属集合,依托,承载,来源\n南川锂电基地,15个重大产业基地,锂电产业链,南川园区,省政府公报\n"

    await load_lists(
        store, [MappedList(found.mapping, found.data, "bases.csv", text.encode(), list_name(found.mapping, "bases"))]
    )
    after = await proposed_bases(store, None, Lang.ZH)

    assert [base.name for base in after] == [base.name for base in before if base.name != "南川园区锂电产业链基地"]
    assert await store.read(COUNTED) == [[1]]


async def test_a_plan_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="No plan is loaded"):
        await proposed_bases(store, None, Lang.ZH)
    with pytest.raises(NotFound, match="plan:nobody"):
        await proposed_bases(store, "plan:nobody", Lang.ZH)


async def test_warming_up_reads_nothing(store: Store) -> None:
    await warm_up(store)
