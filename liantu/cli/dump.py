"""`liantu dump` and `liantu restore`: the whole graph to a file of sorted JSON Lines, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.model.registry import MODEL
from graph.store.apply import Progress
from graph.store.dump import DumpReport, dump, restore
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings
from liantu.wiring import open_store, prepare


async def run_dump(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Write the graph to the file, which appears whole or not at all."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        report = await dump(opened.store, MODEL, Path(arguments.file), progress=_progress(output))
    _say(output, "Wrote", report, arguments.file)
    return 0


async def run_restore(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Put the file's graph into an empty store, or with --replace in the place of what is there."""
    async with open_store(settings, serving=False) as opened:
        await prepare(opened.store)
        report = await restore(opened.store, MODEL, Path(arguments.file), replace=arguments.replace, progress=_progress(output))
    _say(output, "Restored", report, arguments.file)
    return 0


def _progress(output: Output) -> Progress:
    def show(phase: str, done: int, total: int) -> None:
        output.progress(f"{phase} {done:,}/{total:,}")

    return show


def _say(output: Output, verb: str, report: DumpReport, file: str) -> None:
    output.progress("")
    output.say(f"{verb} {report.nodes:,} nodes and {report.relationships:,} relationships: {file}")
