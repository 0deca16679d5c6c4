"""Compiles connections: nodes, edges and pageInfo of one list from the same rows, its count and its groups under the same filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from api.compiler.groups import compile_grouping, group_fact, grouping_structure
from api.compiler.leaves import enum_leaf
from api.compiler.order import compile_order, order_structure
from api.compiler.paging import Identity, Paging, compile_paging
from api.compiler.rows import Rows
from api.compiler.selecting import MOST, Group
from api.compiler.shapes import (
    Constant,
    EdgeCursor,
    Many,
    Member,
    Nothing,
    ObjectShape,
    PageEdges,
    PageFact,
    PageGroups,
    PageInfo,
    PageNodes,
    PageShape,
    PageTotal,
    Pending,
    SameRow,
    Value,
)
from api.compiler.sites import Place, place_of
from api.compiler.where import ListPlace, compile_where
from api.schema.fields import FieldSpec, OfConnection, OfEdge, OfPage, StoredOnRelationship
from api.schema.views import far_type
from graph.errors import PlanBug
from graph.model.enums import BASIS
from graph.query.conditions import Condition
from graph.query.plan import Grouping, NodeColumn, NodeEvidence, Page, RelationshipColumn, RelationshipEvidence, Selection

if TYPE_CHECKING:
    from api.compiler.select import Selector


@dataclass(frozen=True, slots=True)
class Connection:
    """A compiled connection.

    Attributes:
        selection: What is read of each row; None when no row is selected.
        counted: Whether `totalCount` was selected.
        groupings: How each selected `aggregate` sums the list up.
        page: The plan's page.
        where: Which nodes count.
        shape: The response's shape.
    """

    selection: Selection | None
    counted: bool
    groupings: tuple[Grouping, ...]
    page: Page
    where: Condition | None
    shape: PageShape


def compile_connection(selector: Selector, listed: Identity, field: GraphQLField, group: Group) -> Connection:
    """Compile a collected field that is a connection.

    Raises:
        QueryError: Its arguments contradict each other, or ask for too much.
        GraphQLError: They cannot be coerced.
    """
    return _Connecting(selector, listed).compile(field, group)


class _Connecting:
    def __init__(self, selector: Selector, listed: Identity) -> None:
        self._selector = selector
        self._listed = listed
        self._of = far_type(listed.far)
        self._rows = Rows(listed.far)
        self._cursor: EdgeCursor | None = None
        self._reads = False
        self._counted = False
        self._groupings: list[Grouping] = []

    def compile(self, field: GraphQLField, group: Group) -> Connection:
        declared = get_named_type(field.type)
        if not isinstance(declared, GraphQLObjectType):
            raise PlanBug(f"{declared} is no connection.")
        self._paging = self._arguments(place_of(field, group[0]))
        page = self._paging.page
        members = self._selector.members(declared, group, self._of_connection, Constant(declared.name))
        selection, rows = self._rows.finish()
        made = ObjectShape(declared.name, tuple(_resolved(members, lambda pending: pending.kind(rows[pending.number]))))
        width = len(selection.items) + min(1, len(selection.arms))
        is_after, is_before = page.after is not None, page.before is not None
        shape = PageShape(made, width, page.limit.name, is_after, is_before, page.backward, self._cursor)
        read = selection if self._reads else None
        return Connection(read, self._counted, tuple(self._groupings), page, self._paging.where.condition, shape)

    def _arguments(self, place: Place) -> Paging:
        selector, bounds = self._selector, self._selector.bounds
        given = selector.arguments(place)
        judged = ListPlace(self._of, place.node.name.value, self._listed.type)
        where = compile_where(selector.schema.filters, bounds, selector.parameter, judged, given.get("where"))
        order = compile_order(selector.schema.orderings[self._of], bounds, given.get("orderBy"))
        paging = compile_paging(self._listed, where, order, given, selector.parameter, bounds)
        selector.add_structure(place, order_structure, "orderBy")
        selector.add_site(place, paging.bind)
        return paging

    def _of_connection(self, field: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        if not isinstance(spec, OfConnection):
            raise PlanBug(f"{spec} is no field of a connection.")
        if spec.what == "totalCount":
            self._counted = True
            return PageTotal()
        if spec.what == "aggregate":
            return self._groups(field, group)
        self._reads = True
        if spec.what == "nodes":
            return Pending(self._selector.row_source(self._rows, group), PageNodes)
        declared = get_named_type(field.type)
        if not isinstance(declared, GraphQLObjectType):
            raise PlanBug(f"{declared} is no object type.")
        if spec.what == "edges":
            members = self._selector.members(declared, group, self._of_edge, Constant(declared.name))
            return PageEdges(ObjectShape(declared.name, members))
        members = self._selector.members(declared, group, self._of_page_info, Constant(declared.name))
        return PageInfo(ObjectShape(declared.name, members))

    def _groups(self, field: GraphQLField, group: Group) -> Value:
        place, schema = place_of(field, group[0]), self._selector.schema
        given = self._selector.arguments(place)
        self._groupings.append(compile_grouping(schema.orderings[self._of], schema.numbers.get(self._of, {}), given))
        self._selector.add_structure(place, grouping_structure, "by", "of")
        declared = get_named_type(field.type)
        if not isinstance(declared, GraphQLObjectType):
            raise PlanBug(f"{declared} is no object type.")
        members = self._selector.members(declared, group, lambda _, spec, __: group_fact(spec), Constant(declared.name))
        return PageGroups(len(self._groupings) - 1, ObjectShape(declared.name, members))

    def _of_page_info(self, _: GraphQLField, spec: FieldSpec, __: Group) -> Value:
        if not isinstance(spec, OfPage):
            raise PlanBug(f"{spec} is no field of a page.")
        if spec.what in ("startCursor", "endCursor"):
            self._cursor = self._edge_cursor()
        return PageFact(spec.what)

    def _of_edge(self, _: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        at_root, outer = not self._listed.type, self._rows.outer
        match spec:
            case OfEdge(what="node"):
                return Pending(self._selector.row_source(self._rows, group), SameRow)
            case OfEdge(what="cursor"):
                return self._edge_cursor()
            case OfEdge(what="basis"):
                return enum_leaf(BASIS, outer.position(NodeColumn("basis") if at_root else RelationshipColumn("basis")))
            case OfEdge(what="evidence"):
                selection, row = self._selector.evidence_rows(group)
                item = NodeEvidence(MOST, selection.items) if at_root else RelationshipEvidence(MOST, selection.items)
                return Many(outer.position(self._selector.sized(item)), row)
            case StoredOnRelationship(by_type=by_type):
                held = dict(by_type).get(self._listed.type)
                return Nothing() if held is None else self._selector.stored(held, group, outer, RelationshipColumn)
            case _:
                raise PlanBug(f"{spec} is no field of an edge.")

    def _edge_cursor(self) -> EdgeCursor:
        outer = self._rows.outer
        relationship_id = outer.position(RelationshipColumn("id")) if self._listed.repeated else None
        values = tuple(outer.position(term.term) for term in self._paging.page.order)
        return EdgeCursor(self._paging.digest, outer.position(NodeColumn("key")), relationship_id, values)


def _resolved(members: Iterable[Member], resolve: Callable[[Pending], Value]) -> Iterator[Member]:
    """Put the row shapes in, which are known once every way of answering the nodes is."""
    for found in members:
        if isinstance(found.value, Pending):
            yield replace(found, value=resolve(found.value))
        elif isinstance(found.value, PageEdges):
            edge = ObjectShape(found.value.object.type, tuple(_resolved(found.value.object.members, resolve)))
            yield replace(found, value=PageEdges(edge))
        else:
            yield found
