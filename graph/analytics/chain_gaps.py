"""Where chains break at a place and in a year: one gap a segment and kind, for inputs and outputs one a material.

    await chain_gaps(store, "chain:guang-fu-chan-ye-lian", place=None, kinds=(), year=2012, lang=Lang.ZH)

A gap follows from rules (graph.analytics.chain_rules, docs/chains.md), so it is INFERRED at best; it is PROPOSED when it rests on nobody
having looked, or on a proposed fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.analytics.chain_facts import ChainFacts, Fact, Membership
from graph.analytics.chain_map import ordered, read_chains, rests_on
from graph.analytics.chain_rules import GapKind, SegmentState
from graph.analytics.chain_supply import Exchange, Exchanges, exchanges
from graph.analytics.chain_words import exchange_sentence, reason
from graph.analytics.messages import Lang
from graph.analytics.segment_states import Segment, Situation, situation
from graph.model.claims import Basis
from graph.model.identity import digest_of
from graph.store.reader import Reader

_OF_STATE = {
    SegmentState.MISSING: GapKind.MISSING,
    SegmentState.WEAK: GapKind.WEAK,
    SegmentState.UNDER_CONSTRUCTION: GapKind.UNDER_CONSTRUCTION,
}


@dataclass(frozen=True, slots=True)
class ChainGap:
    """One gap; `id` depends on chain, segment, kind, material, place and year alone.

    `upstream` and `downstream` are keys of the segments that feed it and that it feeds; of an input only those that make it, of an output
    only those that take it.
    """

    id: str
    chain: str
    material: str | None
    segment: str
    kind: GapKind
    place: str | None
    explanation: str
    upstream: tuple[str, ...]
    downstream: tuple[str, ...]
    basis: Basis
    evidence: tuple[str, ...]


async def chain_gaps(
    store: Reader, chain: str | None, *, place: str | None, kinds: Collection[GapKind], year: int | None, lang: Lang
) -> tuple[ChainGap, ...]:
    """Return the gaps of the chain, or of all chains; one statement.

    Args:
        store: Where to read.
        chain: Key of a Chain; None for all, in the order of keys.
        place: Key of a Place or Park; None for everywhere, and then a MISSING gap stands at the place where somebody looked.
        kinds: Kinds to return; empty for all.
        year: Year whose facts, and those of earlier years, count; None for all.
        lang: Language of the explanations.

    Raises:
        NotFound: Nothing has the key of the chain or place.
    """
    found = build(await read_chains(store, chain, place), place, year, lang)
    return tuple(gap for gap in found if not kinds or gap.kind in kinds)


def build(facts: ChainFacts, place: str | None, year: int | None, lang: Lang) -> tuple[ChainGap, ...]:
    """Turn the facts of chains into their gaps, by chain, then segments as the map lists them, then kind, material and place; pure."""
    at = situation(facts, place, year)
    exchanged = exchanges(at)
    own = {item.segment for item in facts.memberships}
    surveyed = () if place else sorted({item.where for item in facts.surveys if item.segment in own})
    looked = tuple(situation(facts, where, year) for where in surveyed)
    everywhere = exchanges(situation(facts, None, year)) if place else exchanged
    ends = _ends(facts)
    return tuple(
        gap
        for chain in sorted(facts.chains)
        for member in ordered(facts, chain)
        for gap in sorted(
            _gaps(_Seen(member, at, exchanged, everywhere, ends), looked, lang),
            key=lambda gap: (gap.kind.value, gap.material or "", gap.place or "", gap.id),
        )
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    """By segment those that feed it and those that it feeds, by key."""

    upstream: Mapping[str, set[str]]
    downstream: Mapping[str, set[str]]

    def of(self, segment: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(sorted(self.upstream.get(segment, ()))), tuple(sorted(self.downstream.get(segment, ())))


def _ends(facts: ChainFacts) -> _Ends:
    upstream, downstream = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for flow in facts.flows:
        if flow.start != flow.end:
            upstream[flow.end].add(flow.start)
            downstream[flow.start].add(flow.end)
    return _Ends(upstream, downstream)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A segment of a chain in a situation, with what is exchanged there and everywhere."""

    member: Membership
    at: Situation
    exchanged: Exchanges
    everywhere: Exchanges
    ends: _Ends


def _gaps(seen: _Seen, looked: Iterable[Situation], lang: Lang) -> Iterable[ChainGap]:
    at, key = seen.at, seen.member.segment
    segment = at.segments[key]
    if segment.state in _OF_STATE:
        yield _gap_of_state(seen, at, lang)
    for there in looked:
        if segment.state is SegmentState.UNKNOWN and there.segments[key].state is SegmentState.MISSING:
            yield _gap_of_state(seen, there, lang)
    if segment.working:
        for item in seen.exchanged.needs.get(key, ()):
            if not item.dealers:
                yield _gap_of_exchange(seen, segment, item, GapKind.EXTERNAL_INPUT, lang)
        for item in seen.exchanged.outputs.get(key, ()):
            if item.partners and not item.dealers:
                yield _gap_of_exchange(seen, segment, item, GapKind.UNUSED_BY_PRODUCT, lang)


def _gap_of_state(seen: _Seen, at: Situation, lang: Lang) -> ChainGap:
    member, segment = seen.member, at.segments[seen.member.segment]
    upstream, downstream = seen.ends.of(segment.key)
    standing = [item.fact for item in segment.decisive]
    looked = [Fact(max(item.survey.fact.basis, item.way.basis), ()) for item in segment.surveys]
    # Any one of the facts that decide is enough, so the strongest of them counts.
    strongest = min((fact.basis for fact in standing or looked), default=Basis.INFERRED)
    short = Basis.STATED if segment.shortage is None else segment.shortage.fact.basis
    return ChainGap(
        id=_identity(member, at, kind := _OF_STATE[segment.state], ""),
        chain=member.chain,
        material=None,
        segment=segment.key,
        kind=kind,
        place=at.place,
        explanation=reason(at, segment, lang),
        upstream=upstream,
        downstream=downstream,
        basis=max(Basis.INFERRED, strongest, short, member.fact.basis),
        evidence=_all(member.fact.claims, *(fact.claims for fact in standing), *rests_on(segment)),
    )


def _gap_of_exchange(seen: _Seen, segment: Segment, item: Exchange, kind: GapKind, lang: Lang) -> ChainGap:
    at, member = seen.at, seen.member
    others = seen.everywhere.needs if item.needed else seen.everywhere.outputs
    upstream, downstream = seen.ends.of(segment.key)
    same = next(one for one in others[segment.key] if one.material == item.material)
    basis = max(Basis.INFERRED, min(one.fact.basis for one in segment.working), item.fact.basis, member.fact.basis)
    return ChainGap(
        id=_identity(member, at, kind, item.material),
        chain=member.chain,
        material=item.name,
        segment=segment.key,
        kind=kind,
        place=at.place,
        explanation=exchange_sentence(at, segment, item, same, lang),
        upstream=item.partners if item.needed else upstream,
        downstream=downstream if item.needed else item.partners,
        basis=basis if item.is_known else Basis.PROPOSED,
        evidence=_all(member.fact.claims, item.fact.claims, *(one.fact.claims for one in segment.working)),
    )


def _identity(member: Membership, at: Situation, kind: GapKind, material: str) -> str:
    return digest_of(member.chain, member.segment, kind.name, material, at.place or "", str(at.year or ""))


def _all(*claims: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({key for keys in claims for key in keys}))
