"""Dump and restore: equal graphs give equal bytes, from either store into either, and a wrong line is named before anything is written."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest

from graph.errors import DumpError
from graph.model.lines import image_lines
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import dump, restore, whole_image
from loaders.pipeline import load, unload
from tests.loaders.sources import atlas, edited, plan, prepare

PARK = {
    "key": "park:a",
    "label": "Park",
    "properties": {"aliases": [], "basis": "STATED", "key": "park:a", "name": "甲", "sortKey": "jia 甲"},
}
PLACE = {
    "key": "place:b",
    "label": "Place",
    "properties": {"aliases": ["乙"], "basis": "STATED", "key": "place:b", "name": "乙县", "sortKey": "yi xian 乙县"},
}
IDENTITY = "park:a|LOCATED_IN|place:b"
LOCATED = {
    "end": ["Place", "place:b"],
    "id": IDENTITY,
    "properties": {"basis": "STATED", "claims": ["c"], "id": IDENTITY},
    "start": ["Park", "park:a"],
    "type": "LOCATED_IN",
}


async def filled(store: Store) -> None:
    await prepare(store)
    await load(store, [plan(), atlas()])


def names_in(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def written(folder: Path, *records: object) -> Path:
    file = folder / "graph.jsonl"
    file.write_bytes(b"".join((item if isinstance(item, bytes) else orjson.dumps(item)) + b"\n" for item in records))
    return file


async def test_a_dump_is_the_graph_as_sorted_lines(store: Store, tmp_path: Path) -> None:
    await filled(store)

    report = await dump(store, MODEL, tmp_path / "graph.jsonl")

    image = await whole_image(store, MODEL)
    assert (tmp_path / "graph.jsonl").read_bytes().splitlines() == image_lines(image)
    assert (report.epoch, report.nodes, report.relationships) == (1, len(image.nodes), len(image.relationships))
    assert not [line for line in image_lines(image) if b"LoadLog" in line or b'"State"' in line]
    assert names_in(tmp_path) == ["graph.jsonl"]


async def test_a_dump_is_ordered_as_sort_orders_bytes(store: Store, tmp_path: Path) -> None:
    await filled(store)
    file = tmp_path / "graph.jsonl"
    await dump(store, MODEL, file)

    sort = await asyncio.create_subprocess_exec("sort", "--check", str(file), env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})

    assert await sort.wait() == 0


async def test_small_chunks_give_the_same_dump(store: Store, tmp_path: Path) -> None:
    await filled(store)

    await dump(store, MODEL, tmp_path / "one")
    await dump(store, MODEL, tmp_path / "many", chunk_bytes=500)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "many").read_bytes()


async def test_a_dump_of_one_store_restored_into_the_other_dumps_alike(both_stores: dict[str, Store], tmp_path: Path) -> None:
    embedded, neo4j = both_stores["embedded"], both_stores["neo4j"]
    await filled(embedded)
    await prepare(neo4j)
    await dump(embedded, MODEL, tmp_path / "a")

    await restore(neo4j, MODEL, tmp_path / "a")
    await dump(neo4j, MODEL, tmp_path / "b")
    await restore(embedded, MODEL, tmp_path / "b", replace=True)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (await embedded.state(), await neo4j.state()) == (1, 1)


async def test_a_restored_graph_is_one_that_loads_go_on_from(store: Store, tmp_path: Path) -> None:
    await filled(store)
    await dump(store, MODEL, tmp_path / "graph.jsonl")
    for name in ("qing-shi", "qing-shi-atlas"):
        await unload(store, name)

    await restore(store, MODEL, tmp_path / "graph.jsonl")

    assert [item.unchanged for item in (await load(store, [plan(), atlas()])).sources] == [True, True]


async def test_a_graph_is_only_replaced_on_demand(store: Store, tmp_path: Path) -> None:
    await filled(store)
    await dump(store, MODEL, tmp_path / "old")
    before = await whole_image(store, MODEL)
    await load(store, [plan(Project=edited("Project", "2万吨", "3万吨")), atlas()])

    with pytest.raises(DumpError, match="holds a graph"):
        await restore(store, MODEL, tmp_path / "old")
    report = await restore(store, MODEL, tmp_path / "old", replace=True)

    assert await whole_image(store, MODEL) == before
    assert 0 < report.rows < 12


async def test_an_empty_graph_dumps_to_an_empty_file_and_back(store: Store, tmp_path: Path) -> None:
    await prepare(store)

    await dump(store, MODEL, tmp_path / "graph.jsonl")
    report = await restore(store, MODEL, tmp_path / "graph.jsonl")

    assert ((tmp_path / "graph.jsonl").read_bytes(), report.rows) == (b"", 0)


async def test_a_dump_that_cannot_be_written_leaves_the_file_that_was_there(store: Store, tmp_path: Path) -> None:
    await filled(store)

    with pytest.raises(DumpError, match="cannot be written"):
        await dump(store, MODEL, tmp_path / "missing" / "graph.jsonl")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DumpError, match="cannot be written"):
        await dump(store, MODEL, tmp_path / "folder")

    assert names_in(tmp_path) == ["folder"]


async def test_lines_in_any_order_restore(store: Store, tmp_path: Path) -> None:
    await prepare(store)

    await restore(store, MODEL, written(tmp_path, LOCATED, PLACE, PARK))

    image = await whole_image(store, MODEL)
    assert [item.id for item in image.relationships.values()] == [IDENTITY]
    assert {key for _, key in image.nodes} == {"park:a", "place:b"}


def with_properties(record: Mapping[str, object], **changed: object) -> dict[str, object]:
    held = record["properties"]
    assert isinstance(held, dict)
    properties = {name: value for name, value in {**held, **changed}.items() if value is not None}
    return {**record, "properties": properties}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no node and no relationship"),
        ({"key": "park:a", "properties": {}}, "has the keys key, properties"),
        ({**PARK, "label": "Garden"}, "no label 'Garden'"),
        ({**PARK, "key": 7}, "holds 7 and not a text"),
        ({**PARK, "key": "park:z"}, "another key among its properties"),
        (with_properties(PARK, colour="红"), "Park has no property 'colour'"),
        (with_properties(PARK, name=7), "Park.name holds 7 and not a string"),
        (with_properties(PARK, aliases=["甲", 7]), "Park.aliases holds"),
        (with_properties(PARK, sortKey=None), "A Park lacks sortKey"),
        (PLACE, "stands on an earlier line too"),
        ({**LOCATED, "type": "NEAR"}, "no type 'NEAR'"),
        ({**LOCATED, "start": ["Park"]}, "not a label and a key"),
        ({**LOCATED, "start": ["Plan", "plan:a"]}, "does not lead from Plan to Place"),
        ({**LOCATED, "id": "other"}, "another id among its properties"),
        (with_properties(LOCATED, basis=None), "A LOCATED_IN lacks basis"),
        ({**LOCATED, "start": ["Park", "park:z"]}, "names the Park 'park:z', which no line holds"),
    ],
)
async def test_a_wrong_line_is_named_and_nothing_is_written(
    embedded_store: Store, tmp_path: Path, line: object, said: str
) -> None:
    await prepare(embedded_store)
    epoch = await embedded_store.state()

    with pytest.raises(DumpError, match=r"graph\.jsonl:2: ") as caught:
        await restore(embedded_store, MODEL, written(tmp_path, PLACE, line), replace=True)

    assert said in caught.value.message
    assert await embedded_store.state() == epoch


async def test_a_relationship_line_may_stand_twice_only_once(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match=re.escape(f"The LOCATED_IN {IDENTITY!r} stands on an earlier line too")):
        await restore(embedded_store, MODEL, written(tmp_path, PARK, PLACE, LOCATED, LOCATED), replace=True)


async def test_a_file_that_is_not_there_is_named(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="cannot be read"):
        await restore(embedded_store, MODEL, tmp_path / "none.jsonl")


async def test_numbers_and_lists_have_one_form(store: Store, tmp_path: Path) -> None:
    await prepare(store)
    values = with_properties(
        {**PARK, "label": "Project", "key": "project:a"},
        key="project:a",
        capacityValue=1.0,
        capacityUpper=2.5e10,
        capacityUnit="t",
        capacityComparator="BETWEEN",
        capacityText="一至二",
        investment=2**53 - 1,
    )

    await restore(store, MODEL, written(tmp_path, values))
    await dump(store, MODEL, tmp_path / "again")

    assert (tmp_path / "again").read_bytes() == orjson.dumps(values, option=orjson.OPT_SORT_KEYS) + b"\n"


async def test_a_dump_during_a_load_is_the_graph_before_or_after_it(store: Store, tmp_path: Path) -> None:
    await filled(store)
    states = {1: image_lines(await whole_image(store, MODEL))}
    begun = asyncio.Event()

    async def load_meanwhile() -> None:
        await begun.wait()
        await load(store, [plan(Project=edited("Project", "2万吨", "3万吨")), atlas()])

    report, _ = await asyncio.gather(
        dump(store, MODEL, tmp_path / "graph.jsonl", progress=lambda *_: begun.set()), load_meanwhile()
    )

    states[2] = image_lines(await whole_image(store, MODEL))
    assert states[1] != states[2]
    assert (tmp_path / "graph.jsonl").read_bytes().splitlines() == states[report.epoch]
