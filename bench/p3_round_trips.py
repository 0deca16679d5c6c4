"""P3: how many statements and round trips an operation takes, whatever its root fields and levels; counted, not timed.

Statements are counted by the store's tracer, round trips by a relay between the store and its server. The answers of both stores are
compared with each other, and those without analyses with the image too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.execute import GraphQLService
from bench.canned import ImageAnswers
from bench.graphs import HUB
from bench.queries import Counted, counted_operations, known_queries
from bench.racing import check_equal
from bench.relay import Relay
from bench.report import Report, Row, Table, Target
from bench.servers import Served
from bench.setting import Setting, service_of
from graph.cypher.statement import Statement
from graph.model.image import Image
from graph.store import Store, StoreOptions
from liantu.wiring import api_schema

NAME = "p3"
# What it says depends on the store, not on the graph alone.
_OF_THE_STORE = "what is in the graph"


async def run(setting: Setting) -> Report:
    """Count on every store."""
    report = Report(NAME, "statements and round trips of one operation", {"nodes": setting.base.nodes})
    servers = await setting.servers.each(setting.base, report.left_out)
    if not servers:
        return report
    image = servers[0].image
    operations, unknown = _operations(image)
    report.left_out += unknown
    data = {served.kind: await _ask_all(served, operations, report) for served in servers}
    answers = ImageAnswers(api_schema(), image)
    for number, operation in enumerate(operations):
        if operation.query.name != _OF_THE_STORE:
            found = {kind: of[number] for kind, of in data.items()}
            check_equal(found if operation.analyses else {**found, "image": await answers.data(operation.query)})
    return report


def _operations(image: Image) -> tuple[list[Counted], list[str]]:
    firm = min(key for label, key in image.nodes if label == "Enterprise" and key != HUB)
    project = min(item.end for item in image.relationships.values() if item.type == "UNDERTAKES" and item.start == firm)
    park = min(item.end for item in image.relationships.values() if item.start == project and item.end_label == "Park")
    counted = counted_operations(firm, str(image.nodes["Enterprise", firm].properties["name"]), project, park)
    known, unknown = known_queries([item.query for item in counted], api_schema().core)
    return [item for item in counted if item.query in known], unknown


async def _ask_all(served: Served, operations: Sequence[Counted], report: Report) -> list[object]:
    rows: list[Row] = []
    data: list[object] = []
    async with _counting(served) as counting:
        for operation in operations:
            await counting.ask(operation)  # opens the connection
            before = counting.statements, counting.relay.round_trips
            data.append(await counting.ask(operation))
            statements, trips = counting.statements - before[0], counting.relay.round_trips - before[1]
            rows.append(
                {
                    "operation": operation.query.name, "root fields": operation.root_fields, "levels": operation.levels,
                    "analyses": operation.analyses, "allowed": operation.statements, "statements": statements, "round trips": trips,
                }
            )  # fmt: skip
    report.tables.append(Table(served.name, rows))
    reads = [row for row in rows if not row["analyses"]]
    report.targets += [
        Target(f"{served.kind}, statements of compiled reads, most", 1, _most(reads, "statements")),
        Target(f"{served.kind}, statements of compiled reads, least", 1, -_most(reads, "statements", sign=-1), at_least=True),
        Target(f"{served.kind}, round trips of compiled reads, most", 1, _most(reads, "round trips")),
        Target(f"{served.kind}, statements beyond 2 + analyses, most", 0, max(_beyond(row) for row in rows)),
    ]
    return data


def _most(rows: Sequence[Row], column: str, sign: int = 1) -> float:
    return max(sign * float(row[column] or 0) for row in rows)


def _beyond(row: Row) -> float:
    return float(row["statements"] or 0) - float(row["allowed"] or 0)


@dataclass(slots=True)
class _Counting:
    service: GraphQLService
    relay: Relay
    statements: int = 0

    def trace(self, _: Statement, _rows: int, _seconds: float) -> None:
        self.statements += 1

    async def ask(self, operation: Counted) -> object:
        answer = await self.service.execute(operation.query.text, operation.query.variables)
        if answer.errors:
            raise ValueError(f"{operation.query.name}: {answer.errors[0]['message']}")
        return answer.data


@asynccontextmanager
async def _counting(served: Served) -> AsyncIterator[_Counting]:
    async with Relay(served.address.uri) as relay:
        options = StoreOptions(pool_size=1)
        connecting = Store.connect(relay.uri, served.address.auth, database=served.address.database, options=options)
        async with await connecting as store:
            counting = _Counting(service_of(store), relay)
            store.tracer = counting.trace
            yield counting
