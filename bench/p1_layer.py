"""P1: the GraphQL layer alone, from the query text to the JSON bytes, against stock strawberry with its caches.

Neither side reads a store. Ours is handed the rows that a store would return and checks every one of them; stock strawberry is handed
objects that are ready. Both answer the same text with the same variables, and the answers are equal.

Both sides only compute, so the target is held against processor time, which other work on the machine disturbs least. Stock strawberry
is run as a server of this kind runs it, by `execute`, with the faster way of writing JSON. Its `execute_sync`, which could not wait for
a store as ours does, stands in the table too. Where on the interpreter's stack they begin is chosen in stock strawberry's favour, see
`bench.stack`.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace

import orjson
import strawberry
from strawberry.http import process_result

from api.execute import GraphQLService
from bench.canned import CannedStore, ImageAnswers
from bench.queries import Query, nested_page
from bench.racing import Result, Variant, check_equal, race
from bench.report import Report, Table, Target, timing_row
from bench.setting import Setting, service_of
from bench.stack import PLACES, everywhere, where_best
from bench.stock import stock_page, stock_schema
from liantu.wiring import api_schema

NAME = "p1"
OURS = "ours, rows checked"
STOCK = ("stock, json", "stock, orjson")
STOCK_SYNC = "stock, orjson, execute_sync"
# Wanted of the sizes S and L.
BOUNDS = (30.0, 40.0)
# Calls of ours in a round: once at every place of the stack.
ROUNDS, CALLS = 60, PLACES


async def run(setting: Setting) -> Report:
    """Measure both sizes."""
    rules = replace(setting.rules(ROUNDS), clocks={"process": time.process_time})
    settings = {"rounds": rules.rounds}
    report = Report(NAME, "GraphQL layer in process, rows checked, against stock strawberry with its caches", settings)
    image = setting.servers.image(setting.base)
    answers = ImageAnswers(api_schema(), image)
    for page, bound in zip(setting.pages, BOUNDS, strict=True):
        query = nested_page(page)
        canned = CannedStore()
        await answers.can(query, canned)
        variants = _variants(query, service_of(canned), stock_schema(stock_page(image, page)), setting.calls(CALLS))
        bodies = {variant.name: await _body(variant) for variant in variants}
        check_equal({name: orjson.loads(body) for name, body in bodies.items()})
        results = await race(variants, rules)
        best = min(STOCK, key=lambda name: results[name].cpu["process"])
        ours = results[OURS]
        size = len(bodies[OURS])
        rows = [timing_row(name, result, **_times_ours(result, ours)) for name, result in results.items()]
        report.tables.append(Table(f"{page.name}: {page.leaves:,} leaves, {size:,} bytes; milliseconds", rows))
        ratio = results[best].cpu["process"] / ours.cpu["process"]
        report.targets.append(Target(f"{page.name}, processor time of {best} by ours", bound, ratio, at_least=True))
    return report


async def _body(variant: Variant) -> bytes:
    body = await variant.work()
    if not isinstance(body, bytes):
        raise TypeError(f"{variant.name} answered {body!r:.100}.")
    return body


def _times_ours(result: Result, ours: Result) -> dict[str, float]:
    return {
        "times ours, median": result.wall.median / ours.wall.median,
        "times ours, min": result.wall.least / ours.wall.least,
        "times ours, cpu": result.cpu["process"] / ours.cpu["process"],
    }


def _variants(query: Query, service: GraphQLService, stock: strawberry.Schema, calls: int) -> list[Variant]:
    text, variables = query.text, dict(query.variables)

    async def ours() -> bytes:
        return orjson.dumps((await service.execute(text, variables)).body())

    async def stock_json() -> bytes:
        result = await stock.execute(text, variable_values=variables)
        return json.dumps(process_result(result)).encode()

    async def stock_orjson() -> bytes:
        result = await stock.execute(text, variable_values=variables)
        return orjson.dumps(process_result(result))

    async def stock_at_once() -> bytes:
        return orjson.dumps(process_result(stock.execute_sync(text, variable_values=variables)))

    return [
        Variant(OURS, everywhere(ours), calls),
        *(Variant(name, where_best(work)) for name, work in zip(STOCK, (stock_json, stock_orjson), strict=True)),
        Variant(STOCK_SYNC, where_best(stock_at_once)),
    ]
