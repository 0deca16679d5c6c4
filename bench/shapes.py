"""Statement shapes side by side on each store: the time and the processor time of the store for equal answers.

A shape that a store cannot run is named and left out there. Ours is what the service sends, once with its root as rows and once as
one list. All statements are sent by the same connection, so the columns differ by the shape alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from api.execute import GraphQLService
from bench.canned import ImageAnswers
from bench.graphs import HUB
from bench.queries import PARTNER_FIELDS, PROJECT_FIELDS, ROOT_FIELDS, PageSize, Query, hub_page, nested_page
from bench.racing import Variant, Work, check_equal, race
from bench.report import Report, Row, Table, timing_row
from bench.servers import Served
from bench.setting import Setting
from bench.shape_texts import NAIVE, SHAPES, hub_statement, nested_statement
from graph.cypher.statement import Statement
from graph.errors import PlanBug
from graph.store import Store
from liantu.wiring import api_schema

NAME = "shapes"
C_ROWS, C_LIST = "C, root rows", "C, root list"
ROUNDS, CALLS, WARM_UP = 40, 20, 25
HUB_CHILDREN = 25

Lists = list[object]


@dataclass(frozen=True, slots=True)
class _Case:
    """One operation with the statements of all shapes; `flat` turns the operation's data into the lists that they return."""

    name: str
    query: Query
    text: Callable[[str], str]
    params: Mapping[str, object]
    flat: Callable[[object], Lists]
    levels: Sequence[Sequence[str]]


async def run(setting: Setting) -> Report:
    """Measure the nested pages and the hub on every store."""
    settings = {"nodes": setting.base.nodes, "rounds": setting.rules(ROUNDS).rounds, "calls": setting.calls(CALLS)}
    report = Report(NAME, "statement shapes side by side, equal answers; naive = 1", settings)
    for served in await setting.servers.each(setting.base, report.left_out):
        for case in (*(_nested(page) for page in setting.pages), _hub(setting.base.hub)):
            statements = await _statements(served, case, report.left_out)
            variants = [
                Variant(name, _reading(served.store, statement), setting.calls(CALLS)) for name, statement in statements.items()
            ]
            clocks = {"store": served.cpu, "client": time.process_time}
            results = await race(variants, replace(setting.rules(ROUNDS, WARM_UP), clocks=clocks))
            base = results.get(NAIVE)
            rows: list[Row] = [
                timing_row(
                    name,
                    result,
                    **{
                        "store cpu to naive": result.cpu["store"] / base.cpu["store"] if base else None,
                        "median to naive": result.wall.median / base.wall.median if base else None,
                    },
                )
                for name, result in results.items()
            ]
            report.tables.append(Table(f"{served.name}, {case.name}; milliseconds", rows))
    return report


def _reading(store: Store, statement: Statement) -> Work:
    return lambda: store.read(statement)


def _nested(page: PageSize) -> _Case:
    levels = (ROOT_FIELDS, PROJECT_FIELDS, PARTNER_FIELDS)
    return _Case(page.name, nested_page(page), nested_statement, {"after": "", **page.variables}, _flat_page, levels)


def _hub(children: int) -> _Case:
    query = hub_page(HUB, HUB_CHILDREN)
    return _Case(
        f"{HUB_CHILDREN} of {children:,} children", query, hub_statement, query.variables, _flat_hub, (PROJECT_FIELDS,)
    )


async def _statements(served: Served, case: _Case, left_out: list[str]) -> dict[str, Statement]:
    """Return the statement of every shape that runs, after having compared what they answer."""
    found: dict[str, Statement] = {}
    answers: dict[str, object] = {"image": case.flat(await ImageAnswers(api_schema(), served.image).data(case.query))}
    for shape in SHAPES:
        statement = Statement(case.text(shape), dict(case.params))
        try:
            reading = await served.store.read_whole([statement])
        except PlanBug as error:
            left_out.append(f"shape {shape} on {served.kind}, {case.name}: {error.message}")
            continue
        (row,) = reading.answers[0]
        answers[shape] = _listed(row[1], case.levels)
        found[shape] = statement
    for name, root_list in ((C_ROWS, False), (C_LIST, True)):
        found[name], data = await _ours(served.store, case.query, root_list=root_list)
        answers[name] = case.flat(data)
    if found[C_ROWS] == found[C_LIST]:
        del found[C_LIST]
    check_equal(answers)
    return found


async def _ours(store: Store, query: Query, *, root_list: bool) -> tuple[Statement, object]:
    """Return the one statement that the service sends for an operation, and its data."""
    seen = list[Statement]()
    store.tracer = lambda statement, _rows, _seconds: seen.append(statement)
    answer = await GraphQLService(api_schema(), store, root_list=root_list).execute(query.text, query.variables)
    store.tracer = None
    (statement,) = seen
    return statement, answer.data


def _listed(rows: object, levels: Sequence[Sequence[str]]) -> object:
    """Return rows as lists: the naive shape has maps, whose last member holds the rows of the next level."""
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        return rows
    fields, below = levels[0], levels[1:]
    names = ("projects", "partners")[len(levels) == 2 :]
    inner = names[0] if below else ""
    return [[*(row[field] for field in fields), *([_listed(row[inner], below)] if below else [])] for row in rows]


def _flat_page(data: object) -> Lists:
    return [
        [*_leaves(firm, ROOT_FIELDS), [
            [*_leaves(project, PROJECT_FIELDS), [_leaves(partner, PARTNER_FIELDS) for partner in _nodes(project, "undertakenBy")]]
            for project in _nodes(firm, "undertakes")
        ]]
        for firm in _nodes(data, "enterprises")
    ]  # fmt: skip


def _flat_hub(data: object) -> Lists:
    return [_leaves(project, PROJECT_FIELDS) for project in _nodes(_member(data, "enterprise"), "undertakes")]


def _nodes(holder: object, field: str) -> list[object]:
    found = _member(_member(holder, field), "nodes")
    return found if isinstance(found, list) else []


def _leaves(holder: object, fields: Sequence[str]) -> Lists:
    return [_member(holder, field) for field in fields]


def _member(holder: object, name: str) -> object:
    if not isinstance(holder, dict):
        raise TypeError(f"{holder!r} has no member {name}.")
    return holder[name]
