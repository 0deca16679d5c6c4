"""What a plan says of its parts, as read from the statement's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.analytics.difference_rules import BELONGS, LISTED, NAME, Side
from graph.analytics.difference_statement import CLAIM, JOINT, PART, PLAN
from graph.errors import PlanBug
from graph.model.claims import Basis, Channel, Claim, Origin, precedence

SIDES = ("from", "to")


@dataclass(frozen=True, slots=True)
class Said:
    """What a plan says of one property, in the words of its best claim, and the keys of the claims that say so."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan.

    Attributes:
        key: Its key.
        name: Its name as the plan has it.
        claims: Keys of the claims that it belongs to the plan, sorted.
        said: Property -> what the plan says of it.
        joined: Side -> far key -> keys of the claims, sorted.
    """

    key: str
    name: str
    claims: tuple[str, ...]
    said: Mapping[str, Said]
    joined: Mapping[Side, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """One of the two plans with its parts by key."""

    key: str
    name: str
    year: int | None
    is_loaded: bool
    parts: Mapping[str, Part]


@dataclass(slots=True)
class _Gathered:
    """Rows of one plan, sorted out."""

    plan: Sequence[object] | None = None
    parts: list[Sequence[object]] = field(default_factory=list)
    claims: dict[str, dict[str, list[Sequence[object]]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    joints: dict[str, dict[Side, dict[str, set[str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    )


def read_plans(rows: Iterable[Sequence[object]]) -> tuple[dict[str, Plan], dict[str, str]]:
    """Return the plans by side ("from", "to"), those that were found, and the names of everything that parts are joined with.

    Rows may come in any order.
    """
    gathered = {side: _Gathered() for side in SIDES}
    names: dict[str, str] = {}
    for branch, values in rows:
        if not isinstance(values, list):
            raise PlanBug(f"A row of a plan difference is no list: {values!r}.")
        of = gathered[str(values[0])]
        if branch == PLAN:
            of.plan = values[1:]
        elif branch == PART:
            of.parts.append(values[1:])
        elif branch == CLAIM:
            of.claims[str(values[1])][str(values[2])].append(values[3:])
        elif branch == JOINT:
            _, key, type_name, forward, far, far_name, claim = values
            of.joints[str(key)][Side(str(type_name), forward=bool(forward))][str(far)].add(str(claim))
            names[str(far)] = str(far_name)
    return {side: _plan(of.plan, of) for side, of in gathered.items() if of.plan is not None}, names


def _plan(row: Sequence[object], of: _Gathered) -> Plan:
    key, name, year, is_loaded = row
    by_key: dict[str, list[Sequence[object]]] = defaultdict(list)
    for part, *rest in of.parts:
        by_key[str(part)].append(rest)
    parts = {part: _part(part, belonging, of) for part, belonging in sorted(by_key.items())}
    return Plan(str(key), str(name), year if isinstance(year, int) else None, bool(is_loaded), parts)


def _part(key: str, belonging: Sequence[Sequence[object]], of: _Gathered) -> Part:
    claims = {str(claim) for _, _, held, *_ in belonging for claim in _list(held)}
    said = {name: _said(rows) for name, rows in of.claims[key].items()}
    for _, type_name, held, *listed in belonging:
        if type_name == BELONGS[1]:
            known = {name: value for name, value in zip(LISTED, listed, strict=True) if value is not None}
            said |= {listed_key(name): Said(str(value), tuple(sorted(map(str, _list(held))))) for name, value in known.items()}
    joined = {side: {far: tuple(sorted(found)) for far, found in fars.items()} for side, fars in of.joints[key].items()}
    name = said[NAME].text if NAME in said else str(belonging[0][0])
    return Part(key, name, tuple(sorted(claims)), said, joined)


def listed_key(name: str) -> str:
    """Return the field under which a property of LISTED_IN is told, as evidence names it: "LISTED_IN.year"."""
    return f"{BELONGS[1]}.{name}"


def _said(rows: Sequence[Sequence[object]]) -> Said:
    best = min(rows, key=_rank)
    return Said(str(best[0]), tuple(sorted(str(row[1]) for row in rows if row[0] == best[0])))


def _rank(row: Sequence[object]) -> tuple[object, ...]:
    """Return the declared precedence of a claim; ties go to the first key, as in the projection."""
    value, key, basis, channel, role, as_of, date = row
    origin = Origin("", Channel[str(channel)], None, None if role is None else str(role), str(date or ""))
    *ranks, _ = precedence(Claim("", "", str(value), Basis[str(basis)], origin, "", "", as_of=str(as_of or "")))
    return (*ranks, str(key))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A part of a plan difference is no list: {value!r}.")
    return value
