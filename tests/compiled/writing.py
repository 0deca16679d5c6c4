"""Writes an image into a store by the loaders' own writer."""

from __future__ import annotations

from graph.cypher.write import log_write, writes
from graph.model.image import Image, difference
from graph.model.registry import MODEL, Model
from graph.store import Store, Transaction

FINISHED_AT = "2026-01-02T03:04:05Z"


async def write_image(store: Store, image: Image, model: Model = MODEL) -> None:
    """Put an image into an empty graph, and note when its load runs finished."""
    runs = {node.key: FINISHED_AT for node in image.nodes.values() if node.label == "LoadRun"}

    async def work(transaction: Transaction) -> None:
        for write in (*writes(difference(Image(), image), model), log_write(runs)):
            await transaction.run_batches(write.text, write.rows)

    await store.write(work)
