"""Image differences become writes: texts that take `$rows`, one label or relationship type each.

    UNWIND $rows AS row                      UNWIND $rows AS row
    MERGE (n:Park {key: row.key})            MATCH (a:Park {key: row.start})
    SET n = row.properties                   MATCH (b:Place {key: row.end})
                                             MERGE (a)-[r:PART_OF {id: row.id}]->(b)
                                             SET r = row.properties

`SET n = …` replaces all properties, so that what no claim states any more is gone. Every text is idempotent, and identifiers come from
the model alone. Order: nodes, relationships, then what is retired, relationships before nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.cypher.ddl import LOAD_LOG
from graph.model.image import ImageDifference, ImageNode, ImageRelationship
from graph.model.registry import Model


@dataclass(frozen=True, slots=True)
class Write:
    """One text and the rows that it takes as `$rows`, in batches."""

    text: str
    rows: Sequence[Mapping[str, object]]


def writes(changes: ImageDifference, model: Model) -> Iterator[Write]:
    """Yield the writes that turn one image into the other, in the order in which they must run.

    Raises:
        ModelError: The difference names a label or type that the model does not declare.
    """
    for label, nodes in _by_label(changes.nodes_to_write, model):
        yield Write(_merge_nodes(label), [{"key": node.key, "properties": dict(node.properties)} for node in nodes])
    for ends, items in _by_ends(changes.relationships_to_write, model):
        rows: list[Mapping[str, object]] = [
            {"start": item.start, "end": item.end, "id": item.id, "properties": dict(item.properties)} for item in items
        ]
        yield Write(_merge_relationships(ends, from_start=_starts_are_lower(items)), rows)
    for ends, items in _by_ends(changes.relationships_to_delete, model):
        rows = [{"start": item.start, "end": item.end, "id": item.id} for item in items]
        yield Write(_delete_relationships(ends, from_start=_starts_are_lower(items)), rows)
    for label, nodes in _by_label(changes.nodes_to_delete, model):
        yield Write(f"UNWIND $rows AS row\nMATCH (n:{label} {{key: row.key}})\nDELETE n", [{"key": node.key} for node in nodes])


def log_write(runs: Mapping[str, str]) -> Write:
    """Return the write that notes when load runs finished: run key -> ISO 8601 time. The log stays outside dumps."""
    rows = [{"key": key, "properties": {"key": key, "finishedAt": at}} for key, at in sorted(runs.items())]
    return Write(_merge_nodes(LOAD_LOG), rows)


_Ends = tuple[str, str, str]


def _by_label(nodes: Iterable[ImageNode], model: Model) -> Iterator[tuple[str, list[ImageNode]]]:
    grouped: dict[str, list[ImageNode]] = defaultdict(list)
    for node in nodes:
        grouped[node.label].append(node)
    for label in sorted(grouped):
        yield model.node(label).label, grouped[label]


def _by_ends(items: Iterable[ImageRelationship], model: Model) -> Iterator[tuple[_Ends, list[ImageRelationship]]]:
    grouped: dict[_Ends, list[ImageRelationship]] = defaultdict(list)
    for item in items:
        grouped[item.type, item.start_label, item.end_label].append(item)
    for type_name, start_label, end_label in sorted(grouped):
        ends = (model.relationship(type_name).type, model.node(start_label).label, model.node(end_label).label)
        yield ends, grouped[type_name, start_label, end_label]


def _starts_are_lower(items: Sequence[ImageRelationship]) -> bool:
    """Whether the start nodes have the lower degree here.

    The embedded engine walks a relationship from the node that the pattern names first: from a hub of 40,000 it writes 29 rows a
    second, from the other end 9,654 (measured).
    """
    return len({item.start for item in items}) >= len({item.end for item in items})


def _merge_nodes(label: str) -> str:
    return f"UNWIND $rows AS row\nMERGE (n:{label} {{key: row.key}})\nSET n = row.properties"


def _merge_relationships(ends: _Ends, *, from_start: bool) -> str:
    type_name, start_label, end_label = ends
    start = f"MATCH (a:{start_label} {{key: row.start}})"
    end = f"MATCH (b:{end_label} {{key: row.end}})"
    if from_start:
        return f"UNWIND $rows AS row\n{start}\n{end}\nMERGE (a)-[r:{type_name} {{id: row.id}}]->(b)\nSET r = row.properties"
    return f"UNWIND $rows AS row\n{end}\n{start}\nMERGE (b)<-[r:{type_name} {{id: row.id}}]-(a)\nSET r = row.properties"


def _delete_relationships(ends: _Ends, *, from_start: bool) -> str:
    # Lists are compared so that Neo4j walks from the end that is named: a look-up in the index of ids copies the set of all
    # relationships that the transaction has deleted so far, which makes many deletions quadratic (measured).
    type_name, start_label, end_label = ends
    near = f"(a:{start_label} {{key: row.start}})-[r:{type_name}]->()"
    if not from_start:
        near = f"(b:{end_label} {{key: row.end}})<-[r:{type_name}]-()"
    return f"UNWIND $rows AS row\nMATCH {near}\nWHERE [r.id] = [row.id]\nDELETE r"
