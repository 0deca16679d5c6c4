"""Compiles connections: nodes, edges, pageInfo and totalCount of one list, all from the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from api.compiler.leaves import enum_leaf
from api.compiler.rows import Rows
from api.compiler.selecting import MOST, Group
from api.compiler.shapes import (
    Constant,
    EdgeCursor,
    Many,
    Member,
    ObjectShape,
    PageEdges,
    PageFact,
    PageInfo,
    PageNodes,
    PageShape,
    PageTotal,
    Pending,
    SameRow,
    Value,
)
from api.compiler.sites import bind_page, place_of
from api.schema.fields import FieldSpec, OfConnection, OfEdge, OfPage, Stored
from graph.errors import PlanBug
from graph.model.enums import BASIS
from graph.query.plan import NodeColumn, NodeEvidence, Page, RelationshipColumn, RelationshipEvidence, Selection

if TYPE_CHECKING:
    from api.compiler.select import Selector


@dataclass(frozen=True, slots=True)
class Connected:
    """What a connection lists.

    Attributes:
        far: Labels of its nodes.
        repeated: Whether one node may stand in it several times, by relationships that discriminators tell apart.
        at_root: Whether it lists all nodes of a label, by no relationship.
    """

    far: tuple[str, ...]
    repeated: bool = False
    at_root: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """A compiled connection.

    Attributes:
        selection: What is read of each row; None when only the count was selected.
        counted: Whether `totalCount` was selected.
        page: The plan's page.
        shape: The response's shape.
    """

    selection: Selection | None
    counted: bool
    page: Page
    shape: PageShape


def compile_connection(selector: Selector, listed: Connected, field: GraphQLField, group: Group) -> Connection:
    """Compile a collected field that is a connection."""
    return _Connecting(selector, listed).compile(field, group)


class _Connecting:
    def __init__(self, selector: Selector, listed: Connected) -> None:
        self._selector = selector
        self._listed = listed
        self._rows = Rows(listed.far)
        self._cursor: EdgeCursor | None = None
        self._reads = False
        self._counted = False

    def compile(self, field: GraphQLField, group: Group) -> Connection:
        declared = get_named_type(field.type)
        if not isinstance(declared, GraphQLObjectType):
            raise PlanBug(f"{declared} is no connection.")
        given = self._selector.arguments(place_of(field, group[0]))
        is_after = given.get("after") is not None
        page = self._page(field, group, is_after=is_after)
        members = self._selector.members(declared, group, self._of_connection, Constant(declared.name))
        selection, rows = self._rows.finish()
        made = ObjectShape(declared.name, tuple(_resolved(members, lambda pending: pending.kind(rows[pending.number]))))
        width = len(selection.items) + min(1, len(selection.arms))
        shape = PageShape(made, width, page.limit.name, is_after, self._cursor)
        return Connection(selection if self._reads else None, self._counted, page, shape)

    def _page(self, field: GraphQLField, group: Group, *, is_after: bool) -> Page:
        after = self._selector.parameter("after") if is_after or self._listed.at_root else None
        after_id = self._selector.parameter("afterId") if is_after and self._listed.repeated else None
        page = Page(self._selector.parameter("limit"), after, after_id)
        names = (page.limit.name, "" if after is None else after.name, "" if after_id is None else after_id.name)
        self._selector.add_site(place_of(field, group[0]), bind_page(*names))
        return page

    def _of_connection(self, field: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        if not isinstance(spec, OfConnection):
            raise PlanBug(f"{spec} is no field of a connection.")
        if spec.what == "totalCount":
            self._counted = True
            return PageTotal()
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

    def _of_page_info(self, _: GraphQLField, spec: FieldSpec, __: Group) -> Value:
        if not isinstance(spec, OfPage):
            raise PlanBug(f"{spec} is no field of a page.")
        if spec.what in ("startCursor", "endCursor"):
            self._cursor = self._edge_cursor()
        return PageFact(spec.what)

    def _of_edge(self, _: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        at_root, outer = self._listed.at_root, self._rows.outer
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
            case Stored(declared=declared, of_relationship=True):
                return self._selector.stored(declared, group, outer, RelationshipColumn)
            case _:
                raise PlanBug(f"{spec} is no field of an edge.")

    def _edge_cursor(self) -> EdgeCursor:
        outer = self._rows.outer
        relationship_id = outer.position(RelationshipColumn("id")) if self._listed.repeated else None
        return EdgeCursor(outer.position(NodeColumn("key")), relationship_id)


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
