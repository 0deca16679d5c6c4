"""Shares, growth rates and goals of growth, computed anew from the figures that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.analytics.findings.facts import Claims, Facts, Group, Indicator, own_figure
from graph.analytics.findings.figures import Bounds, Figure, quotient, slack
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import GROWTH_NAMES, GROWTH_WORDS, GrowthWord
from graph.analytics.findings.series import bare, mates
from graph.analytics.messages import Lang

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A thing with its figure and the claims on it."""

    key: str
    name: str
    figure: Figure
    claims: Claims


def find_rates(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield SHARE_MISMATCH, GROWTH_MISMATCH and GOAL_VS_FIGURE."""
    indicators = {item.key: item for item in facts.indicators}
    for item in facts.indicators:
        if item.figure is None:
            yield from _goal(item, facts, indicators, phrases)
        elif item.figure.unit == "%":
            of = _measured(item, indicators)
            if any(word in item.name for word in GROWTH_NAMES):
                yield from _growth(item, item.figure, of, indicators, phrases)
            else:
                yield from _share(item, item.figure, of, phrases)


def _measured(item: Indicator, indicators: Mapping[str, Indicator]) -> list[_Stated]:
    """What an indicator measures and has a figure: other indicators, and instruments with an amount."""
    found = []
    for thing in item.measures:
        other, own = indicators.get(thing.key), own_figure(thing)
        if other is not None and other.figure is not None:
            found.append(_Stated(other.key, other.name, other.figure, (*other.value_claims, *thing.claims)))
        elif own is not None:
            found.append(_Stated(thing.key, thing.name, own, (*thing.amount_claims, *thing.claims)))
    return found


def _share(item: Indicator, figure: Figure, of: list[_Stated], phrases: Phrases) -> Iterator[Found]:
    """A share of exactly two figures of one unit is the smaller by the larger."""
    if len(of) != 2 or of[0].figure.unit != of[1].figure.unit or min(one.figure.value for one in of) <= 0:
        return
    part, whole = sorted(of, key=lambda one: (one.figure.value, one.key))
    computed = quotient(part.figure, whole.figure).scaled(_HUNDRED)
    if computed.meets(_printed(figure)):
        return
    yield Found(
        "SHARE_MISMATCH", (item.key,), (item.key, part.key, whole.key), "finding.SHARE_MISMATCH",
        {
            "rate": item.name, "stated": phrases.figure(figure), "part": part.name, "partFigure": phrases.figure(part.figure),
            "whole": whole.name, "wholeFigure": phrases.figure(whole.figure), "computed": phrases.share(computed),
        },
        phrases.share(computed), phrases.figure(figure), (*item.value_claims, *part.claims, *whole.claims),
    )  # fmt: skip


def _growth(
    item: Indicator, figure: Figure, of: list[_Stated], indicators: Mapping[str, Indicator], phrases: Phrases
) -> Iterator[Found]:
    if len(of) != 1 or of[0].key not in indicators:
        return
    now = indicators[of[0].key]
    before = [
        other
        for other in indicators.values()
        if now.year is not None and other.year == now.year - 1 and other.figure is not None
        and other.figure.unit == of[0].figure.unit and bare(other.name, other.year) == bare(now.name, now.year)
    ]  # fmt: skip
    if len(before) != 1 or before[0].figure is None or before[0].figure.value <= 0:
        return
    base = before[0]
    grown = quotient(of[0].figure, before[0].figure).scaled(_HUNDRED)
    computed = Bounds(grown.low - _HUNDRED, grown.high - _HUNDRED)
    if computed.meets(_printed(figure)):
        return
    yield Found(
        "GROWTH_MISMATCH", (item.key,), (item.key, now.key, base.key), "finding.GROWTH_MISMATCH",
        {
            "rate": item.name, "stated": phrases.figure(figure), "figure": now.name, "value": phrases.figure(of[0].figure),
            "base": base.name, "baseValue": phrases.figure(before[0].figure), "computed": phrases.share(computed),
        },
        phrases.share(computed), phrases.figure(figure), (*item.value_claims, *of[0].claims, *base.value_claims),
    )  # fmt: skip


def _printed(figure: Figure) -> Bounds:
    return figure.bounds().wider(slack((figure,)))


@dataclass(frozen=True, slots=True)
class _Step:
    """A figure of a counted set, the same set's figure of the year before, and the two sets."""

    now: _Stated
    before: _Stated
    sets: tuple[Group, Group]


def _goal(item: Indicator, facts: Facts, indicators: Mapping[str, Indicator], phrases: Phrases) -> Iterator[Found]:
    word = next((word for word in GROWTH_WORDS if word.word in item.name), None)
    if word is None:
        return
    for thing in item.measures:
        step = _step(indicators[thing.key], facts) if thing.key in indicators else None
        if step is not None and quotient(step.now.figure, step.before.figure).high * _HUNDRED - _HUNDRED < word.least:
            yield _missed(item, thing.claims, step, word, phrases)


def _step(target: Indicator, facts: Facts) -> _Step | None:
    """Return a figure with the one figure in the same unit of the same set in the year before; None where there is not just one."""
    groups = {group.key: group for group in facts.groups}
    if target.figure is None:
        return None
    for thing in target.measures:
        group = groups.get(thing.key)
        for mate in [] if group is None else mates(group, facts.groups):
            bases = [
                _Stated(other.key, other.name, other.figure, other.value_claims)
                for other in facts.indicators
                if other.figure is not None and other.figure.unit == target.figure.unit and other.figure.value > 0
                and other.year == mate.year and any(one.key == mate.key for one in other.measures)
            ]  # fmt: skip
            if group is not None and mate.year == (group.year or 0) - 1 and len(bases) == 1:
                now = _Stated(target.key, target.name, target.figure, target.value_claims)
                return _Step(now, bases[0], (group, mate))
    return None


def _missed(goal: Indicator, claims: Claims, step: _Step, word: GrowthWord, phrases: Phrases) -> Found:
    now, before = step.now, step.before
    grown = phrases.percent(now.figure.value / before.figure.value * _HUNDRED - _HUNDRED)
    least = phrases.say("finding.figure.AT_LEAST", number=f"{word.least}%", upper="")
    values: dict[str, str | int] = {
        "goal": goal.name, "word": word.word if phrases.lang is Lang.ZH else f"{word.gloss} ({word.word})", "figure": now.name,
        "value": phrases.figure(now.figure), "base": before.name,
        "baseValue": phrases.figure(before.figure), "growth": grown, "least": least,
        "reason": word.reason_zh if phrases.lang is Lang.ZH else word.reason_en,
    }  # fmt: skip
    message, evidence = "finding.GOAL_VS_FIGURE", (*goal.claims, *claims, *now.claims, *before.claims)
    counts = [one.declared for one in step.sets]
    if counts[0] and counts[1]:
        values |= {"count": counts[0], "each": phrases.average(now.figure.value / counts[0], now.figure.unit)}
        values |= {"baseCount": counts[1], "baseEach": phrases.average(before.figure.value / counts[1], before.figure.unit)}
        message, evidence = f"{message}.each", (*evidence, *(claim for one in step.sets for claim in one.count_claims))
    about, subjects = (goal.key, now.key), (goal.key, now.key, before.key)
    return Found("GOAL_VS_FIGURE", about, subjects, message, values, least, grown, evidence)
