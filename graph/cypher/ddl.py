"""Constraints and indexes: a function of the model, one statement each, all `IF NOT EXISTS`.

Both stores enforce uniqueness of a node's property and of a relationship's property, and nothing more (decision 1 and the common
subset of the architecture); whatever else must hold is checked by the loader before it writes and by `liantu check` after.
"""

from __future__ import annotations

import re

from graph.cypher.statement import Statement
from graph.model.declarations import NodeType
from graph.model.kinds import Scalar, StoreValue, columns
from graph.model.registry import Model

# Labels that the store keeps for itself, outside model, dumps and API. The State brings its own constraint.
LOAD_LOG = "LoadLog"

# Key of the nodes that exist only while indexes are made.
SEED_KEY = "index-seed"

# The embedded engine takes a column's width from the first value that it sees: a small integer would refuse 2^53, a whole float 2.5.
_SEED_VALUES: dict[Scalar, StoreValue] = {Scalar.STRING: SEED_KEY, Scalar.INTEGER: 2**40, Scalar.FLOAT: 0.5}


def schema_statements(model: Model) -> tuple[Statement, ...]:
    """Return all constraints, then all indexes, in declared order."""
    labels = (*(item.label for item in model.nodes), LOAD_LOG)
    return (
        *(_node_constraint(label) for label in labels),
        *(_relationship_constraint(item.type) for item in model.relationships),
        *(_index(item.label, names) for item in model.nodes for names in index_columns(item, model)),
    )


def index_columns(declared: NodeType, model: Model) -> tuple[tuple[str, ...], ...]:
    """Return the columns of each range index of a label, in declared order; the key alone has its constraint's.

    Of an index without the key neither store reads a list in order; beside one, the embedded engine takes it nevertheless, so an order
    has one index, and the key stands second in it.
    """
    held = model.properties(declared.label)
    return tuple(
        (columns(item)[0].name, "key") if item.ordered else (columns(item)[0].name,)
        for item in held
        if item.indexed or item.ordered
    )


def schema_names(model: Model) -> tuple[str, ...]:
    """Return the names of all constraints and indexes that a database of the model has, sorted."""
    return tuple(sorted(statement.text.split()[2] for statement in schema_statements(model)))


def seed_statements(model: Model) -> tuple[Statement, ...]:
    """Return the statements that write one node a label with every indexed property.

    The embedded engine never walks an index in order that was made while no node had the property.
    """
    return tuple(
        Statement(
            f"MERGE (n:{item.label} {{key: $key}})\nSET n += $properties",
            {"key": SEED_KEY, "properties": _seeds(item, model)},
        )
        for item in model.nodes
    )


def unseed_statements(model: Model) -> tuple[Statement, ...]:
    """Return the statements that remove what `seed_statements` wrote."""
    return tuple(Statement(f"MATCH (n:{item.label} {{key: $key}})\nDELETE n", {"key": SEED_KEY}) for item in model.nodes)


def _seeds(declared: NodeType, model: Model) -> dict[str, StoreValue]:
    held = [columns(item)[0] for item in model.properties(declared.label) if item.indexed or item.ordered]
    return {column.name: _SEED_VALUES[column.scalar] for column in held}


def _node_constraint(label: str) -> Statement:
    name = f"{_snake(label)}_key"
    return Statement(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE")


def _relationship_constraint(type_name: str) -> Statement:
    name = f"{type_name.lower()}_id"
    return Statement(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{type_name}]-() REQUIRE r.id IS UNIQUE")


def _index(label: str, names: tuple[str, ...]) -> Statement:
    name = f"{_snake(label)}_{'_'.join(map(_snake, names))}_index"
    return Statement(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({', '.join(f'n.{one}' for one in names)})")


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
