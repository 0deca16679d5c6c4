"""Turns the names of a read plan into identifiers of a statement; what the model does not declare cannot be turned."""

from __future__ import annotations

from graph.cypher.fragment import Identifier, column_identifier, label_identifier, type_identifier
from graph.errors import PlanBug
from graph.model.kinds import columns
from graph.model.registry import Model

# Bookkeeping of the store that the writer names itself.
KEY = Identifier("key")
ID = Identifier("id")
CLAIMS = Identifier("claims")
FORM = Identifier("form")
RELATIONSHIP = Identifier("relationship")
FIELD = Identifier("field")
EVIDENCE = Identifier("Evidence")
ABOUT = Identifier("ABOUT")
NAME_FORM = Identifier("NameForm")
NAMES = Identifier("NAMES")
REDIRECT = Identifier("Redirect")
REDIRECTS = Identifier("REDIRECTS")
# The log of loads is no part of the graph, so the model does not declare it.
LOAD_LOG = Identifier("LoadLog")
FINISHED_AT = Identifier("finishedAt")


class DeclaredNames:
    """The identifiers that a model's declarations give."""

    def __init__(self, model: Model) -> None:
        self._model = model
        node_columns = [column for node in model.nodes for held in model.properties(node.label) for column in columns(held)]
        relationship_columns = [
            column
            for item in model.relationships
            for held in model.relationship_properties(item.type)
            for column in columns(held)
        ]
        self._node_columns = {column.name: column_identifier(column) for column in node_columns}
        self._relationship_columns = {column.name: column_identifier(column) for column in relationship_columns}

    def label(self, label: str) -> Identifier:
        """Return a label's identifier; raises ModelError for one that is not declared."""
        return label_identifier(self._model.node(label))

    def type(self, name: str) -> Identifier:
        """Return a relationship type's identifier; raises ModelError for one that is not declared."""
        return type_identifier(self._model.relationship(name))

    def is_repeated(self, name: str) -> bool:
        """Whether several relationships of the type may lead from one node to another."""
        return bool(self._model.relationship(name).discriminators)

    def column(self, name: str) -> Identifier:
        """Return the identifier of a column of nodes; raises PlanBug for one that no label has."""
        if name not in self._node_columns:
            raise PlanBug(f"No label of the model has the column {name!r}.")
        return self._node_columns[name]

    def relationship_column(self, name: str) -> Identifier:
        """Return the identifier of a column of relationships; raises PlanBug for one that no type has."""
        if name not in self._relationship_columns:
            raise PlanBug(f"No relationship type of the model has the column {name!r}.")
        return self._relationship_columns[name]
