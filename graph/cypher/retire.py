"""What a load reads before it computes its difference: claims, and the image of the nodes that they are about.

Every statement takes keys as `$keys` and returns flat rows; properties come as maps of everything stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.statement import Statement
from graph.model.registry import Model

# [key, what it means, sources that judge so, label and key of the node that it leads to, if any]
READ_REDIRECTS = Statement(
    "MATCH (r:Redirect)\n"
    "OPTIONAL MATCH (r)-[:REDIRECTS]->(e)\n"
    "RETURN r.key AS key, r.means AS means, r.sources AS sources, labels(e)[0] AS label, e.key AS target"
)

# [run properties]
READ_RUNS = Statement("MATCH (n:LoadRun)\nRETURN n {.*} AS run\nORDER BY run.key")

# [run key, ISO 8601 time]
READ_LOG = Statement("MATCH (n:LoadLog)\nRETURN n.key AS key, n.finishedAt AS finishedAt\nORDER BY key")


def read_source_keys(source: str) -> Statement:
    """Return the statement that gives [subject key, end key or null] of every claim of a source."""
    text = "MATCH (x:Evidence {source: $source})\nRETURN DISTINCT x.subjectKey AS subject, x.endKey AS end"
    return Statement(text, {"source": source})


def read_named_with(keys: Sequence[str]) -> tuple[Statement, Statement]:
    """Return the statements that give [the other key] of every relationship claim that names one of the keys."""
    return (
        Statement(
            "UNWIND $keys AS key\n"
            "MATCH (x:Evidence {subjectKey: key})\n"
            "WHERE x.endKey IS NOT NULL\n"
            "RETURN DISTINCT x.endKey AS other",
            {"keys": list(keys)},
        ),
        Statement(
            "UNWIND $keys AS key\nMATCH (x:Evidence {endKey: key})\nRETURN DISTINCT x.subjectKey AS other",
            {"keys": list(keys)},
        ),
    )


def read_claims(keys: Sequence[str]) -> tuple[Statement, Statement]:
    """Return the statements that give every claim that names one of the keys, as subject or as end; a claim may come twice.

    Rows: [claim properties, key of the document it cites or null, label and key of the node it is about].
    """
    rest = (
        "MATCH (x)-[:ABOUT]->(e)\n"
        "OPTIONAL MATCH (x)-[:CITES]->(d:Document)\n"
        "RETURN x {.*} AS claim, d.key AS document, labels(e)[0] AS label, e.key AS about"
    )  # fmt: skip
    return (
        Statement(f"UNWIND $keys AS key\nMATCH (x:Evidence {{subjectKey: key}})\n{rest}", {"keys": list(keys)}),
        Statement(f"UNWIND $keys AS key\nMATCH (x:Evidence {{endKey: key}})\n{rest}", {"keys": list(keys)}),
    )


def read_nodes(label: str, keys: Sequence[str], model: Model) -> Statement:
    """Return the statement that gives [properties, [name form properties, …]] of the label's nodes with the keys."""
    text = (
        "UNWIND $keys AS key\n"
        f"MATCH (n:{model.node(label).label} {{key: key}})\n"
        "RETURN n {.*} AS properties, COLLECT { MATCH (n)<-[:NAMES]-(f:NameForm) RETURN f {.*} } AS forms"
    )
    return Statement(text, {"keys": list(keys)})


def read_tokens(keys: Sequence[str]) -> Statement:
    """Return the statement that gives [properties] of the name tokens with the keys."""
    return Statement("UNWIND $keys AS key\nMATCH (t:NameToken {key: key})\nRETURN t {.*} AS properties", {"keys": list(keys)})


def read_relationships(label: str, keys: Sequence[str], model: Model) -> Statement:
    """Return the statement that gives the claimed relationships at the label's nodes with the keys, whichever way they lead.

    Rows: [type, properties, whether it starts at the node, key of the node, label and key of the far node].
    """
    types = "|".join(item.type for item in model.claimed)
    text = (
        "UNWIND $keys AS key\n"
        f"MATCH (n:{model.node(label).label} {{key: key}})-[r:{types}]-(far)\n"
        "RETURN type(r) AS type, r {.*} AS properties, startNode(r).key = key AS forward, key, "
        "labels(far)[0] AS farLabel, far.key AS far"
    )
    return Statement(text, {"keys": list(keys)})


def read_documents(sources: Sequence[str], keys: Sequence[str]) -> Statement:
    """Return the statement that gives [properties, key of its plan or null] of the documents of the sources, or with the keys."""
    text = (
        "MATCH (d:Document)\n"
        "WHERE d.source IN $sources OR d.key IN $keys\n"
        "OPTIONAL MATCH (d)-[:DOCUMENTS]->(p:Plan)\n"
        "RETURN d {.*} AS properties, p.key AS plan"
    )  # fmt: skip
    return Statement(text, {"sources": list(sources), "keys": list(keys)})
