"""A process that owns an embedded engine, for tests that kill it.

    python -m tests.store.owner FOLDER main|thread

Writes rows, each acknowledged before the next, then prints the engine's process id and sleeps. `thread` starts the engine outside the
main thread, where the kernel's leash cannot be used.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

from graph.cypher.state import set_mark
from graph.cypher.statement import Statement
from graph.store import EngineOptions, Store, Transaction, open_engine

ROWS = 25


async def own(folder: Path) -> None:
    """Start the engine, write, leave a committing mark, and stay."""
    engine = await open_engine(EngineOptions(folder), attach=False)
    async with await Store.connect(engine.uri, engine.auth, database=engine.database) as store:
        for number in range(ROWS):
            await store.write(lambda tx, number=number: create(tx, number))  # type: ignore[misc]
        await store.write(mark, raise_epoch=False)
        sys.stdout.write(f"{engine.pid}\n")
        sys.stdout.flush()
        await asyncio.sleep(600)


async def create(transaction: Transaction, number: int) -> None:
    """Write one row."""
    await transaction.run(Statement("CREATE (:Item {key: $number})", {"number": number}))


async def mark(transaction: Transaction) -> None:
    """Leave the mark of a writer that is about to commit, for an hour."""
    await transaction.run(set_mark("killed", 3_600_000))


if __name__ == "__main__":
    if sys.argv[2] == "main":
        asyncio.run(own(Path(sys.argv[1])))
    else:
        thread = threading.Thread(target=lambda: asyncio.run(own(Path(sys.argv[1]))))
        thread.start()
        thread.join()
