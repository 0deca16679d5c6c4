"""Reads a source whole: its ledgers and tables become claims, and everything wrong in it is told at once.

    read = read_source(source, MODEL, required=(), document=None)
    read.claims          claim key -> claim
    read.places          claim key -> the row that makes it

Pure: no store and no file is touched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model.claims import Basis, Claim
from graph.model.declarations import NodeType
from graph.model.projection import is_many
from graph.model.registry import Model
from loaders.expectations import check_expectations
from loaders.issues import Findings, Issue, Place, nearest
from loaders.record import Record, claims_of
from loaders.source import JUDGEMENTS, LEDGER, MANIFEST, SENTENCES, Source
from loaders.tables.cells import Row, Table, read_table
from loaders.tables.columns import check_columns, node_columns, relationship_columns, table_files, table_type
from loaders.tables.judgements import Judgement, read_judgements
from loaders.tables.ledger import Ledger, Names, read_ledger
from loaders.tables.rows import Context, aliases_of, node_record, relationship_record
from loaders.tables.sentences import check_sentences
from loaders.text.document import Document
from loaders.text.outline import outline_of


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What a source says.

    Attributes:
        source: Its files.
        digest: Digest of everything that was read, the document's text too when it was given.
        names: Its names and those of the sources that it requires.
        stated: Keys that a node row of it or of a required source states.
        claims: Claim key -> claim, in the order of the tables.
        places: Claim key -> the row that makes it.
        judgements: Its judgements, in the order of their lines.
        canonical_names: Key -> name as its ledger has it.
        counts: Label or relationship type -> how many it states.
        issues: Oddities.
    """

    source: Source
    digest: str
    names: Names
    stated: frozenset[str]
    claims: Mapping[str, Claim]
    places: Mapping[str, Place]
    judgements: tuple[Judgement, ...]
    canonical_names: Mapping[str, str]
    counts: Mapping[str, int]
    issues: tuple[Issue, ...]


def read_source(
    source: Source, model: Model, *, required: Sequence[ReadSource] = (), document: Document | None = None
) -> ReadSource:
    """Read and check a source.

    Args:
        source: Its files.
        model: The declarations.
        required: The sources that it requires, read before.
        document: The document that its locators point into, when its text is at hand.

    Raises:
        RecordErrors: Anything in it is wrong; every place is named, and all are raised together.
        ExpectationFailed: It states fewer things than it declares at least.
    """
    findings = Findings(source.name)
    manifest = source.manifest
    tables = _tables(source, model, findings)
    ledger = read_ledger(source.files.get(LEDGER), model, findings)
    names = _names(ledger, tables, required, model, findings)
    if document is not None:
        _check_document(source, document, findings)
    _check_expectations(source, model, findings)
    context = Context(
        model=model,
        ledger=ledger,
        names=names,
        basis=Basis[manifest.basis],
        has_document=manifest.document is not None,
        outline=outline_of(document.text) if document is not None else None,
        findings=findings,
    )
    records = [(row, record) for table in tables for row, record in _records(table, context)]
    claims, places = _claims(records, source, model, findings)
    stated = _stated(tables, ledger, model)
    known = stated.union(*(item.stated for item in required))
    if manifest.plan is not None and manifest.plan.key not in stated:
        findings.error(Place(MANIFEST, 0, "plan.key"), f"No row of nodes/Plan.csv states {manifest.plan.key}.")
    _check_ends(claims.values(), places, known, findings)
    _check_single(claims.values(), places, model, findings)
    if SENTENCES in source.files:
        cited = {claim.locator for claim in claims.values()}
        check_sentences(SENTENCES, source.files[SENTENCES], cited, context.outline, findings)
    judgements = read_judgements(source.files.get(JUDGEMENTS), names, model, findings)
    findings.raise_errors()
    counts = count(claims.values(), model)
    issues = check_expectations(source.name, manifest.all_expectations(), counts)
    digest = source.digest(document.digest if document is not None else "")
    return ReadSource(source, digest, names, known, claims, places, judgements, ledger.names(), counts, issues)


def count(claims: Iterable[Claim], model: Model) -> dict[str, int]:
    """Return how many nodes of each label, and relationships of each type, claims state; by the sources' own keys."""
    stated = {(model.label_of_key(claim.subject), claim.subject) for claim in claims if claim.field == "name"}
    linked = {(claim.link.type, claim.relationship) for claim in claims if claim.link is not None}
    found = Counter(name for name, _ in stated) + Counter(name for name, _ in linked)
    return dict(sorted(found.items()))


def _tables(source: Source, model: Model, findings: Findings) -> list[Table]:
    tables: list[Table] = []
    possible = table_files(model)
    listed = source.manifest.tables
    for file in dict.fromkeys(listed):
        declared = table_type(file, model)
        if listed.count(file) > 1:
            findings.error(Place(MANIFEST, 0, "tables"), f"{file!r} is listed twice.")
        if declared is None:
            findings.error(Place(MANIFEST, 0, "tables"), f"The model has no table {file!r}.", nearest(file, possible))
        elif file not in source.files:
            findings.error(Place(MANIFEST, 0, "tables"), f"The source has no file {file!r}.", nearest(file, source.files))
        else:
            table = read_table(file, source.files[file], findings)
            if table is not None:
                columns = node_columns(declared) if isinstance(declared, NodeType) else relationship_columns(declared)
                check_columns(table, columns, findings)
                tables.append(table)
    for file in source.files:
        if file not in (MANIFEST, LEDGER, JUDGEMENTS, SENTENCES, *listed):
            findings.error(Place(file), "The file is not listed under `tables`, so nothing reads it.", nearest(file, listed))
    return tables


def _names(ledger: Ledger, tables: Sequence[Table], required: Sequence[ReadSource], model: Model, findings: Findings) -> Names:
    names = Names()
    for item in required:
        names.update(item.names)
    names.add_ledger(ledger, findings)
    for table in tables:
        declared = table_type(table.file, model)
        if isinstance(declared, NodeType):
            more = [item.key for item in declared.properties if item.is_name]
            for row in table.rows:
                key = ledger.keys.get((declared.label, row.cell("name")))
                for alias in (*aliases_of(row), *(row.cell(column) for column in more)):
                    if key is not None and alias:
                        names.add_alias(declared.label, alias, key)
    return names


def _stated(tables: Sequence[Table], ledger: Ledger, model: Model) -> frozenset[str]:
    """Keys that have a row of a node table, be the row's other cells right or wrong."""
    labels = {table.file: table_type(table.file, model) for table in tables}
    names = [
        (declared.label, row.cell("name"))
        for table in tables
        if isinstance(declared := labels[table.file], NodeType)
        for row in table.rows
    ]
    return frozenset(ledger.keys[name] for name in names if name in ledger.keys)


def _check_document(source: Source, document: Document, findings: Findings) -> None:
    declared = source.manifest.document
    if declared is None or declared.sha256 != document.digest:
        wanted = declared.sha256 if declared else "no document"
        findings.error(
            Place(MANIFEST, 0, "document.sha256"),
            f"The text {document.name!r} has the digest {document.digest}, the source names {wanted}.",
            "Locators count in the document that the source was written from; give that file.",
        )


def _check_expectations(source: Source, model: Model, findings: Findings) -> None:
    manifest = source.manifest
    for part, expected, known in (
        ("nodes", manifest.expectations.nodes, [item.label for item in model.entities]),
        ("relationships", manifest.expectations.relationships, [item.type for item in model.claimed]),
    ):
        for name in expected:
            if name not in known:
                findings.error(Place(MANIFEST, 0, f"expectations.{part}"), f"The model has no {name!r}.", nearest(name, known))


def _records(table: Table, context: Context) -> Iterable[tuple[Row, Record]]:
    declared = table_type(table.file, context.model)
    for row in table.rows:
        record: Record | None = None
        if isinstance(declared, NodeType):
            record = node_record(row, declared, context)
        elif declared is not None:
            record = relationship_record(row, declared, context)
        if record is not None:
            yield row, record


def _claims(
    records: Iterable[tuple[Row, Record]], source: Source, model: Model, findings: Findings
) -> tuple[dict[str, Claim], dict[str, Place]]:
    """All claims by key; the first row that makes a claim keeps it, and a row that makes no new one is an error."""
    origin = source.manifest.origin()
    claims: dict[str, Claim] = {}
    places: dict[str, Place] = {}
    said: dict[tuple[str, ...], str] = {}
    for row, record in records:
        fresh = 0
        for claim in claims_of(record, origin):
            if claim.key in claims:
                continue
            fresh += 1
            claims[claim.key], places[claim.key] = claim, row.place()
            about = (claim.subject, claim.relationship or "", claim.field, claim.as_of, claim.locator, claim.rule)
            first = said.setdefault(about, claim.key)
            if first != claim.key and not _gathers(claim, model):
                findings.error(
                    row.place(claim.field.rpartition(".")[2]),
                    f"{claim.value!r} contradicts {claims[first].value!r} of {places[first]} at one locator.",
                    "Give the relationships different discriminators, or the claims different dates." if claim.link else "",
                )
        if not fresh:
            key = next(claims_of(record, origin)).key
            findings.error(row.place(), f"The row says nothing that {places[key]} does not say.", "Delete one of them.")
    return claims, places


def _gathers(claim: Claim, model: Model) -> bool:
    if claim.link is not None:
        return False
    declared = {item.key: item for item in model.properties(model.label_of_key(claim.subject))}
    return is_many(declared[claim.field])


def _check_ends(claims: Iterable[Claim], places: Mapping[str, Place], known: frozenset[str], findings: Findings) -> None:
    for claim in claims:
        if claim.link is None or claim.field != claim.link.type:
            continue
        for column, key in (("start", claim.subject), ("end", claim.link.end)):
            if key not in known:
                place = places[claim.key]
                findings.error(
                    Place(place.file, place.line, column), f"No row of a node table states {key}.", "Give it a row of its own."
                )


def _check_single(claims: Iterable[Claim], places: Mapping[str, Place], model: Model, findings: Findings) -> None:
    ends: dict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
    for claim in claims:
        if claim.link is not None and model.relationship(claim.link.type).single:
            ends[claim.subject, claim.link.type].setdefault(claim.link.end, places[claim.key])
    for (start, type_name), found in ends.items():
        (first, at), *others = found.items()
        for other, place in others:
            findings.error(
                Place(place.file, place.line, "end"), f"{start} has one {type_name} only: {first} by {at}, and here {other}."
            )
