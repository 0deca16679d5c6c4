"""One thing, two values: claims of one date that differ, and figures that stand in two places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from graph.analytics.findings.facts import Conflict, Facts, Indicator, Measured, Said
from graph.analytics.findings.figures import Figure, exact
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases, declared_property
from graph.analytics.findings.rules import COUNTING_WORDS
from graph.model.claims import Basis
from graph.model.kinds import from_text
from graph.model.registry import Model
from graph.model.values import Quantity


def find_conflicts(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield CONFLICTING_VALUE, CONFLICTING_STATUS, SOURCES_DISAGREE and FIGURE_MISMATCH."""
    apart = [item for item in facts.conflicts if not _is_same(item, phrases.model)]
    for _, some in groupby(
        apart, key=lambda item: (item.key, item.field, item.relationship, item.as_of, item.own, item.source)
    ):
        yield _conflict(tuple(some), phrases)
    yield from _figures(facts, phrases)


def _is_same(item: Conflict, model: Model) -> bool:
    """Whether two texts say one value, such as 40万吨 and 400 000吨."""
    declared = declared_property(model, model.label_of_key(item.key), item.field)
    left, right = (from_text(declared, said.value) for said in (item.left, item.right))
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return (left.value, left.upper, left.unit, left.comparator) == (right.value, right.upper, right.unit, right.comparator)
    return left == right


def _conflict(pairs: tuple[Conflict, ...], phrases: Phrases) -> Found:
    first = pairs[0]
    label = phrases.model.label_of_key(first.key)
    said = sorted({side for pair in pairs for side in (pair.left, pair.right)})
    mine = sorted({pair.left for pair in pairs}) if not first.own else said
    others = [side for side in said if side not in mine]
    values: dict[str, str | int] = {
        "name": first.name, "field": phrases.field(label, first.field), "source": first.source,
        "when": phrases.say("finding.when", date=first.as_of) if first.as_of else phrases.say("finding.undated"),
        "values": _values(label, first.field, mine, phrases), "others": _values(label, first.field, others, phrases),
    }  # fmt: skip
    code = "SOURCES_DISAGREE"
    if first.own:
        code = "CONFLICTING_STATUS" if first.field.rpartition(".")[2] == "status" else "CONFLICTING_VALUE"
    inferred = first.own and any(side.claim.basis is Basis.INFERRED for side in said)
    return Found(
        code, (first.key, first.field, first.relationship, first.as_of, first.source), (first.key,),
        f"finding.{code}.inferred" if inferred else f"finding.{code}", values, None,
        phrases.listing(dict.fromkeys(phrases.value(label, first.field, side.value) for side in mine)),
        tuple(side.claim for side in said),
    )  # fmt: skip


def _values(label: str, field: str, said: list[Said], phrases: Phrases) -> str:
    """Return each value with all its places, in the order of the first."""
    places: dict[str, list[str]] = {}
    for side in said:
        places.setdefault(phrases.value(label, field, side.value), []).append(side.locator)
    return phrases.listing(
        phrases.say("finding.said", value=value, locator=phrases.listing(locators)) for value, locators in places.items()
    )


def _figures(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    labels = {group.key: group.label for group in facts.groups} | {tier.key: "Enterprise" for tier in facts.tiers}
    claims = {group.key: group.count_claims for group in facts.groups} | {tier.key: tier.claims for tier in facts.tiers}
    stated: dict[str, list[tuple[Indicator, Measured, Figure, Figure]]] = {}
    for item in facts.indicators:
        for thing in item.measures:
            own = _own(thing, item.figure, labels.get(thing.key))
            if own is not None and item.figure is not None:
                stated.setdefault(thing.key, []).append((item, thing, item.figure, own))
    for key, found in sorted(stated.items()):
        _, thing, _, own = found[0]
        if any(figure.bounds().meets(own.bounds()) for _, _, figure, _ in found):
            continue
        said = [phrases.say("finding.part", name=item.name, figure=phrases.figure(figure)) for item, _, figure, _ in found]
        yield Found(
            "FIGURE_MISMATCH", (key,), (key, *(item.key for item, _, _, _ in found)), "finding.FIGURE_MISMATCH",
            {"name": thing.name, "own": phrases.figure(own), "stated": phrases.listing(said)},
            phrases.figure(own), phrases.listing(phrases.figure(figure) for _, _, figure, _ in found),
            (*claims.get(key, thing.amount_claims), *(claim for item, one, _, _ in found for claim in (*item.value_claims, *one.claims))),
        )  # fmt: skip


def _own(thing: Measured, figure: Figure | None, counted: str | None) -> Figure | None:
    """Return the figure that a thing has of itself, when the indicator's unit says that it states the same figure."""
    if figure is None:
        return None
    if thing.amount is not None and figure.unit == "CNY":
        return exact(thing.amount, "CNY")
    if thing.count is not None and figure.unit in COUNTING_WORDS.get(counted or "", ()):
        return exact(thing.count, figure.unit)
    return None
