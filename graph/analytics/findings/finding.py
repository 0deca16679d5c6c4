"""One finding, as the rules give it and as it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.analytics.findings.facts import Claims, Facts
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import RULE_OF, Severity
from graph.model.claims import Basis
from graph.model.identity import digest_of


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found.

    Attributes:
        code: The rule's.
        about: What makes it this finding and no other, besides plan and code: keys and fields, never figures, so that a corrected
            figure keeps the finding's id.
        subjects: Keys of the things concerned, most telling first.
        message: Code of the message, `finding.CODE` or a variant of it.
        values: What fills its places.
        expected: What ought to be, None where nothing can be said.
        actual: What is.
        evidence: The claims on both sides.
    """

    code: str
    about: tuple[str, ...]
    subjects: tuple[str, ...]
    message: str
    values: Mapping[str, str | int]
    expected: str | None = None
    actual: str | None = None
    evidence: Claims = field(default=())


Family = Callable[[Facts, Phrases], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """A finding: opaque id that stays while the rule finds the same thing, keys of subjects and claims, texts in one language.

    Its basis is the weakest of its claims'; INFERRED where no claim of its own proves it.
    """

    id: str
    code: str
    severity: Severity
    message: str
    subjects: tuple[str, ...]
    expected: str | None
    actual: str | None
    basis: Basis
    evidence: tuple[str, ...]


def to_finding(plan: str, found: Found, phrases: Phrases) -> PlanFinding:
    """Return what a rule found as it is answered."""
    return PlanFinding(
        id=digest_of("finding", plan, found.code, *found.about),
        code=found.code,
        severity=RULE_OF[found.code].severity,
        message=phrases.say(found.message, **found.values),
        subjects=tuple(dict.fromkeys(found.subjects)),
        expected=found.expected,
        actual=found.actual,
        basis=max((claim.basis for claim in found.evidence), default=Basis.INFERRED),
        evidence=tuple(dict.fromkeys(claim.key for claim in found.evidence)),
    )
