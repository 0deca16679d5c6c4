"""A list's rows become claims, once it is known what its names mean.

Every claim is of basis REFERENCE and names who publishes its row. A row's own thing and every thing that it names get a claim on their
name, so that a list stands by itself when another source goes. Rows on one thing go together: an equal fact by one publisher is one claim,
different values of one date contradict each other. A thing that only lists know bears the least of its spellings, so that nothing but
locators depends on the order of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import RecordError, RecordErrors
from graph.model.claims import Basis, Claim
from graph.model.identity import digest_of
from graph.model.kinds import Value, canonical
from graph.model.registry import Model
from graph.model.values import Quantity
from loaders.issues import Findings, Issue, Place
from loaders.mappings.declared import Unknown, properties_of
from loaders.mappings.draft import Draft, DraftRow, StatedMention, StatedValue
from loaders.mappings.sheet import Cell
from loaders.mappings.things import Known, Thing, Unresolved, meant, minted_key
from loaders.record import NodeRecord, PropertyRecord, Provenance, Record, RelationshipRecord, claims_of
from loaders.register import ReadSource, count
from loaders.tables.ledger import Names

_SHOWN_NAMES = 10


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a cell and the thing that it means."""

    stated: StatedMention
    thing: Thing

    @property
    def printed(self) -> str:
        """The name as sentences have it: the cell's own, or for a key that of the thing."""
        return self.stated.mention.text if self.stated.mention.key is None else self.thing.name


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose names are looked up."""

    draft: DraftRow
    own: _Named
    related: tuple[_Named, ...]


def all_finished(drafts: Sequence[Draft], known: Known, model: Model) -> tuple[ReadSource, ...]:
    """Return what lists say, in their order.

    Raises:
        RecordErrors: Anything in one of them is wrong, or two have one name; the errors of all are raised together.
    """
    reads: list[ReadSource] = []
    errors: list[RecordError] = []
    names = [draft.listed.name for draft in drafts]
    for draft in drafts:
        if names.count(draft.listed.name) > 1:
            draft.findings.error(
                Place(draft.listed.file), f"Two lists are named {draft.listed.name!r}.", "Load them one by one."
            )
        try:
            reads.append(finished(draft, known, model))
        except RecordErrors as error:
            errors += error.errors
    if errors:
        raise RecordErrors(errors, source=", ".join(dict.fromkeys(names)))
    return tuple(reads)


def finished(draft: Draft, known: Known, model: Model) -> ReadSource:
    """Return what a list says.

    Args:
        draft: Its cells.
        known: What the graph holds under its names.
        model: The declarations.

    Raises:
        RecordErrors: Anything in it is wrong; every place is named, and all are raised together.
    """
    rows = tuple(_rows(draft, known, model))
    _check_rows(rows, draft)
    draft.findings.raise_errors()
    names = _names(rows)
    claims, places, issues = _claims(rows, names, draft, model)
    source = draft.listed.source()
    return ReadSource(
        source=source,
        # What the names mean is read as much as the file is: when the graph knows more of them, the list is another.
        digest=digest_of(source.digest(), *sorted(claims)),
        names=Names(),
        stated=frozenset(names),
        claims=claims,
        places=places,
        judgements=(),
        canonical_names=names,
        counts=count(claims.values(), model),
        issues=(*draft.issues, *_new_names(rows, draft, known), *issues),
    )


def _rows(draft: Draft, known: Known, model: Model) -> Iterator[_Row]:
    for row in draft.rows:
        named = [_named(stated, known, model, draft.findings) for stated in row.mentions]
        if row.own is not None and named[0] is not None:
            yield _Row(row, named[0], tuple(item for item in named[1:] if item is not None))


def _named(stated: StatedMention, known: Known, model: Model, findings: Findings) -> _Named | None:
    try:
        return _Named(stated, meant(stated.mention, known, model))
    except Unresolved as error:
        findings.error(stated.cell.place, str(error), error.hint)
        return None


def _check_rows(rows: tuple[_Row, ...], draft: Draft) -> None:
    """Report facts of which there is one only and rows state two, and relationships that cannot be."""
    first: dict[tuple[str, str, str], tuple[object, Cell]] = {}
    for row in rows:
        single = [(item.column, item.cell, _number(item.value)) for item in row.draft.values]
        for item in row.related:
            relation = item.stated.column.relationship
            if relation is not None and not relation.many:
                single.append((item.stated.column, item.stated.cell, item.thing.key))
            _check_relation(item, row, draft)
        for column, cell, value in single:
            before, where = first.setdefault((row.own.thing.key, column.key, row.draft.as_of), (value, cell))
            if before != value:
                draft.findings.error(
                    cell.place,
                    f"{cell.text!r} contradicts {where.text!r} of {where.place} on {row.own.printed!r}.",
                    "Correct one of them, or date the rows in a column 时点 when both were true.",
                )


def _number(value: Value) -> object:
    return replace(value, text="") if isinstance(value, Quantity) else value


def _check_relation(item: _Named, row: _Row, draft: Draft) -> None:
    relation, label = item.stated.column.relationship, draft.listed.mapping.label
    if item.thing.key == row.own.thing.key:
        draft.findings.error(item.stated.cell.place, f"{item.printed!r} is the row's own {label}.", "Name something else.")
    counts = item.thing.counts
    if relation is not None and relation.type == "MEMBER_OF" and counts not in (None, label):
        draft.findings.error(item.stated.cell.place, f"{item.printed!r} counts {counts} and no {label}.", "Name another set.")


def _names(rows: tuple[_Row, ...]) -> dict[str, str]:
    """Key -> name that the list claims: the present one of a thing that others know, else the least of the list's spellings."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for item in (row.own, *row.related):
            is_minted = item.thing.key == minted_key(item.thing.label, item.stated.mention.text)
            spellings[item.thing.key].add(item.printed if is_minted else item.thing.name)
    return {key: min(found) for key, found in sorted(spellings.items())}


def _claims(
    rows: tuple[_Row, ...], names: dict[str, str], draft: Draft, model: Model
) -> tuple[dict[str, Claim], dict[str, Place], list[Issue]]:
    """All claims by key, the place of each, and the rows that add none."""
    origin = draft.listed.source().manifest.origin()
    claims: dict[str, Claim] = {}
    places: dict[str, Place] = {}
    issues: list[Issue] = []
    said: dict[tuple[str, ...], Place] = {}
    for row in rows:
        place, fresh = row.draft.row.place, len(claims)
        first = place
        for record in _records(row, names, draft, model):
            for claim in claims_of(record, origin):
                fact = (claim.subject, claim.relationship or "", claim.field, claim.value, claim.as_of, claim.publisher)
                if fact in said:
                    first = min(first, said[fact], key=lambda item: item.line)
                    continue
                said[fact] = place
                claims[claim.key], places[claim.key] = claim, record.provenance.place
        if len(claims) == fresh:
            issues.append(Issue("REPEATED_ROW", f"The row says nothing new; the first that says it is {first}.", str(place)))
    return claims, places, issues


def _records(row: _Row, names: dict[str, str], draft: Draft, model: Model) -> Iterator[Record]:
    mapping, own = draft.listed.mapping, row.own
    sentence = mapping.claim.format(name=own.printed, origin=row.draft.publisher)
    # A name does not hold at a date.
    yield _node(own, names, _provenance(row, own.stated.cell, sentence, dated=False))
    for value in row.draft.values:
        sentence = value.column.claim.format(name=own.printed, value=_printed(value, draft, model), origin=row.draft.publisher)
        stated = (value.column.states or "", canonical(value.value))
        yield PropertyRecord(own.thing.key, stated, _provenance(row, value.cell, sentence))
    for item in row.related:
        relation = item.stated.column.relationship
        if relation is None:
            continue
        sentence = item.stated.column.claim.format(name=own.printed, value=item.printed, origin=row.draft.publisher)
        yield _node(item, names, _provenance(row, item.stated.cell, sentence, dated=False))
        ends = (own.thing.key, item.thing.key) if relation.direction == "out" else (item.thing.key, own.thing.key)
        yield RelationshipRecord(relation.type, *ends, (), (), _provenance(row, item.stated.cell, sentence))


def _node(item: _Named, names: dict[str, str], provenance: Provenance) -> NodeRecord:
    return NodeRecord(item.thing.label, item.thing.key, names[item.thing.key], (), (), provenance)


def _provenance(row: _Row, cell: Cell, sentence: str, *, dated: bool = True) -> Provenance:
    return Provenance(
        basis=Basis.REFERENCE,
        locator=cell.locator,
        restatement=sentence,
        place=cell.place,
        as_of=row.draft.as_of if dated else "",
        publisher=row.draft.publisher,
    )


def _printed(stated: StatedValue, draft: Draft, model: Model) -> str:
    """A value as people write it: an enumeration's Chinese word, else its canonical text."""
    declared = properties_of(draft.listed.mapping.label, model)[stated.column.states or ""]
    text = canonical(stated.value)
    words = {} if declared.enum is None else {value.name: value.zh for value in declared.enum.values}
    return words.get(text, text)


def _new_names(rows: tuple[_Row, ...], draft: Draft, known: Known) -> Iterator[Issue]:
    """One oddity a column: which of its names the graph did not have, as a misspelt product meets no chain."""
    held = {thing.key for things in known.by_form.values() for thing in things}
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for item in row.related:
            if item.stated.mention.unknown is Unknown.ADD and item.thing.key not in held and item.stated.mention.key is None:
                found[item.stated.column.key].add(item.printed)
    for key, names in found.items():
        shown = "、".join(sorted(names)[:_SHOWN_NAMES])
        more = f" and {len(names) - _SHOWN_NAMES:,} more" if len(names) > _SHOWN_NAMES else ""
        place = Place(draft.listed.file, 1, draft.headers[key])
        yield Issue("NEW_NAMES", f"New to the graph: {shown}{more}.", str(place))
