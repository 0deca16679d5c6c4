"""Plan differences in plain Python over claims: what each source's claims say, compared part by part; written without Cypher.

It shares with the analysis the declared tables (what is compared) and nothing else. A plan's own claims are those of its source.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.analytics.difference_rules import COMPARED, LISTED, timeless_name
from graph.model.claims import Claim, precedence
from graph.model.declarations import Kind, Property
from graph.model.kinds import from_text
from graph.model.registry import MODEL
from graph.model.values import Quantity
from graph.names import normal_form

# Kind, subject, was, field, before, after, keys of the evidence.
Found = tuple[str, str, str | None, str | None, str | None, str | None, frozenset[str]]
Texts = dict[str, tuple[str, frozenset[str]]]
Sets = dict[tuple[str, bool], dict[str, frozenset[str]]]


@dataclass
class PlanOfClaims:
    """A plan and the claims of its source."""

    key: str
    year: int | None
    claims: list[Claim]
    parts: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the parts: three steps of PART_OF down, or one of LISTED_IN."""
        wholes = {self.key}
        for _ in range(3):
            found = [claim for claim in self.claims if claim.link and claim.link.type == "PART_OF" and claim.link.end in wholes]
            wholes |= {claim.subject for claim in found}
        for claim in self.claims:
            link = claim.link
            if link and (
                (link.type == "PART_OF" and link.end in wholes) or (link.type == "LISTED_IN" and link.end == self.key)
            ):
                self.parts[claim.subject] = self.parts.get(claim.subject, frozenset()) | {claim.key}

    def name(self, key: str) -> str:
        """Return the plan's name of a part."""
        return self.texts(key)["name"][0]

    def texts(self, key: str) -> Texts:
        """Return the properties of a part."""
        said: dict[str, list[Claim]] = {}
        listed: dict[str, str] = {}
        listing: set[str] = set()
        for claim in sorted(self.claims, key=precedence):
            if claim.subject == key and claim.link is None:
                said.setdefault(claim.field, []).append(claim)
            if claim.subject == key and claim.link and claim.link.type == "LISTED_IN" and claim.link.end == self.key:
                listing.add(claim.key)
                if "." in claim.field:
                    listed.setdefault(claim.field, claim.value)
        texts = {
            name: (held[0].value, frozenset(one.key for one in held if one.value == held[0].value))
            for name, held in said.items()
        }
        return texts | {name: (value, frozenset(listing)) for name, value in listed.items()}

    def sets(self, key: str) -> Sets:
        """Return the neighbours of a part by type and direction."""
        found: Sets = {}
        for claim in self.claims:
            if claim.link is None:
                continue
            for near, far, forward in ((claim.subject, claim.link.end, True), (claim.link.end, claim.subject, False)):
                if near == key:
                    fars = found.setdefault((claim.link.type, forward), {})
                    fars[far] = fars.get(far, frozenset()) | {claim.key}
        return found


def differences(before: PlanOfClaims, after: PlanOfClaims, names: dict[str, str]) -> list[Found]:
    """Return all changes in any order; names of sets are joined in Chinese."""
    pairs = dict(_pairs(before, after))
    found: list[Found] = [
        ("REMOVED", key, key, None, None, None, claims) for key, claims in before.parts.items() if key not in pairs
    ]
    found += [
        ("ADDED", key, None, None, None, None, claims) for key, claims in after.parts.items() if key not in pairs.values()
    ]
    mapped = {**pairs, before.key: after.key}
    for old, new in pairs.items():
        found += _texts_changed(before, after, old, new)
        for side in COMPARED[MODEL.label_of_key(old)].sides:
            one, two = (plan.sets(key).get((side.type, side.forward), {}) for plan, key in ((before, old), (after, new)))
            if {mapped.get(key, key) for key in one} != set(two):
                told = ["、".join(names[key] for key in sorted(keys)) or None for keys in (one, two)]
                evidence = frozenset().union(*one.values(), *two.values())
                found.append(("CHANGED", new, old, side.type, told[0], told[1], evidence))
    return found


def _pairs(before: PlanOfClaims, after: PlanOfClaims) -> Iterator[tuple[str, str]]:
    left, right = set(before.parts), set(after.parts)
    for key in sorted(left & right):
        yield key, key
    left, right = left - right, right - left
    for timeless in (False, True):
        if timeless and None in (before.year, after.year):
            return
        one, two = (
            {
                (MODEL.label_of_key(key), _form(plan.name(key), plan.year, timeless=timeless)): key
                for key in _alone(plan, keys, timeless=timeless)
            }
            for plan, keys in ((before, left), (after, right))
        )
        for form in sorted(set(one) & set(two)):
            yield one[form], two[form]
            left.discard(one[form])
            right.discard(two[form])


def _alone(plan: PlanOfClaims, keys: Iterable[str], *, timeless: bool) -> list[str]:
    forms = {key: (MODEL.label_of_key(key), _form(plan.name(key), plan.year, timeless=timeless)) for key in keys}
    counts = Counter(forms.values())
    return [key for key, form in forms.items() if counts[form] == 1]


def _form(name: str, year: int | None, *, timeless: bool) -> str | None:
    return timeless_name(name, year) if timeless else normal_form(name)


def _texts_changed(before: PlanOfClaims, after: PlanOfClaims, old: str, new: str) -> Iterator[Found]:
    label = MODEL.label_of_key(old)
    properties = {item.key: item for item in MODEL.properties(label)}
    properties |= {f"LISTED_IN.{item.key}": item for item in MODEL.relationship("LISTED_IN").properties}
    one, two = before.texts(old), after.texts(new)
    for name in ("name", *COMPARED[label].properties, *(f"LISTED_IN.{key}" for key in LISTED)):
        declared = properties[name]
        held = [texts.get(name, (None, frozenset[str]())) for texts in (one, two)]
        if not _is_same(declared, held[0][0], held[1][0], (before.year, after.year)):
            yield "CHANGED", new, old, name, held[0][0], held[1][0], held[0][1] | held[1][1]


def _is_same(declared: Property, one: str | None, two: str | None, years: tuple[int | None, int | None]) -> bool:
    if one is None or two is None:
        return one == two
    moved = None if years[0] is None or years[1] is None else years[1] - years[0]
    if declared.key == "year":
        return int(two) - int(one) in (0, moved)
    values = [from_text(declared, text) for text in (one, two)]
    if all(isinstance(value, Quantity) for value in values):
        return len({dataclasses.replace(value, text="") for value in values if isinstance(value, Quantity)}) == 1
    if declared.key == "name" and moved is not None and timeless_name(one, years[0]) == timeless_name(two, years[1]):
        return True
    return values[0] == values[1] or (declared.kind is Kind.TEXT and normal_form(one) == normal_form(two))
