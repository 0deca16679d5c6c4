"""What leaves a firm out before its score is looked at, by the table of vetoes; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.analytics.chain_facts import Fact
from graph.analytics.chain_trade import is_working
from graph.analytics.partner_facts import Firm, PartnerFacts
from graph.analytics.partner_place import Spot, Spots
from graph.analytics.partner_routes import Route
from graph.analytics.partner_rules import VETOES
from graph.analytics.segment_occupants import NOBODY, standings, together
from graph.model.claims import Basis


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a firm is left out: the veto's code, what it rests on, and keys of what its sentence names."""

    veto: str
    fact: Fact
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vetting:
    """A segment as the vetoes see it: `incumbents` are those who work in it in the place asked about, with what that rests on."""

    facts: PartnerFacts
    spots: Spots
    incumbents: Mapping[str, Fact]


def vetting(facts: PartnerFacts, spots: Spots) -> Vetting:
    """Return the segment as the vetoes see it."""
    of_segment = tuple(item for item in facts.chain.occupations if item.segment == facts.segment)
    standing = standings(replace(facts.chain, occupations=of_segment), spots.scope, None).get(facts.segment, NOBODY).standing
    return Vetting(facts, spots, {item.actor: item.fact for item in standing if is_working(item.state)})


def ground_against(seen: Vetting, firm: Firm, ties: Sequence[Route]) -> Ground | None:
    """Return the first veto of the table that holds of a firm, as it is known best; None when none does."""
    readers: Mapping[str, Callable[[Vetting, Firm, Sequence[Route]], Iterator[Ground]]] = {
        "incumbent": _incumbent, "maker-here": _maker_here, "serving-body": _serving_body,
    }  # fmt: skip
    for veto in VETOES:
        grounds = sorted(readers[veto.code](seen, firm, ties), key=lambda one: (one.fact.basis, one.fact.claims))
        if grounds:
            return grounds[0]
    return None


def _incumbent(seen: Vetting, firm: Firm, _ties: Sequence[Route]) -> Iterator[Ground]:
    if firm.key in seen.incumbents:
        yield Ground("incumbent", seen.incumbents[firm.key], {"who": firm.key})
    for key, project in firm.projects.items():
        if key in seen.incumbents:
            yield Ground("incumbent", together(seen.incumbents[key], project.relation.fact), {"who": key})


def _maker_here(seen: Vetting, firm: Firm, ties: Sequence[Route]) -> Iterator[Ground]:
    for tie in ties:
        if tie.case != "maker":
            continue
        names = {"who": tie.actor, "product": tie.product}
        if seen.spots.scope.inside is None:
            if tie.actor == firm.key and firm.stage == "PRODUCING":
                yield Ground("maker-here", together(tie.fact, firm.stated["stage"]), names)
            continue
        locations = firm.locations if tie.actor == firm.key else seen.facts.chain.actors[tie.actor].locations
        inside = [seen.spots.inside(Spot(item.outer, Fact(item.basis, item.claims))) for item in locations]
        known = [fact for fact in inside if fact is not None]
        if known and len(known) == len(inside):
            yield Ground("maker-here", together(tie.fact, *known), names)


def _serving_body(_seen: Vetting, firm: Firm, _ties: Sequence[Route]) -> Iterator[Ground]:
    if firm.serves and not firm.deals:
        yield Ground("serving-body", Fact(Basis.INFERRED, ()))
