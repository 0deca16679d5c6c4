"""Analyses: what each costs on the bundled register alone, and on the register in the midst of a large made-up graph, on both stores.

Subjects are the things of the register with the most around them, and made-up ones whose neighbourhood is as large as the graph makes
it. The answers of both stores are compared with each other before anything is timed; each is compared with an oracle in the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import process_time
from typing import Any

from api.execute import GraphQLService
from api.ids import encode_id
from bench.graphs import HUB, GraphSize
from bench.queries import Query, known_queries
from bench.racing import Variant, check_equal, race
from bench.report import Report, Row, Table, Target, tell, timing_row
from bench.servers import KINDS, Served
from bench.setting import Setting, service_of
from graph.model.image import Image
from liantu.wiring import api_schema
from loaders.bundled import bundled_sources, with_required
from loaders.pipeline import load

NAME = "analyses"
ALONE = GraphSize(0)
ALONE_MS, LARGE_MS = 50.0, 300.0
ROUNDS, CALLS = 12, 2

_SERVICES = "{ department { name } kinds services { kind route target { name } year basis explanation evidence { locator } } }"
_MAP = "{ completeness localSupply segments { segment { name } state reason evidence { locator } } }"
_GAPS = "{ kind segment { name } material basis explanation upstream { name } downstream { name } evidence { locator } }"
_COVERAGE = (
    "{ totals { kind stated named } rows { project { name } cells { kind state by { name } year evidence { locator } } } }"
)
_FINDINGS = "{ code severity message expected actual subjects { name } evidence { locator } }"
_PATHS = "{ length explanation nodes { name } steps { type forward basis evidence { locator } } }"
_PARTNERS = (
    "{ enterprise { name } score scoreUpper excluded explanation parts { name weight value reason evidence { locator } } }"
)
_BASES = (
    "{ name score industry { name } parks { name } projects { name } enterprises { name } explanation evidence { locator } }"
)
OF_ANYTHING = (
    Query("search", "query ($text: String!) { search(text: $text) { edges { score matched node { key name } } } }"),
    Query("departments serving a chain", f"query ($chain: ID!) {{ departmentsServing(chain: $chain) {_SERVICES} }}"),
    Query("departments serving a project", f"query ($project: ID!) {{ departmentsServing(project: $project) {_SERVICES} }}"),
    Query("map of a chain", f"query ($chain: ID!) {{ chainMap(chain: $chain) {_MAP} }}"),
    Query("map of a chain at a place", f"query ($chain: ID!, $place: ID!) {{ chainMap(chain: $chain, place: $place) {_MAP} }}"),
    Query("gaps of a chain", f"query ($chain: ID!) {{ chainGaps(chain: $chain) {_GAPS} }}"),
    Query("approvals in a park", f"query ($park: ID!) {{ approvalCoverage(park: $park) {_COVERAGE} }}"),
    Query("approvals on a chain", f"query ($chain: ID!) {{ approvalCoverage(chain: $chain) {_COVERAGE} }}"),
    Query("paths", f"query ($firm: ID!, $chain: ID!) {{ paths(from: $firm, to: $chain) {_PATHS} }}"),
    Query("partners for a segment", f"query ($segment: ID!) {{ candidatePartners(segment: $segment) {_PARTNERS} }}"),
    Query(
        "partners for a segment at a place",
        f"query ($segment: ID!, $place: ID!) {{ candidatePartners(segment: $segment, place: $place) {_PARTNERS} }}",
    ),
)
OF_A_PLAN = (
    Query("findings of a plan", f"query ($plan: ID!) {{ planFindings(plan: $plan) {_FINDINGS} }}"),
    Query("bases of a plan", f"query ($plan: ID!) {{ proposedBases(plan: $plan) {_BASES} }}"),
)
OF_EVERYTHING = (
    Query("gaps of all chains", f"{{ chainGaps {_GAPS} }}"),
    Query("approvals of all projects", f"{{ approvalCoverage {_COVERAGE} }}"),
)
_MOST = "(first: 1, orderBy: [{field: %s, direction: DESC}]) { nodes { id name } }"
SUBJECTS = f"""{{
  chain: chains{_MOST % "segments_count"} park: parks{_MOST % "locates_count"} place: places{_MOST % "locates_count"}
  project: projects{_MOST % "servedBy_count"} firm: enterprises{_MOST % "undertakes_count"}
  segment: segments{_MOST % "occupiedBy_count"} plan: plans(first: 1, where: {{role: {{eq: MAIN}}}}) {{ nodes {{ id name }} }}
}}"""
# Made-up subjects are those of a label with the most of a type around them.
MADE_UP = {
    "chain": ("Chain", "HAS_SEGMENT"), "park": ("Park", "LOCATED_IN"), "place": ("Place", "LOCATED_IN"),
    "project": ("Project", "SERVES"), "firm": ("Enterprise", "UNDERTAKES"), "segment": ("Segment", "OCCUPIES"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """How long an analysis may take, what the register stands among, and how many rounds warm the store up.

    Java compiles a statement's code for speed after some hundred runs, as it has in a server that is in use.
    """

    ms: float
    where: str
    warm_up: int


async def run(setting: Setting) -> Report:
    """Measure on each store: the register alone, then within the large graph."""
    large = GraphSize(1_400 if setting.quick else setting.size)
    settings = {"rounds": setting.rules(ROUNDS).rounds, "calls": setting.calls(CALLS)}
    report = Report(NAME, f"analyses of the register, alone and among {large.nodes:,} nodes", settings)
    subjects = await _measure_alone(setting, report)
    if subjects is not None:
        await _measure_among_others(setting, large, subjects, report)
    return report


async def _measure_alone(setting: Setting, report: Report) -> Mapping[str, object] | None:
    """Return what of the register has most around it; None when there is no store."""
    subjects: Mapping[str, object] | None = None
    queries, unknown = known_queries((*OF_ANYTHING, *OF_A_PLAN, *OF_EVERYTHING), api_schema().core)
    report.left_out += unknown
    answers: dict[str, list[object]] = {}
    for served in await setting.servers.each(ALONE, report.left_out):
        await load(served.store, with_required(*bundled_sources()))
        service = service_of(served.store)
        subjects = subjects or await _subjects(service)
        asked = [replace(query, variables=subjects) for query in queries]
        answers[served.kind] = [await _ask(service, query) for query in asked]
        check_equal(answers)
        await _measure(setting, served, asked, Bound(ALONE_MS, "alone", warm_up=50), report)
        await setting.servers.release(served.kind, ALONE)
    return subjects


async def _measure_among_others(setting: Setting, size: GraphSize, subjects: Mapping[str, object], report: Report) -> None:
    image = setting.servers.image(size)
    made_up = {"text": "铝业", **{name: encode_id(_with_most(image, *of)) for name, of in MADE_UP.items()}}
    queries, _ = known_queries((*OF_ANYTHING, *OF_A_PLAN), api_schema().core)
    asked = [replace(query, variables=subjects) for query in queries]
    asked += [replace(query, name=f"{query.name}, made up", variables=made_up) for query in queries if query in OF_ANYTHING]
    answers: dict[str, list[object]] = {}
    for kind in KINDS:
        served = await setting.servers.get(kind, size)
        if served is None:
            continue
        await load(served.store, with_required(*bundled_sources()))
        service = service_of(served.store)
        answers[kind] = [await _ask(service, query) for query in asked]
        check_equal(answers)
        await _measure(setting, served, asked, Bound(LARGE_MS, f"among {size.nodes:,} nodes", warm_up=15), report)
        await setting.servers.release(kind, size)


async def _subjects(service: GraphQLService) -> dict[str, object]:
    found = await _ask(service, Query("subjects", SUBJECTS))
    nodes = {name: of["nodes"][0] for name, of in found.items()}
    return {"text": nodes["chain"]["name"][:1], **{name: node["id"] for name, node in nodes.items()}}


def _with_most(image: Image, label: str, type_name: str) -> str:
    """Return the key of the node of the label with the most relationships of a type, the first of several."""
    counted = Counter(
        end
        for item in image.relationships.values()
        if item.type == type_name
        for at, end in ((item.start_label, item.start), (item.end_label, item.end))
        if at == label and end != HUB
    )
    return min(counted, key=lambda key: (-counted[key], key))


async def _ask(service: GraphQLService, query: Query) -> Any:
    answer = await service.execute(query.text, query.variables)
    if answer.errors:
        raise ValueError(f"{query.name}: {answer.errors[0]['message']}")
    return answer.data


async def _measure(setting: Setting, served: Served, asked: Sequence[Query], bound: Bound, report: Report) -> None:
    service = service_of(served.store)
    rules = replace(setting.rules(ROUNDS, bound.warm_up), clocks={"here": process_time, "store": served.cpu})
    rows: list[Row] = []
    for query in asked:

        async def ask(query: Query = query) -> object:
            return await _ask(service, query)

        results = await race([Variant(query.name, ask, setting.calls(CALLS))], rules)
        rows.append(timing_row(query.name, results[query.name]))
        tell(f"{served.kind}, register {bound.where}: {query.name}: median {results[query.name].wall.median:.1f} ms")
    report.tables.append(Table(f"{served.kind} {served.store.version}, register {bound.where}; milliseconds", rows))
    worst = max(rows, key=lambda row: float(row["median"] or 0))
    what = f"{served.kind}, register {bound.where}, median of the slowest ({worst['variant']}) in ms"
    report.targets.append(Target(what, bound.ms, float(worst["median"] or 0)))
