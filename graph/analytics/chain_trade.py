"""Who in a scope and a year makes or takes which product by a statement of its own, and whether the stated capacities suffice; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analytics.chain_facts import Actor, ChainFacts, Fact, ProductFact
from graph.analytics.chain_rules import SHORT_OF_NEED, STATUS_OCCUPANCY, WORKING
from graph.analytics.segment_occupants import Occupants, Scope, Standing, counts_in, status_in, together
from graph.model.values import Comparator, Quantity


@dataclass(frozen=True, slots=True)
class Trader:
    """A firm or project that makes or takes a product; the capacity is None when it states none, or several for one time."""

    actor: str
    fact: Fact
    capacity: Quantity | None


# By whether it is made (else taken) and the product's key; sorted by key of the actor.
Trade = Mapping[tuple[bool, str], tuple[Trader, ...]]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A product of which surely less is made than taken: at most `made`, at least `needed`, both in `unit`."""

    product: str
    made: float
    needed: float
    unit: str
    fact: Fact


def is_working(state: str) -> bool:
    """Whether an occupant in the state takes inputs and gives outputs."""
    return state in WORKING.names


def trade(facts: ChainFacts, occupants: Mapping[str, Occupants], scope: Scope, year: int | None) -> Trade:
    """Return everybody who is in the scope and makes or takes a product in the year, by a PRODUCES or USES of their own.

    A firm does from the year of the statement on. A project's product belongs to it: it makes it as long as it works, by its status or
    as an occupant of a segment that makes (takes) the product.
    """
    at_work = {
        (item.makes, item.product, one.actor)
        for item in facts.products
        if item.by in occupants
        for one in occupants[item.by].standing
        if is_working(one.state)
    }
    stated: dict[tuple[bool, str, str], list[ProductFact]] = defaultdict(list)
    for item in facts.products:
        actor = facts.actors.get(item.by)
        if actor is not None and _deals(actor, item, at_work, year):
            stated[item.makes, item.product, item.by].append(item)
    found: dict[tuple[bool, str], list[Trader]] = defaultdict(list)
    for (makes, product, key), items in sorted(stated.items()):
        way = scope.way(facts.actors[key])
        if way is not None:
            best = min(items, key=lambda item: (item.fact.basis, item.id))
            found[makes, product].append(
                Trader(key, together(best.fact, Fact(way.basis, way.claims)), stated_capacity(facts.actors[key], items, year))
            )
    return {key: tuple(traders) for key, traders in found.items()}


def _deals(actor: Actor, item: ProductFact, at_work: set[tuple[bool, str, str]], year: int | None) -> bool:
    if not actor.is_project:
        return counts_in(item.span, year)
    if item.span is not None and not counts_in(item.span, year):
        return False
    status = status_in(actor, year)
    return (item.makes, item.product, actor.key) in at_work or (
        status is not None and is_working(STATUS_OCCUPANCY[status.value].occupancy)
    )


def stated_capacity(actor: Actor, items: Iterable[ProductFact], year: int | None) -> Quantity | None:
    """Return the capacity of the newest of an actor's statements up to the year; None when there is none, or several for one time differ.

    Undated ones count as oldest: those of a project always, those of a firm when no year is asked about.
    """
    counted = [
        (0 if item.span is None else item.span[1], item.capacity)
        for item in items
        if item.capacity is not None and (counts_in(item.span, year) or (item.span is None and actor.is_project))
    ]
    latest = max((last for last, _ in counted), default=0)
    found = {capacity for last, capacity in counted if last == latest}
    return found.pop() if len(found) == 1 else None


def shortages(facts: ChainFacts, occupants: Mapping[str, Occupants], dealt: Trade) -> Mapping[str, Shortage]:
    """Return, by segment, the first product (by key) that its segment makes and of which surely less is made than taken.

    Made is at most the sum of the upper bounds of all who make it, and unknown when one of them states no capacity or no upper bound;
    taken is at least the sum of the stated lower bounds.
    """
    segments: dict[str, list[str]] = defaultdict(list)
    for item in facts.products:
        if item.makes and item.by not in facts.actors:
            segments[item.product].append(item.by)
    found: dict[str, Shortage] = {}
    for product in sorted(segments):
        working = [item for segment in segments[product] if segment in occupants for item in occupants[segment].standing]
        short = _shortage(product, [item for item in working if is_working(item.state)], dealt)
        if short is not None:
            for segment in segments[product]:
                found.setdefault(segment, short)
    return found


def _shortage(product: str, working: Iterable[Standing], dealt: Trade) -> Shortage | None:
    made = {item.actor: item for item in dealt.get((True, product), ())}
    taken = [item for item in dealt.get((False, product), ()) if _bound(item.capacity, upper=False) is not None]
    bounds = [_bound(item.capacity, upper=True) for item in made.values()]
    known = [bound for bound in bounds if bound is not None]
    if not known or not taken or len(known) < len(bounds) or any(item.actor not in made for item in working):
        return None
    units = {item.capacity.unit for item in (*made.values(), *taken) if item.capacity is not None}
    needed = sum(_bound(item.capacity, upper=False) or 0.0 for item in taken)
    if len(units) != 1 or sum(known) >= needed * SHORT_OF_NEED.value:
        return None
    return Shortage(product, sum(known), needed, units.pop(), together(*(item.fact for item in (*made.values(), *taken))))


def _bound(capacity: Quantity | None, *, upper: bool) -> float | None:
    """The number that the stated one surely does not exceed (upper) or fall below; about a number is taken for the number."""
    if capacity is None:
        return None
    if capacity.comparator is Comparator.BETWEEN:
        return capacity.upper if upper else capacity.value
    open_side = (Comparator.OVER, Comparator.AT_LEAST) if upper else (Comparator.UNDER, Comparator.AT_MOST)
    return None if capacity.comparator in open_side else capacity.value
