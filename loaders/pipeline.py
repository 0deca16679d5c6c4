"""Loads and unloads sources: everything is read and checked, the difference is computed, and only then is anything written.

    report = await load(store, with_required("qinghai-2013"))
    report = await load_lists(store, [listed])

Steps: read and check the sources; take the keys that their new and their stored claims name, closed under old and new redirects; read
from the store every claim that names one of them and the image of exactly that part; project; compare; write the difference in one
transaction with the epoch that readers watch. A source whose digest the store already holds is not compared, and a load of such sources
alone writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.errors import RecordError
from graph.model.image import difference
from graph.model.registry import MODEL, Model
from graph.store.apply import Progress, silent, write_difference
from graph.store.store import Store
from loaders.comparison import Comparison, Replacement, compare, run_key
from loaders.issues import nearest
from loaders.mappings.claims import all_finished
from loaders.mappings.draft import read_list
from loaders.mappings.known import read_known
from loaders.mappings.listed import MappedList
from loaders.register import ReadSource, read_source
from loaders.report import LoadReport, SourceReport, changes_of
from loaders.source import Source, in_order
from loaders.stored import read_runs
from loaders.text.document import Document

READING, COMPARING = "read", "compare"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a load runs, whatever it loads.

    Attributes:
        model: The declarations.
        dry_run: Compute and report the difference, write nothing.
        progress: Told the phase ("read", "compare", "write"), what is done and how much there is.
        clock: Gives the time that the log notes.
    """

    model: Model = MODEL
    dry_run: bool = False
    progress: Progress = silent
    clock: Clock = utc_now


_DEFAULTS = LoadOptions()


def read_sources(
    sources: Sequence[Source], model: Model = MODEL, *, documents: Mapping[str, Document] | None = None
) -> tuple[ReadSource, ...]:
    """Read and check sources, required ones first; no store is needed.

    Args:
        sources: The sources, with all that they require.
        model: The declarations.
        documents: Key or name of a document, as source.yaml has it -> the document, where its text is at hand.

    Raises:
        RecordErrors: A source is wrong; all its wrong places are named.
        ExpectationFailed: A source states fewer things than it declares at least.
        RecordError: A document belongs to none of the sources.
    """
    given = dict(documents or {})
    done: dict[str, ReadSource] = {}
    for source in in_order(sources):
        declared = source.manifest.document
        document = None
        if declared is not None:
            document = given.pop(declared.key, None) or given.pop(declared.name, None)
        required = [done[name] for name in source.manifest.requires]
        done[source.name] = read_source(source, model, required=required, document=document)
    for name in given:
        known = [item.manifest.document.name for item in sources if item.manifest.document is not None]
        raise RecordError(f"No source has a document named {name!r}.", hint=nearest(name, known))
    return tuple(done.values())


async def load(
    store: Store,
    sources: Sequence[Source],
    *,
    documents: Mapping[str, Document] | None = None,
    options: LoadOptions = _DEFAULTS,
) -> LoadReport:
    """Load sources in one transaction: upsert what they say, retire what they said before and say no more.

    A source that was loaded with its document's text stays as it is when the same tables are loaded without it; when its tables
    changed, its claims have no quotes until the text is given again.

    Args:
        store: The database; its schema must have been ensured.
        sources: The sources, with all that they require.
        documents: Key or name of a document -> the document, where its text is at hand; claims then carry quotes.
        options: How the load runs.

    Raises:
        RecordErrors, RecordError, ExpectationFailed: As `read_sources`, and when sources contradict each other.
        LoadTooLarge: One transaction cannot hold the difference.
        GraphChanging: Other loads kept being committed.
        StoreError: The store failed; the graph is as it was.
    """
    options.progress(READING, 0, len(sources))
    reads = read_sources(sources, options.model, documents=documents)
    options.progress(READING, len(reads), len(reads))
    return await _load_reads(store, reads, options)


async def load_lists(store: Store, lists: Sequence[MappedList], *, options: LoadOptions = _DEFAULTS) -> LoadReport:
    """Load lists in one transaction, each as a source of its own; a list of the same name is replaced.

    Their names are looked up in the graph as it is before the load. A commit in between changes no more than one after the load would:
    a list that is loaded again finds what is there then.

    Args:
        store: The database; its schema must have been ensured.
        lists: The lists, of different names.
        options: How the load runs.

    Raises:
        RecordErrors: Something in the lists is wrong; all wrong places of all of them are named.
        LoadTooLarge, GraphChanging, StoreError: As `load`.
    """
    options.progress(READING, 0, len(lists))
    drafts = [read_list(item, options.model) for item in lists]
    known = await read_known(store, [item for draft in drafts for item in draft.mentions], options.model)
    reads = all_finished(drafts, known, options.model)
    options.progress(READING, len(reads), len(reads))
    return await _load_reads(store, reads, options)


async def _load_reads(store: Store, reads: Sequence[ReadSource], options: LoadOptions) -> LoadReport:
    """Write what was read, but for sources that the store holds so already."""
    runs = {name: node.key for name, node in (await read_runs(store)).items()}
    stands = {read.source.name for read in reads if runs.get(read.source.name) in _keys_that_stand(read, options.model)}
    fresh = tuple(read for read in reads if read.source.name not in stands)
    unchanged = tuple(read for read in reads if read.source.name in stands)
    reports = tuple(
        SourceReport(
            name=read.source.name,
            run=runs[read.source.name] if read.source.name in stands else run_key(read.source.name, read.digest, options.model),
            unchanged=read.source.name in stands,
            claims=len(read.claims),
            counts=read.counts,
            issues=read.issues,
        )
        for read in reads
    )
    if not fresh:
        return LoadReport(reports, (), 0, options.dry_run)
    names = tuple(read.source.name for read in fresh)
    return await _replace(store, Replacement(names, fresh, unchanged), reports, options)


def _keys_that_stand(read: ReadSource, model: Model) -> set[str]:
    """Keys of the load runs that hold all that was read: with the document's text counts for without it, not the other way."""
    digests = {read.digest} if read.digest != read.source.digest() else {*read.source.digests()}
    return {run_key(read.source.name, digest, model) for digest in digests}


async def unload(store: Store, source: str, *, options: LoadOptions = _DEFAULTS) -> LoadReport:
    """Remove a source's claims, judgements, document and load run, and what only its claims carried.

    Raises:
        RecordError: The source is not loaded; the hint names those that are.
        LoadTooLarge, GraphChanging, StoreError: As `load`.
    """
    runs = await read_runs(store)
    if source not in runs:
        hint = f"Loaded: {', '.join(sorted(runs))}." if runs else "Nothing is loaded."
        raise RecordError(f"The source {source!r} is not loaded.", hint=hint)
    report = SourceReport(source, "", unchanged=False, claims=0, counts={}, issues=())
    return await _replace(store, Replacement((source,)), (report,), options)


async def loaded_sources(store: Store) -> dict[str, str]:
    """Return the digest of every loaded source's input, by name."""
    return {name: str(node.properties["digest"]) for name, node in sorted((await read_runs(store)).items())}


async def is_loaded(store: Store, name: str) -> str | None:
    """Return the digest of a loaded source's input; None when it is not loaded."""
    return (await loaded_sources(store)).get(name)


async def is_current(store: Store, source: Source, model: Model = MODEL) -> bool:
    """Whether the store holds exactly this source by exactly this model, with or without its document's text."""
    run = (await read_runs(store)).get(source.name)
    if run is None:
        return False
    return run.properties["modelVersion"] == model.version and run.properties["digest"] in source.digests()


async def _replace(
    store: Store, replacement: Replacement, reports: tuple[SourceReport, ...], options: LoadOptions
) -> LoadReport:
    model = options.model

    async def work() -> Comparison:
        options.progress(COMPARING, 0, 1)
        return await compare(store, replacement, model)

    epoch, comparison = await store.read_settled(work)
    options.progress(COMPARING, 1, 1)
    changes = difference(comparison.old, comparison.new)
    report = LoadReport(reports, tuple(changes_of(comparison.old, changes)), 0, options.dry_run)
    if options.dry_run:
        return report
    at = options.clock().isoformat(timespec="seconds")
    finished = {item.run: at for item in reports if item.run and not item.unchanged}
    rows = await write_difference(store, changes, model, base_epoch=epoch, finished_at=finished, progress=options.progress)
    return LoadReport(reports, report.changes, rows, dry_run=False)
