"""Compares what sources say with what the store holds: old image, new image, of exactly the part that the load can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.errors import RecordErrors
from graph.model.claims import Claim
from graph.model.identity import digest_of
from graph.model.image import Image, ImageNode
from graph.model.kinds import StoreValue
from graph.model.projection import Redirects, link, project
from graph.model.registry import Model
from graph.store.store import Store
from loaders.affected import changed_redirections, closure, named_keys
from loaders.issues import Findings, Place
from loaders.register import ReadSource
from loaders.source import MANIFEST
from loaders.stored import (
    StoredPart,
    StoredRedirect,
    read_documents,
    read_neighbours,
    read_part,
    read_redirects,
    read_runs,
    read_source_keys,
)
from loaders.tables.judgements import Redirection, combine, contradicted, redirects_of


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a load does to sources.

    Attributes:
        names: Sources whose stored claims are replaced.
        reads: What they say now; none for sources that are unloaded.
        unchanged: Sources of the same load whose stored claims stand; their judgements still count.
    """

    names: tuple[str, ...]
    reads: tuple[ReadSource, ...] = ()
    unchanged: tuple[ReadSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The part of the graph that a replacement can change, before and after."""

    old: Image
    new: Image


@dataclass(frozen=True, slots=True)
class _Meanings:
    """All redirects before and after."""

    old: Mapping[str, Redirection]
    new: Mapping[str, Redirection]

    def before(self) -> Redirects:
        return redirects_of(self.old)

    def after(self) -> Redirects:
        return redirects_of(self.new)


async def compare(store: Store, replacement: Replacement, model: Model) -> Comparison:
    """Return what the part that a replacement can change is and becomes; only reads.

    Raises:
        RecordErrors: Sources contradict each other or what other sources have loaded.
        StoreError: The store failed, or holds claims that no loader wrote.
    """
    runs = await read_runs(store)
    redirects = await read_redirects(store)
    meanings = _meanings(redirects, replacement)
    keys = await _keys(store, replacement, meanings, loaded=runs)
    # Every claim came with a load run, so a graph without one holds nothing to compare with.
    part = await read_part(store, keys, model) if runs else StoredPart()
    old = part.image
    _add_old_redirects(old, redirects, keys)
    await _add_old_bookkeeping(store, old, replacement, runs)
    new = _project(part, replacement, meanings, keys, model)
    _check_single(new, replacement, model)
    return Comparison(old, new)


def run_key(source: str, digest: str, model: Model) -> str:
    """Return the key of the load run of a source's input by a model."""
    return digest_of(source, digest, model.version)


def run_of(read: ReadSource, model: Model) -> ImageNode:
    """Return the load run that a source's load leaves; its key is a pure function of source, input and model."""
    key = run_key(read.source.name, read.digest, model)
    counts = {name: number for name, number in read.counts.items() if model.has_label(name)}
    return ImageNode(
        "LoadRun",
        key,
        {
            "key": key,
            "source": read.source.name,
            "digest": read.digest,
            "modelVersion": model.version,
            "nodes": sum(counts.values()),
            "relationships": sum(read.counts.values()) - sum(counts.values()),
            "claims": len(read.claims),
        },
    )


def _meanings(redirects: Iterable[StoredRedirect], replacement: Replacement) -> _Meanings:
    reads = (*replacement.reads, *replacement.unchanged)
    own = {*replacement.names, *(read.source.name for read in reads)}
    old = {item.redirection.merged: item.redirection for item in redirects}
    kept = [
        Redirection(item.merged, item.target, tuple(name for name in item.sources if name not in own))
        for item in old.values()
        if set(item.sources) - own
    ]
    judgements = [item for read in reads for item in read.judgements]
    new, refused = combine(kept, judgements)
    findings = Findings(", ".join(read.source.name for read in reads))
    for item in refused:
        where = f" of {', '.join(new[item.left].sources)}" if item.left in new else ""
        findings.error(
            item.place, f"{item.left} cannot mean {item.right}: another judgement{where} says otherwise, or they run in a ring."
        )
    for item in contradicted(judgements, redirects_of(new)):
        findings.error(
            item.place, f"{item.left} and {item.right} are judged two things, and positive judgements make them one."
        )
    findings.raise_errors()
    return _Meanings(old, new)


async def _keys(store: Store, replacement: Replacement, meanings: _Meanings, *, loaded: Collection[str]) -> frozenset[str]:
    """Every key whose node the replacement can change.

    A key that means something else from now on also changes the far ends of its relationships: a group counts its members anew.
    """
    before, after = meanings.before(), meanings.after()
    moved = closure(changed_redirections(meanings.old, meanings.new), before, after)
    keys = await read_source_keys(store, [name for name in replacement.names if name in loaded])
    keys |= moved | await read_neighbours(store, moved)
    for read in replacement.reads:
        keys |= named_keys(read.claims.values())
    return closure(keys, before, after)


def _add_old_redirects(image: Image, redirects: Iterable[StoredRedirect], keys: frozenset[str]) -> None:
    for item in redirects:
        redirection = item.redirection
        if redirection.merged not in keys:
            continue
        properties: dict[str, StoreValue] = {
            "key": redirection.merged,
            "means": redirection.target,
            "sources": list(redirection.sources),
        }
        image.add_node(ImageNode("Redirect", redirection.merged, properties))
        if item.leads_to is not None:
            image.add_relationship(link("REDIRECTS", "Redirect", redirection.merged, *item.leads_to))


async def _add_old_bookkeeping(store: Store, image: Image, replacement: Replacement, runs: Mapping[str, ImageNode]) -> None:
    for name in replacement.names:
        if name in runs:
            image.add_node(runs[name])
    wanted = {
        read.source.manifest.document.key: read for read in replacement.reads if read.source.manifest.document is not None
    }
    for node, plan in await read_documents(store, replacement.names, sorted(wanted)):
        if node.properties["source"] not in replacement.names:
            findings = Findings(wanted[node.key].source.name)
            findings.error(
                Place(MANIFEST, 0, "document.key"), f"{node.key} is a document of {node.properties['source']} already."
            )
            raise RecordErrors(findings.errors, source=findings.source)
        image.add_node(node)
        if plan is not None:
            image.add_relationship(link("DOCUMENTS", "Document", node.key, "Plan", plan))


def _project(part: StoredPart, replacement: Replacement, meanings: _Meanings, keys: frozenset[str], model: Model) -> Image:
    claims: dict[str, Claim] = {
        key: claim for key, claim in part.claims.items() if claim.origin.source not in replacement.names
    }
    entities = {item.label for item in model.entities}
    names = {node.key: str(node.properties["name"]) for node in part.image.nodes.values() if node.label in entities}
    for read in replacement.reads:
        claims.update(read.claims)
        names.update(read.canonical_names)
    image = project(claims.values(), model, about=keys, redirects=meanings.after(), fallback_names=names)
    for read in replacement.reads:
        image.add_node(run_of(read, model))
        _add_document(image, read, meanings.after())
    return image


def _add_document(image: Image, read: ReadSource, redirects: Redirects) -> None:
    document, plan = read.source.manifest.document, read.source.manifest.plan
    if document is None:
        return
    properties = {"key": document.key, "name": document.name, "digest": document.sha256, "source": read.source.name}
    image.add_node(ImageNode("Document", document.key, properties))
    if plan is not None:
        image.add_relationship(link("DOCUMENTS", "Document", document.key, "Plan", redirects.resolve(plan.key)))


def _check_single(image: Image, replacement: Replacement, model: Model) -> None:
    """Refuse a second end of a relationship that has one only, when a row of this load brings it."""
    findings = Findings(", ".join(replacement.names))
    ends: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for item in image.relationships.values():
        if model.relationship(item.type).single:
            ends[item.type, item.start].append((item.end, item.id))
    for (type_name, start), found in sorted(ends.items()):
        if len({end for end, _ in found}) < 2:
            continue
        for end, identity in sorted(found):
            for place in _places(image, type_name, identity, replacement):
                others = ", ".join(sorted({other for other, _ in found} - {end}))
                findings.error(
                    Place(place.file, place.line, "end"),
                    f"{start} has one {type_name} only; here it leads to {end}, by other rows or sources to {others}.",
                )
    findings.raise_errors()


def _places(image: Image, type_name: str, identity: str, replacement: Replacement) -> list[Place]:
    claims = image.relationships[type_name, identity].properties["claims"]
    keys = claims if isinstance(claims, list) else []
    return [read.places[key] for read in replacement.reads for key in keys if key in read.places][:1]
