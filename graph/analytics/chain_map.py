"""The map of a chain at a place and in a year: how every segment stands, what flows, how complete the chain is and how it supplies itself.

    await chain_map(store, "chain:guang-fu-chan-ye-lian", place="place:xi-ning", year=2012, lang=Lang.ZH)

Rules and formulas stand in docs/chains.md and, as data, in graph.analytics.chain_rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analytics.chain_facts import ChainFacts, Membership, ProductFact, chain_facts
from graph.analytics.chain_rules import COMPLETENESS_WEIGHTS, NETWORKS, RETURNS, SETTLED, SegmentState
from graph.analytics.chain_statement import EVERY_CHAIN, ONE_CHAIN
from graph.analytics.chain_supply import Exchanges, exchanges
from graph.analytics.chain_trade import stated_capacity
from graph.analytics.chain_words import reason
from graph.analytics.messages import Lang
from graph.analytics.segment_occupants import Standing
from graph.analytics.segment_states import Segment, Situation, situation
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.claims import Basis
from graph.model.enums import STAGE
from graph.model.values import Quantity
from graph.store.reader import Reader

UNSTAGED = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who stands in a segment: key, state (of OCCUPANCY, or UNKNOWN), year of the statement, stated capacity, and what it rests on."""

    entity: str
    state: str
    year: int | None
    capacity: Quantity | None
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentStatus:
    """How a segment stands; `closes` is PartialDate text, `stage` a STAGE or UNKNOWN."""

    segment: str
    stage: str
    state: SegmentState
    reason: str
    occupants: tuple[Occupant, ...]
    closes: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """What flows from a segment to a segment; `crossChain` when no chain asked about has both."""

    start: str
    end: str
    material: str | None
    kind: str
    basis: Basis
    crossChain: bool  # noqa: N815 - named as the API's field
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share that is surely reached, and one that is surely not exceeded; both from 0 to 1."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class ChainMap:
    """A chain at a place and in a year; figures are None where nothing is known that they could be of."""

    chain: str
    place: str | None
    year: int | None
    segments: tuple[SegmentStatus, ...]
    flows: tuple[Flow, ...]
    completeness: float | None
    completenessUpper: float | None  # noqa: N815 - named as the API's field
    localSupply: float | None  # noqa: N815 - named as the API's field
    localSupplyUpper: float | None  # noqa: N815 - named as the API's field
    evidence: tuple[str, ...]


async def chain_map(store: Reader, chain: str, *, place: str | None, year: int | None, lang: Lang) -> ChainMap:
    """Return the map of the chain; one statement.

    Args:
        store: Where to read.
        chain: Key of a Chain.
        place: Key of a Place or Park in which occupants must stand; None for everywhere.
        year: Year whose facts, and those of earlier years, count; None for all.
        lang: Language of the reasons.

    Raises:
        NotFound: Nothing has the key of the chain or place.
    """
    return build(await read_chains(store, chain, place), chain, place, year, lang)


async def read_chains(store: Reader, chain: str | None, place: str | None) -> ChainFacts:
    """Return the facts of one chain, or of all, and of the place asked about.

    Raises:
        NotFound: Nothing has the key of the chain or place.
    """
    facts = chain_facts(rows_of((await store.read_whole([_statement(chain, place)])).answers[0]))
    for key, found in ((chain, facts.chains), (place, facts.places)):
        if key is not None and key not in found:
            raise NotFound(f"Nothing has the key {key!r}.", hint="Look its id up with a query by name.")
    return facts


async def warm_up(store: Reader) -> None:
    """Make the store plan the statements, so that the first person to ask does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    for chain in (ORDINARY_KEY, None):
        for place in (ORDINARY_KEY, None):
            await store.read_whole([_statement(chain, place)])


def _statement(chain: str | None, place: str | None) -> Statement:
    params = {"place": place or "", "networks": list(NETWORKS.names), "settled": list(SETTLED.names)}
    return Statement(EVERY_CHAIN, params) if chain is None else Statement(ONE_CHAIN, {"chain": chain, **params})


def build(facts: ChainFacts, chain: str, place: str | None, year: int | None, lang: Lang) -> ChainMap:
    """Turn the facts of one chain into its map; pure."""
    at = situation(facts, place, year)
    members = ordered(facts, chain)
    statuses = tuple(_status(at, item, lang) for item in members)
    inside = {item.segment for item in members}
    flows = tuple(
        Flow(
            item.start,
            item.end,
            item.material,
            item.kind or UNSTAGED,
            item.fact.basis,
            not {item.start, item.end} <= inside,
            item.fact.claims,
        )
        for item in facts.flows
        if item.start in inside or item.end in inside
    )
    segments = [at.segments[item.segment] for item in members]
    complete, supplied = completeness(segments), local_supply(segments, exchanges(at))
    claims = {key for status in statuses for key in status.evidence} | {key for flow in flows for key in flow.evidence}
    return ChainMap(
        chain, place, year, statuses, flows,
        None if complete is None else complete.least, None if complete is None else complete.most,
        None if supplied is None else supplied.least, None if supplied is None else supplied.most,
        tuple(sorted(claims)),
    )  # fmt: skip


def completeness(segments: Sequence[Segment]) -> Share | None:
    """Return the weights of the states over the number of segments; UNKNOWN weighs nothing in `least` and 1 in `most`.

    None when the chain has no segment, or none whose state is known.
    """
    unknown = sum(item.state is SegmentState.UNKNOWN for item in segments)
    if unknown == len(segments):
        return None
    weight = sum(COMPLETENESS_WEIGHTS[item.state].value for item in segments)
    return Share(weight / len(segments), (weight + unknown) / len(segments))


def local_supply(segments: Sequence[Segment], exchanged: Exchanges) -> Share | None:
    """Return the supplied inputs over all inputs of the segments at work; one whose lack is not known counts in `most` only.

    None when no segment at work needs anything.
    """
    needs = [item for segment in segments if segment.working for item in exchanged.needs.get(segment.key, ())]
    if not needs:
        return None
    supplied = sum(bool(item.dealers) for item in needs)
    open_ones = sum(not item.dealers and not item.is_known for item in needs)
    return Share(supplied / len(needs), (supplied + open_ones) / len(needs))


def ordered(facts: ChainFacts, chain: str) -> tuple[Membership, ...]:
    """Return the chain's segments as they are read: by stage, then along the flow, then by key."""
    members = [item for item in facts.memberships if item.chain == chain]
    depth = _depths({item.segment for item in members}, facts)
    stages = {name: place for place, name in enumerate(STAGE.names)}
    return tuple(sorted(members, key=lambda item: (
        stages.get(facts.stages.get(item.segment, ""), len(stages)), depth[item.segment], item.segment,
    )))  # fmt: skip


def _depths(keys: set[str], facts: ChainFacts) -> Mapping[str, int]:
    """How many segments of the chain at most stand before each along main flows; in a circle, as many as there are."""
    before: dict[str, set[str]] = {key: set() for key in keys}
    for item in facts.flows:
        if item.start in keys and item.end in keys and item.start != item.end and item.kind not in RETURNS.names:
            before[item.end].add(item.start)
    depth: dict[str, int] = {}
    for place in range(len(keys)):
        ready = {key for key in keys - set(depth) if before[key] <= set(depth)}
        depth.update(dict.fromkeys(ready, place))
    return {key: depth.get(key, len(keys)) for key in keys}


def _status(at: Situation, member: Membership, lang: Lang) -> SegmentStatus:
    segment = at.segments[member.segment]
    occupants = tuple(_occupant(at, segment, item) for item in segment.occupants.standing)
    claims = set(member.fact.claims).union(*(item.evidence for item in occupants), *rests_on(segment))
    return SegmentStatus(
        segment.key, at.facts.stages.get(segment.key, UNSTAGED), segment.state, reason(at, segment, lang), occupants,
        None if segment.closing is None else segment.closing.value, tuple(sorted(claims)),
    )  # fmt: skip


def rests_on(segment: Segment) -> Iterable[tuple[str, ...]]:
    """Yield the claims on which a state rests beside those of the occupants: surveys, the closing date, a shortage."""
    for item in segment.surveys:
        yield item.survey.fact.claims + item.way.claims
    if segment.closing is not None:
        yield segment.closing.fact.claims
    if segment.shortage is not None:
        yield segment.shortage.fact.claims


def _occupant(at: Situation, segment: Segment, standing: Standing) -> Occupant:
    actor = at.facts.actors[standing.actor]
    made = {item.product for item in at.facts.products if item.makes and item.by == segment.key}
    stated: dict[str, list[ProductFact]] = defaultdict(list)
    for item in at.facts.products:
        if item.makes and item.by == actor.key and item.product in made:
            stated[item.product].append(item)
    found = {key: capacity for key, items in stated.items() if (capacity := stated_capacity(actor, items, at.year)) is not None}
    # Capacities for several products do not add up to one of the segment; that of a whole project is told instead.
    capacity = next(iter(found.values())) if len(found) == 1 else actor.capacity
    claims = {
        key
        for name in found
        if len(found) == 1
        for item in stated[name]
        if item.capacity == capacity
        for key in item.fact.claims
    }
    evidence = tuple(sorted(claims.union(standing.fact.claims)))
    return Occupant(actor.key, standing.state, standing.year, capacity, standing.fact.basis, evidence)
