"""Writes a read plan as one statement: a UNION ALL of its branches between two reads of the graph's state.

    MATCH (s:State {key: 'graph'})
    RETURN -1 AS r, [s.epoch, …] AS m
    UNION ALL
    MATCH (n0:Enterprise)
    WHERE n0.key > $floor
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

from collections.abc import Mapping
from dataclasses import replace

from graph.cypher.conditions import ConditionWriter, Place
from graph.cypher.fragment import (
    Alias,
    Collected,
    Compare,
    Condition,
    CountMatches,
    Either,
    Expression,
    Get,
    Identifier,
    Listing,
    Match,
    NodePattern,
    Number,
    Order,
    Param,
    Path,
    Present,
    Projection,
    Query,
    Return,
    State,
    Summary,
    Unwind,
    Variable,
    With,
    all_of,
)
from graph.cypher.groups import GroupWriter
from graph.cypher.names import FORM, KEY, NAME_FORM, NAMES, REDIRECT, REDIRECTS, DeclaredNames
from graph.cypher.pages import OrderWriter, Rows, order_of
from graph.cypher.rows import RowWriter, Scope, leads_on, matching, summaries_read
from graph.cypher.text import write_union
from graph.model.registry import Model
from graph.query import conditions as plan
from graph.query.columns import NodeColumn, Parameter
from graph.query.plan import (
    FLOOR,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    GroupsOf,
    Item,
    Page,
    PageOf,
    ReadPlan,
    Selection,
)

_R = Variable("r")
_M = Variable("m")
_ROOT = Variable("n0")
_COLUMNS = Variable("p0")


class ReadWriter:
    """Writes the read plans of one model in one of the two forms; make one and keep it.

    Args:
        model: Declares every label, type and column that plans name.
        root_list: Whether pages too return one row with a list of theirs, as nodes by their keys always do.
    """

    def __init__(self, model: Model, *, root_list: bool) -> None:
        self._names = DeclaredNames(model)
        self._conditions = ConditionWriter(self._names)
        self._orders = OrderWriter(self._names, self._conditions)
        self._groups = GroupWriter(self._names, self._orders)
        self._rows = RowWriter(self._names, self._conditions, self._orders, self._groups)
        self._root_list = root_list

    def is_listed(self, branch: Branch) -> bool:
        """Whether the branch returns one row with a list of its rows."""
        return isinstance(branch.anchor, ByKeys) or (self._root_list and isinstance(branch.anchor, PageOf))

    def write(self, read: ReadPlan) -> str:
        """Return the text of the statement for a plan; its parameters are those of `graph.query.plan.parameters`.

        Raises:
            ModelError: The plan names a label or type that the model does not have.
            PlanBug: The plan names a column that no label has, or reads what its place does not offer.
        """
        branches = tuple(self._branch(number, branch) for number, branch in enumerate(read.branches))
        return write_union((State(first=True), *branches, State(first=False)))

    def _branch(self, number: int, branch: Branch) -> Query:
        match branch.anchor:
            case PageOf():
                return self._page(number, branch.anchor, Selection(branch.items))
            case CountOf() | CountOfType():
                return self._count(number, branch.anchor)
            case GroupsOf(label=label, where=where, grouping=grouping):
                clauses, row, order, limit = self._groups.write(grouping, _ROOT, 0)
                return Query((self._found(label, where), *clauses, _row(number, row, order, limit)))
            case ByKeys(label=label, keys=keys, redirected=redirected):
                return self._by_keys(number, self._names.label(label), keys, branch.items, redirected=redirected)
            case _:
                return self._looked_up(number, branch.anchor, branch.items)

    def _looked_up(self, number: int, anchor: ByKey | ByName | ByColumn, items: tuple[Item, ...]) -> Query:
        label = self._names.label(anchor.label)
        match anchor:
            case ByKey(key=key):
                return Query((*_redirect(_param(key), label, ()), *self._mapped(number, items)))
            case ByName(form=form, limit=limit):
                near = NodePattern(None, NAME_FORM, (FORM, _param(form)))
                path = Path(near, NAMES, forward=True, far=NodePattern(_ROOT, label))
                return Query((Match(path), *self._mapped(number, items, limit)))
            case ByColumn(column=column, value=value, limit=limit):
                found = NodePattern(_ROOT, label, (self._names.column(column), _param(value)))
                return Query((Match(found), *self._mapped(number, items, limit)))

    def _count(self, number: int, anchor: CountOf | CountOfType) -> Query:
        # A count(n) beside the branch's number would give no row for no match, and would not be answered from the store's own counts.
        if isinstance(anchor, CountOfType):
            path = Path(NodePattern(), self._names.type(anchor.type), forward=True, far=NodePattern())
            return Query((_row(number, Listing((CountMatches(path),))),))
        found, counted = self._found(anchor.label, anchor.where), Variable("c0")
        if found.where is None and isinstance(found.pattern, NodePattern):
            return Query((_row(number, Listing((CountMatches(NodePattern(None, found.pattern.label)),))),))
        # The embedded engine starts from an index only outside a subquery.
        return Query((found, With((Alias(Summary("count"), counted),)), _row(number, Listing((counted,)))))

    def _page(self, number: int, anchor: PageOf, selection: Selection) -> Query:
        page, limit = anchor.page, _param(anchor.page.limit)
        computed = self._orders.computed(page, _ROOT, 0)
        names: dict[Item, Variable] = {term: alias.name for term, alias in computed.items()}
        rows = Rows(_ROOT, (anchor.label,), names)
        bounds, order = self._orders.bounds(page, rows), order_of(self._orders.ranks(page, rows), backward=page.backward)
        bounded = (*self._walk(page), *(() if computed else bounds))
        clauses: tuple[Match | With, ...] = (self._found(anchor.label, anchor.where, *bounded),)
        carried: tuple[Variable | Alias, ...] = (_ROOT, *computed.values())
        named = (_ROOT, *names.values())
        if computed and (bounds or not self._root_list):
            clauses, carried = (*clauses, With(carried, where=all_of(*bounds))), named
        if self._root_list:
            return Query((*clauses, With(carried, order, limit), *self._collected(number, selection, (), names)))
        scope = Scope(0, _ROOT, _ROOT, bound=names)
        summed = self._rows.summaries(scope, selection)
        if not summed:
            return Query((*clauses, _row(number, self._rows.row(scope, selection), order, limit)))
        bound = {**names, **summaries_read(summed)}
        row = self._rows.row(replace(scope, bound=bound), selection)
        cut = (With(carried, order, limit), With((*named, *summed.values())))
        return Query((*clauses, *cut, _row(number, row, order)))

    def _walk(self, page: Page) -> tuple[Condition, ...]:
        """What lets both stores walk the label's index in the page's order: a bound on its first column, and on Neo4j one on each."""
        placed = page.after is not None or page.before is not None
        key, terms = Get(_ROOT, KEY), [part.term for part in page.order]
        if not terms or terms[0] == NodeColumn(KEY.name):
            return () if placed else (Compare(key, ">", _param(FLOOR)),)
        if len(terms) > 1 or not isinstance(terms[0], NodeColumn) or not self._names.orders_lists(terms[0].column):
            return ()
        first = Get(_ROOT, self._names.column(terms[0].column))
        return (Present(key),) if placed else (Compare(first, ">", _param(FLOOR)), Present(key))

    def _found(self, label: str, where: plan.Condition | None, *bounded: Condition) -> Match:
        """The nodes of a label that pass: from a form of their names when they must have one, else by walking them."""
        node = NodePattern(_ROOT, self._names.label(label))
        named, further = _name_asked(where)
        if named is None:
            return matching(node, *bounded, self._conditions.write(where, Place(_ROOT, 0)))
        form = NodePattern(None, NAME_FORM, (FORM, _param(named.value)))
        path = Path(form, NAMES, forward=True, far=node)
        return matching(path, *bounded, self._conditions.write(further, Place(_ROOT, 0)))

    def _by_keys(self, number: int, label: Identifier, keys: Parameter, items: tuple[Item, ...], *, redirected: bool) -> Query:
        asked = Variable("asked")
        unwind = Unwind(_param(keys), asked)
        straight = (Match(NodePattern(_ROOT, label, (KEY, asked))),)
        clauses = _redirect(asked, label, (asked,)) if redirected else straight
        return Query((unwind, *clauses, *self._collected(number, Selection(items), (asked,))))

    def _mapped(self, number: int, items: tuple[Item, ...], limit: Parameter | None = None) -> tuple[With | Return, ...]:
        """The row of an anchor that needs no index order: columns from a map."""
        ordered = limit is not None
        carried, scope = self._projected(Selection(items), ordered=ordered)
        order = (Get(scope.columns, KEY),) if ordered else ()
        row = self._rows.row(scope, Selection(items))
        return (*_carry(carried), _row(number, row, order, None if limit is None else _param(limit)))

    def _collected(
        self,
        number: int,
        selection: Selection,
        first: tuple[Variable, ...],
        names: Mapping[Item, Variable] | None = None,
    ) -> tuple[With | Return, ...]:
        named = names or {}
        carried, scope = self._projected(selection, bound=named)
        row = Listing((*first, *self._rows.row(scope, selection).values))
        collected = Return((Alias(Number(number), _R), Alias(Collected(row), _M)))
        return (*_carry((*first, *named.values(), *carried)), collected)

    def _projected(
        self, selection: Selection, *, ordered: bool = False, bound: Mapping[Item, Variable] | None = None
    ) -> tuple[tuple[Variable | Alias, ...], Scope]:
        """What a root row carries on (the node where something leads on from it, its columns, what is summed up), and where to read it."""
        wanted = self._rows.wanted(selection)
        if ordered and KEY not in wanted:
            wanted = (KEY, *wanted)
        summed = self._rows.summaries(Scope(0, _ROOT, _COLUMNS, bound=bound or {}), selection)
        held = {**(bound or {}), **summaries_read(summed)}
        carried: tuple[Variable | Alias, ...] = (_ROOT,) if leads_on(selection, held) or not wanted else ()
        if wanted:
            carried = (*carried, Alias(Projection(_ROOT, wanted), _COLUMNS))
        return (*carried, *summed.values()), Scope(0, _ROOT, _COLUMNS, bound=held)


def _row(number: int, row: Listing, order: tuple[Order, ...] = (), limit: Param | None = None) -> Return:
    return Return((Alias(Number(number), _R), Alias(row, _M)), order, limit)


def _carry(values: tuple[Variable | Alias, ...]) -> tuple[With, ...]:
    """A WITH, unless it would rename nothing."""
    return (With(values),) if any(isinstance(value, Alias) for value in values) else ()


def _name_asked(where: plan.Condition | None) -> tuple[plan.Named | None, plan.Condition | None]:
    """The name that every node must have for the condition to be true, if there is one, and the rest of the condition."""
    match where:
        case plan.Named(operator=plan.Operator.EQ):
            return where, None
        case plan.Every(parts=parts):
            for number, part in enumerate(parts):
                named, rest = _name_asked(part)
                if named is not None:
                    kept = () if rest is None else (rest,)
                    return named, plan.Every((*parts[:number], *kept, *parts[number + 1 :]))
    return None, where


def _redirect(sought: Expression, label: Identifier, kept: tuple[Variable, ...]) -> tuple[Match | With, ...]:
    """Find the node of a key, or of the key into which it was merged."""
    target, key = Variable("t"), Variable("k")
    merged = Path(NodePattern(None, REDIRECT, (KEY, sought)), REDIRECTS, forward=True, far=NodePattern(target))
    return (
        Match(merged, optional=True),
        With((*kept, Alias(Either(Get(target, KEY), sought), key))),
        Match(NodePattern(_ROOT, label, (KEY, key))),
    )


def _param(parameter: Parameter) -> Param:
    return Param(parameter.name)
