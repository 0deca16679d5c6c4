"""`liantu check`: everything that may be wrong in the graph, from missing constraints to sources that lost half their rows."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from graph.analytics.integrity import Problem, check_graph, count_stated
from graph.model.registry import MODEL
from graph.store import Store
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings
from liantu.wiring import open_store
from loaders.bundled import bundled_sources
from loaders.pipeline import loaded_sources


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print what is wrong; 1 when something is."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        problems = [*await check_graph(opened.store, MODEL), *await _expectations(opened.store)]
    if arguments.json:
        output.json({"problems": [asdict(problem) for problem in problems]})
    for problem in () if arguments.json else problems:
        output.text(f"{problem.code}: {problem.message}")
        for example in problem.examples:
            output.text(f"  {example}")
    if not problems and not arguments.json:
        output.text("Nothing is wrong.")
    return 1 if problems else 0


async def _expectations(store: Store) -> list[Problem]:
    """Compare what the loaded bundled sources state in the store with the bounds that they declare."""
    problems = []
    loaded = await loaded_sources(store)
    for name, source in bundled_sources().items():
        counts = await count_stated(store, name, MODEL) if name in loaded else {}
        for expected in source.manifest.all_expectations() if name in loaded else ():
            found = counts.get(expected.name, 0)
            if found < expected.least or (expected.most is not None and found > expected.most):
                bounds = f"{expected.least:,} to {'any number' if expected.most is None else f'{expected.most:,}'}"
                problems.append(Problem("EXPECTATION_FAILED", f"{name} has {found:,} {expected.name}, {bounds} expected."))
    return problems
