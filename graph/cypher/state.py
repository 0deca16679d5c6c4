"""Statements about the State node: whose database this is, its epoch, and the committing mark of a writer.

The State is one node, `(:State {key: 'graph', madeBy, modelVersion, schema, epoch, committing, committer})`. `committing` is the time,
in milliseconds of the server's clock, until which the mark counts as fresh; `committer` is a random name of the writer that set it.
"""

from __future__ import annotations

from graph.cypher.statement import Statement

MADE_BY = "Liantu"

STATE_CONSTRAINT = Statement("CREATE CONSTRAINT state_key IF NOT EXISTS FOR (n:State) REQUIRE n.key IS UNIQUE")

READ_STATE = Statement("MATCH (s:State {key: 'graph'})\nRETURN s.epoch AS epoch, s.committing > timestamp() AS committing")

READ_OWNER = Statement(
    "MATCH (s:State {key: 'graph'})\nRETURN s.madeBy AS madeBy, s.modelVersion AS modelVersion, s.schema AS schema"
)

READ_ANY_NODE = Statement("MATCH (n)\nRETURN labels(n) AS labels\nLIMIT 1")

AWAIT_INDEXES_NEO4J = Statement("CALL db.awaitIndexes(300)")

PING = Statement("RETURN 1 AS one")


def claim_database() -> Statement:
    """Return the statement that creates the State of a new graph, and leaves an existing one as it is."""
    text = (
        "MERGE (s:State {key: 'graph'})\n"
        "ON CREATE SET s.epoch = 0, s.madeBy = $madeBy\n"
        "RETURN s.madeBy AS madeBy"
    )  # fmt: skip
    return Statement(text, {"madeBy": MADE_BY})


def record_schema(model_version: str, schema: str) -> Statement:
    """Return the statement that records which model's constraints and indexes the database holds."""
    text = "MATCH (s:State {key: 'graph'})\nSET s.modelVersion = $modelVersion, s.schema = $schema"
    return Statement(text, {"modelVersion": model_version, "schema": schema})


def set_mark(committer: str, hold_ms: int) -> Statement:
    """Return the statement that sets the committing mark; it gives one row, or none while another writer's mark is fresh.

    The first SET takes the node's write lock on Neo4j, so that the test after it reads what the last writer committed; on the embedded
    engine two writers at once end in a transient error for one of them.
    """
    text = (
        "MERGE (s:State {key: 'graph'})\n"
        "ON CREATE SET s.epoch = 0, s.madeBy = $madeBy\n"
        "SET s.asked = $committer\n"
        "WITH s\n"
        "WHERE s.committing IS NULL OR s.committing <= timestamp()\n"
        "SET s.committing = timestamp() + $holdMs, s.committer = $committer\n"
        "RETURN s.epoch AS epoch"
    )
    return Statement(text, {"committer": committer, "holdMs": hold_ms, "madeBy": MADE_BY})


def clear_mark(committer: str) -> Statement:
    """Return the statement that clears the mark if `committer` still holds it."""
    text = (
        "MATCH (s:State {key: 'graph'})\n"
        "WHERE s.committer = $committer\n"
        "REMOVE s.committing, s.committer"
    )  # fmt: skip
    return Statement(text, {"committer": committer})


CLEAR_ANY_MARK = Statement("MATCH (s:State {key: 'graph'})\nWHERE s.committing IS NOT NULL\nREMOVE s.committing, s.committer")

RAISE_EPOCH = Statement("MATCH (s:State {key: 'graph'})\nSET s.epoch = s.epoch + 1\nRETURN s.epoch AS epoch")
