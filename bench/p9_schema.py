"""P9: the weight of the schema: GraphQL types and bytes of its text for each label, and how long building it takes.

A label costs two things: its share of the whole, and what one more label adds. The added one has three properties of its own and one
relationship type with a property.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace

import orjson
from graphql import TypeDefinitionNode, parse

from api.schema.analyses.registry import analyses
from api.schema.build import ApiSchema, build_schema
from api.schema.sdl import print_sdl
from bench.racing import Spread
from bench.report import Report, Row, Table, Target
from bench.serving import ROOT
from bench.setting import Setting
from graph.model.declarations import Ends, Kind, NodeType, Property, RelationshipType
from graph.model.registry import MODEL

NAME = "p9"
# Wanted: types and KiB of a label, seconds of the build.
TYPES, KIB, BUILD_S = 12.0, 4.0, 1.0
BUILDS = 9
# Labels of the bookkeeping that the API shows beside the entities.
SHOWN_BOOKKEEPING = ("Evidence", "Document", "LoadRun")

ONE_MORE = NodeType("Laboratory", "laboratories", "实验室", "A laboratory", (
    Property("field", Kind.TEXT, "领域", "What it works on"),
    Property("founded", Kind.PARTIAL_DATE, "成立", "When it was founded"),
    Property("budget", Kind.YUAN, "经费", "Yearly budget in whole yuan"),
))  # fmt: skip
ITS_TYPE = RelationshipType(
    "RUNS_LABORATORY", "runsLaboratories", "runBy", (Ends(("Enterprise",), ("Laboratory",)),), "运营", "运营者", "Runs it",
    (Property("since", Kind.PARTIAL_DATE, "起始", "Since when"),),
)  # fmt: skip


async def run(setting: Setting) -> Report:
    """Weigh and build."""
    builds = 2 if setting.quick else BUILDS
    labels = len(MODEL.entities) + len(SHOWN_BOOKKEEPING)
    report = Report(NAME, "weight of the schema and the time of its build", {"labels": labels, "builds": builds})
    whole = weigh(build_schema(MODEL))
    larger = weigh(build_schema(replace(MODEL, nodes=(*MODEL.nodes, ONE_MORE), relationships=(*MODEL.relationships, ITS_TYPE))))
    brought = weigh(build_schema(MODEL), only=analysis_types())
    rows = [
        _row("whole schema", whole),
        _row("of it analyses", brought),
        _row("share of a label", whole.of(labels)),
        _row("share of a label, analyses left out", (whole - brought).of(labels)),
        _row("one more label", larger - whole),
    ]
    report.tables.append(Table("types, enumerations, inputs and scalars but GraphQL's own; text with descriptions", rows))
    times = [await asyncio.to_thread(_probe) for _ in range(builds)]
    spreads = {part: Spread.of([of[part] for of in times]) for part in times[0]}
    report.tables.append(
        Table(
            "the first in a process; milliseconds",
            [{"part": part, "min": of.least, "median": of.median, "p95": of.p95} for part, of in spreads.items()],
        )
    )
    report.targets += [
        *(Target(f"types, {row['what']}", TYPES, float(row["types"] or 0)) for row in rows[2:]),
        *(Target(f"KiB, {row['what']}", KIB, float(row["KiB"] or 0)) for row in rows[2:]),
        Target("build, processor time in s", BUILD_S, spreads["build cpu"].median / 1_000),
    ]
    return report


@dataclass(frozen=True, slots=True)
class Weight:
    """A number of types, and the bytes of their text in UTF-8."""

    types: float
    bytes: float

    def __sub__(self, other: Weight) -> Weight:
        """Return what is left without the other."""
        return Weight(self.types - other.types, self.bytes - other.bytes)

    def of(self, labels: int) -> Weight:
        """Return the share of one label."""
        return Weight(self.types / labels, self.bytes / labels)


def weigh(schema: ApiSchema, only: Collection[str] | None = None) -> Weight:
    """Return what a schema weighs, or what some of its types do; GraphQL's own scalars and introspection weigh nothing."""
    text = print_sdl(schema)
    if only is None:
        return Weight(len(parse(text).definitions), len(text.encode()))
    found = [
        item.loc
        for item in parse(text).definitions
        if isinstance(item, TypeDefinitionNode) and item.name.value in only and item.loc
    ]
    return Weight(len(found), sum(len(text[place.start : place.end].encode()) for place in found))


def analysis_types() -> frozenset[str]:
    """Return the names of the types and enumerations that analyses bring along: they do not grow with the labels."""
    found = analyses(MODEL)
    return frozenset(declared.name for item in found for declared in item.types) | {
        declared.name for item in found for declared in item.enums
    }


def _row(what: str, weight: Weight) -> Row:
    return {"what": what, "types": float(weight.types), "KiB": weight.bytes / 1024}


def _probe() -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.schema_probe"], cwd=ROOT, capture_output=True, check=True)
    times: dict[str, float] = orjson.loads(done.stdout)
    return times
