"""A new label is one declaration: constraint, table, loader and dump follow from it, on both stores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.cypher.ddl import schema_names, schema_statements
from graph.cypher.statement import Statement
from graph.errors import StoreError
from graph.model.declarations import Ends, Kind, NodeType, Property, RelationshipType
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import dump, restore, whole_image
from loaders.pipeline import LoadOptions, load, unload
from loaders.tables.columns import table_files
from tests.loaders.sources import prepare, source
from tests.store_fixtures import run_write

MINE = NodeType(
    "SaltMine",
    "saltMines",
    "盐矿",
    "A salt mine",
    (
        Property("reserve", Kind.QUANTITY, "储量", "Proved reserve"),
        Property("code", Kind.TEXT, "编号", "Its code", indexed=True),
    ),
)
DIGS = RelationshipType(
    "DIGS", "digs", "dugBy", (Ends(("Enterprise",), ("SaltMine",)),), "开采", "开采者", "Digs in the mine",
    (Property("year", Kind.INTEGER, "年份", "Since when"),), discriminators=("year",),
)  # fmt: skip
WITH_MINES = replace(MODEL, nodes=(*MODEL.nodes, MINE), relationships=(*MODEL.relationships, DIGS))

FILES = {
    "source.yaml": "name: mines\ntitle: 盐矿名录\nchannel: REFERENCE\nbasis: REFERENCE\n"
    "tables: [nodes/SaltMine.csv, nodes/Enterprise.csv, relationships/DIGS.csv]\n",
    "keys.csv": "label,name,key\nSaltMine,大盐滩,saltmine:da-yan-tan\nEnterprise,青盐公司,enterprise:qing-yan\n",
    "nodes/SaltMine.csv": "name,reserve,code,origin,locator,claim\n大盐滩,10—15亿吨,K7,盐矿志,p1,大盐滩储量很大。\n",
    "nodes/Enterprise.csv": "name,origin,locator,claim\n青盐公司,盐矿志,p1,青盐公司采盐。\n",
    "relationships/DIGS.csv": "start,end,year,origin,locator,claim\n"
    "Enterprise:青盐公司,SaltMine:大盐滩,1998,盐矿志,p1,青盐公司1998年起采大盐滩。\n",
}
MERGE_TWICE = Statement("CREATE (:SaltMine {key: 'saltmine:x'}) CREATE (:SaltMine {key: 'saltmine:x'})")


def test_a_new_label_has_its_constraint_its_index_and_its_table() -> None:
    added = set(schema_names(WITH_MINES)) - set(schema_names(MODEL))

    assert added == {"salt_mine_key", "salt_mine_sort_key_key_index", "salt_mine_code_index", "digs_id"}
    assert set(table_files(WITH_MINES)) - set(table_files(MODEL)) == {"nodes/SaltMine.csv", "relationships/DIGS.csv"}


def test_schema_names_are_distinct_and_stand_for_every_label_and_type() -> None:
    names = [statement.text.split()[2] for statement in schema_statements(MODEL)]

    assert len(names) == len(set(names))
    assert sum(name.endswith("_key") for name in names) == len(MODEL.nodes) + 1
    assert sum(name.endswith("_id") for name in names) == len(MODEL.relationships)


async def test_a_new_label_loads_dumps_restores_and_unloads(store: Store, tmp_path: Path) -> None:
    await prepare(store, WITH_MINES)
    options = LoadOptions(model=WITH_MINES)

    await load(store, [source(FILES)], options=options)
    image = await whole_image(store, WITH_MINES)
    await dump(store, WITH_MINES, tmp_path / "graph.jsonl")
    await unload(store, "mines", options=options)
    await restore(store, WITH_MINES, tmp_path / "graph.jsonl")

    mine = image.nodes["SaltMine", "saltmine:da-yan-tan"].properties
    assert (mine["reserveValue"], mine["reserveUpper"], mine["code"]) == (1e9, 1.5e9, "K7")
    assert [item.properties["year"] for item in image.relationships.values() if item.type == "DIGS"] == [1998]
    assert await whole_image(store, WITH_MINES) == image
    with pytest.raises(StoreError):
        await run_write(store, MERGE_TWICE)
