"""The only importer of the Neo4j driver: connections, transactions, the epoch protocol, the schema and the embedded engine."""

from graph.store.batches import BatchBounds, batches
from graph.store.embedded import Engine, EngineOptions, open_engine
from graph.store.epoch import Reading, Row
from graph.store.schema import ensure_schema
from graph.store.store import Store, StoreOptions
from graph.store.transaction import Tracer, Transaction

__all__ = [
    "BatchBounds",
    "Engine",
    "EngineOptions",
    "Reading",
    "Row",
    "Store",
    "StoreOptions",
    "Tracer",
    "Transaction",
    "batches",
    "ensure_schema",
    "open_engine",
]
