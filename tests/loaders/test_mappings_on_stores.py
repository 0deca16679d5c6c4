"""Lists in the graph, on both stores: beside a register, replaced, side by side, taken out, dumped and checked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.analytics.integrity import check_graph
from graph.errors import RecordErrors
from graph.model.image import Image
from graph.model.projection import project
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import dump, whole_image
from loaders.mappings.claims import all_finished
from loaders.mappings.draft import read_list
from loaders.mappings.known import read_known
from loaders.mappings.listed import MappedList
from loaders.mappings.things import minted_key
from loaders.pipeline import LoadOptions, load, load_lists, loaded_sources, read_sources, unload
from loaders.report import LoadReport
from loaders.source import Source
from tests.loaders.lists import FIRM_COLUMNS, FIRMS, bases, firms, listed
from tests.loaders.sources import ATLAS_FILES, atlas, edited, plan, prepare, table

FIRM = minted_key("Enterprise", "禾木硅材料")
JIA = "enterprise:jia-lv-ye"
SETS = edited("Group", "列入计划的项目,Project,2", "列入计划的项目,Project,2,1.p2.s2,计划列了两个项目。\n两个基地,Base,2")


async def facts(store: Store) -> Image:
    """The graph without load runs, whose keys tell what was read, not what is known."""
    image = await whole_image(store, MODEL)
    for at in [at for at in image.nodes if at[0] == "LoadRun"]:
        del image.nodes[at]
    return image


async def with_register(store: Store) -> Image:
    await prepare(store)
    await load(store, [plan(), atlas()])
    return await facts(store)


async def read_beside(store: Store, *lists: MappedList, sources: Sequence[Source] = ()) -> Image:
    """What lists say now and what sources say, projected from nothing."""
    drafts = [read_list(item, MODEL) for item in lists]
    known = await read_known(store, [item for draft in drafts for item in draft.mentions], MODEL)
    reads = (*read_sources(sources), *all_finished(drafts, known, MODEL))
    return project([claim for read in reads for claim in read.claims.values()], MODEL)


def counts(report: LoadReport) -> dict[str, dict[str, int]]:
    """What a load did to things and relationships between them."""
    book = ("Evidence", "ABOUT", "NAMES", "NameForm", "NameToken", "LoadRun")
    kept = {verb: {what: n for what, n in held.items() if what not in book} for verb, held in report.summary().items()}
    return {verb: held for verb, held in kept.items() if held}


async def test_a_list_joins_the_register_by_any_name_and_leaves_as_it_came(store: Store) -> None:
    before = await with_register(store)

    report = await load_lists(store, [listed(FIRMS)])
    image = await whole_image(store, MODEL)
    problems = await check_graph(store, MODEL)
    removed = await unload(store, "outside-firms/candidates")

    assert counts(report) == {
        "added": {"Enterprise": 1, "LOCATED_IN": 1, "PRODUCES": 4, "Place": 1, "Product": 4},
        "changed": {"Enterprise": 1},
    }
    firm = image.nodes["Enterprise", JIA].properties
    assert (firm["name"], firm["aliases"], firm["basis"]) == ("甲铝业", ["甲铝"], "STATED")
    assert (firm["stage"], firm["scaleText"], firm["listedCode"]) == ("SIGNED", "120亿元", "SH 600001")
    assert problems == ()
    assert counts(removed) == {
        "changed": {"Enterprise": 1},
        "removed": {"Enterprise": 1, "LOCATED_IN": 1, "PRODUCES": 4, "Place": 1, "Product": 4},
    }
    assert await facts(store) == before


async def test_loading_a_list_again_writes_nothing_and_changed_replaces_what_it_said(store: Store) -> None:
    await with_register(store)
    await load_lists(store, [listed(FIRMS)])
    epoch = await store.state()

    again = await load_lists(store, [listed(FIRMS)])
    changed = await load_lists(store, [listed(FIRMS.replace("铝板、铝箔", "铝板").replace("意向", "签约"))])

    assert (again.sources[0].unchanged, again.rows) == (True, 0)
    assert counts(changed) == {"changed": {"Enterprise": 1}, "removed": {"PRODUCES": 1, "Product": 1}}
    assert sorted(await loaded_sources(store)) == ["outside-firms/candidates", "qing-shi", "qing-shi-atlas"]
    assert await store.state() == (epoch or 0) + 1


async def test_two_lists_stand_side_by_side_and_share_what_they_name(store: Store) -> None:
    await prepare(store)
    one, other = firms(("禾木", "", "铝板", "", "", "甲网")), firms(("禾 木", "云门市", "铝箔", "", "", "乙网"), name="two")

    await load_lists(store, [one, other])
    both = await facts(store)
    await unload(store, one.name)
    left = await facts(store)

    key = minted_key("Enterprise", "禾木")
    assert {at for at in both.nodes if at[0] == "Enterprise"} == {("Enterprise", key)}
    assert both.nodes["Enterprise", key].properties["aliases"] == sorted(
        {"禾木", "禾 木"} - {str(both.nodes["Enterprise", key].properties["name"])}
    )
    assert (left.nodes, left.relationships) == (
        (alone := await read_beside(store, other)).nodes,
        alone.relationships,
    )


async def test_a_dry_run_of_a_list_writes_nothing(store: Store) -> None:
    before = await with_register(store)

    report = await load_lists(store, [listed(FIRMS)], options=LoadOptions(dry_run=True))

    assert (report.dry_run, report.rows, bool(report.changes)) == (True, 0, True)
    assert await facts(store) == before


async def test_the_errors_of_all_lists_come_together_and_nothing_is_written(store: Store) -> None:
    before = await with_register(store)
    good, bad = firms(("禾木", "", "铝板", "", "", "甲网"), name="good"), firms(("禾木", "", "", "", "", "甲网"), name="bad")
    base = bases(("云门基地", "列入计划的项目", "", "园区", "甲铝", "公告"))

    with pytest.raises(RecordErrors) as raised:
        await load_lists(store, [good, bad, base])

    assert [str(error).partition(". ")[0] for error in raised.value.errors] == [
        "candidates.csv:2 column 产品: The cell is empty",
        "bases.csv:2 column 所属集合: '列入计划的项目' counts Project and no Base",
    ]
    assert await facts(store) == before
    with pytest.raises(RecordErrors, match=r"Two lists are named 'outside-firms/good'\."):
        await load_lists(store, [good, good])


async def test_an_official_list_of_bases_fills_the_set_that_a_plan_counts(store: Store) -> None:
    await prepare(store)
    await load(store, [plan(Group=SETS, keys=edited("keys", "Group,列入计划的项目,group:lie-ru-ji-hua\n",
                                                     "Group,列入计划的项目,group:lie-ru-ji-hua\nGroup,两个基地,group:liang-ge\n")),
                       atlas()])  # fmt: skip

    await load_lists(store, [bases(("云门基地", "两个基地", "产业:铝", "园区", "甲铝；硅片厂", "公告1号", "2021"))])

    image = await whole_image(store, MODEL)
    ends = {(item.type, item.end) for item in image.relationships.values() if item.start == minted_key("Base", "云门基地")}
    assert ends == {
        ("BUILT_ON", minted_key("Industry", "铝")),
        ("CARRIED_BY", "park:qing-shi-yuan-qu"),
        ("SUPPORTED_BY", JIA),
        ("SUPPORTED_BY", "project:gui-pian-chang"),
        ("MEMBER_OF", "group:liang-ge"),
    }
    assert image.nodes["Group", "group:liang-ge"].properties["knownCount"] == 1


async def test_a_list_that_came_first_moves_over_to_a_register_when_it_is_loaded_again(store: Store) -> None:
    await prepare(store)
    early = firms(("甲铝业", "青石县", "铝板", "", "", "某网"))
    await load_lists(store, [early])
    await load(store, [plan(), atlas()])
    apart = {at for at in (await facts(store)).nodes if at[0] == "Enterprise"}

    moved = await load_lists(store, [early])
    later = await facts(store)
    await unload(store, early.name)
    await load_lists(store, [early])

    assert ("Enterprise", minted_key("Enterprise", "甲铝业")) in apart
    assert not moved.sources[0].unchanged
    assert not [
        at for at in later.nodes if at[1].startswith((minted_key("Enterprise", "甲铝业"), minted_key("Place", "青石县")))
    ]
    assert await facts(store) == later


async def test_a_list_never_renames_what_the_reference_names(store: Store) -> None:
    await prepare(store)
    await load(store, [atlas()])

    for name in ("青石甲铝业有限公司", "enterprise:jia-lv-ye", "甲铝业"):
        await load_lists(store, [firms((name, "", "铝板", "", "", "某网", "", "2030"))])
        firm = (await facts(store)).nodes["Enterprise", JIA].properties
        assert (firm["name"], firm["aliases"]) == ("甲铝业", [])
    await load(store, [atlas(Enterprise=edited("Enterprise", "甲铝业,青石", "甲铝业股份,青石", ATLAS_FILES),
                             keys=edited("keys", "Enterprise,甲铝业,enterprise:jia-lv-ye\n",
                                         "Enterprise,甲铝业,enterprise:jia-lv-ye\nEnterprise,甲铝业股份,enterprise:jia-lv-ye\n",
                                         ATLAS_FILES))])  # fmt: skip
    firm = (await facts(store)).nodes["Enterprise", JIA].properties
    assert (firm["name"], firm["aliases"]) == ("甲铝业股份", ["甲铝业"])


async def test_a_dump_of_a_list_is_the_same_whatever_was_loaded_between(store: Store, tmp_path: Path) -> None:
    await with_register(store)
    await load_lists(store, [listed(FIRMS)])
    await dump(store, MODEL, tmp_path / "one")

    await load_lists(store, [firms(("松石", "", "铝箔", "", "", "某网"), name="other")])
    await load_lists(store, [listed(FIRMS.replace("意向", "投产"))])
    await unload(store, "outside-firms/other")
    await load_lists(store, [listed(FIRMS)])
    await dump(store, MODEL, tmp_path / "two")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


NAMES = ("甲铝业", "甲铝", "乙硅业", "禾木", "禾 木", "松石")
STEPS = 6
BOOKKEEPING = ("DOCUMENTS",)


@pytest.mark.parametrize("seed", range(2))
async def test_any_sequence_of_loads_of_lists_equals_loading_what_is_left(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    await prepare(store)
    await load(store, [plan(), atlas()])
    held: dict[str, MappedList] = {}

    for _ in range(STEPS):
        name = chance.choice(("one", "two"))
        if name in held and chance.random() < 0.3:
            await unload(store, held.pop(name).name)
        else:
            rows = [(chance.choice(NAMES), chance.choice(("", "青石县")), chance.choice(("铝板", "铝箔；铝板")), "", "", "某网")
                    for _ in range(3)]  # fmt: skip
            held[name] = listed(table(FIRM_COLUMNS, *((*row, "", "2020") for row in rows)), name=name)
            await load_lists(store, [held[name]])

        after = await facts(store)
        expected = await read_beside(store, *held.values(), sources=(plan(), atlas()))
        assert {at: node for at, node in after.nodes.items() if node.label != "Document"} == expected.nodes
        assert {at: item for at, item in after.relationships.items() if item.type not in BOOKKEEPING} == {
            at: item for at, item in expected.relationships.items() if item.type not in BOOKKEEPING
        }
