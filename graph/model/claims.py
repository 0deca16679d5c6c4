"""A claim: this source says that this field of this subject has this value.

A claim about a node names the node and a property key. A claim about a relationship names the start node, the end node, the
discriminators, and either the type alone ("SERVES") or one of its properties ("SERVES.status").
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import IntEnum, unique

from graph.model.identity import digest_of, relationship_id


@unique
class Basis(IntEnum):
    """How a fact is known, strongest first."""

    STATED = 0
    REFERENCE = 1
    INFERRED = 2
    PROPOSED = 3


@unique
class Channel(IntEnum):
    """By which way a claim came, best first (product decision: reviewed tables before extraction before reference).

    A list that somebody loads through a mapping yields to the reviewed reference: it may name a thing, never rename it.
    """

    REGISTER = 0
    EXTRACTION = 1
    REFERENCE = 2
    LIST = 3
    RULE = 4
    ANALYSIS = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """What all claims of one source share.

    Attributes:
        source: Registered name, such as "qinghai-2013".
        channel: By which way its claims come.
        document: Key of the document that locators point into; None for reference tables and rules.
        plan_role: "MAIN" or "CITED" for a plan's source; None otherwise.
        date: Date of the source as PartialDate text; "" when it has none.
    """

    source: str
    channel: Channel
    document: str | None = None
    plan_role: str | None = None
    date: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The relationship that a claim is about: type, end key, discriminators in declared order (absent ones left out)."""

    type: str
    end: str
    discriminators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The document's own words: [start, end) in code points of the stored text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact with its evidence.

    Attributes:
        subject: Key of the node, for a relationship its start node, as the source named it (before redirects).
        field: Property key, relationship type, or TYPE.property.
        value: Canonical text of the value (graph.model.kinds.canonical); for a bare relationship type the end's key.
        basis: How it is known.
        origin: The source's part.
        locator: Where in the document or table.
        restatement: The fact in one sentence of the project's own words.
        link: The relationship, when the claim is about one.
        as_of: When it held, PartialDate text; "" when it is not dated.
        publisher: Outside source of a reference fact; "" when there is none.
        rule: Name of the rule that derived or read it; "" when no rule did.
        quote: The document's words, when its text is at hand.
        relationship: Id of the relationship as the source named its ends; None for a claim about a node.
        key: Digest of what identifies the claim; its wording, publisher and quote may change without making it another.
    """

    subject: str
    field: str
    value: str
    basis: Basis
    origin: Origin
    locator: str
    restatement: str
    link: Link | None = None
    as_of: str = ""
    publisher: str = ""
    rule: str = ""
    quote: Quote | None = None
    relationship: str | None = dataclasses.field(init=False, compare=False)
    key: str = dataclasses.field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Compute both identities once: a load asks for them many times."""
        link = self.link
        relationship = None if link is None else relationship_id(self.subject, link.type, link.end, link.discriminators)
        parts = (self.subject, relationship or "", self.field, self.value, self.as_of, self.locator, self.rule)
        object.__setattr__(self, "relationship", relationship)
        object.__setattr__(self, "key", digest_of(self.origin.source, *parts))


def precedence(claim: Claim) -> tuple[int, int, int, tuple[int, ...], tuple[int, ...], str]:
    """Return the sort key that puts the claim to be shown first.

    Order: STATED before REFERENCE before INFERRED before PROPOSED; reviewed register before extraction; the MAIN plan before
    cited ones; then the newest state of affairs, then the newest source; then the claim's key, so that ties never depend on the
    order of reading. Source: product decision 6 of the architecture.
    """
    role = {"MAIN": 0, "CITED": 1}.get(claim.origin.plan_role or "", 2)
    return (
        claim.basis, claim.origin.channel, role, _newest_first(claim.as_of), _newest_first(claim.origin.date), claim.key,
    )  # fmt: skip


def _newest_first(date: str) -> tuple[int, ...]:
    """A date as negated parts, so that the newest and the more precise sorts first, and none last."""
    return (*tuple(-int(part) for part in date.split("-")), 1) if date else (1,)
