"""A loader that is killed leaves the old graph: the process dies at several points, and the folder is opened again after each.

A kill that left half a load would show at the end, since no later run of this test completes what an earlier one began.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import textwrap
from pathlib import Path

from graph.model.registry import MODEL
from graph.store import EngineOptions, Store, open_engine
from graph.store.dump import dump
from loaders.pipeline import load
from tests.loaders.sources import atlas, plan, prepare

ROOT = Path(__file__).resolve().parents[2]

# A process of its own, as the command line is: engine, connection, load; it kills itself in the phase and at the row that it is told.
LOADER = textwrap.dedent("""
    import asyncio, os, pathlib, signal, sys

    from graph.store import EngineOptions, Store, open_engine
    from loaders.pipeline import LoadOptions, load
    from tests.loaders.sources import atlas, edited, plan

    folder, phase, row = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

    def progress(now, done, total):
        if now == phase and done >= min(row, total):
            os.kill(os.getpid(), signal.SIGKILL)

    async def main():
        engine = await open_engine(EngineOptions(folder), attach=True)
        async with await Store.connect(engine.uri, engine.auth, database=engine.database) as store:
            if phase == "epoch":
                store.tracer = lambda statement, *_: "s.epoch + 1" in statement.text and os.kill(os.getpid(), signal.SIGKILL)
            changed = plan(Project=edited("Project", "2万吨", "3万吨"), Department=edited("Department", "COUNTY", "LOCAL"))
            await load(store, [changed, atlas()], options=LoadOptions(progress=progress))
        await engine.stop()

    asyncio.run(main())
""")


async def run_loader(folder: Path, phase: str, row: int) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LOADER, str(folder), phase, str(row), cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return await process.wait()


async def dumped(folder: Path, file: Path, *, first_load: bool = False) -> bytes:
    engine = await open_engine(EngineOptions(folder), attach=False)
    async with await Store.connect(engine.uri, engine.auth, database=engine.database) as store:
        if first_load:
            await prepare(store)
            await load(store, [plan(), atlas()])
        await dump(store, MODEL, file)
    await engine.stop()
    return await asyncio.to_thread(file.read_bytes)


async def test_a_loader_killed_at_any_point_leaves_the_old_graph_and_the_next_one_goes_through(tmp_path: Path) -> None:
    """Killed before the first write, in the middle of the writes, and between the mark and the commit."""
    folder = tmp_path / "data"
    before = await dumped(folder, tmp_path / "before", first_load=True)

    codes = [await run_loader(folder, phase, row) for phase, row in (("compare", 1), ("write", 3), ("epoch", 0))]
    between = await dumped(folder, tmp_path / "between")
    last = await run_loader(folder, "never", 0)

    after = await dumped(folder, tmp_path / "after")
    assert codes == [-signal.SIGKILL] * 3
    assert between == before
    assert last == 0
    assert (b'"capacityText":"3' in before, b'"capacityText":"3' in after) == (False, True)
