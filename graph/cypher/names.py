"""Turns the names of a read plan into identifiers of a statement; what the model does not declare cannot be turned."""

from __future__ import annotations

from graph.cypher.fragment import Identifier, column_identifier, label_identifier, type_identifier
from graph.errors import PlanBug
from graph.model.declarations import Kind, Property
from graph.model.kinds import columns, form_column
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
        node_properties = [held for node in model.nodes for held in model.properties(node.label)]
        relationship_properties = [held for item in model.relationships for held in model.relationship_properties(item.type)]
        self._node_columns = _identifiers(node_properties)
        self._relationship_columns = _identifiers(relationship_properties)
        self._texts = {held.key for held in node_properties if _is_free_text(held)}
        self._indexed = {columns(held)[0].name for held in node_properties if held.indexed or held.ordered}
        self._ordered = {columns(held)[0].name for held in node_properties if held.ordered}

    def label(self, label: str) -> Identifier:
        """Return a label's identifier; raises ModelError for one that is not declared."""
        return label_identifier(self._model.node(label))

    def type(self, name: str) -> Identifier:
        """Return a relationship type's identifier; raises ModelError for one that is not declared."""
        return type_identifier(self._model.relationship(name))

    def is_repeated(self, name: str) -> bool:
        """Whether several relationships of the type may lead from one node to another."""
        return bool(self._model.relationship(name).discriminators)

    def is_identified_by_text(self, name: str) -> bool:
        """Whether free texts are part of the ids of the type's relationships."""
        declared = self._model.relationship(name)
        kinds = {held.key: held.kind for held in declared.properties}
        return any(kinds[key] is Kind.TEXT for key in declared.discriminators)

    def is_always_there(self, labels: tuple[str, ...], column: str) -> bool:
        """Whether every node of the labels has a value in the column."""
        required = (
            {columns(held)[0].name for held in self._model.properties(label) if held.required} for label in labels
        )  # fmt: skip
        return all(column in held for held in required)

    def is_text(self, column: str) -> bool:
        """Whether a column of nodes holds texts of the sources, in which any character may stand."""
        return column in self._texts

    def is_indexed(self, column: str) -> bool:
        """Whether some label has a range index on the column, besides the one on keys."""
        return column in self._indexed

    def orders_lists(self, column: str) -> bool:
        """Whether some label has an index on the column and the key, in whose order lists are read."""
        return column in self._ordered

    def form(self, column: str) -> Identifier:
        """Return the identifier of the column that holds a folded column's normal form; raises PlanBug when there is none."""
        return self.column(form_column(column))

    def relationship_form(self, column: str) -> Identifier:
        """Return the identifier of the column that holds the normal form of a column of relationships; raises PlanBug likewise."""
        return self.relationship_column(form_column(column))

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


def _identifiers(properties: list[Property]) -> dict[str, Identifier]:
    return {column.name: column_identifier(column) for held in properties for column in columns(held)}


def _is_free_text(declared: Property) -> bool:
    return declared.kind is Kind.TEXT and not declared.derived and declared.key != KEY.name
