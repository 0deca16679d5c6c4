"""P4: what the server adds to the store at one connection: an HTTP request against the bare driver running the same statement.

The server is `liantu serve` in a process of its own, reached over a socket that stays open. The driver is asked in both of its forms,
and the faster one counts. Rows and answers are compared first: the server's body with that of the service in this process and with
the image, the driver's rows with those that the service read.

Where the machine does other work too, processor time tells more: that of the server for a request, less that of this process for the
driver's call (`client cpu`), is what the server computes beyond its own driver.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import orjson
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, Driver, GraphDatabase

from bench.canned import ImageAnswers
from bench.http_line import HttpLine
from bench.queries import PageSize, Query, nested_page
from bench.racing import Variant, check_equal, race
from bench.report import Report, Table, Target, timing_row
from bench.servers import Address, Served
from bench.serving import HttpServer, serve
from bench.setting import Setting, service_of
from graph.cypher.statement import Statement
from liantu.wiring import api_schema

NAME = "p4"
HTTP, DRIVER, DRIVER_SYNC = "HTTP request", "driver, asynchronous", "driver, synchronous"
# Milliseconds, wanted of the sizes S and L.
BOUNDS = (0.5, 1.0)
ROUNDS, CALLS, WARM_UP = 40, 20, 25


async def run(setting: Setting) -> Report:
    """Measure both sizes on every store."""
    report = Report(
        NAME,
        "HTTP request at one connection against the bare driver with the same statement",
        {"nodes": setting.base.nodes, "rounds": setting.rules(ROUNDS).rounds, "calls": setting.calls(CALLS)},
    )
    for served in await setting.servers.each(setting.base, report.left_out):
        with serve(served.address) as server, HttpLine(server.port) as line:
            async with _drivers(served.address) as (driver, driver_sync):
                for page, bound in zip(setting.pages, BOUNDS, strict=True):
                    asking = _Asking(served, line, driver, driver_sync)
                    await _measure(setting, asking, server, (page, bound), report)
    return report


class _Asking:
    """The ways of asking one store."""

    def __init__(self, served: Served, line: HttpLine, driver: AsyncDriver, driver_sync: Driver) -> None:
        self.served = served
        self._line = line
        self._driver = driver
        self._driver_sync = driver_sync
        self._database = served.address.database

    async def variants(self, query: Query, calls: int) -> list[Variant]:
        """Return the ways, after having compared what they answer."""
        statement, data, rows = await self._in_process(query)
        request = self._line.request(query.text, query.variables)
        text, params, database = statement.text, dict(statement.params), self._database

        async def over_http() -> object:
            return self._line.ask(request)

        async def by_driver() -> object:
            async with self._driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=-1) as opened:
                result = await opened.run(text, params)
                return [list(record) async for record in result]

        async def by_sync_driver() -> object:
            with self._driver_sync.session(database=database, default_access_mode=READ_ACCESS, fetch_size=-1) as opened:
                return [list(record) for record in opened.run(text, params)]

        check_equal({"image": await ImageAnswers(api_schema(), self.served.image).data(query), "service": data})
        check_equal({"service": {"data": data}, HTTP: orjson.loads(self._line.ask(request))})
        check_equal({"service": rows, DRIVER: await by_driver(), DRIVER_SYNC: await by_sync_driver()})
        return [
            Variant(HTTP, over_http, calls), Variant(DRIVER, by_driver, calls), Variant(DRIVER_SYNC, by_sync_driver, calls),
        ]  # fmt: skip

    async def _in_process(self, query: Query) -> tuple[Statement, object, object]:
        """Return the one statement that the service sends, the data of its answer, and the statement's rows."""
        store, seen = self.served.store, list[Statement]()
        store.tracer = lambda statement, _rows, _seconds: seen.append(statement)
        answer = await service_of(store).execute(query.text, query.variables)
        store.tracer = None
        (statement,) = seen
        return statement, answer.data, await store.read(statement)


async def _measure(
    setting: Setting, asking: _Asking, server: HttpServer, wanted: tuple[PageSize, float], report: Report
) -> None:
    page, bound = wanted
    variants = await asking.variants(nested_page(page), setting.calls(CALLS))
    rules = replace(
        setting.rules(ROUNDS, WARM_UP), clocks={"client": time.process_time, "server": server.cpu, "store": asking.served.cpu}
    )
    results = await race(variants, rules)
    base = min(results[DRIVER].wall.median, results[DRIVER_SYNC].wall.median)
    rows = [timing_row(name, result, **{"more than driver": result.wall.median - base}) for name, result in results.items()]
    report.tables.append(Table(f"{asking.served.name}, {page.name}: {page.leaves:,} leaves; milliseconds", rows))
    overhead = results[HTTP].wall.median - base
    report.targets.append(
        Target(f"{asking.served.kind}, {page.name}, HTTP beyond the faster driver, p50 in ms", bound, overhead)
    )


@asynccontextmanager
async def _drivers(address: Address) -> AsyncIterator[tuple[AsyncDriver, Driver]]:
    async with AsyncGraphDatabase.driver(address.uri, auth=address.auth) as driver:
        with GraphDatabase.driver(address.uri, auth=address.auth) as driver_sync:
            yield driver, driver_sync
