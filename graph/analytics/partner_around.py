"""What lies around a segment: neighbouring segments and products, and the relationships that lead from each to the segment; pure.

    around(facts).segments["makes-input", "segment:duo-jing-gui"] -> (Relation("segment:duo-jing-gui", "FEEDS", "segment:gui-pian", …),)

Rules, in docs/partners.md: what goes by a network ties nobody, and what a segment gives beside its product ties those who take it only weakly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.analytics.chain_facts import ChainFacts, FlowFact, ProductFact
from graph.analytics.chain_rules import BY_PRODUCTS, NETWORKS
from graph.analytics.partner_facts import PartnerFacts, Relation
from graph.names import normal_form

# Relationships in the order in which they are walked to the segment.
Way = tuple[Relation, ...]
# By (whether it is made, the product's key).
_Links = Mapping[tuple[bool, str], Relation]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Around:
    """The ways to a segment.

    Attributes:
        segments: By case of position and key of another segment.
        products: By case, whether a firm ties itself by making the product (else by taking it), and the product's key.
    """

    segments: Mapping[tuple[str, str], Way]
    products: Mapping[tuple[str, bool, str], Way]

    def neighbours(self) -> frozenset[str]:
        """Return the segments one step up or down the chain."""
        return frozenset(key for case, key in self.segments if case in ("makes-input", "takes-output"))


def around(facts: PartnerFacts) -> Around:
    """Return what lies around the segment; of several ways between two things the one known best, then the shortest, counts."""
    own = _own_links(facts.chain, facts.segment)
    segments = _best(_ways_of_segments(facts.chain, facts.segment, own))
    return Around(segments, _best(_ways_of_products(facts, own, segments)))


def _best(ways: Iterator[tuple[Key, Way]]) -> dict[Key, Way]:
    found: dict[Key, list[Way]] = defaultdict(list)
    for key, way in ways:
        found[key].append(way)
    return {key: min(several, key=_worth) for key, several in found.items()}


def _worth(way: Way) -> tuple[int, int, tuple[str, ...]]:
    return max(item.fact.basis.value for item in way), len(way), tuple(item.id for item in way)


def _own_links(chain: ChainFacts, segment: str) -> _Links:
    """What the segment itself makes and uses, but for what comes by a network."""
    networks = frozenset(_network_products(chain))
    own = [item for item in chain.products if item.by == segment and item.product not in networks]
    own.sort(key=lambda item: (item.fact.basis, item.id), reverse=True)
    return {(item.makes, item.product): deal(item) for item in own}


def _network_products(chain: ChainFacts) -> Iterator[str]:
    flows = [item for item in chain.flows if item.kind in NETWORKS.names]
    for item in chain.products:
        if item.makes and any(flow.start == item.by and _names(flow, item.product, chain) for flow in flows):
            yield item.product


def _names(flow: FlowFact, product: str, chain: ChainFacts) -> bool:
    return flow.material is not None and normal_form(flow.material) in chain.forms[product]


def _is_side(chain: ChainFacts, segment: str, product: str) -> bool:
    """Whether the segment gives the product only beside its own: all flows of it are by-products."""
    kinds = {flow.kind for flow in chain.flows if flow.start == segment and _names(flow, product, chain)}
    return bool(kinds) and kinds <= set(BY_PRODUCTS.names)


def _case(chain: ChainFacts, segment: str, product: str, *, made: bool, by_other: bool) -> str | None:
    """How somebody who makes (else takes) a product is tied to the segment, which makes (else uses) it; None when not at all."""
    if not made:
        return "makes-input" if by_other else "shares-input"
    if _is_side(chain, segment, product):
        return None if by_other else "takes-by-product"
    return "peer" if by_other else "takes-output"


def _ways_of_segments(chain: ChainFacts, segment: str, own: _Links) -> Iterator[tuple[tuple[str, str], Way]]:
    for flow in chain.flows:
        if flow.kind not in NETWORKS.names and flow.start != flow.end:
            way = (Relation(flow.start, "FEEDS", flow.end, flow.id, flow.fact),)
            if flow.end == segment:
                yield ("makes-input", flow.start), way
            elif flow.start == segment:
                yield ("takes-by-product" if flow.kind in BY_PRODUCTS.names else "takes-output", flow.end), way
    for item in chain.products:
        if item.by != segment and item.by not in chain.actors:
            for made in (True, False):
                link = own.get((made, item.product))
                case = None if link is None else _case(chain, segment, item.product, made=made, by_other=item.makes)
                if link is not None and case is not None:
                    yield (case, item.by), (deal(item), link)


def _ways_of_products(
    facts: PartnerFacts, own: _Links, segments: Mapping[tuple[str, str], Way]
) -> Iterator[tuple[tuple[str, bool, str], Way]]:
    chain, segment = facts.chain, facts.segment
    makers: dict[str, set[str]] = defaultdict(set)
    for item in chain.products:
        if item.makes and item.by not in chain.actors:
            makers[item.product].add(item.by)
            after = segments.get(("takes-output", item.by))
            if after is not None and not {(True, item.product), (False, item.product)} & own.keys():
                yield ("makes-next", True, item.product), (deal(item), *after)
    for (made, product), link in own.items():
        for by_other in (True, False):
            case = _case(chain, segment, product, made=made, by_other=by_other)
            if case == "peer" and makers[product] == {segment}:
                case = "maker"
            if case is not None:
                yield (case, by_other, product), (link,)


def deal(item: ProductFact) -> Relation:
    """Return a PRODUCES or USES as a relationship."""
    return Relation(item.by, "PRODUCES" if item.makes else "USES", item.product, item.id, item.fact)
