"""How a firm lies to the place asked about, and to those who work one step up or down the chain; pure.

Where a firm stands is where it is located itself, and where those projects of its are that tie it to the segment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analytics.chain_facts import Actor, Fact
from graph.analytics.chain_trade import is_working
from graph.analytics.partner_around import Around
from graph.analytics.partner_facts import Firm, PartnerFacts
from graph.analytics.partner_routes import Route
from graph.analytics.path_rules import HUB_PLACE_LEVELS
from graph.analytics.scope import Containment, Way, scope_of
from graph.analytics.segment_occupants import NOBODY, Occupants, Scope, scope_at, together

_PROVINCE = "PROVINCIAL"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a firm, or a project that ties it, stands."""

    where: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Fit:
    """A case of the place that holds of a firm: where it stands, and beside whom ("" for nobody)."""

    case: str
    where: str
    beside: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who works one step up or down the chain, in a park."""

    actor: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Spots:
    """Where things stand, seen from one place.

    Attributes:
        place: Key of the place asked about; None when none was.
        scope: What lies in it; everything when none was asked about.
        near: Parks and places that lie in something that holds the place, below the province, with the ways of both into it.
        province: The same for the province.
        neighbours: Who works one step up or down the chain, by park.
    """

    place: str | None
    scope: Scope
    near: Mapping[str, Fact]
    province: Mapping[str, Fact]
    neighbours: Mapping[str, tuple[Neighbour, ...]]

    def fits(self, firm: Firm, spots: Sequence[Spot]) -> Iterator[Fit]:
        """Yield every case of the place that holds of a firm, by where it stands."""
        own = {firm.key, *firm.projects}
        for spot in spots:
            inside = self.inside(spot)
            if inside is not None:
                for item in self.neighbours.get(spot.where, ()):
                    if item.actor not in own:
                        yield Fit("beside", spot.where, item.actor, together(inside, item.fact))
            if self.scope.inside is not None:
                yield from self._fits_of_place(spot, inside)

    def _fits_of_place(self, spot: Spot, inside: Fact | None) -> Iterator[Fit]:
        if inside is not None:
            yield Fit("inside", spot.where, "", inside)
        elif spot.where not in self.scope.around:
            yield Fit("elsewhere", spot.where, "", spot.fact)
        for case, held in (("near", self.near), ("province", self.province)):
            if spot.where in held:
                yield Fit(case, spot.where, "", together(spot.fact, held[spot.where]))

    def inside(self, spot: Spot) -> Fact | None:
        """Return how a spot lies in the place asked about, everywhere when none was; None when it does not."""
        if self.scope.inside is None:
            return spot.fact
        way = self.scope.inside.get(spot.where)
        return None if way is None else together(spot.fact, _fact(way))

    def may_hold(self, actor: Actor) -> bool:
        """Whether an actor stands in the place, or nothing says that it stands outside."""
        return self.scope.way(actor) is not None or self.scope.may_hold(actor)


def spots_of(facts: PartnerFacts, firm: Firm, ties: Sequence[Route]) -> tuple[Spot, ...]:
    """Return where a firm stands, itself and by the projects that tie it, by key."""
    found = {Spot(item.outer, _located(item)) for item in firm.locations}
    for key in {tie.actor for tie in ties if tie.actor in firm.projects}:
        tied = firm.projects[key].relation.fact
        found |= {Spot(item.outer, together(_located(item), tied)) for item in facts.chain.actors[key].locations}
    return tuple(sorted(found, key=lambda spot: (spot.where, spot.fact.basis, spot.fact.claims)))


def spots_at(facts: PartnerFacts, near: Around, stands: Mapping[str, Occupants], place: str | None) -> Spots:
    """Return where things stand, seen from a place, or from nowhere; `stands` says who is in which segment, wherever that is."""
    pairs = facts.chain.containments
    scope = scope_at(pairs, place)
    around: dict[str, dict[str, Fact]] = {"near": {}, "province": {}}
    if place is not None:
        ways = scope_of([Containment(item.outer, item.inner, item.basis, item.claims) for item in pairs], place)
        for holder in sorted(set(ways) - {place}):
            level = facts.levels.get(holder, "")
            if level == _PROVINCE or level not in HUB_PLACE_LEVELS:
                _hold(around["province" if level == _PROVINCE else "near"], _fact(ways[holder]), scope_of(pairs, holder))
    return Spots(place, scope, around["near"], around["province"], _neighbours(facts, near, stands))


def _hold(held: dict[str, Fact], up: Fact, inside: Mapping[str, Way]) -> None:
    for where, way in inside.items():
        fact = together(up, _fact(way))
        known = held.get(where)
        if known is None or _worth(fact) < _worth(known):
            held[where] = fact


def _neighbours(facts: PartnerFacts, near: Around, stands: Mapping[str, Occupants]) -> Mapping[str, tuple[Neighbour, ...]]:
    found: dict[str, set[Neighbour]] = defaultdict(set)
    for segment in near.neighbours():
        for item in stands.get(segment, NOBODY).standing:
            for location in facts.chain.actors[item.actor].locations if is_working(item.state) else ():
                if location.outer.startswith("park:"):
                    found[location.outer].add(Neighbour(item.actor, together(item.fact, _located(location))))
    return {park: tuple(sorted(several, key=lambda one: (one.actor, *_worth(one.fact)))) for park, several in found.items()}


def _worth(fact: Fact) -> tuple[int, int, tuple[str, ...]]:
    return fact.basis.value, len(fact.claims), fact.claims


def _fact(way: Way) -> Fact:
    return Fact(way.basis, tuple(sorted(set(way.claims))))


def _located(item: Containment) -> Fact:
    return Fact(item.basis, item.claims)
