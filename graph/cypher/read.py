"""Writes a read plan as one statement: a UNION ALL of its branches between two reads of the graph's state.

    MATCH (s:State {key: 'graph'})
    RETURN -1 AS r, [s.epoch, …] AS m
    UNION ALL
    MATCH (n0:Enterprise)
    WHERE n0.key > $after0
    RETURN 0 AS r, [n0.key,
      COLLECT {
        MATCH (n0)-[r1:UNDERTAKES]->(n1:Project)
        WITH r1 {.basis} AS q1, n1 {.key} AS p1
        RETURN [q1.basis, p1.key]
        ORDER BY p1.key
        LIMIT $limit1
      }] AS m
    ORDER BY n0.key
    LIMIT $limit0
    UNION ALL …

Forms that look odd were measured on both stores and stand in docs/decisions: properties are projected to a map once and then read from
it, but not at the root of a page, where a map would cost the embedded engine its walk along the index; a root may also be collected
into one row (`root_list`), which spares the driver a record a row on Neo4j and costs the embedded engine the same walk.

Equal plans give equal text; values are parameters throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.cypher.fragment import (
    Absent,
    Alias,
    ByLabel,
    Collect,
    Collected,
    Compare,
    Condition,
    CountMatches,
    Either,
    Expression,
    First,
    Get,
    Identifier,
    Keyset,
    LabelOf,
    Listing,
    Match,
    NodePattern,
    Number,
    Param,
    Path,
    Projection,
    Query,
    Return,
    State,
    Unwind,
    Variable,
    With,
    write_union,
)
from graph.cypher.names import (
    ABOUT,
    CLAIMS,
    EVIDENCE,
    FIELD,
    FINISHED_AT,
    FORM,
    ID,
    KEY,
    LOAD_LOG,
    NAME_FORM,
    NAMES,
    REDIRECT,
    REDIRECTS,
    RELATIONSHIP,
    DeclaredNames,
)
from graph.errors import PlanBug
from graph.model.registry import Model
from graph.query.plan import (
    Arm,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    FinishedAt,
    Hop,
    HopCount,
    Item,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    Page,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)

_R = Variable("r")
_M = Variable("m")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where the items of a row are read: the node, the map of its columns (or itself), the map of the relationship's columns."""

    depth: int
    node: Variable
    columns: Variable
    relationship: Variable | None = None


@dataclass(frozen=True, slots=True)
class _Cut:
    """Order and length of an inner list."""

    by: tuple[Expression, ...]
    limit: Param


class ReadWriter:
    """Writes the read plans of one model in one of the two forms; make one and keep it.

    Args:
        model: Declares every label, type and column that plans name.
        root_list: Whether branches of many rows return one row with a list of them.
    """

    def __init__(self, model: Model, *, root_list: bool) -> None:
        self._names = DeclaredNames(model)
        self._root_list = root_list

    def is_listed(self, branch: Branch) -> bool:
        """Whether the branch returns one row with a list of its rows."""
        return self._root_list and isinstance(branch.anchor, PageOf | ByKeys)

    def write(self, plan: ReadPlan) -> str:
        """Return the text of the statement for a plan; its parameters are those of `graph.query.plan.parameters`.

        Raises:
            ModelError: The plan names a label or type that the model does not have.
            PlanBug: The plan names a column that no label has, or reads what its place does not offer.
        """
        branches = tuple(self._branch(number, branch) for number, branch in enumerate(plan.branches))
        return write_union((State(first=True), *branches, State(first=False)))

    def _branch(self, number: int, branch: Branch) -> Query:  # noqa: PLR0911  one return a kind of anchor
        match branch.anchor:
            case CountOf(label=label):
                return _count(number, NodePattern(None, self._names.label(label)))
            case CountOfType(type=name):
                return _count(number, Path(NodePattern(), self._names.type(name), forward=True, far=NodePattern()))
            case PageOf(label=label, page=page):
                return self._page(number, label, page, branch.items)
            case ByKeys(label=label, keys=keys, redirected=redirected):
                return self._by_keys(number, self._names.label(label), keys, branch.items, redirected=redirected)
            case ByKey(label=label, key=key):
                sought = _param(key)
                clauses = _redirect(sought, self._names.label(label), ())
                return Query((*clauses, *self._mapped(number, branch.items)))
            case ByName(label=label, form=form, limit=limit):
                near = NodePattern(None, NAME_FORM, (FORM, _param(form)))
                path = Path(near, NAMES, forward=True, far=NodePattern(Variable("n0"), self._names.label(label)))
                return Query((Match(path), *self._mapped(number, branch.items, limit)))
            case ByColumn(label=label, column=column, value=value, limit=limit):
                found = NodePattern(Variable("n0"), self._names.label(label), (self._names.column(column), _param(value)))
                return Query((Match(found), *self._mapped(number, branch.items, limit)))

    def _page(self, number: int, label: str, page: Page, items: tuple[Item, ...]) -> Query:
        if page.after is None or page.after_id is not None:
            raise PlanBug("A root page starts after a key, and after nothing else.")
        node, limit = Variable("n0"), _param(page.limit)
        key = Get(node, KEY)
        found = Match(NodePattern(node, self._names.label(label)), Compare(key, ">", _param(page.after)))
        if not self._root_list:
            row = self._row_of(_Scope(0, node, node), Selection(items))
            return Query((found, _row(number, row, (key,), limit)))
        return Query((found, With((node,), (key,), limit), *self._collected(number, items, ())))

    def _by_keys(self, number: int, label: Identifier, keys: Parameter, items: tuple[Item, ...], *, redirected: bool) -> Query:
        asked = Variable("asked")
        unwind = Unwind(_param(keys), asked)
        straight = (Match(NodePattern(Variable("n0"), label, (KEY, asked))),)
        clauses = _redirect(asked, label, (asked,)) if redirected else straight
        if self._root_list:
            return Query((unwind, *clauses, *self._collected(number, items, (asked,))))
        carried, scope = self._projected(items, 0)
        row = Listing((asked, *self._row_of(scope, Selection(items)).values))
        return Query((unwind, *clauses, *_carry((asked, *carried)), _row(number, row)))

    def _mapped(self, number: int, items: tuple[Item, ...], limit: Parameter | None = None) -> tuple[With | Return, ...]:
        """The row of an anchor that needs no index order: columns from a map."""
        ordered = limit is not None
        carried, scope = self._projected(items, 0, ordered=ordered)
        order = (Get(scope.columns, KEY),) if ordered else ()
        row = self._row_of(scope, Selection(items))
        return (*_carry(carried), _row(number, row, order, None if limit is None else _param(limit)))

    def _collected(self, number: int, items: tuple[Item, ...], first: tuple[Variable, ...]) -> tuple[With | Return, ...]:
        carried, scope = self._projected(items, 0)
        row = Listing((*first, *self._row_of(scope, Selection(items)).values))
        return (*_carry((*first, *carried)), Return((Alias(Number(number), _R), Alias(Collected(row), _M))))

    def _projected(
        self, items: tuple[Item, ...], depth: int, *, ordered: bool = False
    ) -> tuple[tuple[Variable | Alias, ...], _Scope]:
        """What a root row carries on (the node where something leads on from it, and its columns), and where to read it."""
        node, held = Variable(f"n{depth}"), Variable(f"p{depth}")
        wanted = self._wanted(items, ())
        if ordered and KEY not in wanted:
            wanted = (KEY, *wanted)
        carried: tuple[Variable | Alias, ...] = (node,) if _leads_on(Selection(items)) or not wanted else ()
        if wanted:
            carried = (*carried, Alias(Projection(node, wanted), held))
        return carried, _Scope(depth, node, held)

    def _row_of(self, scope: _Scope, selection: Selection) -> Listing:
        values = [self._item(scope, item) for item in selection.items]
        if selection.arms and not selection.arms[0].labels:
            values.append(self._arm(scope, selection.arms[0]))
        elif selection.arms:
            arms = tuple((tuple(map(self._names.label, arm.labels)), self._arm(scope, arm)) for arm in selection.arms)
            values.append(ByLabel(scope.node, arms))
        return Listing(tuple(values))

    def _arm(self, scope: _Scope, arm: Arm) -> Listing:
        return Listing(tuple(self._item(scope, item) for item in arm.items))

    def _item(self, scope: _Scope, item: Item) -> Expression:  # noqa: PLR0911  one return a kind of item
        match item:
            case NodeColumn(column=column):
                return Get(scope.columns, self._names.column(column))
            case RelationshipColumn(column=column):
                return Get(_relationship(scope), self._names.relationship_column(column))
            case NodeLabel():
                return LabelOf(scope.node)
            case HopCount(type=name, forward=forward):
                return CountMatches(Path(NodePattern(scope.node), self._names.type(name), forward=forward, far=NodePattern()))
            case Hop():
                return Collect(self._hop(scope, item))
            case NodeEvidence():
                return Collect(self._node_evidence(scope, item))
            case RelationshipEvidence():
                return Collect(self._relationship_evidence(scope, item))
            case FinishedAt():
                log = Variable(f"l{scope.depth + 1}")
                found = Match(NodePattern(log, LOAD_LOG, (KEY, Get(scope.node, KEY))))
                return First(Collect(Query((found, Return((Get(log, FINISHED_AT),))))))

    def _hop(self, scope: _Scope, hop: Hop) -> Query:
        depth, repeated = scope.depth + 1, self._names.is_repeated(hop.type)
        node, relationship = Variable(f"n{depth}"), Variable(f"r{depth}")
        wanted = self._wanted_of_relationship(hop.selection, ordered=repeated)
        label = self._names.label(hop.far[0]) if len(hop.far) == 1 else None
        path = Path(
            NodePattern(scope.node), self._names.type(hop.type), forward=hop.forward, far=NodePattern(node, label),
            variable=relationship if wanted else None,
        )  # fmt: skip
        match = Match(path, _after(hop.page, node, relationship))
        mapped = Variable(f"q{depth}")
        before = (Alias(Projection(relationship, wanted), mapped),) if wanted else ()
        inner = _Scope(depth, node, Variable(f"p{depth}"), mapped if wanted else None)
        tie = (Get(mapped, ID),) if repeated else ()
        return self._inner(
            (match,), before, inner, hop.selection, _Cut((Get(inner.columns, KEY), *tie), _param(hop.page.limit))
        )

    def _node_evidence(self, scope: _Scope, item: NodeEvidence) -> Query:
        depth = scope.depth + 1
        node = Variable(f"n{depth}")
        path = Path(NodePattern(scope.node), ABOUT, forward=False, far=NodePattern(node, EVIDENCE))
        where: Condition = Absent(Get(node, RELATIONSHIP))
        if item.field is not None:
            where = Compare(Get(node, FIELD), "=", _param(item.field))
        inner = _Scope(depth, node, Variable(f"p{depth}"))
        return self._inner((Match(path, where),), (), inner, Selection(item.items), _by_key(inner, item.limit))

    def _relationship_evidence(self, scope: _Scope, item: RelationshipEvidence) -> Query:
        depth = scope.depth + 1
        node, claim = Variable(f"n{depth}"), Variable(f"c{depth}")
        # Seeking each claim by its key stays flat however many claims the start node has.
        clauses = (
            Unwind(Get(_relationship(scope), CLAIMS), claim),
            Match(NodePattern(node, EVIDENCE, (KEY, claim))),
        )
        inner = _Scope(depth, node, Variable(f"p{depth}"))
        return self._inner(clauses, (), inner, Selection(item.items), _by_key(inner, item.limit))

    def _inner(
        self, found: tuple[Match | Unwind, ...], before: tuple[Alias, ...], scope: _Scope, selection: Selection, cut: _Cut
    ) -> Query:
        wanted = self._wanted(selection.items, tuple(item for arm in selection.arms for item in arm.items))
        keys = wanted if KEY in wanted else (KEY, *wanted)
        carried = (scope.node,) if _leads_on(selection) else ()
        projected = With((*carried, *before, Alias(Projection(scope.node, keys), scope.columns)))
        return Query((*found, projected, Return((self._row_of(scope, selection),), cut.by, cut.limit)))

    def _wanted(self, items: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Identifier, ...]:
        names = dict.fromkeys(item.column for item in (*items, *more) if isinstance(item, NodeColumn))
        return tuple(self._names.column(name) for name in names)

    def _wanted_of_relationship(self, selection: Selection, *, ordered: bool) -> tuple[Identifier, ...]:
        items = [*selection.items, *(item for arm in selection.arms for item in arm.items)]
        wanted = dict.fromkeys(
            self._names.relationship_column(item.column) for item in items if isinstance(item, RelationshipColumn)
        )
        if any(isinstance(item, RelationshipEvidence) for item in items):
            wanted[CLAIMS] = None
        if ordered:
            wanted[ID] = None
        return tuple(wanted)


def _leads_on(selection: Selection) -> bool:
    """Whether something is read by way of the node itself, not of the map of its columns."""
    flat = (NodeColumn, RelationshipColumn, RelationshipEvidence)
    items = (*selection.items, *(item for arm in selection.arms for item in arm.items))
    return any(arm.labels for arm in selection.arms) or any(not isinstance(item, flat) for item in items)


def _count(number: int, pattern: NodePattern | Path) -> Query:
    # A count(n) beside the branch's number would give no row for no match, and would not be answered from the store's own counts.
    return Query((_row(number, Listing((CountMatches(pattern),))),))


def _row(number: int, values: Listing, order: tuple[Expression, ...] = (), limit: Param | None = None) -> Return:
    return Return((Alias(Number(number), _R), Alias(values, _M)), order, limit)


def _carry(values: Iterable[Variable | Alias]) -> tuple[With, ...]:
    """A WITH, unless it would rename nothing."""
    carried = tuple(values)
    return (With(carried),) if any(isinstance(value, Alias) for value in carried) else ()


def _redirect(sought: Expression, label: Identifier, kept: tuple[Variable, ...]) -> tuple[Match | With, ...]:
    """Find the node of a key, or of the key into which it was merged."""
    target, key = Variable("t"), Variable("k")
    merged = Path(NodePattern(None, REDIRECT, (KEY, sought)), REDIRECTS, forward=True, far=NodePattern(target))
    return (
        Match(merged, optional=True),
        With((*kept, Alias(Either(Get(target, KEY), sought), key))),
        Match(NodePattern(Variable("n0"), label, (KEY, key))),
    )


def _after(page: Page, node: Variable, relationship: Variable) -> Condition | None:
    if page.after is None:
        return None
    if page.after_id is None:
        return Compare(Get(node, KEY), ">", _param(page.after))
    return Keyset(Get(node, KEY), _param(page.after), Get(relationship, ID), _param(page.after_id))


def _by_key(scope: _Scope, limit: Parameter) -> _Cut:
    return _Cut((Get(scope.columns, KEY),), _param(limit))


def _relationship(scope: _Scope) -> Variable:
    if scope.relationship is None:
        raise PlanBug("A relationship's column is read where no relationship leads.")
    return scope.relationship


def _param(parameter: Parameter) -> Param:
    return Param(parameter.name)
