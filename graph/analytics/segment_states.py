"""The state of every segment of the chains, in a scope and a year, by the declared table of rules; pure.

`situation(facts, "place:xi-ning", 2012).segments["segment:gui-pian"].state` is, for example, SegmentState.UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.analytics.chain_facts import ChainFacts, Dated, Survey
from graph.analytics.chain_rules import STATE_RULES, SegmentState, StateRule
from graph.analytics.chain_trade import Shortage, Trade, is_working, shortages, trade
from graph.analytics.scope import Way, scope_of
from graph.analytics.segment_occupants import NOBODY, Occupants, Scope, Standing, newest, scope_at, standings


@dataclass(frozen=True, slots=True)
class SurveyHere:
    """A survey that covers the scope and the year, and how the scope lies in the surveyed place."""

    survey: Survey
    way: Way


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment as it stands.

    Attributes:
        key: Of the segment.
        rule: The row of the table that decided.
        occupants: Who stands there, and who is told of.
        decisive: Those of the occupants by whom the rule holds.
        surveys: Surveys that cover the scope and the year.
        surveyed_elsewhere: Other surveys of the segment.
        closing: Earliest stated completion of the projects that are building; None when none is stated.
        shortage: What is made and needed, when what is made is surely too little.
    """

    key: str
    rule: StateRule
    occupants: Occupants
    decisive: tuple[Standing, ...]
    surveys: tuple[SurveyHere, ...]
    surveyed_elsewhere: tuple[Survey, ...]
    closing: Dated | None
    shortage: Shortage | None

    @property
    def state(self) -> SegmentState:
        """The state by the rule."""
        return self.rule.state

    @property
    def working(self) -> tuple[Standing, ...]:
        """Those who take inputs and give outputs."""
        return tuple(item for item in self.occupants.standing if is_working(item.state))


@dataclass(frozen=True, slots=True)
class Situation:
    """The chains seen from one scope and one year; `segments` has every segment that the facts name, `trade` who makes and takes what."""

    facts: ChainFacts
    place: str | None
    year: int | None
    scope: Scope
    segments: Mapping[str, Segment]
    trade: Trade


def situation(facts: ChainFacts, place: str | None, year: int | None) -> Situation:
    """Return how every segment stands in the scope of the place (everything when None) and the year (all years when None)."""
    scope = scope_at(facts.containments, place)
    occupants = standings(facts, scope, year)
    keys = {item.segment for item in facts.memberships} | {key for item in facts.flows for key in (item.start, item.end)}
    keys |= {item.by for item in facts.products if item.by not in facts.actors} | set(occupants)
    dealt = trade(facts, occupants, scope, year)
    short = shortages(facts, occupants, dealt)
    segments = {
        key: _segment(facts, key, occupants.get(key, NOBODY), short.get(key), _Asked(place, scope, year))
        for key in sorted(keys)
    }
    return Situation(facts, place, year, scope, segments, dealt)


@dataclass(frozen=True, slots=True)
class _Asked:
    place: str | None
    scope: Scope
    year: int | None


def _segment(facts: ChainFacts, key: str, occupants: Occupants, shortage: Shortage | None, asked: _Asked) -> Segment:
    own = [item for item in facts.surveys if item.segment == key]
    here = tuple(SurveyHere(item, way) for item in own for way in [_covering(facts, item, asked)] if way is not None)
    covering = {item.survey for item in here}
    states = {item.state for item in occupants.standing}
    rule = next(
        rule
        for rule in STATE_RULES
        if (not rule.occupancy or rule.occupancy in states)
        and (not rule.surveyed or here)
        and (not rule.short or shortage is not None)
    )
    decisive = tuple(item for item in occupants.standing if item.state == rule.occupancy)
    return Segment(
        key, rule, occupants, decisive, here, tuple(item for item in own if item not in covering),
        _closing(facts, decisive, asked.year) if rule.state is SegmentState.UNDER_CONSTRUCTION else None,
        shortage if rule.short else None,
    )  # fmt: skip


def _covering(facts: ChainFacts, survey: Survey, asked: _Asked) -> Way | None:
    """How the scope lies in what was surveyed in the year; None when that does not cover it.

    A survey of a province covers its parks; one of a park says nothing of the province, and none covers everything.
    """
    in_year = asked.year is None or (survey.span is not None and survey.span[0] <= asked.year <= survey.span[1])
    if asked.place is None or not in_year or survey.where not in {asked.place, *asked.scope.around}:
        return None
    return scope_of(facts.containments, survey.where)[asked.place]


def _closing(facts: ChainFacts, building: tuple[Standing, ...], year: int | None) -> Dated | None:
    stated = [newest(facts.actors[item.actor].completions, year) for item in building]
    return min((item for item in stated if item is not None), key=lambda item: (item.value, item.fact.claims), default=None)
