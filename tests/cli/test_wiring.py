"""When the bundled register is loaded by itself, on both stores."""

from __future__ import annotations

from graph.cypher.statement import Statement
from graph.store import Store
from liantu.wiring import load_bundled, prepare, probe
from loaders.pipeline import loaded_sources, unload
from tests.store_fixtures import run_write

# As a load of an earlier state of the tables would have left it.
AGE = "MATCH (n:LoadRun {source: 'qinghai-2013'}) SET n.key = 'older', n.digest = 'older'"


async def test_an_empty_store_is_filled_an_older_one_renewed_and_an_unloaded_source_left_alone(store: Store) -> None:
    await prepare(store)
    empty = await probe(store)

    first = await load_bundled(store)
    filled, held = await probe(store), await loaded_sources(store)
    again = await load_bundled(store)
    await run_write(store, Statement(AGE))
    renewed = await load_bundled(store)
    await unload(store, "qinghai-2013")
    after_unload = await load_bundled(store)

    assert (empty.ready, empty.code, filled.ready) == (False, "NOT_LOADED", True)
    assert first is not None
    assert sorted(held) == ["qinghai-2013", "reference"]
    assert again is None
    assert renewed is not None
    assert [source.name for source in renewed.sources if not source.unchanged] == ["qinghai-2013"]
    assert after_unload is None
    assert list(await loaded_sources(store)) == ["reference"]
