"""Who could fill a gap of a segment, in a place, and why: every firm that is tied to the segment, with its score in parts.

    await candidate_partners(store, MODEL, PartnerQuestion("segment:gui-pian", place="place:qing-hai-sheng"), Lang.ZH)

The rules stand in docs/partners.md and, as data, in graph.analytics.partner_rules. A candidate is a suggestion, so its basis is PROPOSED;
its parts bear the basis of their facts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.analytics.chain_rules import NETWORKS
from graph.analytics.messages import Lang, say
from graph.analytics.partner_around import around
from graph.analytics.partner_facts import Firm, partner_facts
from graph.analytics.partner_parts import Observed, Seen, both_sides, observed, pool_of
from graph.analytics.partner_place import spots_at
from graph.analytics.partner_routes import Route, routes
from graph.analytics.partner_rules import DEFAULT_PARTNERS, MOST_PARTNERS, PARTS, SIDES
from graph.analytics.partner_statement import AROUND_SEGMENT
from graph.analytics.partner_vetoes import Ground, ground_against, vetting
from graph.analytics.partner_words import Telling
from graph.analytics.paths import EntityPath, Joint, path_along
from graph.analytics.segment_occupants import scope_at, standings
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import BadArguments, NotFound
from graph.model.claims import Basis
from graph.model.registry import Model
from graph.store.reader import Reader


@dataclass(frozen=True, slots=True)
class PartnerQuestion:
    """What is asked.

    Attributes:
        segment: Key of a Segment.
        place: Key of a Place or Park where the gap is; None for everywhere.
        weights: Weights in place of the table's, by part, each once.
        first: The most candidates, 1 to MOST_PARTNERS.
    """

    segment: str
    place: str | None = None
    weights: tuple[tuple[str, float], ...] = ()
    first: int = DEFAULT_PARTNERS


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: `value` is the share of its weight, 0 to 1, and None when nothing in the graph says."""

    name: str
    weight: float
    value: float | None
    known: bool
    reason: str
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerCandidate:
    """A firm with its score, in points of 100, to one decimal.

    Attributes:
        enterprise: Key of the firm.
        score: Points of the parts that are known.
        scoreUpper: Points if every part that is not known were worth all of its weight.
        excluded: Why it is left out whatever its score; None when it is not.
        parts: In the order of the table.
        path: The best route from the firm to the segment.
        basis: PROPOSED.
        explanation: Whole sentences.
        evidence: Keys of all claims that the parts, the path and the veto rest on, sorted.
    """

    enterprise: str
    score: float
    scoreUpper: float  # noqa: N815 - named as the API's field
    excluded: str | None
    parts: tuple[ScorePart, ...]
    path: EntityPath
    basis: Basis
    explanation: str
    evidence: tuple[str, ...]


async def candidate_partners(
    store: Reader, model: Model, question: PartnerQuestion, lang: Lang
) -> tuple[PartnerCandidate, ...]:
    """Return the firms that could fill a gap of the segment, best first, those left out last; one statement.

    Raises:
        BadArguments: A weight or `first` is wrong.
        NotFound: Nothing has the key of the segment or place.
    """
    if not 1 <= question.first <= MOST_PARTNERS:
        raise BadArguments(f"first is {question.first}; it can be 1 to {MOST_PARTNERS}.", hint="Give first in its range.")
    weights = weights_of(question.weights)
    reading = await store.read_whole([_statement(question.segment)])
    return build(rows_of(reading.answers[0]), model, question, weights, lang)


async def warm_up(store: Reader) -> None:
    """Make the store plan the statement, so that the first person to ask does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    await store.read_whole([_statement(ORDINARY_KEY)])


def _statement(segment: str) -> Statement:
    return Statement(AROUND_SEGMENT, {"segment": segment, "networks": list(NETWORKS.names)})


def weights_of(given: Iterable[tuple[str, float]]) -> Mapping[str, Fraction]:
    """Return the weight of every part, the given ones in place of the table's.

    Raises:
        BadArguments: No part has the name, a part is given twice, a weight is out of its bounds, or all weights are zero.
    """
    rules = {rule.name: rule for rule in PARTS}
    weights = {rule.name: Fraction(rule.weight) for rule in PARTS}
    seen: set[str] = set()
    for part, weight in given:
        if part not in rules:
            raise BadArguments(f"weights: there is no part {part!r}.", hint=f"The parts are {', '.join(rules)}.")
        rule = rules[part]
        if part in seen:
            raise BadArguments(f"weights: the part {part!r} is given twice.", hint="Give each part once.")
        if not math.isfinite(weight) or not rule.least <= weight <= rule.most:
            raise BadArguments(
                f"weights: the weight of {part!r} is {weight:g}; it can be {rule.least} to {rule.most}.",
                hint="Give a weight in its bounds.",
            )
        seen.add(part)
        weights[part] = Fraction(weight)
    if not any(weights.values()):
        bounds = "; ".join(f"{rule.name} {rule.least} to {rule.most}" for rule in PARTS)
        raise BadArguments("weights: all parts have the weight 0.", hint=f"Give one at least a weight above 0: {bounds}.")
    return weights


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A firm with everything that decides its place in the list."""

    firm: Firm
    ties: Sequence[Route]
    best: Mapping[str, Observed | None]
    also: Observed | None
    ground: Ground | None
    score: float
    upper: float

    @property
    def rank(self) -> tuple[bool, float, float, str]:
        return self.ground is not None, -self.score, -self.upper, self.firm.key


def build(
    rows: Iterable[Sequence[object]], model: Model, question: PartnerQuestion, weights: Mapping[str, Fraction], lang: Lang
) -> tuple[PartnerCandidate, ...]:
    """Turn the statement's rows, in any order, into the result; pure.

    Raises:
        NotFound: No row is of the segment or the place.
    """
    facts = partner_facts(rows)
    for key, is_known in ((question.segment, bool(facts.segment)), (question.place, question.place in facts.levels)):
        if key is not None and not is_known:
            raise NotFound(f"Nothing has the key {key!r}.", hint="Look its id up with a query by name.")
    near = around(facts)
    stands = standings(facts.chain, scope_at((), None), None)
    spots = spots_at(facts, near, stands, question.place)
    seen, vetted = Seen(facts, spots, pool_of(facts, near)), vetting(facts, spots)
    ranked = []
    for key, ties in routes(facts, near, stands).items():
        firm = facts.firms[key]
        cases = observed(seen, firm, ties)
        best = {part: next(iter(found), None) for part, found in cases.items()}
        score, upper = scores(weights, {part: None if found is None else found.share for part, found in best.items()})
        ranked.append(_Ranked(firm, ties, best, _also(cases["position"]), ground_against(vetted, firm, ties), score, upper))
    told = sorted(ranked, key=lambda one: one.rank)[: question.first]
    telling = Telling(facts, question.place, lang)
    return tuple(_candidate(telling, model, weights, one) for one in told)


def _also(position: Sequence[Observed]) -> Observed | None:
    """Return the best case of position of another side than the best of all; a firm on both sides has said both."""
    side = SIDES[position[0].case]
    return None if side == "both" else next((one for one in position if SIDES[one.case] != side), None)


def scores(weights: Mapping[str, Fraction], shares: Mapping[str, Fraction | None]) -> tuple[float, float]:
    """Return the score and its upper bound in points of 100, to one decimal, halves up; a part without a share is not known."""
    whole = sum(weights.values())
    least = sum((weights[part] * share for part, share in shares.items() if share is not None), Fraction())
    unsaid = sum((weights[part] for part, share in shares.items() if share is None), Fraction())
    return _rounded(least / whole * 100), _rounded((least + unsaid) / whole * 100)


def _rounded(points: Fraction) -> float:
    return math.floor(points * 10 + Fraction(1, 2)) / 10


def _candidate(telling: Telling, model: Model, weights: Mapping[str, Fraction], ranked: _Ranked) -> PartnerCandidate:
    firm, ground = ranked.firm, ranked.ground
    parts = tuple(_part(telling, ranked, rule.name, weights[rule.name]) for rule in PARTS)
    joints = [
        Joint(item.start, item.type, item.end, item.id, item.fact.basis, item.fact.claims)
        for item in _told_route(ranked).relations
    ]
    path = path_along(firm.key, joints, telling.facts.names, model, telling.lang)
    claims = {key for part in parts for key in part.evidence} | {key for step in path.steps for key in step.evidence}
    excluded = None
    if ground is None:
        reasons = [part.reason for part in parts if part.known]
        unknown = [part.name for part in parts if not part.known]
        explained = telling.explanation(firm, _score(ranked, telling.lang), reasons, unknown)
    else:
        excluded = telling.veto(firm, ground)
        explained = telling.left_out(firm, excluded)
        claims |= set(ground.fact.claims)
    return PartnerCandidate(
        firm.key, ranked.score, ranked.upper, excluded, parts, path, Basis.PROPOSED, explained, tuple(sorted(claims))
    )


def _told_route(ranked: _Ranked) -> Route:
    """The route of the best case of position; of a firm on both sides the better of the two."""
    best = ranked.best["position"]
    sides = both_sides(ranked.ties) if best is not None and best.case == "both-sides" else None
    return ranked.ties[0] if sides is None else min(sides, key=lambda route: route.rank)


def _score(ranked: _Ranked, lang: Lang) -> str:
    code = "partners.score" if ranked.score == ranked.upper else "partners.score.range"
    return say(code, lang, score=f"{ranked.score:g}", upper=f"{ranked.upper:g}")


def _part(telling: Telling, ranked: _Ranked, name: str, weight: Fraction) -> ScorePart:
    found = ranked.best[name]
    if found is None:
        return ScorePart(
            name, float(weight), None, known=False, reason=_unsaid(telling, ranked, name), basis=Basis.PROPOSED, evidence=()
        )
    told = [found] if name != "position" or ranked.also is None else [found, ranked.also]
    claims = {key for one in told for key in one.fact.claims}
    return ScorePart(
        name, float(weight), float(found.share), known=True, reason=telling.sentences(telling.reason(ranked.firm, one) for one in told),
        basis=found.fact.basis, evidence=tuple(sorted(claims)),
    )  # fmt: skip


def _unsaid(telling: Telling, ranked: _Ranked, name: str) -> str:
    position = ranked.best["position"]
    return telling.unknown(name, does_it=position is not None and position.case in ("works", "maker"))
