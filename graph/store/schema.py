"""Gives a database the model's constraints and indexes, and refuses one that holds something else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from graph.cypher.state import (
    AWAIT_INDEXES_NEO4J,
    MADE_BY,
    READ_ANY_NODE,
    READ_OWNER,
    STATE_CONSTRAINT,
    claim_database,
    record_schema,
)
from graph.cypher.statement import Statement
from graph.errors import StoreNotOurs
from graph.store.store import Store
from graph.store.transaction import Transaction


async def ensure_schema(
    store: Store,
    model_version: str,
    ddl: Sequence[Statement],
    *,
    seed: Sequence[Statement] = (),
    unseed: Sequence[Statement] = (),
) -> bool:
    """Apply constraints and indexes that the database does not have yet, and record the model's version in the State.

    An index of the embedded engine that is created while no node has its property is never used for order, so `seed` writes a node
    of each label and a relationship of each type with every indexed property, the DDL follows, and `unseed` removes them. Neo4j needs
    no seeds and gets none. A database whose State records the same statements is left alone, which costs one read.

    Args:
        store: The database.
        model_version: What the State records; see `graph.model`.
        ddl: `CREATE CONSTRAINT … IF NOT EXISTS` and `CREATE INDEX … IF NOT EXISTS`, run in this order in one transaction.
        seed: Idempotent statements that write the seeds, in one transaction.
        unseed: Statements that remove them, in one transaction.

    Returns:
        Whether anything was applied.

    Raises:
        StoreNotOurs: When the database is neither empty nor Liantu's.
    """
    schema = _digest(ddl)
    recorded = await _recorded(store)
    if recorded == (model_version, schema):
        return False
    # The State comes first, so that a process killed from here on leaves a database that is known to be ours.
    await _write(store, [claim_database()])
    if recorded[1] != schema:
        embedded = store.kind == "embedded"
        if embedded and seed:
            await _write(store, seed)
        # One transaction for all: 70 of their own take the embedded engine twice the processor time (measured).
        await _write(store, (STATE_CONSTRAINT, *ddl))
        if embedded and unseed:
            await _write(store, unseed)
        if not embedded:
            await store.run_schema(AWAIT_INDEXES_NEO4J)
    await _write(store, [record_schema(model_version, schema)])
    return True


async def _recorded(store: Store) -> tuple[object, object]:
    rows = await store.read(READ_OWNER)
    if rows:
        made_by, model_version, schema = rows[0]
        if made_by == MADE_BY:
            return model_version, schema
    elif not await store.read(READ_ANY_NODE):
        return None, None
    raise StoreNotOurs(
        f"The database at {store.server} holds nodes that Liantu did not write.",
        hint="Give Liantu a database of its own (NEO4J_DATABASE, or another server).",
    )


def _digest(ddl: Sequence[Statement]) -> str:
    return hashlib.sha256("\n".join(statement.text for statement in ddl).encode()).hexdigest()


async def _write(store: Store, statements: Sequence[Statement]) -> None:
    async def work(transaction: Transaction) -> None:
        for statement in statements:
            await transaction.run(statement)

    await store.write(work, raise_epoch=False)
