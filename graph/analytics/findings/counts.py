"""Counted sets: who is named of them, which tiers cover them, and how many of them have what building asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.analytics.findings.facts import Claims, Facts, Group, Item, Served, Tier
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import APPROVALS, Approval
from graph.analytics.findings.series import mates
from graph.analytics.messages import Lang
from graph.model.enums import PROJECT_STATUS
from graph.names import normal_form

# Source: the order of the statuses; who has begun building has passed approval. A set is of that status when its name says the status's
# declared Chinese word: registers name a counted set by what is counted.
_BUILT = tuple(item.zh for item in PROJECT_STATUS.values[PROJECT_STATUS.names.index("STARTED") :])


def find_counts(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield MEMBERS_EXCEED_COUNT, GROUP_UNNAMED, GROUP_UNCOVERED and APPROVALS_BEHIND."""
    subsets = [item for item in facts.items if item.type == "MEMBER_OF" and item.is_set]
    inside = {item.item for item in subsets}
    for group in facts.groups:
        yield from _members(group, facts, is_part=group.key in inside, phrases=phrases)
    yield from _tiers(facts, phrases)
    yield from _approvals(facts, subsets, phrases)


def _members(group: Group, facts: Facts, *, is_part: bool, phrases: Phrases) -> Iterator[Found]:
    if group.declared is None:
        return
    listed = (
        []
        if is_part
        else [item for item in facts.listed if item.label == group.label and _is_list(group, item.role, item.year)]
    )
    known = group.known + sum(item.count for item in listed if item.sure)
    inferred = group.inferred + sum(item.count for item in listed if not item.sure)
    values: dict[str, str | int] = {"group": group.name, "declared": group.declared, "known": known}
    members = (item.claim for item in facts.items if item.anchor == group.key and not item.is_set)
    evidence = (*group.count_claims, *group.claims, *members)
    if known > group.declared:
        yield Found(
            "MEMBERS_EXCEED_COUNT", (group.key,), (group.key,), "finding.MEMBERS_EXCEED_COUNT", values,
            phrases.say("finding.figure.AT_MOST", number=str(group.declared), upper=""), str(known), evidence,
        )  # fmt: skip
    elif known < group.declared:
        variant = ("some" if known else "none") + (".inferred" if inferred else "")
        yield Found(
            "GROUP_UNNAMED", (group.key,), (group.key,), f"finding.GROUP_UNNAMED.{variant}",
            {**values, "missing": group.declared - known, "inferred": inferred}, str(group.declared), str(known), evidence,
        )  # fmt: skip


def _is_list(group: Group, role: str | None, year: int | None) -> bool:
    """Whether a plan's list is the set: it is named by the role under which things are listed, and of the same year."""
    return role is not None and normal_form(role) in normal_form(group.name) and year == group.year


def _tiers(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    groups = {group.key: group for group in facts.groups}
    together: dict[tuple[str, int], list[tuple[Tier, Claims]]] = defaultdict(list)
    for tier in facts.tiers:
        for key, claims in tier.groups:
            if key in groups and tier.year is not None:
                together[key, tier.year].append((tier, claims))
    for (key, year), unordered in sorted(together.items(), key=lambda item: item[0]):
        tiers = sorted(unordered, key=lambda item: (-item[0].floor, item[0].key))
        group = groups[key]
        counted = next((item for item in (group, *mates(group, facts.groups)) if item.declared is not None), None)
        added = sum(tier.target for tier, _ in tiers)
        if counted is None or counted.declared is None or added == counted.declared:
            continue
        listed = [phrases.say("finding.part", name=tier.name, figure=str(tier.target)) for tier, _ in tiers]
        variant = ("less" if added < counted.declared else "more") + ("" if counted is group else ".otherYear")
        values: dict[str, str | int] = {
            "year": year, "tiers": phrases.listing(listed), "sum": added, "group": group.name, "counted": counted.name,
            "count": counted.declared, "difference": abs(counted.declared - added),
        }  # fmt: skip
        yield Found(
            "GROUP_UNCOVERED", (key, str(year)), (key, *(tier.key for tier, _ in tiers), counted.key),
            f"finding.GROUP_UNCOVERED.{variant}", values, str(counted.declared), str(added),
            (*counted.count_claims, *(claim for tier, claims in tiers for claim in (*tier.claims, *claims))),
        )  # fmt: skip


def _approvals(facts: Facts, subsets: list[Item], phrases: Phrases) -> Iterator[Found]:
    groups = {group.key: group for group in facts.groups}
    parts: dict[str, list[Item]] = defaultdict(list)
    for item in subsets:
        if item.item in groups:
            parts[item.anchor].append(item)
    for whole, items in sorted(parts.items()):
        claims = {key: tuple(item.claim for item in items if item.item == key) for key in {item.item for item in items}}
        own = [groups[key] for key in sorted(claims)]
        for approval in APPROVALS:
            yield from _approval(whole, own, claims, approval, phrases)


def _approval(
    whole: str, parts: list[Group], claims: dict[str, Claims], approval: Approval, phrases: Phrases
) -> Iterator[Found]:
    """Parts may overlap, so the sum of the approved ones is the most that can be approved."""
    approved = [(part, given) for part in parts if (given := _given(part, approval.kind)) and part.declared is not None]
    most = sum(part.declared or 0 for part, _ in approved)
    for built in parts:
        if not approved or built.declared is None or built.declared <= most or not any(word in built.name for word in _BUILT):
            continue
        known = (*built.count_claims, *claims[built.key])
        granted = [
            (*part.count_claims, *claims[part.key], *(claim for one in given for claim in one.claims))
            for part, given in approved
        ]
        yield Found(
            "APPROVALS_BEHIND", (whole, built.key, approval.kind), (built.key, *(part.key for part, _ in approved), whole),
            "finding.APPROVALS_BEHIND",
            {
                "built": built.name, "count": built.declared, "kind": phrases.service(approval.kind),
                "approved": phrases.quoted(part.name for part, _ in approved), "sum": most, "missing": built.declared - most,
                "law": approval.law_zh if phrases.lang is Lang.ZH else approval.law_en,
            },
            phrases.say("finding.figure.AT_LEAST", number=str(built.declared), upper=""), str(most),
            (*known, *(claim for some in granted for claim in some)),
        )  # fmt: skip


def _given(group: Group, kind: str) -> list[Served]:
    return [service for service in group.served if service.kind == kind]
