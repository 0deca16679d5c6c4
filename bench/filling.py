"""Puts a graph into an empty store by the writer that loads use, in as many transactions as its size needs."""

from __future__ import annotations

from collections.abc import Iterator

from graph.cypher.ddl import schema_statements, seed_statements, unseed_statements
from graph.model.image import Image, ImageDifference, difference
from graph.model.registry import MODEL
from graph.store import Store, ensure_schema
from graph.store.apply import write_difference

# Half of what one transaction of the embedded engine holds at its default heap.
ROWS = 50_000


async def fill(store: Store, image: Image) -> None:
    """Make the constraints and indexes of the model and write the image; the graph is whole when this returns, not before.

    Raises:
        StoreError: The store failed.
    """
    await ensure_schema(
        store, MODEL.version, schema_statements(MODEL), seed=seed_statements(MODEL), unseed=unseed_statements(MODEL)
    )
    for part in parts(difference(Image(), image)):
        epoch = await store.state()
        await write_difference(store, part, MODEL, base_epoch=epoch or 0)


def parts(whole: ImageDifference) -> Iterator[ImageDifference]:
    """Yield a difference in parts of at most ROWS rows, nodes before relationships; nothing is deleted."""
    for start in range(0, len(whole.nodes_to_write), ROWS):
        yield ImageDifference(whole.nodes_to_write[start : start + ROWS], (), (), ())
    for start in range(0, len(whole.relationships_to_write), ROWS):
        yield ImageDifference((), (), whole.relationships_to_write[start : start + ROWS], ())
