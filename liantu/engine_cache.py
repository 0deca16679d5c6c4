"""Writes the embedded engine's class cache after an installation, by a first start in a folder that is thrown away.

    python -m liantu.engine_cache

Java sees the schema made, the bundled register loaded and an analysis asked, so a real first start finds all of that prepared.
"""

from __future__ import annotations

import asyncio
import sys

from graph.analytics.service import warm_up
from graph.errors import LiantuError
from graph.store import Store
from graph.store.engine_cache import write_cache
from liantu.wiring import load_bundled, prepare


async def _first_start(store: Store) -> None:
    await prepare(store)
    await load_bundled(store)
    await warm_up(store)


def main() -> int:
    """Write the cache; 1 with a line on standard error when it cannot be written."""
    try:
        path = asyncio.run(write_cache(_first_start))
    except LiantuError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
