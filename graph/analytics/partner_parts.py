"""What the parts of a firm's score observe: for each part every case of the table that holds of the firm, with its fact; pure.

    observed(seen, firm, routes)["readiness"] -> [Observed("planned", Fraction(2, 5), …), …]

The best case of a part counts; a part without one is not known. What the cases are worth stands in graph.analytics.partner_rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from graph.analytics.chain_facts import Fact, ProductFact
from graph.analytics.chain_trade import stated_capacity
from graph.analytics.partner_around import Around
from graph.analytics.partner_facts import Firm, PartnerFacts, Service
from graph.analytics.partner_place import Spots, spots_of
from graph.analytics.partner_routes import Route
from graph.analytics.partner_rules import CASE, SALES, SERVICE_STATUSES, SEVERAL_KINDS, STAGES, STATES, STATUSES
from graph.analytics.segment_occupants import status_in, together
from graph.model.values import Quantity

YUAN_UNIT = "CNY"


@dataclass(frozen=True, slots=True)
class Observed:
    """A case that holds of a firm: its code, what it is worth, what it rests on, and what its sentence names.

    Attributes:
        case: Of the table.
        share: Of the part's points.
        fact: What it rests on.
        way: Which of the case's sentences says it; "" where it has one only.
        names: Keys of what the sentence names, by its places.
        words: Other texts of the sentence, by its places.
        kinds: Kinds of services that the sentence names.
    """

    case: str
    share: Fraction
    fact: Fact
    way: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[float, int, str, tuple[str, ...], tuple[str, ...]]:
        """Best first, so that of equal ones the same is always told; the share as a float, which is compared much faster."""
        return -float(self.share), self.fact.basis.value, self.case, tuple(self.words.values()), self.fact.claims


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated capacity for making a product, and the best known statement of it."""

    capacity: Quantity
    fact: Fact


# Capacities stated for one product in one unit, by firm or project.
Pool = Mapping[tuple[str, str], Mapping[str, Stated]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A segment as the parts see it.

    Attributes:
        facts: Around the segment.
        spots: Where things stand, seen from the place asked about.
        pool: All stated capacities around the segment.
    """

    facts: PartnerFacts
    spots: Spots
    pool: Pool


def pool_of(facts: PartnerFacts, near: Around) -> Pool:
    """Return what everybody states as capacity for making a product that ties its makers to the segment."""
    tying = {product for _, makes, product in near.products if makes}
    stated: dict[tuple[str, str], list[ProductFact]] = defaultdict(list)
    for item in facts.chain.products:
        if item.makes and item.product in tying and item.by in facts.chain.actors:
            stated[item.product, item.by].append(item)
    found: dict[tuple[str, str], dict[str, Stated]] = defaultdict(dict)
    for (product, key), items in stated.items():
        capacity = stated_capacity(facts.chain.actors[key], items, None)
        if capacity is not None:
            saying = (item.fact for item in items if item.capacity == capacity)
            found[product, capacity.unit][key] = Stated(capacity, min(saying, key=lambda fact: (fact.basis, fact.claims)))
    return found


def observed(seen: Seen, firm: Firm, ties: Sequence[Route]) -> Mapping[str, tuple[Observed, ...]]:
    """Return the cases that hold of a firm by part, best first; those of position in the order of the routes that say them."""
    readers: Mapping[str, Callable[[Seen, Firm, Sequence[Route]], Iterator[Observed]]] = {
        "capacity": _capacity, "place": _place, "readiness": _readiness, "services": _services,
    }  # fmt: skip
    found = {part: sorted(read(seen, firm, ties), key=lambda one: one.rank) for part, read in readers.items()}
    found["position"] = sorted(_position(ties), key=lambda one: one.rank[:2])
    return {part: tuple(cases) for part, cases in found.items()}


# Position.


def _position(ties: Sequence[Route]) -> Iterator[Observed]:
    for tie in ties:
        by = "next" if tie.product and tie.other else "product" if tie.product else "segment" if tie.other else ""
        way = by or (STATES[tie.state] if tie.case == "comes" else "")
        names = {"who": tie.actor, "product": tie.product, "other": tie.other}
        yield Observed(tie.case, CASE[tie.case].share, tie.fact, way, {key: value for key, value in names.items() if value})
    sides = both_sides(ties)
    if sides is not None:
        before, after = sides
        names = {"material": before.product or before.other, "use": after.other or after.product}
        yield Observed("both-sides", CASE["both-sides"].share, together(before.fact, after.fact), names=names)


def both_sides(ties: Sequence[Route]) -> tuple[Route, Route] | None:
    """Return the best route by which a firm stands before the segment, and the best by which it stands after; None without both."""
    before = next((tie for tie in ties if tie.case == "makes-input"), None)
    after = next((tie for tie in ties if tie.case in ("takes-output", "makes-next")), None)
    return None if before is None or after is None else (before, after)


# Capacity and scale.


def _capacity(seen: Seen, firm: Firm, ties: Sequence[Route]) -> Iterator[Observed]:
    own = {firm.key, *firm.projects}
    for (product, unit), stated in seen.pool.items():
        for key in sorted(own & stated.keys()):
            yield _compared(firm, (product, unit), key, stated)
    for key in sorted({tie.actor for tie in ties} & firm.projects.keys()):
        capacity = seen.facts.chain.actors[key].capacity
        if capacity is not None:
            yield _stated("project", capacity, firm.projects[key].relation.fact, who=key)
    if firm.scale is not None:
        if firm.scale.unit == YUAN_UNIT:
            yield _sales(firm.scale.value, firm.stated["scale"], "scale", text=firm.scale.text)
        else:
            yield _stated("scale", firm.scale, firm.stated["scale"])
    for band in firm.bands:
        if band.least is not None:
            yield _sales(band.least, band.fact, "band", text=band.name)
    if firm.listed_code:
        yield Observed("listed", CASE["listed"].share, firm.stated["listedCode"], words={"shares": firm.listed_code})


def _compared(firm: Firm, which: tuple[str, str], key: str, pool: Mapping[str, Stated]) -> Observed:
    stated = pool[key]
    fact = stated.fact if key == firm.key else together(stated.fact, firm.projects[key].relation.fact)
    greatest = max(pool.values(), key=lambda item: (item.capacity.value, item.capacity.text)).capacity
    if len(pool) == 1 or greatest.value <= 0:
        return _stated("product", stated.capacity, fact, who=key, product=which[0])
    half = CASE["compared"].share
    share = half + (1 - half) * Fraction(stated.capacity.value) / Fraction(greatest.value)
    words = {"capacity": stated.capacity.text, "greatest": greatest.text}
    way = "greatest" if stated.capacity.value == greatest.value else ""
    return Observed("compared", share, fact, way, {"who": key, "product": which[0]}, words)


def _stated(way: str, quantity: Quantity, fact: Fact, **names: str) -> Observed:
    return Observed("stated", CASE["stated"].share, fact, way, names, {"capacity": quantity.text})


def _sales(yuan: float, fact: Fact, way: str, *, text: str) -> Observed:
    case = next(case for least, case in SALES if yuan >= least)
    return Observed(case, CASE[case].share, fact, way, words={"sales": text})


# Place and park fit.


def _place(seen: Seen, firm: Firm, ties: Sequence[Route]) -> Iterator[Observed]:
    for fit in seen.spots.fits(firm, spots_of(seen.facts, firm, ties)):
        names = {"where": fit.where, "beside": fit.beside}
        way = "itself" if fit.case == "inside" and fit.where == seen.spots.place else ""
        yield Observed(fit.case, CASE[fit.case].share, fit.fact, way, {key: value for key, value in names.items() if value})


# Readiness.


def _readiness(seen: Seen, firm: Firm, ties: Sequence[Route]) -> Iterator[Observed]:
    if firm.stage in STAGES:
        yield Observed(STAGES[firm.stage], CASE[STAGES[firm.stage]].share, firm.stated["stage"], "stage")
    for tie in ties:
        actor = seen.facts.chain.actors[tie.actor]
        if tie.case == "comes" and seen.spots.may_hold(actor):
            status = status_in(actor, None) if actor.is_project else None
            case = STATES[tie.state] if status is None else STATUSES.get(status.value, STATES[tie.state])
            yield Observed(case, CASE[case].share, tie.fact, "plan", {"who": tie.actor})
    for key, lists in ((firm.key, firm.lists), *((key, item.lists) for key, item in firm.projects.items())):
        tied = () if key == firm.key else (firm.projects[key].relation.fact,)
        for listed in lists:
            words = {"plan": listed.name}
            yield Observed(
                "listed-in-plan", CASE["listed-in-plan"].share, together(listed.fact, *tied), "", {"who": key}, words
            )


# Services received.


def _services(_seen: Seen, firm: Firm, _ties: Sequence[Route]) -> Iterator[Observed]:
    received = [(item, item.fact) for item in firm.services]
    for project in firm.projects.values():
        received += [(item, together(item.fact, project.relation.fact)) for item in project.services]
    given: dict[str, Fact] = {}
    for item, fact in sorted(received, key=lambda pair: (pair[1].basis, pair[1].claims)):
        case = SERVICE_STATUSES.get(item.status)
        if case == "given":
            given.setdefault(item.kind, fact)
        if case is not None:
            yield _served(case, item, fact, "")
    if len(given) >= SEVERAL_KINDS.value:
        yield Observed("several", CASE["several"].share, together(*given.values()), kinds=tuple(sorted(given)))
    for item in firm.park_services:
        case = SERVICE_STATUSES.get(item.status)
        if case is not None:
            yield _served("announced" if case == "announced" else "park", item, item.fact, "park")


def _served(case: str, item: Service, fact: Fact, way: str) -> Observed:
    words = {"by": item.name}
    return Observed(case, CASE[case].share, fact, way, {"whom": item.for_whom}, words, (item.kind,))
