"""Makes a store plan the statements of every analysis before somebody asks: Neo4j takes seconds for each when it has just started."""

from __future__ import annotations

from graph.analytics import bases, chain_map, coverage, difference, partners, paths, search, service
from graph.analytics.findings import analysis as findings
from graph.model.registry import Model
from graph.store.reader import Reader


async def warm_up(store: Reader, model: Model) -> None:
    """Plan all statements, those first that people wait for most.

    Raises:
        StoreError: The store failed.
    """
    for one in (search, service, chain_map, partners, coverage, findings, bases):
        await one.warm_up(store)
    await paths.warm_up(store, model)
    await difference.warm_up(store)
