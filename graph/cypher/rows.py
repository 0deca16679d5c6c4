"""Writes what is read of a node: its items as one positional list, and the inner queries that they need.

Properties are projected to a map once and then read from it, which was measured on both stores (docs/decisions). What sums up a list
stands under a name of its own, behind the cut of the list that holds it: Neo4j takes an aggregating function anywhere inside an
expression for one of that expression's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.cypher.conditions import ConditionWriter, Place, is_judged_by_relationship
from graph.cypher.fragment import (
    TRUE,
    Absent,
    Alias,
    ByLabel,
    Collect,
    Compare,
    Condition,
    Either,
    Expression,
    First,
    Get,
    Identifier,
    LabelOf,
    Listing,
    Match,
    NodePattern,
    Order,
    Param,
    Path,
    Projection,
    Query,
    Return,
    Unwind,
    Variable,
    With,
    all_of,
)
from graph.cypher.groups import NOTHING_SUMMED, GroupWriter
from graph.cypher.names import (
    ABOUT,
    CLAIMS,
    EVIDENCE,
    FIELD,
    FINISHED_AT,
    ID,
    KEY,
    LOAD_LOG,
    RELATIONSHIP,
    DeclaredNames,
)
from graph.cypher.pages import OrderWriter, Rows, order_of
from graph.errors import PlanBug
from graph.query.columns import NodeColumn, Parameter, RelationshipColumn
from graph.query.page import FarColumn, HopCount
from graph.query.plan import (
    Arm,
    FinishedAt,
    Hop,
    HopGroups,
    Item,
    NodeEvidence,
    NodeLabel,
    RelationshipEvidence,
    Selection,
    inner_items,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the items of a row are read.

    Attributes:
        depth: How many hops lead to the node.
        node: The node.
        columns: The map of its columns, or the node itself.
        relationship: The map of the relationship's columns, where one leads to the node.
        matched: The relationship itself, as long as its columns stand in no map yet.
        bound: How items are read that stand under a name already.
    """

    depth: int
    node: Variable
    columns: Variable
    relationship: Variable | None = None
    matched: Variable | None = None
    bound: Mapping[Item, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Order and length of an inner list."""

    by: tuple[Order, ...]
    limit: Param | None


class RowWriter:
    """Writes rows over the declarations of one model."""

    def __init__(self, names: DeclaredNames, conditions: ConditionWriter, orders: OrderWriter, groups: GroupWriter) -> None:
        self._names = names
        self._conditions = conditions
        self._orders = orders
        self._groups = groups

    def row(self, scope: Scope, selection: Selection) -> Listing:
        """Return the list of a row's items, the arm that fits the node's label last.

        Raises:
            ModelError: An item names a label or type that the model does not have.
            PlanBug: An item names a column that nothing has, or reads what its place does not offer.
        """
        values = [self._item(scope, item) for item in selection.items]
        if selection.arms and not selection.arms[0].labels:
            values.append(self._arm(scope, selection.arms[0]))
        elif selection.arms:
            arms = tuple((tuple(map(self._names.label, arm.labels)), self._arm(scope, arm)) for arm in selection.arms)
            values.append(ByLabel(scope.node, arms))
        return Listing(tuple(values))

    def summaries(self, scope: Scope, selection: Selection) -> dict[Item, Alias]:
        """Return the items that must stand under a name before the row is written, since something in them is summed up."""
        summed = dict.fromkeys(item for item in _items_of(selection) if is_summed(item))
        # They stand beside the maps that are made of node and relationship, and cannot read those yet.
        early = replace(scope, relationship=scope.matched)
        return {
            item: Alias(self._item(early, item), Variable(f"h{scope.depth}_{number}")) for number, item in enumerate(summed)
        }

    def wanted(self, selection: Selection) -> tuple[Identifier, ...]:
        """Return the columns of the node that its own items read."""
        names = dict.fromkeys(item.column for item in _items_of(selection) if isinstance(item, NodeColumn))
        return tuple(self._names.column(name) for name in names)

    def _arm(self, scope: Scope, arm: Arm) -> Listing:
        return Listing(tuple(self._item(scope, item) for item in arm.items))

    def _item(self, scope: Scope, item: Item) -> Expression:  # noqa: PLR0911  one return a kind of item
        if item in scope.bound:
            return scope.bound[item]
        match item:
            case NodeColumn(column=column):
                return Get(scope.columns, self._names.column(column))
            case RelationshipColumn(column=column):
                return Get(_relationship(scope), self._names.relationship_column(column))
            case NodeLabel():
                return LabelOf(scope.node)
            case FarColumn():
                return self._orders.value(item, scope.node, scope.depth)
            case HopCount():
                return self._orders.count(item, scope.node, scope.depth)
            case _:
                return self._listed(scope, item)

    def _listed(self, scope: Scope, item: FinishedAt | Hop | HopGroups | NodeEvidence | RelationshipEvidence) -> Expression:
        match item:
            case Hop():
                return Collect(self._hop(scope, item))
            case HopGroups():
                return Collect(self._hop_groups(scope, item))
            case NodeEvidence():
                return Collect(self._node_evidence(scope, item))
            case RelationshipEvidence():
                return Collect(self._relationship_evidence(scope, item))
            case FinishedAt():
                log = Variable(f"l{scope.depth + 1}")
                found = Match(NodePattern(log, LOAD_LOG, (KEY, Get(scope.node, KEY))))
                return First(Collect(Query((found, Return((Get(log, FINISHED_AT),))))))

    def _hop(self, scope: Scope, hop: Hop) -> Query:
        place = Place(scope.node, scope.depth).there()
        node, relationship = place.node, Variable(f"r{place.depth}")
        repeated, spelled = self._names.is_repeated(hop.type), self._names.is_identified_by_text(hop.type)
        computed = self._orders.computed(hop.page, node, place.depth)
        names: dict[Item, Variable] = {term: alias.name for term, alias in computed.items()}
        rows = Rows(node, hop.far, names, relationship if repeated else None, spelled)
        bounds, ranks = self._orders.bounds(hop.page, rows), self._orders.ranks(hop.page, rows)
        wanted = self._wanted_of_relationship(hop.selection, ordered=repeated)
        led_by = (relationship,) if wanted or is_judged_by_relationship(hop.where) else ()
        path = Path(
            NodePattern(scope.node), self._names.type(hop.type), forward=hop.forward,
            far=NodePattern(node, self._conditions.far_label(hop.far)), variable=led_by[0] if led_by else None,
        )  # fmt: skip
        where, limit = self._conditions.write(hop.where, place), _param(hop.page.limit)
        clauses: tuple[Match | With, ...] = (matching(path, where, *(() if computed else bounds)),)
        carried: tuple[Variable | Alias, ...] = tuple(computed.values())
        if computed and bounds:
            clauses = (*clauses, With((*led_by, node, *carried), where=all_of(*bounds)))
            carried = tuple(names.values())
        cut = any(map(is_summed, _items_of(hop.selection)))
        if cut:
            order = order_of(ranks, backward=hop.page.backward)
            clauses = (*clauses, With((*led_by, node, *carried), order, limit))
            carried = tuple(names.values())
        mapped = Variable(f"q{place.depth}")
        before = (Alias(Projection(relationship, wanted), mapped),) if wanted else ()
        inner = Scope(place.depth, node, Variable(f"p{place.depth}"), bound=names)
        if wanted:
            inner = replace(inner, relationship=mapped, matched=relationship)
        held = Rows(inner.columns, hop.far, names, mapped if repeated else None, spelled)
        order = order_of(self._orders.ranks(hop.page, held), backward=hop.page.backward)
        columns = self._orders.columns(hop.page)
        return self._inner(clauses, (*before, *carried), (inner, columns), hop.selection, _Cut(order, None if cut else limit))

    def _hop_groups(self, scope: Scope, item: HopGroups) -> Query:
        place = Place(scope.node, scope.depth).there()
        where = self._conditions.write(item.where, place)
        path = Path(
            NodePattern(scope.node), self._names.type(item.type), forward=item.forward,
            far=NodePattern(place.node, self._conditions.far_label(item.far)),
            variable=place.relationship if is_judged_by_relationship(item.where) else None,
        )  # fmt: skip
        clauses, row, order, limit = self._groups.write(item.grouping, place.node, place.depth)
        return Query((matching(path, where), *clauses, Return((row,), order, limit)))

    def _node_evidence(self, scope: Scope, item: NodeEvidence) -> Query:
        depth = scope.depth + 1
        node = Variable(f"n{depth}")
        path = Path(NodePattern(scope.node), ABOUT, forward=False, far=NodePattern(node, EVIDENCE))
        where: Condition = Absent(Get(node, RELATIONSHIP))
        if item.field is not None:
            where = Compare(Get(node, FIELD), "=", _param(item.field))
        return self._evidence((Match(path, where),), Scope(depth, node, Variable(f"p{depth}")), item)

    def _relationship_evidence(self, scope: Scope, item: RelationshipEvidence) -> Query:
        depth = scope.depth + 1
        node, claim = Variable(f"n{depth}"), Variable(f"c{depth}")
        # Seeking each claim by its key stays flat however many claims the start node has.
        clauses = (
            Unwind(Get(_relationship(scope), CLAIMS), claim),
            Match(NodePattern(node, EVIDENCE, (KEY, claim))),
        )
        return self._evidence(clauses, Scope(depth, node, Variable(f"p{depth}")), item)

    def _evidence(self, found: tuple[Match | Unwind, ...], scope: Scope, item: NodeEvidence | RelationshipEvidence) -> Query:
        cut = _Cut((Get(scope.columns, KEY),), _param(item.limit))
        return self._inner(found, (), (scope, (KEY,)), Selection(item.items), cut)

    def _inner(
        self,
        found: tuple[Match | Unwind | With, ...],
        before: tuple[Variable | Alias, ...],
        read: tuple[Scope, tuple[Identifier, ...]],
        selection: Selection,
        cut: _Cut,
    ) -> Query:
        scope, ordered = read
        wanted = self.wanted(selection)
        keys = (*(name for name in ordered if name not in wanted), *wanted)
        summed = self.summaries(scope, selection)
        bound = {**scope.bound, **summaries_read(summed)}
        carried = (scope.node,) if leads_on(selection, bound) else ()
        projected = With((*carried, *before, Alias(Projection(scope.node, keys), scope.columns), *summed.values()))
        row = self.row(replace(scope, bound=bound), selection)
        return Query((*found, projected, Return((row,), cut.by, cut.limit)))

    def _wanted_of_relationship(self, selection: Selection, *, ordered: bool) -> tuple[Identifier, ...]:
        items = _items_of(selection)
        wanted = dict.fromkeys(
            self._names.relationship_column(item.column) for item in items if isinstance(item, RelationshipColumn)
        )
        if any(isinstance(item, RelationshipEvidence) for item in items):
            wanted[CLAIMS] = None
        if ordered:
            wanted[ID] = None
        return tuple(wanted)


def matching(pattern: NodePattern | Path, *conditions: Condition) -> Match:
    """Return the match of a pattern where all conditions hold."""
    where = all_of(*conditions)
    return Match(pattern, None if where == TRUE else where)


def leads_on(selection: Selection, bound: Iterable[Item] = ()) -> bool:
    """Whether something is read by way of the node itself, not of the map of its columns or of a name."""
    flat, held = (NodeColumn, RelationshipColumn, RelationshipEvidence), set(bound)
    items = _items_of(selection)
    return any(arm.labels for arm in selection.arms) or any(not isinstance(item, flat) for item in items if item not in held)


def summaries_read(summed: Mapping[Item, Alias]) -> dict[Item, Expression]:
    """Return how a row reads the items that `RowWriter.summaries` puts under names."""
    return {item: _summary_read(item, alias.name) for item, alias in summed.items()}


def _summary_read(item: Item, held: Variable) -> Expression:
    if isinstance(item, HopGroups) and item.grouping.by is None:
        # Inside a subquery Neo4j sums up by the outer row, which leaves no row for an empty list.
        return Listing((Either(First(held), NOTHING_SUMMED),))
    return held


def is_summed(item: Item) -> bool:
    """Whether a list is summed up in the item, at any depth."""
    return isinstance(item, HopGroups) or any(map(is_summed, inner_items(item)))


def _items_of(selection: Selection) -> tuple[Item, ...]:
    return (*selection.items, *(item for arm in selection.arms for item in arm.items))


def _relationship(scope: Scope) -> Variable:
    if scope.relationship is None:
        raise PlanBug("A relationship's column is read where no relationship leads.")
    return scope.relationship


def _param(parameter: Parameter) -> Param:
    return Param(parameter.name)
