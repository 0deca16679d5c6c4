"""The whole graph as streams: one statement a label and one a relationship type, unordered, whatever order the dump then gives them.

Rows of a label are [properties]; of a type [start label, start key, end label, end key, properties].
"""

from __future__ import annotations

from graph.cypher.statement import Statement
from graph.model.registry import Model


def read_any_node(model: Model) -> Statement:
    """Return the statement that gives one row when the graph holds anything that a dump would."""
    labels = "|".join(item.label for item in model.nodes)
    return Statement(f"MATCH (n:{labels})\nRETURN n.key AS key\nLIMIT 1")


def stream_nodes(label: str, model: Model) -> Statement:
    """Return the statement that gives all nodes of a label."""
    return Statement(f"MATCH (n:{model.node(label).label})\nRETURN n {{.*}} AS properties")


def stream_relationships(type_name: str, model: Model) -> Statement:
    """Return the statement that gives all relationships of a type."""
    return Statement(
        f"MATCH (a)-[r:{model.relationship(type_name).type}]->(b)\n"
        "RETURN labels(a)[0] AS startLabel, a.key AS start, labels(b)[0] AS endLabel, b.key AS end, r {.*} AS properties"
    )
