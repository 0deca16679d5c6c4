"""Who stands in which segment, in a scope and a year, and how far each has come; pure.

    standings(facts, scope=None, around=frozenset(), year=2012)["segment:dian-chi-pian"].standing
        -> (Standing("project:ju-neng", "PRODUCING", 2012, Fact(INFERRED, ("c1",))),)

Rules, in docs/chains.md: of several statements the newest that says a state counts, statements of later years do not; a project's status
speaks when it is newer; who has no known location stands nowhere, and what nothing dates counts for no year, but both are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analytics.chain_facts import Actor, ChainFacts, Dated, Fact, Occupation, Span
from graph.analytics.chain_rules import PASSING, PASSING_YEARS, STATUS_OCCUPANCY, UNSTATED
from graph.analytics.scope import HERE, Containment, Way, scope_of, way_into
from graph.model.enums import OCCUPANCY

_PROGRESS = (*OCCUPANCY.names, UNSTATED)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where somebody must stand to count: everywhere when `inside` is None.

    Attributes:
        inside: Parks and places in the scope, each with its way into it.
        around: Parks and places that hold the scope; who is known to stand in one of them may stand in the scope.
    """

    inside: Mapping[str, Way] | None
    around: frozenset[str]

    def way(self, actor: Actor) -> Way | None:
        """Return how the actor lies in the scope; None when it is not known to."""
        return HERE if self.inside is None else way_into(actor.locations, self.inside)

    def may_hold(self, actor: Actor) -> bool:
        """Whether nothing says that an actor without a way into the scope stands outside it."""
        return not actor.locations or any(item.outer in self.around for item in actor.locations)


@dataclass(frozen=True, slots=True)
class Standing:
    """An occupant that counts.

    Attributes:
        actor: Key of the firm or project.
        state: Of OCCUPANCY, or UNKNOWN.
        year: The last year, up to the asked one, of which a source says so; None when nothing dates it.
        fact: What it rests on.
    """

    actor: str
    state: str
    year: int | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Occupants:
    """The occupants of one segment, sorted by progress and key, and the keys of those who do not count but are told."""

    standing: tuple[Standing, ...] = ()
    unlocated: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()


NOBODY = Occupants()


def scope_at(containments: Iterable[Containment], place: str | None) -> Scope:
    """Return the scope of a park or place, or the scope of everything."""
    if place is None:
        return Scope(None, frozenset())
    pairs = tuple(containments)
    turned = (Containment(item.outer, item.inner, item.basis, item.claims) for item in pairs)
    return Scope(scope_of(pairs, place), frozenset(scope_of(turned, place)) - {place})


def counts_in(span: Span | None, year: int | None) -> bool:
    """Whether a fact counts for a year: it began by then. Without a year every fact counts; without a span none does for a year."""
    return year is None or (span is not None and span[0] <= year)


def together(*facts: Fact) -> Fact:
    """Return several facts as one: the weakest basis, all claims."""
    return Fact(max([fact.basis for fact in facts]), tuple(sorted(set[str]().union(*[fact.claims for fact in facts]))))


def standings(facts: ChainFacts, scope: Scope, year: int | None) -> Mapping[str, Occupants]:
    """Return the occupants of every segment that has any, counting or told."""
    stated: dict[tuple[str, str], list[Occupation]] = defaultdict(list)
    for item in facts.occupations:
        stated[item.segment, item.actor].append(item)
    standing: dict[str, list[Standing]] = defaultdict(list)
    unlocated: dict[str, list[str]] = defaultdict(list)
    undated: dict[str, list[str]] = defaultdict(list)
    for (segment, key), items in stated.items():
        actor = facts.actors[key]
        found = _state(actor, items, year)
        way = scope.way(actor)
        if found is None:
            if any(item.span is None for item in items) and (way is not None or scope.may_hold(actor)):
                undated[segment].append(key)
        elif way is not None:
            standing[segment].append(Standing(key, found.state, found.year, together(found.fact, Fact(way.basis, way.claims))))
        elif scope.may_hold(actor):
            unlocated[segment].append(key)
    return {
        segment: Occupants(
            tuple(sorted(standing[segment], key=lambda item: (_PROGRESS.index(item.state), item.actor))),
            tuple(sorted(unlocated[segment])),
            tuple(sorted(undated[segment])),
        )
        for segment in {*standing, *unlocated, *undated}
    }


def status_in(actor: Actor, year: int | None) -> Dated | None:
    """Return a project's newest status up to the year, of equally new ones the best known; None when nothing says one."""
    return newest(actor.statuses, year)


def newest(claims: Iterable[Dated], year: int | None) -> Dated | None:
    """Return the newest of dated claims up to the year; without a year undated ones count as oldest."""
    counted = [item for item in claims if year is None or (item.year is not None and item.year <= year)]
    return min(counted, key=lambda item: (-(item.year or 0), item.fact.basis, item.fact.claims), default=None)


@dataclass(frozen=True, slots=True)
class _Found:
    state: str
    year: int | None
    fact: Fact


def _state(actor: Actor, items: Iterable[Occupation], year: int | None) -> _Found | None:
    """The state of an occupant in the year, wherever it stands; None when nothing counts for the year."""
    status = status_in(actor, year) if actor.is_project else None
    read = None if status is None else STATUS_OCCUPANCY[status.value].occupancy
    # What a project works on belongs to it: a statement that nothing dates counts from the project's first dated status on.
    counted = [item for item in items if counts_in(item.span, year) or (item.span is None and status is not None)]
    if not counted:
        return None
    best = min(counted, key=lambda item: _rank(item, year))
    if status is not None and read is not None and (not best.state or (status.year or 0) > _last(best.span, year)):
        return _Found(_lasting(read, status.year, year), status.year, together(best.fact, status.fact))
    last = _last(best.span, year) or None
    return _Found(_lasting(best.state or UNSTATED, last, year), last, best.fact)


def _lasting(state: str, last: int | None, year: int | None) -> str:
    """The state that a statement of the last year still says of the asked one."""
    is_over = year is not None and last is not None and year - last > PASSING_YEARS.value
    return UNSTATED if is_over and state in PASSING.names else state


def _rank(item: Occupation, year: int | None) -> tuple[bool, int, int, int, str, tuple[str, ...]]:
    """Best statement first: one that says a state, then the newest, the strongest, the furthest, so that ties never depend on order."""
    progress = _PROGRESS.index(item.state or UNSTATED)
    return not item.state, -_last(item.span, year), item.fact.basis, progress, item.id, item.fact.claims


def _last(span: Span | None, year: int | None) -> int:
    """The last year up to the asked one in which a statement is known to hold; 0 when nothing dates it."""
    if span is None:
        return 0
    return span[1] if year is None else min(span[1], year)
