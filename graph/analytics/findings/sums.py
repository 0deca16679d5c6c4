"""Parts against wholes: amounts of instruments, and counts of sets that are parts of sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from graph.analytics.findings.facts import Claims, Facts, Group, Item, Part
from graph.analytics.findings.figures import Figure, exact, slack, total
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import LEAST_DIVISION


def find_sums(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield SUM_MISMATCH, SUBSET_EXCEEDS_WHOLE and DIVISION_MISMATCH."""
    stated = _stated(facts)
    for _, some in groupby(facts.parts, key=lambda part: part.whole):
        yield from _sum(sorted(some, key=lambda part: (-(part.amount or 0), part.part)), stated, phrases)
    counted = {group.key: group for group in facts.groups if group.declared is not None}
    subsets = [item for item in facts.items if item.type == "MEMBER_OF" and item.item in counted and item.anchor in counted]
    for (whole, part), some_items in groupby(subsets, key=lambda item: (item.anchor, item.item)):
        claims = tuple(item.claim for item in some_items)
        yield from _subset(counted[whole], counted[part], claims, phrases)
    yield from _divisions(subsets, counted, phrases)


def _stated(facts: Facts) -> dict[str, Figure]:
    """Instrument -> its amount with the comparator of an indicator that states the same amount of it."""
    return {
        thing.key: item.figure
        for item in facts.indicators
        for thing in item.measures
        if item.figure is not None
        and item.figure.unit == "CNY"
        and thing.amount is not None
        and item.figure.value == thing.amount
    }


def _sum(parts: list[Part], stated: dict[str, Figure], phrases: Phrases) -> Iterator[Found]:
    whole = parts[0]
    figures = [stated.get(part.part) or exact(part.amount, "CNY") for part in parts if part.amount is not None]
    if whole.total is None or len(figures) < max(2, len(parts)):
        return
    said = stated.get(whole.whole) or exact(whole.total, "CNY")
    room = slack((said, *figures)) * (len(figures) + 1)
    if total(figures).wider(room).meets(said.bounds()):
        return
    added = sum((part.amount or 0 for part in parts), 0)
    listed = [
        phrases.say("finding.part", name=part.name, figure=phrases.figure(item))
        for part, item in zip(parts, figures, strict=True)
    ]
    yield Found(
        "SUM_MISMATCH", (whole.whole,), (whole.whole, *(part.part for part in parts)), "finding.SUM_MISMATCH",
        {
            "whole": whole.whole_name, "total": phrases.figure(said), "count": len(parts), "parts": phrases.listing(listed),
            "sum": phrases.money(exact(added, "CNY").value), "difference": phrases.money(abs(said.value - added)),
        },
        phrases.figure(said), phrases.money(exact(added, "CNY").value),
        (*whole.total_claims, *(claim for part in parts for claim in (*part.amount_claims, *part.claims))),
    )  # fmt: skip


def _subset(whole: Group, part: Group, claims: Claims, phrases: Phrases) -> Iterator[Found]:
    if whole.declared is None or part.declared is None or part.declared <= whole.declared:
        return
    yield Found(
        "SUBSET_EXCEEDS_WHOLE", (whole.key, part.key), (part.key, whole.key), "finding.SUBSET_EXCEEDS_WHOLE",
        {"part": part.name, "count": part.declared, "whole": whole.name, "total": whole.declared},
        phrases.say("finding.figure.AT_MOST", number=str(whole.declared), upper=""), str(part.declared),
        (*part.count_claims, *whole.count_claims, *claims),
    )  # fmt: skip


def _divisions(subsets: list[Item], counted: dict[str, Group], phrases: Phrases) -> Iterator[Found]:
    by_sentence: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in subsets:
        by_sentence[item.anchor, item.locator].append(item)
    for (key, locator), items in sorted(by_sentence.items()):
        whole, parts = counted[key], [counted[item.item] for item in items]
        declared, added = whole.declared or 0, sum(part.declared or 0 for part in parts)
        if len(parts) < 2 or added == declared or added < LEAST_DIVISION * declared:
            continue
        listed = [phrases.say("finding.part", name=part.name, figure=str(part.declared)) for part in parts]
        yield Found(
            "DIVISION_MISMATCH", (key, *(part.key for part in parts)), (key, *(part.key for part in parts)),
            "finding.DIVISION_MISMATCH",
            {"whole": whole.name, "total": declared, "locator": locator, "parts": phrases.listing(listed), "sum": added},
            str(declared), str(added),
            (*whole.count_claims, *(claim for part in parts for claim in part.count_claims), *(item.claim for item in items)),
        )  # fmt: skip
