"""Growth: what look-ups and pages cost on a graph ten times larger, on both stores.

Both graphs of a store are up at once and asked in turn. Keys, names and cursors differ from call to call, so no answer is one that
was just given. A first call of each operation is compared with the image.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.execute import GraphQLService
from bench.canned import ImageAnswers
from bench.graphs import GraphSize
from bench.queries import CURSOR_TEXT, GROWING, SHORT_PAGE, Query, known_queries
from bench.racing import Result, Variant, check_equal, race
from bench.report import Report, Row, Table, Target
from bench.servers import EMBEDDED, KINDS, NEO4J, Served
from bench.setting import Setting, service_of
from liantu.wiring import api_schema

NAME = "growth"
SMALL = 10_000
# Wanted: the ratio of the medians, and milliseconds.
RATIOS = {NEO4J: 1.5, EMBEDDED: 3.0}
P95_MS = 25.0
ROUNDS, CALLS, WARM_UP = 20, 10, 10
FAR_PAGE = 1_000
QUICK_SIZES, QUICK_FAR_PAGE = (700, 1_400), 20
# How many calls of each operation have arguments of their own.
DRAWN = 200


async def run(setting: Setting) -> Report:
    """Measure every operation that the schema knows on each store."""
    small, large = (GraphSize(nodes) for nodes in (QUICK_SIZES if setting.quick else (SMALL, setting.size)))
    far = QUICK_FAR_PAGE if setting.quick else FAR_PAGE
    settings = {"rounds": setting.rules(ROUNDS).rounds, "calls": setting.calls(CALLS), "far page": far}
    report = Report(NAME, f"look-ups and pages from {small.nodes:,} to {large.nodes:,} nodes", settings)
    queries, unknown = known_queries(GROWING, api_schema().core)
    report.left_out += unknown
    answers = {size: ImageAnswers(api_schema(), setting.servers.image(size)) for size in (small, large)}
    for kind in KINDS:
        pair = [await setting.servers.get(kind, size) for size in (small, large)]
        servers = [served for served in pair if served is not None]
        if len(servers) < len(pair):
            report.left_out.append(f"{kind}: {setting.servers.missing[kind]}")
            continue
        asking = [await _asking(served, far) for served in servers]
        await _check(asking, queries, list(answers.values()))
        await _measure(setting, asking, queries, report)
        for size in (small, large):
            await setting.servers.release(kind, size)
    return report


@dataclass(frozen=True, slots=True)
class _Asking:
    """One store with arguments to ask it by.

    Attributes:
        served: The store.
        service: The service on it.
        arguments: Values of all variables, one mapping a call.
    """

    served: Served
    service: GraphQLService
    arguments: Sequence[dict[str, object]]

    async def ask(self, query: Query, number: int) -> object:
        answer = await self.service.execute(query.text, self.arguments[number % len(self.arguments)])
        if answer.errors:
            raise ValueError(f"{query.name}: {answer.errors[0]['message']}")
        return answer.data


async def _asking(served: Served, far: int) -> _Asking:
    service = service_of(served.store)
    cursors = await _cursors(service)
    firms = sorted(key for label, key in served.image.nodes if label == "Enterprise")
    drawn = random.Random(1)  # noqa: S311  which firms are asked for, no secret
    arguments: list[dict[str, object]] = []
    for _ in range(DRAWN):
        key, named = drawn.choice(firms), drawn.choice(firms)
        name = served.image.nodes["Enterprise", named].properties["name"]
        after, deep = drawn.choice(cursors[: len(cursors) // 2]), cursors[SHORT_PAGE * (far - 1) - 1]
        arguments.append({"key": key, "name": name, "after": after, "deep": deep})
    return _Asking(served, service, arguments)


async def _cursors(service: GraphQLService) -> list[str]:
    """Return the cursors of all projects, in their order."""
    found: list[str] = []
    after: str | None = None
    while True:
        answer = await service.execute(CURSOR_TEXT, {"after": after})
        if answer.data is None:
            raise ValueError(f"The walk along all projects failed: {answer.errors}")
        page = answer.data["projects"]
        if not page["edges"]:
            return found
        found += [edge["cursor"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]


async def _check(asking: Sequence[_Asking], queries: Sequence[Query], answers: Sequence[ImageAnswers]) -> None:
    for one, image in zip(asking, answers, strict=True):
        for query in queries:
            wanted = await image.data(replace(query, variables=one.arguments[0]))
            check_equal({f"{query.name} of the image": wanted, one.served.name: await one.ask(query, 0)})


async def _measure(setting: Setting, asking: Sequence[_Asking], queries: Sequence[Query], report: Report) -> None:
    kind = asking[0].served.kind
    small, large = (one.served.name for one in asking)
    clocks = {one.served.name: one.served.cpu for one in asking}
    rows: list[Row] = []
    for query in queries:
        variants = [_variant(one, query, setting.calls(CALLS)) for one in asking]
        results = await race(variants, replace(setting.rules(ROUNDS, WARM_UP), clocks=clocks))
        rows.append(_row(query.name, results[small], results[large], results[small].cpu[small], results[large].cpu[large]))
    loads = ", ".join(f"{len(one.served.image.nodes):,} nodes {one.served.load_s:.1f} s" for one in asking)
    report.tables.append(Table(f"{small} to {large}; milliseconds (written in: {loads})", rows))
    report.targets += [
        Target(f"{kind}, {row['operation']}, median of the large by the small", RATIOS[kind], float(row["median ratio"] or 0))
        for row in rows
    ]
    worst = max(rows, key=lambda row: float(row["large p95"] or 0))
    report.targets.append(
        Target(f"{kind}, p95 of the slowest ({worst['operation']}) in ms", P95_MS, float(worst["large p95"] or 0))
    )


def _variant(asking: _Asking, query: Query, calls: int) -> Variant:
    asked = 0

    async def ask() -> object:
        nonlocal asked
        asked += 1
        return await asking.ask(query, asked)

    return Variant(asking.served.name, ask, calls)


def _row(name: str, small: Result, large: Result, small_cpu: float, large_cpu: float) -> Row:
    return {
        "operation": name,
        "calls": large.calls,
        "small min": small.wall.least,
        "small median": small.wall.median,
        "small p95": small.wall.p95,
        "large min": large.wall.least,
        "large median": large.wall.median,
        "large p95": large.wall.p95,
        "median ratio": large.wall.median / small.wall.median,
        "min ratio": large.wall.least / small.wall.least,
        "small store cpu": small_cpu,
        "large store cpu": large_cpu,
    }
