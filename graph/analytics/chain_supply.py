"""What segments at work need and give, and who in the scope is known to supply or take it; pure.

    exchanges(situation).needs["segment:zu-jian"][0]
        -> Exchange("product:dian-chi-pian", partners=("segment:dian-chi-pian",), dealers=("project:ju-neng",), …)

A need is a USES of the segment or a flow into it, an output a PRODUCES of it or a flow out of it; a flow's material and a product are one
when the material is the name or an alias of a product that the segment itself uses (makes). What comes or goes by a network, and what
recycling alone brings, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.analytics.chain_facts import ChainFacts, Fact, FlowFact
from graph.analytics.chain_rules import BY_PRODUCTS, COMING, NETWORKS, RETURNS, SegmentState
from graph.analytics.segment_states import Segment, Situation
from graph.names import normal_form


@dataclass(frozen=True, slots=True)
class Exchange:
    """One material that a segment needs, or gives, as seen in a situation.

    Attributes:
        material: Key of the product, or normal form of a material that is no product; with a flow of unnamed material its id.
        name: As shown; None when no source names it.
        needed: Whether the segment takes it; else it gives it.
        by_product: Whether a flow gives it as a by-product or return.
        fact: The strongest fact that says so.
        partners: Segments that make (take) it, by key.
        dealers: Firms and projects in the scope that work at making (taking) it, by key.
        building: Occupants in the scope that build or plan in a partner segment, by key.
        is_known: Whether every partner segment is known not to work; else that nobody deals may only be that nobody looked.
    """

    material: str
    name: str | None
    needed: bool
    by_product: bool
    fact: Fact
    partners: tuple[str, ...]
    dealers: tuple[str, ...]
    building: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Every material by segment at work, needs and outputs; each sorted by name and material."""

    needs: Mapping[str, tuple[Exchange, ...]]
    outputs: Mapping[str, tuple[Exchange, ...]]


@dataclass(slots=True)
class _Found:
    needed: bool
    name: str | None
    flows: list[FlowFact] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    partners: set[str] = field(default_factory=set)


_Materials = dict[tuple[str, str], _Found]


def exchanges(at: Situation) -> Exchanges:
    """Return what the segments of the chains that somebody works in need and give in the situation."""
    own = {item.segment for item in at.facts.memberships if at.segments[item.segment].working}
    found = {needed: _exchanges(at, _stated(at.facts, own, needed=needed)) for needed in (True, False)}
    return Exchanges(found[True], found[False])


def _stated(facts: ChainFacts, own: set[str], *, needed: bool) -> _Materials:
    """Return by segment and material what the segments need (give), with the segments at the other end.

    Only what a segment itself uses (makes) tells which product a material is, so that the answer for one chain does not depend on
    which other chains are asked about.
    """
    stated = _by_products(facts, own, needed=needed)
    products: dict[str, list[str]] = defaultdict(list)
    for segment, key in sorted(stated):
        products[segment].append(key)
    for flow in facts.flows:
        segment, partner = (flow.end, flow.start) if needed else (flow.start, flow.end)
        if segment in own:
            material = _material(flow, products[segment], facts)
            found = stated.setdefault((segment, material), _Found(needed, flow.material))
            found.flows.append(flow)
            found.facts.append(flow.fact)
            found.partners.add(partner)
    for (segment, _), found in stated.items():
        found.partners.discard(segment)
    return stated


def _by_products(facts: ChainFacts, own: set[str], *, needed: bool) -> _Materials:
    stated: _Materials = {}
    others: dict[str, set[str]] = defaultdict(set)
    for item in facts.products:
        if item.by not in facts.actors and item.makes == needed:
            others[item.product].add(item.by)
        elif item.by in own:
            found = stated.setdefault((item.by, item.product), _Found(needed, facts.names[item.product]))
            found.facts.append(item.fact)
    in_networks: dict[str, list[FlowFact]] = defaultdict(list)
    for flow in facts.flows:
        if flow.kind in NETWORKS.names:
            in_networks[flow.start].append(flow)
    for (_, product), found in stated.items():
        found.partners |= others[product]
        if needed:
            # What its makers feed into a network, wherever it leads, comes by the network here too.
            fed = (flow for maker in others[product] & in_networks.keys() for flow in in_networks[maker])
            found.flows += [flow for flow in fed if _material(flow, [product], facts) == product]
    return stated


def _material(flow: FlowFact, products: Iterable[str], facts: ChainFacts) -> str:
    """The first of the products that the flow's material names; else the normal form of the material, or the flow when it has none."""
    if flow.material is None:
        return flow.id
    form = normal_form(flow.material)
    return next((key for key in products if form in facts.forms[key]), form)


def _exchanges(at: Situation, stated: _Materials) -> Mapping[str, tuple[Exchange, ...]]:
    result: dict[str, list[Exchange]] = defaultdict(list)
    crews = {key: _crew(at, key) for key in {key for found in stated.values() for key in found.partners}}
    for (segment, material), found in stated.items():
        kinds = {flow.kind for flow in found.flows}
        if kinds.isdisjoint(NETWORKS.names) and not (found.needed and kinds and kinds <= set(RETURNS.names)):
            result[segment].append(_exchange(at, material, found, [crews[key] for key in sorted(found.partners)]))
    return {key: tuple(sorted(items, key=lambda item: (item.name or "", item.material))) for key, items in result.items()}


@dataclass(frozen=True, slots=True)
class _Crew:
    """A segment and who works or is to work there, by key."""

    segment: Segment
    working: frozenset[str]
    coming: frozenset[str]


def _crew(at: Situation, key: str) -> _Crew:
    segment = at.segments[key]
    coming = frozenset(item.actor for item in segment.occupants.standing if item.state in COMING.names)
    return _Crew(segment, frozenset(item.actor for item in segment.working), coming)


def _exchange(at: Situation, material: str, found: _Found, partners: list[_Crew]) -> Exchange:
    dealers = {item.actor for item in at.trade.get((found.needed, material), ())}.union(*(crew.working for crew in partners))
    building = frozenset[str]().union(*(crew.coming for crew in partners)) - dealers
    return Exchange(
        material, found.name, found.needed,
        any(flow.kind in BY_PRODUCTS.names for flow in found.flows),
        min(found.facts, key=lambda fact: (fact.basis, fact.claims)),
        tuple(crew.segment.key for crew in partners), tuple(sorted(dealers)), tuple(sorted(building)),
        bool(partners) and {crew.segment.state for crew in partners} <= {SegmentState.UNDER_CONSTRUCTION, SegmentState.MISSING},
    )  # fmt: skip
