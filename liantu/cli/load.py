"""`liantu load` and `liantu unload`: what changes is computed and shown; unless it is a dry run, it is also written."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from graph.errors import RecordError
from graph.model.kinds import StoreValue
from graph.store import Store
from graph.store.apply import Progress
from liantu.cli.lists import given_lists
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings
from liantu.wiring import open_store, prepare
from loaders.bundled import bundled_sources, with_required
from loaders.mappings.listed import MappedList
from loaders.pipeline import LoadOptions, load, load_lists, loaded_sources, unload
from loaders.report import Change, LoadReport
from loaders.text.document import Document, read_document

# A first load has thousands of changes; --json lists them all.
_SHOWN_CHANGES = 40


async def run_load(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Load bundled sources, all of them without a name, or lists; another file is a source's document, whose claims then carry quotes."""
    lists = given_lists(arguments)
    names, documents = ([], {}) if lists else _split(arguments.source)
    sources = () if lists else with_required(*(names or bundled_sources()))
    async with open_store(settings, serving=False) as opened:
        await prepare(opened.store)
        options = LoadOptions(dry_run=arguments.dry_run, progress=_progress(output))
        if lists:
            report = await _load_lists(opened.store, lists, options, output)
        else:
            report = await load(opened.store, sources, documents=documents, options=options)
    output.progress("")
    _show(report, output, as_json=arguments.json)
    return 0


async def run_unload(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Remove one source's claims, and what only it carried."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        options = LoadOptions(dry_run=arguments.dry_run, progress=_progress(output))
        report = await unload(opened.store, arguments.source, options=options)
    output.progress("")
    _show(report, output, as_json=arguments.json)
    return 0


async def _load_lists(store: Store, lists: list[MappedList], options: LoadOptions, output: Output) -> LoadReport:
    """Load lists; a store that never held anything gets the bundled sources first, as a server gives it.

    So names of the lists meet what the register knows, and a server that starts later finds a store as it leaves one itself.
    """
    if not await loaded_sources(store) and await store.state() == 0:
        if options.dry_run:
            output.say("warning: the graph is empty; without --dry-run the bundled sources would be loaded first.")
        else:
            await load(store, with_required(*bundled_sources()), options=options)
            output.say("The graph was empty: the bundled sources were loaded first.")
    return await load_lists(store, lists, options=options)


def _split(given: list[str]) -> tuple[list[str], dict[str, Document]]:
    """Return the sources that were named, and the documents that were given as files, by the key that their source gives them.

    Raises:
        RecordError: A file is no source's document.
    """
    by_digest = {
        declared.sha256: (name, declared.key)
        for name, source in bundled_sources().items()
        if (declared := source.manifest.document) is not None
    }
    names, documents = [], {}
    for text in given:
        if text in bundled_sources() or not Path(text).is_file():
            names.append(text)
            continue
        document = read_document(Path(text))
        if document.digest not in by_digest:
            raise RecordError(
                f"{text} is not the document of a bundled source.", hint="Its bytes differ from the published text."
            )
        name, key = by_digest[document.digest]
        names.append(name)
        documents[key] = document
    return names, documents


def _progress(output: Output) -> Progress:
    def show(phase: str, done: int, total: int) -> None:
        output.progress(f"{phase} {done:,}/{total:,}" if total else phase)

    return show


def _show(report: LoadReport, output: Output, *, as_json: bool) -> None:
    for source in report.sources:
        for issue in source.issues:
            output.say(f"warning: {source.name}: {issue.where}: {issue.message}")
    if as_json:
        output.json(_document(report))
        return
    for source in report.sources:
        state = "unchanged" if source.unchanged else f"{source.claims:,} claims"
        output.text(f"{source.name}: {state}")
    rows = [(verb, what, number) for verb, counts in report.summary().items() for what, number in counts.items()]
    if rows:
        output.table(("change", "label or type", "count"), rows)
    if report.dry_run:
        for change in report.changes[:_SHOWN_CHANGES]:
            output.text(_line(change))
        if len(report.changes) > _SHOWN_CHANGES:
            output.text(f"… and {len(report.changes) - _SHOWN_CHANGES:,} more; --json lists all.")
        output.text("Nothing was written (dry run).")
    elif not report.changes:
        output.text("Nothing changed.")


def _line(change: Change) -> str:
    fields = "; ".join(f"{name}: {_value(before)} → {_value(after)}" for name, (before, after) in change.fields.items())
    return f"{change.verb.value} {change.what} {change.key}" + (f" ({fields})" if change.verb.value == "changed" else "")


def _value(value: StoreValue | None) -> str:
    return "–" if value is None else str(value)


def _document(report: LoadReport) -> dict[str, object]:
    return {
        "dryRun": report.dry_run,
        "rows": report.rows,
        "sources": [
            {
                "name": source.name,
                "run": source.run,
                "unchanged": source.unchanged,
                "claims": source.claims,
                "counts": dict(source.counts),
                "issues": [asdict(issue) for issue in source.issues],
            }
            for source in report.sources
        ],
        "summary": report.summary(),
        "changes": [
            {
                "change": change.verb.value,
                "what": change.what,
                "key": change.key,
                "fields": {name: {"before": before, "after": after} for name, (before, after) in change.fields.items()},
            }
            for change in report.changes
        ],
    }
