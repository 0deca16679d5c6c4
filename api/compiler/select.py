"""Compiles selections below the root: from the fields that people selected to plan items and response shapes.

graphql-core's own field collection decides which fields there are (fragments, aliases, merging, @skip and @include); the specifications in
the schema say what each of them means. One list becomes one list of rows, whatever is selected of it how often:

    parks { nodes { name } edges { cursor node { name level } } }      rows [name, key, level]

What stands at one place of the document is compiled once, though an interface's fields are collected for each of its types.
"""

from __future__ import annotations

from functools import partial

from graphql import GraphQLField

from api.compiler.connect import Connection, compile_connection
from api.compiler.leaves import leaf, quantity_leaf
from api.compiler.paging import Identity as ListIdentity
from api.compiler.rows import Items, Rows
from api.compiler.selecting import MOST, ONE, Group, Selecting
from api.compiler.shapes import (
    Check,
    ConnectionValue,
    Constant,
    GlobalId,
    Inner,
    Leaf,
    Many,
    ObjectShape,
    One,
    RowShape,
    TypeName,
    Value,
)
from api.compiler.sites import place_of
from api.schema.fields import (
    Claims,
    FieldSpec,
    Identity,
    LastFinished,
    Leads,
    LeadsToOne,
    Part,
    Stored,
)
from graph.errors import PlanBug
from graph.model.declarations import Kind, Property
from graph.query.plan import (
    FinishedAt,
    Hop,
    HopCount,
    HopGroups,
    Item,
    NodeColumn,
    NodeEvidence,
    Page,
    RelationshipColumn,
    Selection,
)


class Selector(Selecting):
    """Compiles what is selected of nodes, quantities and claims, and the lists below them."""

    def row_source(self, rows: Rows, group: Group) -> int:
        """Compile one way in which the nodes of a list are answered; return its number in the list."""
        objects = {}
        for label in rows.labels:
            items = rows.items_of(label)
            type_name = TypeName() if rows.is_abstract else Constant(label)
            members = self.members(self.object_type(label), group, partial(self._value, items), type_name)
            objects[label] = ObjectShape("" if rows.is_abstract else label, members)
        return rows.add(objects)

    def evidence_rows(self, group: Group) -> tuple[Selection, RowShape]:
        """Compile what is selected of claims."""
        return self._rows(("Evidence",), group)

    def _rows(self, labels: tuple[str, ...], group: Group) -> tuple[Selection, RowShape]:
        rows = Rows(labels)
        self.row_source(rows, group)
        selection, (row,) = rows.finish()
        return selection, row

    def _value(self, items: Items, field: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        match spec:
            case Identity():
                value: Value = GlobalId(items.position(NodeColumn("key")))
            case Stored(declared=declared):
                value = self.stored(declared, group, items, NodeColumn)
            case Claims():
                item, row = self.once(spec, group, lambda: self._evidence(field, group))
                value = Many(items.position(item), row)
            case Leads():
                value = self._leads(spec, field, group, items)
            case LeadsToOne():
                item, row = self.once(spec, group, lambda: self._one(spec, group))
                value = One(items.position(item), row)
            case LastFinished():
                value = Leaf(items.position(FinishedAt()), Check.TEXT, "DateTime")
            case _:
                raise PlanBug(f"{spec} is no field of a node.")
        return value

    def stored(self, declared: Property, group: Group, items: Items, column: type[NodeColumn | RelationshipColumn]) -> Value:
        """Compile a property of a node or of a relationship."""
        if declared.kind is not Kind.QUANTITY:
            return leaf(declared, items.position(column(declared.key)))

        def part(_: GraphQLField, spec: FieldSpec, __: Group) -> Value:
            if not isinstance(spec, Part):
                raise PlanBug(f"{spec} is no part of a quantity.")
            return quantity_leaf(spec.part, items.position(column(declared.key + spec.part.capitalize())))

        present = items.position(column(f"{declared.key}Text"))
        quantity = self.object_type("Quantity")
        return Inner(ObjectShape(quantity.name, self.members(quantity, group, part, Constant(quantity.name))), present)

    def _evidence(self, field: GraphQLField, group: Group) -> tuple[Item, RowShape]:
        place = place_of(field, group[0])
        sought = None
        if self.arguments(place).get("field") is not None:
            sought = self.parameter("field")
            name = sought.name
            self.add_site(place, lambda arguments: {name: arguments["field"]})
        selection, row = self.evidence_rows(group)
        return self.sized(NodeEvidence(MOST, selection.items, sought)), row

    def _one(self, spec: LeadsToOne, group: Group) -> tuple[Item, RowShape]:
        selection, row = self._rows(spec.far, group)
        return self.sized(Hop(spec.type, spec.forward, spec.far, Page(ONE), selection)), row

    def _leads(self, spec: Leads, field: GraphQLField, group: Group, items: Items) -> Value:
        repeated = bool(self.schema.model.relationship(spec.type).discriminators)
        listed = ListIdentity(spec.far, spec.type, spec.forward, repeated)
        found = self.once(spec, group, lambda: self.connection(listed, field, group))
        rows = total = None
        if found.selection is not None:
            rows = items.position(self.once((spec, Hop), group, lambda: self._hop(spec, found)))
        if found.counted:
            far = () if found.where is None else spec.far
            total = items.position(HopCount(spec.type, spec.forward, far, found.where))
        groups = (HopGroups(spec.type, spec.forward, spec.far, found.where, item) for item in found.groupings)
        return ConnectionValue(rows, total, tuple(items.position(item) for item in groups), found.shape)

    def _hop(self, spec: Leads, found: Connection) -> Item:
        return self.sized(Hop(spec.type, spec.forward, spec.far, found.page, found.selection or Selection(), found.where))

    def connection(self, listed: ListIdentity, field: GraphQLField, group: Group) -> Connection:
        """Compile a connection."""
        return compile_connection(self, listed, field, group)
