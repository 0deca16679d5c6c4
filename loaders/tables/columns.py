"""Which columns a register table may have: a function of the model.

    nodes/Project.csv         name, aliases, status, capacity, phase, investment, as_of, basis, origin, rule, locator, claim
    relationships/SERVES.csv  start, end, kind, year, status, as_of, basis, origin, rule, locator, claim

A new label or property is one declaration; its columns follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.declarations import NodeType, Property, RelationshipType
from graph.model.registry import Model
from loaders.issues import Findings, Place, nearest
from loaders.tables.cells import Table

# What every row says about its claim; `locator` and `claim` must not be empty.
EVIDENCE_COLUMNS = ("as_of", "basis", "origin", "rule", "locator", "claim")
REQUIRED_EVIDENCE = ("locator", "claim")

NODE_FOLDER = "nodes"
RELATIONSHIP_FOLDER = "relationships"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table.

    Attributes:
        required: Columns that the header must name and no row leaves empty.
        properties: Column -> declared property, in declared order.
        others: All further columns that may stand there.
    """

    required: tuple[str, ...]
    properties: Mapping[str, Property]
    others: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that may stand in the table, in the order in which people write them."""
        own = [name for name in self.required if name not in REQUIRED_EVIDENCE]
        more = [name for name in self.others if name not in EVIDENCE_COLUMNS]
        return (*own, *more, *self.properties, *EVIDENCE_COLUMNS)


def node_columns(declared: NodeType) -> Columns:
    """Return the columns of a label's table; what is derived or internal cannot be stated."""
    return Columns(
        required=("name", *REQUIRED_EVIDENCE),
        properties={item.key: item for item in declared.properties if not item.derived and not item.internal},
        others=("aliases", "as_of", "basis", "origin", "rule"),
    )


def relationship_columns(declared: RelationshipType) -> Columns:
    """Return the columns of a relationship type's table."""
    return Columns(
        required=("start", "end", *REQUIRED_EVIDENCE),
        properties={item.key: item for item in declared.properties},
        others=("as_of", "basis", "origin", "rule"),
    )


def table_type(file: str, model: Model) -> NodeType | RelationshipType | None:
    """Return what a table's path says that it holds; None when the model declares nothing of that name, or only bookkeeping."""
    folder, _, name = file.removesuffix(".csv").partition("/")
    if folder == NODE_FOLDER and model.has_label(name) and model.node(name).entity:
        return model.node(name)
    if folder == RELATIONSHIP_FOLDER and model.has_relationship(name) and model.relationship(name).entity:
        return model.relationship(name)
    return None


def table_files(model: Model) -> tuple[str, ...]:
    """Return the path of every table that a source may have, nodes first, in declared order."""
    return (
        *(f"{NODE_FOLDER}/{item.label}.csv" for item in model.entities),
        *(f"{RELATIONSHIP_FOLDER}/{item.type}.csv" for item in model.claimed),
    )


def check_columns(table: Table, columns: Columns, findings: Findings) -> None:
    """Report columns that may not stand there, columns that must, and empty cells of those that must."""
    for name in table.columns:
        if name not in columns.names:
            hint = nearest(name, columns.names) or f"It may have {', '.join(columns.names)}."
            findings.error(Place(table.file, 1, name), "The table has no such column.", hint)
    missing = [name for name in columns.required if name not in table.columns]
    for name in missing:
        findings.error(Place(table.file, 1, name), "The column is missing.")
    for row in table.rows:
        for name in columns.required:
            if name not in missing and not row.cell(name):
                findings.error(row.place(name), "The cell is empty.")
