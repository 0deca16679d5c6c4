"""P10: an operation that was never seen: parse, validate, plan, compile, and answer for the first time; the store's own planning apart.

Each cold call has a text of its own, and each begins at another place of the interpreter's stack (see `bench.stack`), since a server may
stand anywhere: the spread is wide. The service reads rows that are ready, so no store takes part; the stores' tables then say what
a statement costs the first time beyond the next times, with another order of the fields for each.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphql import parse

from api.limits import Limits
from api.operations import Operations
from api.rules import limit_rule
from bench.canned import CannedStore, ImageAnswers
from bench.queries import PARTNER_FIELDS, PROJECT_FIELDS, ROOT_FIELDS, PageSize, nested_page, nested_text
from bench.racing import Spread, Variant, check_equal, race
from bench.report import Report, Row, Table, Target, timing_row
from bench.servers import Served
from bench.setting import Setting, service_of
from bench.stack import PLACES, everywhere
from graph.cypher.statement import Statement
from graph.store import Reading, Store
from liantu.wiring import api_schema

NAME = "p10"
COLD, WARM = "cold operation", "the same operation again"
BOUND_MS = 6.0
ROUNDS, PLANNED = 10 * PLACES, 25


async def run(setting: Setting) -> Report:
    """Measure the large page."""
    page = setting.pages[1]
    rules = replace(setting.rules(ROUNDS), clocks={"process": time.process_time})
    settings = {"leaves": page.leaves, "rounds": rules.rounds}
    report = Report(NAME, "cold operation, the store's own planning apart", settings)
    results = await race(await _variants(setting, page), rules)
    report.tables.append(Table("without a store; milliseconds", [timing_row(name, result) for name, result in results.items()]))
    report.targets.append(Target(f"{page.name}, cold operation, processor time in ms", BOUND_MS, results[COLD].cpu["process"]))
    for served in await setting.servers.each(setting.base, report.left_out):
        report.tables.append(await _planning(served, page, 2 if setting.quick else PLANNED))
    return report


async def _variants(setting: Setting, page: PageSize) -> list[Variant]:
    query = nested_page(page)
    answers, canned = ImageAnswers(api_schema(), setting.servers.image(setting.base)), CannedStore()
    await answers.can(query, canned)
    service, limits, variables = service_of(canned), Limits(), query.variables
    operations = Operations(api_schema().core, extra_rules=(limit_rule(limits),), max_tokens=limits.tokens)
    texts = (nested_text(f"Firms{number}") for number in itertools.count())

    async def parsed() -> object:
        return parse(next(texts))

    async def validated() -> object:
        return operations.get(next(texts), allow_introspection=True)

    async def cold() -> object:
        return (await service.execute(next(texts), variables)).body()

    async def warm() -> object:
        return (await service.execute(query.text, variables)).body()

    check_equal({"image": {"data": await answers.data(query)}, COLD: await cold(), WARM: await warm()})
    works = {"parse": parsed, "parse and validate": validated, COLD: cold, WARM: warm}
    return [Variant(name, everywhere(work)) for name, work in works.items()]


async def _planning(served: Served, page: PageSize, texts: int) -> Table:
    """Return the table of what the store takes for statements that it has not seen."""
    reader = _TimedReader(served.store)
    service = service_of(reader)
    first, later, cpu = [], [], []
    for text in itertools.islice(_other_texts(), texts):
        before = served.cpu()
        answer = await service.execute(text, page.variables)
        cpu.append((served.cpu() - before) * 1_000)
        if answer.errors:
            raise ValueError(f"{served.name}: {answer.errors[0]['message']}")
        first.append(reader.times.pop())
        for _ in range(3):
            await service.execute(text, page.variables)
        later.append(statistics.median(reader.times))
        reader.times.clear()
    planning = [max(one - again, 0.0) for one, again in zip(first, later, strict=True)]
    rows: list[Row] = [
        {"statement": name, "texts": texts, "min": of.least, "median": of.median, "p95": of.p95}
        for name, of in (
            ("first time", Spread.of(first)), ("next times", Spread.of(later)), ("first time beyond next times", Spread.of(planning)),
            ("store cpu of the first time", Spread.of(cpu)),
        )
    ]  # fmt: skip
    return Table(f"{served.name}; milliseconds", rows)


class _TimedReader:
    """A store that notes how long each read took, in milliseconds."""

    def __init__(self, store: Store) -> None:
        self.kind: str = store.kind
        self.version = store.version
        self.times: list[float] = []
        self._store = store

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        began = time.perf_counter()
        reading = await self._store.read_whole(statements)
        self.times.append((time.perf_counter() - began) * 1_000)
        return reading


def _other_texts() -> Iterator[str]:
    """Yield the page's text with its fields in ever other orders; a store that saw the usual order has seen none of them."""
    drawn, seen = random.Random(1), set[str]()  # noqa: S311  an order of fields, no secret
    while True:
        levels = [tuple(drawn.sample(fields, len(fields))) for fields in (ROOT_FIELDS, PROJECT_FIELDS, PARTNER_FIELDS)]
        text = nested_text(fields=levels)
        if text not in seen and text != nested_text():
            seen.add(text)
            yield text
