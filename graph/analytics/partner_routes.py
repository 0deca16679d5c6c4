"""By which routes firms are tied to a segment: what each makes, takes or occupies on the segment's way; pure.

    routes(facts, around(facts), stands)["enterprise:a"][0] -> Route("makes-input", "enterprise:a", "project:b", …)

A route leads from the firm, or a project of its, along relationships to the segment. Only who works in another segment is tied by it; in the
segment itself those who build or plan there count too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph.analytics.chain_facts import ChainFacts, Fact
from graph.analytics.chain_rules import STATUS_OCCUPANCY, UNSTATED
from graph.analytics.chain_trade import Trade, is_working, trade
from graph.analytics.partner_around import Around, Way, deal
from graph.analytics.partner_facts import PartnerFacts, Relation
from graph.analytics.partner_rules import CASE
from graph.analytics.segment_occupants import NOBODY, Occupants, scope_at, status_in, together


@dataclass(frozen=True, slots=True)
class Route:
    """One tie of a firm to the segment.

    Attributes:
        case: Of the cases of position.
        firm: Key of the firm.
        actor: The firm itself, or its project that is tied.
        state: How far the actor has come in the segment itself, or toward making its product; "" on the other routes.
        product: Key of the product by which the actor is tied by a statement of its own; "" where it occupies.
        other: Key of the neighbouring segment on the route; "" where none is.
        relations: From the firm to the segment, in order.
        fact: What the route rests on, with how far the actor has come.
    """

    case: str
    firm: str
    actor: str
    state: str
    product: str
    other: str
    relations: tuple[Relation, ...]
    fact: Fact

    @property
    def rank(self) -> tuple[Fraction, int, int, tuple[str, ...]]:
        """Best first: what tells most, what is known best, what is shortest, then ids."""
        return -CASE[self.case].share, self.fact.basis.value, len(self.relations), tuple(item.id for item in self.relations)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A route of an actor, whichever firm it belongs to."""

    case: str
    actor: str
    state: str
    product: str
    other: str
    relations: tuple[Relation, ...]
    fact: Fact


class _Stated:
    """Who is stated to occupy and to make or take what, found by both ends."""

    def __init__(self, facts: PartnerFacts) -> None:
        self._facts = facts
        self._occupying: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        self._dealing: dict[tuple[bool, str], dict[str, Relation]] = defaultdict(dict)
        for item in facts.chain.occupations:
            self._occupying[item.segment, item.actor][item.id] = item.fact
        for one in sorted(facts.chain.products, key=lambda one: (one.fact.basis, one.id)):
            if one.by in facts.chain.actors:
                self._dealing[one.makes, one.product].setdefault(one.by, deal(one))

    def dealing(self, product: str, *, makes: bool) -> Mapping[str, Relation]:
        """Return the best known statement of each who makes (takes) the product."""
        return self._dealing[makes, product]

    def occupying(self, actor: str, segment: str) -> Way:
        """Return its OCCUPIES of the segment, or of a part of it with the PART_OF that lead up; the best known, then the shortest."""
        held = self._occupying[segment, actor]
        found = (self._facts.standings.get(key, Relation(actor, "OCCUPIES", segment, key, fact)) for key, fact in held.items())
        ways = [(item, *self._up(item.end, segment)) for item in found]
        return min(ways, key=lambda way: (max(item.fact.basis for item in way), len(way), way[0].id))

    def _up(self, part: str, whole: str) -> Way:
        ways: dict[str, Way] = {part: ()}
        waiting = [part]
        for key in waiting:
            for relation in self._facts.parts.get(key, ()):
                if relation.end not in ways:
                    ways[relation.end] = (*ways[key], relation)
                    waiting.append(relation.end)
        return ways[whole]


def routes(facts: PartnerFacts, near: Around, stands: Mapping[str, Occupants]) -> Mapping[str, tuple[Route, ...]]:
    """Return the routes of every firm that has any, best first.

    Args:
        facts: Around the segment.
        near: What lies around it.
        stands: Who stands in which segment, wherever that is.
    """
    dealt = trade(facts.chain, stands, scope_at((), None), None)
    stated = _Stated(facts)
    undertakers: dict[str, list[Relation]] = defaultdict(list)
    for firm in facts.firms.values():
        for project in firm.projects.values():
            undertakers[project.relation.end].append(project.relation)
    found: dict[str, list[Route]] = defaultdict(list)
    ties = (
        *_inside(facts.segment, stated, stands),
        *_beside(facts.segment, near, stated, stands),
        *_dealing(near, stated, dealt),
        *_starting(facts.chain, near, stated, dealt),
    )
    for tie in ties:
        if tie.actor in facts.firms:
            found[tie.actor].append(_route(tie, tie.actor, ()))
        for relation in undertakers[tie.actor]:
            found[relation.start].append(_route(tie, relation.start, (relation,)))
    return {firm: tuple(sorted(several, key=lambda route: route.rank)) for firm, several in found.items()}


def _route(tie: _Tie, firm: str, first: Way) -> Route:
    fact = together(tie.fact, *(item.fact for item in first))
    return Route(tie.case, firm, tie.actor, tie.state, tie.product, tie.other, (*first, *tie.relations), fact)


def _inside(segment: str, stated: _Stated, stands: Mapping[str, Occupants]) -> Iterator[_Tie]:
    for item in stands.get(segment, NOBODY).standing:
        yield _Tie(_case_of(item.state), item.actor, item.state, "", "", stated.occupying(item.actor, segment), item.fact)


def _case_of(state: str) -> str:
    return "works" if is_working(state) else "stands" if state == UNSTATED else "comes"


def _beside(segment: str, near: Around, stated: _Stated, stands: Mapping[str, Occupants]) -> Iterator[_Tie]:
    for (case, other), way in near.segments.items():
        for item in stands.get(other, NOBODY).standing:
            if is_working(item.state) and other != segment:
                relations = (*stated.occupying(item.actor, other), *way)
                yield _Tie(case, item.actor, "", "", other, relations, _resting(item.fact, way))


def _dealing(near: Around, stated: _Stated, dealt: Trade) -> Iterator[_Tie]:
    for (case, makes, product), way in near.products.items():
        for item in dealt.get((makes, product), ()):
            other = way[0].start if case == "makes-next" else ""
            relations = (stated.dealing(product, makes=makes)[item.actor], *way)
            yield _Tie(case, item.actor, "", product, other, relations, _resting(item.fact, way))


def _resting(fact: Fact, way: Way) -> Fact:
    return together(fact, *(item.fact for item in way))


def _starting(chain: ChainFacts, near: Around, stated: _Stated, dealt: Trade) -> Iterator[_Tie]:
    """Projects that are to make the segment's product and do not work yet, or of which no source says how far they have come."""
    for (case, _, product), way in near.products.items():
        if case in ("maker", "peer"):
            working = {item.actor for item in dealt.get((True, product), ())}
            for key, making in stated.dealing(product, makes=True).items():
                if key not in working and chain.actors[key].is_project:
                    status = status_in(chain.actors[key], None)
                    state = UNSTATED if status is None else STATUS_OCCUPANCY[status.value].occupancy
                    rests = making.fact if status is None else together(making.fact, status.fact)
                    yield _Tie(_case_of(state), key, state, product, "", (making, *way), _resting(rests, way))
