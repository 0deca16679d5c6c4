"""Loading into both stores: what is there afterwards is what the sources say, neither more nor less."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.cypher.retire import READ_LOG
from graph.cypher.statement import Statement
from graph.errors import ExpectationFailed, GraphChanging, LoadTooLarge, RecordError, RecordErrors, StoreUnavailable
from graph.model.image import Image
from graph.model.registry import MODEL
from graph.store import Store, apply
from graph.store.dump import dump, whole_image
from loaders.bundled import with_required
from loaders.pipeline import LoadOptions, is_current, is_loaded, load, loaded_sources, unload
from loaders.report import Verb
from loaders.source import Source
from loaders.text.document import Document
from tests.loaders.sources import (
    ATLAS_FILES,
    DOCUMENT,
    DOCUMENT_KEY,
    PLAN_FILES,
    PLAN_YAML,
    atlas,
    edited,
    plan,
    prepare,
    source,
    table,
)
from tests.store.network import Line
from tests.store_fixtures import Server

LV_BAN = ("Project", "project:lv-ban-yi-qi")
WRITES = ("MERGE", "SET", "CREATE", "DELETE")


async def image_of(store: Store) -> Image:
    return await whole_image(store, MODEL)


async def loaded(store: Store, *sources: Source, documents: dict[str, Document] | None = None) -> Image:
    await prepare(store)
    await load(store, sources or (plan(), atlas()), documents=documents)
    return await image_of(store)


def different(one: Image, other: Image) -> set[tuple[str, str]]:
    """Addresses of what is not the same in both, load runs left out."""
    nodes = {at for at in {*one.nodes, *other.nodes} if one.nodes.get(at) != other.nodes.get(at)}
    links = {
        at for at in {*one.relationships, *other.relationships} if one.relationships.get(at) != other.relationships.get(at)
    }
    return {at for at in nodes | links if at[0] != "LoadRun"}


def labels(addresses: set[tuple[str, str]]) -> list[str]:
    return sorted(label for label, _ in addresses)


async def test_a_load_writes_what_the_sources_say(store: Store) -> None:
    image = await loaded(store)

    assert image.nodes[LV_BAN].properties == {
        "key": "project:lv-ban-yi-qi",
        "name": "铝板一期",
        "aliases": [],
        "basis": "STATED",
        "sortKey": "lv ban yi qi  铝板一期",
        "status": "IN_PRODUCTION",
        "statusAsOf": "2019",
        "capacityValue": 20_000.0,
        "capacityUnit": "t",
        "capacityComparator": "EXACT",
        "capacityText": "2万吨",
    }
    firm = image.nodes["Enterprise", "enterprise:jia-lv-ye"].properties
    assert (firm["fullName"], firm["aliases"], firm["basis"]) == ("青石甲铝业有限公司", ["甲铝"], "STATED")
    assert image.nodes["Group", "group:lie-ru-ji-hua"].properties["knownCount"] == 1
    assert image.nodes["Document", DOCUMENT_KEY].properties["source"] == "qing-shi"
    assert {item.end for item in image.relationships.values() if item.type == "DOCUMENTS"} == {"plan:qing-shi"}


async def test_a_load_leaves_a_run_for_each_source_and_its_time_in_the_log(store: Store) -> None:
    await prepare(store)
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)

    report = await load(store, [plan(), atlas()], options=LoadOptions(clock=lambda: noon))

    runs = {
        node.properties["source"]: node.properties for node in (await image_of(store)).nodes.values() if node.label == "LoadRun"
    }
    assert {name: (run["nodes"], run["relationships"], run["claims"]) for name, run in runs.items()} == {
        "qing-shi": (8, 7, 26),
        "qing-shi-atlas": (3, 1, 8),
    }
    assert {item.run for item in report.sources} == {run["key"] for run in runs.values()}
    assert await store.read(READ_LOG) == sorted([str(run["key"]), "2026-01-02T12:00:00+00:00"] for run in runs.values())
    assert await loaded_sources(store) == {"qing-shi": plan().digest(), "qing-shi-atlas": atlas().digest()}
    assert (await is_loaded(store, "qing-shi"), await is_loaded(store, "other")) == (plan().digest(), None)


async def test_loading_again_writes_nothing_at_all(store: Store, statements: list[Statement]) -> None:
    before = await loaded(store)
    epoch = await store.state()
    statements.clear()

    report = await load(store, [plan(), atlas()])

    assert [item.unchanged for item in report.sources] == [True, True]
    assert (report.rows, report.changes) == (0, ())
    assert [one.text for one in statements if any(word in one.text for word in WRITES)] == []
    assert (await store.state(), await image_of(store)) == (epoch, before)


async def test_a_dry_run_tells_the_difference_and_writes_nothing(store: Store) -> None:
    before = await loaded(store)
    changed = plan(Project=edited("Project", "STARTED", "UNDER_CONSTRUCTION"))

    report = await load(store, [changed, atlas()], options=LoadOptions(dry_run=True))

    assert (report.dry_run, report.rows, await image_of(store)) == (True, 0, before)
    project = next(change for change in report.changes if change.what == "Project")
    assert (project.verb, project.key, project.fields) == (
        Verb.CHANGE,
        "project:gui-pian-chang",
        {"status": ("STARTED", "UNDER_CONSTRUCTION")},
    )
    assert report.summary() == {
        "added": {"ABOUT": 1, "CITES": 1, "Evidence": 1, "LoadRun": 1},
        "changed": {"Project": 1},
        "removed": {"ABOUT": 1, "CITES": 1, "Evidence": 1, "LoadRun": 1},
    }


async def test_changing_one_cell_changes_that_fact_alone(store: Store) -> None:
    before = await loaded(store)

    after = await loaded(store, plan(Project=edited("Project", "2万吨", "3万吨")), atlas())

    changed = different(before, after)
    assert labels(changed) == ["ABOUT", "ABOUT", "CITES", "CITES", "Evidence", "Evidence", "Project"]
    assert after.nodes[LV_BAN].properties["capacityValue"] == 30_000.0
    assert {at: node for at, node in before.nodes.items() if at not in changed and at[0] != "LoadRun"} == {
        at: node for at, node in after.nodes.items() if at not in changed and at[0] != "LoadRun"
    }


async def test_a_value_that_no_claim_states_any_more_is_gone(store: Store) -> None:
    await loaded(store)

    after = await loaded(store, plan(Project=edited("Project", "IN_PRODUCTION,2万吨,2019", ",,")), atlas())

    assert set(after.nodes[LV_BAN].properties) == {"key", "name", "aliases", "basis", "sortKey"}


async def test_removing_a_row_retires_its_fact_and_the_row_back_restores_it(store: Store) -> None:
    before = await loaded(store)

    without = await loaded(
        store,
        plan(
            SERVES=edited(
                "SERVES", "Department:县经信局,Park:青石园区,ROAD,2020,PLANNED,2.1.p1.s1,县经信局要给园区修路。\n", ""
            )
        ),
        atlas(),
    )

    assert labels(different(before, without)) == ["ABOUT", "ABOUT", "CITES", "CITES", "Evidence", "Evidence", "SERVES"]
    assert ("Department", "department:xian-jing-xin-ju") in without.nodes
    assert await loaded(store) == before


async def test_a_node_goes_with_the_last_claim_that_names_it(store: Store) -> None:
    await loaded(store)

    without = await loaded(
        store,
        plan(
            Project=edited("Project", "硅片厂,STARTED,,2019,1.p1.s3,硅片项目动工了。\n", ""),
            UNDERTAKES=edited("UNDERTAKES", "Enterprise:乙硅业,Project:硅片厂,1.p1.s3,硅片项目是乙硅业的。\n", ""),
        ),
        atlas(),
    )

    assert not [at for at in (*without.nodes, *without.relationships) if "gui-pian" in at[1]]


async def test_a_fact_that_two_sources_state_survives_the_unloading_of_one(store: Store) -> None:
    both = atlas(LOCATED_IN=ATLAS_FILES["relationships/LOCATED_IN.csv"])
    second = plan(LOCATED_IN=PLAN_FILES["relationships/LOCATED_IN.csv"] + "Park:青石园区,Place:青石县,1.p1.s1,园区在县里。\n")
    await loaded(store, second, both)
    shared = ("LOCATED_IN", "park:qing-shi-yuan-qu|LOCATED_IN|place:qing-shi-xian")
    assert (await image_of(store)).relationships[shared].properties["basis"] == "STATED"

    await unload(store, "qing-shi")

    alone = await image_of(store)
    assert alone.relationships[shared].properties["basis"] == "REFERENCE"
    assert alone == await fresh(store, atlas())


async def fresh(store: Store, *sources: Source) -> Image:
    """What the sources alone make of an empty graph."""
    for name in await loaded_sources(store):
        await unload(store, name)
    assert await image_of(store) == Image()
    return await loaded(store, *sources)


async def test_unloading_everything_leaves_nothing(store: Store) -> None:
    await loaded(store, documents={DOCUMENT_KEY: DOCUMENT})

    await unload(store, "qing-shi")
    await unload(store, "qing-shi-atlas")

    assert await image_of(store) == Image()


async def test_a_node_that_only_others_name_keeps_its_name(store: Store) -> None:
    await loaded(store)

    await unload(store, "qing-shi-atlas")

    after = await image_of(store)
    assert after.nodes["Park", "park:qing-shi-yuan-qu"].properties == {
        "key": "park:qing-shi-yuan-qu",
        "name": "青石园区",
        "aliases": [],
        "basis": "STATED",
        "sortKey": "qing shi yuan qu  青石园区",
    }
    assert ("Place", "place:qing-shi-xian") not in after.nodes


async def test_what_is_not_loaded_cannot_be_unloaded(store: Store) -> None:
    await loaded(store, atlas())

    with pytest.raises(RecordError, match="'qing-shi' is not loaded") as caught:
        await unload(store, "qing-shi")

    assert caught.value.hint == "Loaded: qing-shi-atlas."


async def test_a_positive_judgement_merges_and_taking_its_line_out_undoes_it(store: Store) -> None:
    before = await loaded(store)
    merged = plan(judgements="left,right,judgement,by,why\nEnterprise:乙硅业,Enterprise:甲铝业,POSITIVE,register,改了名\n")

    together = await loaded(store, merged, atlas())

    firm = together.nodes["Enterprise", "enterprise:jia-lv-ye"].properties
    assert ("Enterprise", "enterprise:yi-gui-ye") not in together.nodes
    assert "enterprise:jia-lv-ye|UNDERTAKES|project:gui-pian-chang" in {item.id for item in together.relationships.values()}
    assert {str(firm["name"]), *map(str, firm["aliases"] if isinstance(firm["aliases"], list) else [])} == {
        "甲铝业",
        "甲铝",
        "乙硅业",
    }
    assert together.nodes["Redirect", "enterprise:yi-gui-ye"].properties["sources"] == ["qing-shi"]
    assert {item.end for item in together.relationships.values() if item.type == "REDIRECTS"} == {"enterprise:jia-lv-ye"}
    assert await loaded(store) == before


async def test_a_merge_recounts_the_sets_of_its_members(store: Store) -> None:
    members = PLAN_FILES["relationships/MEMBER_OF.csv"] + "Project:硅片厂,Group:列入计划的项目,1.p2.s2,硅片项目也在计划里。\n"
    before = await loaded(store, plan(MEMBER_OF=members), atlas())
    judged = atlas(
        judgements="left,right,judgement,by,why\nProject:硅片厂,Project:铝板一期,POSITIVE,register,同一项目\n",
        keys=ATLAS_FILES["keys.csv"] + "Project,硅片厂,project:gui-pian-chang\nProject,铝板一期,project:lv-ban-yi-qi\n",
    )

    after = await loaded(store, plan(MEMBER_OF=members), judged)

    group = ("Group", "group:lie-ru-ji-hua")
    assert (before.nodes[group].properties["knownCount"], after.nodes[group].properties["knownCount"]) == (2, 1)


async def test_a_judgement_waits_for_what_it_is_about(store: Store) -> None:
    judged = atlas(
        judgements="left,right,judgement,by,why\nEnterprise:乙硅业,Enterprise:甲铝业,POSITIVE,register,改了名\n",
        keys=ATLAS_FILES["keys.csv"] + "Enterprise,乙硅业,enterprise:yi-gui-ye\n",
    )
    neutral = plan(judgements="left,right,judgement,by,why\n")
    await loaded(store, judged)

    after = await loaded(store, neutral, judged)

    assert ("Enterprise", "enterprise:yi-gui-ye") not in after.nodes
    assert after == await fresh(store, neutral, judged)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("乙硅业,Enterprise:甲铝业,NEGATIVE", "乙硅业,Enterprise:甲铝业,POSITIVE"),
        ("乙硅业,Enterprise:县供电局,POSITIVE", "乙硅业,Enterprise:甲铝业,POSITIVE"),
        ("甲铝业,Enterprise:乙硅业,POSITIVE", "乙硅业,Enterprise:甲铝业,POSITIVE"),
    ],
)
async def test_judgements_that_contradict_those_of_a_loaded_source_are_refused(store: Store, ours: str, theirs: str) -> None:
    head = "left,right,judgement,by,why\nEnterprise:"
    keys = ATLAS_FILES["keys.csv"] + "Enterprise,乙硅业,enterprise:yi-gui-ye\n"
    before = await loaded(store, atlas(judgements=f"{head}{theirs},register,所见\n", keys=keys))

    with pytest.raises(RecordErrors, match=r"judgements\.csv:2"):
        await loaded(
            store,
            plan(judgements=f"{head}{ours},register,所见\n"),
            atlas(judgements=f"{head}{theirs},register,所见\n", keys=keys),
        )

    assert await image_of(store) == before


async def test_conflicting_values_of_two_sources_stay_as_claims(store: Store) -> None:
    other = atlas(Enterprise=table(
        ("name", "fullName", "origin", "locator", "claim"),
        ("甲铝业", "青石甲铝业有限公司", "青石县志", "p3", "甲铝业的全名较长。"),
        ("甲铝业", "青石甲铝业有限责任公司", "青石年鉴", "p8", "年鉴写的全名不同。"),
    ))  # fmt: skip

    image = await loaded(store, plan(), other)

    values = {node.properties["value"] for node in image.nodes.values() if node.properties.get("field") == "fullName"}
    assert values == {"青石甲铝业有限公司", "青石甲铝业有限责任公司"}
    assert image.nodes["Enterprise", "enterprise:jia-lv-ye"].properties["fullName"] in values


async def test_a_second_end_of_a_single_relationship_is_refused_across_sources(store: Store) -> None:
    second = PLAN_YAML.replace("relationships/PART_OF.csv", "relationships/PART_OF.csv\n  - nodes/Park.csv")
    parks = table(
        ("name", "locator", "claim"),
        ("青石园区", "1.p1.s1", "园区在。"),
        ("大园", "1.p1.s1", "大园在。"),
        ("小园", "1.p1.s1", "小园在。"),
    )
    keys = PLAN_FILES["keys.csv"] + "Park,青石园区,park:qing-shi-yuan-qu\nPark,大园,park:da-yuan\nPark,小园,park:xiao-yuan\n"
    files = {**PLAN_FILES, "nodes/Park.csv": parks}
    part = PLAN_FILES["relationships/PART_OF.csv"] + "Park:青石园区,Park:大园,1.p1.s1,园区属大园。\n"
    third = source(
        {
            "source.yaml": "name: third\ntitle: 第三方\nchannel: REFERENCE\nbasis: REFERENCE\n"
            "requires: [qing-shi, qing-shi-atlas]\ntables: [relationships/PART_OF.csv]\n",
            "keys.csv": "label,name,key\n",
            "relationships/PART_OF.csv": "start,end,origin,locator,claim\nPark:青石园区,Park:小园,青石年鉴,p9,园区属小园。\n",
        }
    )
    whole = source(files, source=second, keys=keys, PART_OF=part)
    before = await loaded(store, whole, atlas())

    with pytest.raises(RecordErrors, match="park:qing-shi-yuan-qu has one PART_OF only") as caught:
        await load(store, [third, whole, atlas()])

    assert [error.where for error in caught.value.errors] == ["relationships/PART_OF.csv:2 column end"]
    assert await image_of(store) == before


async def test_a_document_belongs_to_one_source(store: Store) -> None:
    await loaded(store)
    twin = source({**PLAN_FILES}, source=PLAN_YAML.replace("name: qing-shi\n", "name: qing-shi-twin\n"))

    with pytest.raises(RecordErrors, match="document:qing-shi is a document of qing-shi already"):
        await load(store, [twin, atlas()])


async def test_a_broken_table_tells_every_place_and_writes_nothing(store: Store, statements: list[Statement]) -> None:
    before = await loaded(store)
    statements.clear()
    broken = plan(Project=edited("Project", "2万吨,2019", "两瓶,明年"), Department=edited("Department", "COUNTY", "TOWN"))

    with pytest.raises(RecordErrors) as caught:
        await load(store, [broken, atlas()])

    assert [error.where for error in caught.value.errors] == [
        "nodes/Project.csv:2 column capacity",
        "nodes/Project.csv:2 column as_of",
        "nodes/Department.csv:2 column level",
    ]
    assert statements == []
    assert await image_of(store) == before


async def test_too_few_rows_retire_nothing(store: Store) -> None:
    before = await loaded(store)
    strict = source(PLAN_FILES, source=PLAN_YAML.replace("{min: 1, max: 5}", "{min: 9}"))

    with pytest.raises(ExpectationFailed):
        await load(store, [strict, atlas()])

    assert await image_of(store) == before


async def test_the_document_s_text_adds_quotes_and_counts_as_another_input(store: Store) -> None:
    await loaded(store)
    assert await is_current(store, plan())

    quoted = await loaded(store, plan(), atlas(), documents={DOCUMENT_KEY: DOCUMENT})

    evidence = [
        node.properties
        for node in quoted.nodes.values()
        if node.label == "Evidence" and node.properties["source"] == "qing-shi"
    ]
    assert all(DOCUMENT.text[int(str(item["start"])) : int(str(item["end"]))] == item["quote"] for item in evidence)
    assert await is_current(store, plan())
    assert not await is_current(store, plan(Department=edited("Department", "县经信局管修路。", "县经信局修路。")))
    assert await is_loaded(store, "qing-shi") == plan().digest(DOCUMENT.digest)


async def test_loading_the_same_tables_without_the_text_keeps_the_quotes(store: Store) -> None:
    quoted = await loaded(store, plan(), atlas(), documents={DOCUMENT_KEY: DOCUMENT})

    report = await load(store, [plan(), atlas()])

    assert [item.unchanged for item in report.sources] == [True, True]
    assert await image_of(store) == quoted


async def test_progress_is_told_by_phase_up_to_the_whole(store: Store) -> None:
    await prepare(store)
    seen: list[tuple[str, int, int]] = []

    report = await load(store, [plan(), atlas()], options=LoadOptions(progress=lambda *told: seen.append(told)))

    assert list(dict.fromkeys(phase for phase, _, _ in seen)) == ["read", "compare", "write"]
    assert seen[-1] == ("write", report.rows, report.rows)
    assert all(done <= total for _, done, total in seen)


async def test_a_load_beyond_the_bound_of_one_transaction_is_refused_before_it_writes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await prepare(store)
    monkeypatch.setattr(apply, "EMBEDDED_ROWS", 10)

    if store.kind == "embedded":
        with pytest.raises(LoadTooLarge, match="one transaction of the embedded store holds 10"):
            await load(store, [plan(), atlas()])
        assert await image_of(store) == Image()
    else:
        assert (await load(store, [plan(), atlas()])).rows > 10


async def test_a_line_that_breaks_in_the_middle_leaves_the_old_graph(store: Store, server: Server) -> None:
    before = await loaded(store)
    changed = plan(Project=edited("Project", "2万吨", "3万吨"))
    async with Line(server.uri) as line, await Store.connect(line.uri, server.auth, database=server.database) as far:

        def cut(phase: str, done: int, _total: int) -> None:
            if phase == "write" and done:
                line.cut()

        with pytest.raises(StoreUnavailable):
            await load(far, [changed, atlas()], options=LoadOptions(progress=cut))

    assert await image_of(store) == before
    assert (await load(store, [changed, atlas()])).rows > 0


async def test_two_loads_at_once_end_as_if_one_came_after_the_other(store: Store) -> None:
    await loaded(store)
    one = plan(Project=edited("Project", "2万吨", "3万吨"))
    other = plan(Project=edited("Project", "2万吨", "4万吨"))

    done = await asyncio.gather(load(store, [one, atlas()]), load(store, [other, atlas()]), return_exceptions=True)

    assert [type(item) for item in done if isinstance(item, BaseException)] in ([], [GraphChanging])
    capacity = (await image_of(store)).nodes[LV_BAN].properties["capacityValue"]
    last = one if capacity == 30_000.0 else other
    after = await image_of(store)
    assert after == await fresh(store, last, atlas())


async def test_loading_the_bundled_register_twice_leaves_the_same_dump_on_both_stores(
    both_stores: dict[str, Store], tmp_path: Path
) -> None:
    dumps: dict[str, bytes] = {}
    for kind, store in both_stores.items():
        await prepare(store)
        for time in ("first", "again"):
            await load(store, with_required("qinghai-2013"))
            await dump(store, MODEL, tmp_path / kind)
            dumps[f"{kind} {time}"] = (tmp_path / kind).read_bytes()

    assert len(dumps) == 4
    assert len(set(dumps.values())) == 1
    lines = dumps["embedded first"].splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 1_000


async def test_the_bundled_register_with_the_plan_s_text_carries_quotes(store: Store, plan_text: str) -> None:
    sources = with_required("qinghai-2013")
    declared = sources[-1].manifest.document
    assert declared is not None
    document = Document(declared.name, plan_text, declared.sha256)

    image = await loaded(store, *sources, documents={declared.key: document})

    stated = [
        node.properties
        for node in image.nodes.values()
        if node.properties.get("basis") == "STATED" and node.label == "Evidence"
    ]
    assert len(stated) > 100
    assert all(plan_text[int(str(item["start"])) : int(str(item["end"]))] == item["quote"] for item in stated)
