"""Rows of register tables become records; every wrong cell is reported, and a row with one makes no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.claims import Basis, Quote
from graph.model.declarations import NodeType, Property, RelationshipType
from graph.model.kinds import canonical, from_text
from graph.model.registry import Model
from graph.model.values import PartialDate
from loaders.issues import Findings, nearest
from loaders.record import NodeRecord, Provenance, RelationshipRecord
from loaders.tables.cells import Row
from loaders.tables.columns import REQUIRED_EVIDENCE, Columns, node_columns, relationship_columns
from loaders.tables.judgements import resolve_cell
from loaders.tables.ledger import Ledger, Names
from loaders.text.outline import LOCATOR, Outline

_ALIAS_SEPARATOR = "；"


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is read against.

    Attributes:
        model: The declarations.
        ledger: The source's own keys.
        names: All names that its rows may refer to.
        basis: Basis of rows that state none.
        has_document: Whether locators point into a document.
        outline: The document's outline, when its text is at hand.
        findings: Where wrong cells go.
    """

    model: Model
    ledger: Ledger
    names: Names
    basis: Basis
    has_document: bool
    outline: Outline | None
    findings: Findings


def node_record(row: Row, declared: NodeType, context: Context) -> NodeRecord | None:
    """Return the record of a row of a label's table; None when something is wrong with the row."""
    before = context.findings.count()
    key = _own_key(row, declared.label, context)
    columns = node_columns(declared)
    stated = _values(row, columns, context)
    provenance = _provenance(row, context)
    if key is None or provenance is None or context.findings.count() > before or not _has_required(row, columns):
        return None
    aliases = aliases_of(row)
    properties = tuple((name, stated[name]) for name in columns.properties if name in stated)
    return NodeRecord(declared.label, key, row.cell("name"), aliases, properties, provenance)


def aliases_of(row: Row) -> tuple[str, ...]:
    """Return a row's aliases as printed, in their order."""
    parts = (part.strip() for part in row.cell("aliases").split(_ALIAS_SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part))


def relationship_record(row: Row, declared: RelationshipType, context: Context) -> RelationshipRecord | None:
    """Return the record of a row of a relationship type's table; None when something is wrong with the row."""
    findings = context.findings
    before = findings.count()
    start, end = (resolve_cell(row, column, context.names, context.model, findings) for column in ("start", "end"))
    columns = relationship_columns(declared)
    stated = _values(row, columns, context)
    provenance = _provenance(row, context)
    if start is not None and end is not None:
        _check_ends(row, declared, (start, end), context)
    if start is None or end is None or provenance is None or findings.count() > before:
        return None
    discriminators = tuple((name, stated[name]) for name in declared.discriminators if name in stated)
    properties = tuple(
        (name, stated[name]) for name in columns.properties if name in stated and name not in declared.discriminators
    )
    return RelationshipRecord(declared.type, start, end, discriminators, properties, provenance)


def _own_key(row: Row, label: str, context: Context) -> str | None:
    name = row.cell("name")
    key = context.ledger.keys.get((label, name))
    if key is not None or not name:
        return key
    others = context.names.resolve(label, name)
    canonical_names = [held for (kind, held), key in context.ledger.keys.items() if kind == label and key in others]
    if canonical_names:
        hint = f"It is another name of {canonical_names[-1]}; write that, and this one under aliases."
    else:
        line = f"{label},{name},{context.ledger.mint(label, name)}"
        hint = f"{nearest(name, context.names.known(label))} For a new thing add the line {line}".strip()
    context.findings.error(row.place("name"), f"keys.csv has no {label} named {name!r}.", hint)
    return None


def _has_required(row: Row, columns: Columns) -> bool:
    return all(row.cell(name) for name in columns.required)


def _values(row: Row, columns: Columns, context: Context) -> Mapping[str, str]:
    """Property key -> canonical text of every cell that holds something."""
    found: dict[str, str] = {}
    for name, declared in columns.properties.items():
        text = row.cell(name)
        if not text:
            continue
        try:
            found[name] = canonical(from_text(declared, text))
        except ValueError as error:
            context.findings.error(row.place(name), f"{error}.", _enum_hint(declared, text))
    return found


def _enum_hint(declared: Property, text: str) -> str:
    return nearest(text.upper(), declared.enum.names) if declared.enum is not None else ""


def _check_ends(row: Row, declared: RelationshipType, keys: tuple[str, str], context: Context) -> None:
    model = context.model
    start, end = (model.label_of_key(key) for key in keys)
    pairs = model.pairs(declared)
    if (start, end) not in pairs:
        ends = sorted(far for near, far in pairs if near == start)
        hint = f"From {start} it leads to {', '.join(ends)}."
        if not ends:
            hint = f"It starts at {', '.join(sorted({near for near, _ in pairs}))}."
        place = row.place("end" if ends else "start")
        context.findings.error(place, f"{declared.type} does not lead from {start} to {end}.", hint)
    if keys[0] == keys[1]:
        context.findings.error(row.place("end"), f"{declared.type} leads from {keys[0]} to itself.")


def _provenance(row: Row, context: Context) -> Provenance | None:
    findings = context.findings
    before = findings.count()
    basis = _basis(row, context)
    as_of = _as_of(row, findings)
    publisher, rule, locator = row.cell("origin"), row.cell("rule"), row.cell("locator")
    if basis is Basis.REFERENCE and not publisher:
        findings.error(row.place("origin"), "A REFERENCE fact names its outside source.")
    if basis is Basis.STATED and publisher:
        findings.error(row.place("origin"), "A STATED fact comes from the document, not from an outside source.", "Set basis.")
    if basis is Basis.INFERRED and not rule:
        findings.error(row.place("rule"), "An INFERRED fact names the rule that derives it.")
    quote = None if publisher or not locator else _quote(row, locator, context)
    if findings.count() > before or any(not row.cell(name) for name in REQUIRED_EVIDENCE):
        return None
    return Provenance(basis, locator, row.cell("claim"), row.place(), as_of, publisher, rule, quote)


def _basis(row: Row, context: Context) -> Basis:
    text = row.cell("basis")
    if not text:
        return context.basis
    if text not in Basis.__members__:
        hint = nearest(text.upper(), Basis.__members__)
        context.findings.error(row.place("basis"), f"{text!r} is none of {', '.join(Basis.__members__)}.", hint)
        return context.basis
    return Basis[text]


def _as_of(row: Row, findings: Findings) -> str:
    try:
        return str(PartialDate.parse(row.cell("as_of"))) if row.cell("as_of") else ""
    except ValueError as error:
        findings.error(row.place("as_of"), f"{error}.")
        return ""


def _quote(row: Row, locator: str, context: Context) -> Quote | None:
    """The document's words at a locator; without its text only the locator's form can be checked."""
    if not context.has_document:
        return None
    if not LOCATOR.fullmatch(locator):
        hint = "Write section, paragraph and sentence, such as 1.p6.s3."
        context.findings.error(row.place("locator"), f"{locator!r} is no locator.", hint)
        return None
    if context.outline is None:
        return None
    span = context.outline.find(locator)
    if span is None:
        context.findings.error(row.place("locator"), f"The document has no {locator}.", _near_locator(locator, context.outline))
        return None
    return Quote(context.outline.words(span), span.start, span.end)


def _near_locator(locator: str, outline: Outline) -> str:
    """Name the nearest part that is there: the last one of the same paragraph or section."""
    above = locator
    while "." in above:
        above = above.rpartition(".")[0]
        inside = [span.locator for span in outline.spans if span.locator.rpartition(".")[0] == above]
        if inside:
            return f"The last one there is {inside[-1]}."
    return ""
