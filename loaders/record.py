"""Records: what one row of a source says, before it is in the graph. A record cannot be made without its provenance.

    record = NodeRecord("Project", "project:x", "…", (), (("capacity", "40万吨"),), provenance)
    tuple(claims_of(record, origin))      one claim for the name, one for the capacity, both at the provenance's locator

Values are canonical text; what they become in the store is decided by projection alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.errors import RecordError
from graph.model.claims import Basis, Claim, Link, Origin, Quote
from loaders.issues import Place

# A property's key and its canonical text.
Stated = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What makes a record's statements evidence.

    Attributes:
        basis: How they are known.
        locator: Where in the document or table they stand.
        restatement: What is said there, in one sentence of the project's own words.
        place: The row that this was read from, for messages.
        as_of: When it held; "" when not dated.
        publisher: Outside source of a reference fact; "" when there is none.
        rule: Name of the rule that derived it; "" when no rule did.
        quote: The document's words, when its text is at hand.
    """

    basis: Basis
    locator: str
    restatement: str
    place: Place
    as_of: str = ""
    publisher: str = ""
    rule: str = ""
    quote: Quote | None = None

    def __post_init__(self) -> None:
        """Raise RecordError when there is no locator or no restatement."""
        if not self.locator or not self.restatement:
            raise RecordError("A record needs a locator and a restatement.", where=str(self.place))


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """That a node is there, with what the row says of it; properties in declared order, values in canonical text."""

    label: str
    key: str
    name: str
    aliases: tuple[str, ...]
    properties: tuple[Stated, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PropertyRecord:
    """What one cell says of a node that another record states."""

    key: str
    stated: Stated
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RelationshipRecord:
    """That a relationship is there, with what the row says of it; discriminators and properties in declared order."""

    type: str
    start: str
    end: str
    discriminators: tuple[Stated, ...]
    properties: tuple[Stated, ...]
    provenance: Provenance


Record = NodeRecord | PropertyRecord | RelationshipRecord


def claims_of(record: Record, origin: Origin) -> Iterator[Claim]:
    """Yield a record's claims: that the thing is there first, then one for every property; for a single property that alone.

    A fact of an outside publisher does not stand in the source's document, so its claims cite none.
    """
    provenance = record.provenance
    if provenance.publisher:
        origin = replace(origin, document=None)
    if isinstance(record, PropertyRecord):
        yield _claim(record.key, *record.stated, None, provenance, origin)
        return
    if isinstance(record, NodeRecord):
        yield _claim(record.key, "name", record.name, None, provenance, origin)
        if record.aliases:
            yield _claim(record.key, "aliases", "；".join(record.aliases), None, provenance, origin)
        for key, value in record.properties:
            yield _claim(record.key, key, value, None, provenance, origin)
        return
    link = Link(record.type, record.end, record.discriminators)
    yield _claim(record.start, record.type, record.end, link, provenance, origin)
    for key, value in record.properties:
        yield _claim(record.start, f"{record.type}.{key}", value, link, provenance, origin)


def _claim(subject: str, field: str, value: str, link: Link | None, provenance: Provenance, origin: Origin) -> Claim:
    return Claim(
        subject=subject,
        field=field,
        value=value,
        basis=provenance.basis,
        origin=origin,
        locator=provenance.locator,
        restatement=provenance.restatement,
        link=link,
        as_of=provenance.as_of,
        publisher=provenance.publisher,
        rule=provenance.rule,
        quote=provenance.quote,
    )
