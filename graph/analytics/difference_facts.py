"""What a plan says of its parts, as read from the statement's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analytics.difference_rules import BELONGS, LISTED, NAME, Side
from graph.analytics.difference_statement import AFTER, BEFORE
from graph.errors import PlanBug
from graph.model.claims import Basis, Channel, Claim, Origin, precedence


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


def read_plans(rows: Iterable[Sequence[object]]) -> tuple[dict[int, Plan], dict[str, str]]:
    """Return the plans by branch (BEFORE, AFTER), those that were found, and the names of everything that parts are joined with.

    Neither the rows nor the lists in them need be in any order.
    """
    plans: dict[int, Plan] = {}
    names: dict[str, str] = {}
    for branch, values in rows:
        key, name, year, is_loaded, parts = _list(values)
        by_key: dict[str, list[list[object]]] = defaultdict(list)
        for part in map(_list, _list(parts)):
            by_key[str(part[0])].append(part)
            names |= {str(far): str(far_name) for _, _, far, far_name, _ in map(_list, _list(part[-1]))}
        read = {part_key: _part(part_key, held) for part_key, held in sorted(by_key.items())}
        plans[BEFORE if branch == BEFORE else AFTER] = Plan(
            str(key), str(name), year if isinstance(year, int) else None, bool(is_loaded), read
        )
    return plans, names


def _part(key: str, belonging: Sequence[list[object]]) -> Part:
    """Return a part from its lists, one for each way in which it belongs to the plan."""
    claims = {str(claim) for part in belonging for claim in _list(part[3])}
    said = _said(map(_list, _list(belonging[0][6])))
    for _, _, type_name, held, year, role, *_ in belonging:
        if type_name == BELONGS[1]:
            evidence = tuple(sorted(map(str, _list(held))))
            listed = zip(LISTED, (year, role), strict=True)
            said |= {listed_key(name): Said(str(value), evidence) for name, value in listed if value is not None}
    name = said[NAME].text if NAME in said else str(belonging[0][1])
    return Part(key, name, tuple(sorted(claims)), said, _joined(map(_list, _list(belonging[0][7]))))


def _joined(rows: Iterable[Sequence[object]]) -> dict[Side, dict[str, tuple[str, ...]]]:
    joined: dict[Side, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for type_name, forward, far, _, claim in rows:
        joined[Side(str(type_name), forward=bool(forward))][str(far)].add(str(claim))
    return {side: {far: tuple(sorted(found)) for far, found in fars.items()} for side, fars in joined.items()}


def listed_key(name: str) -> str:
    """Return the field under which a property of LISTED_IN is told, as evidence names it: "LISTED_IN.year"."""
    return f"{BELONGS[1]}.{name}"


def _said(rows: Iterable[Sequence[object]]) -> dict[str, Said]:
    by_field: dict[str, list[Sequence[object]]] = defaultdict(list)
    for name, *claim in rows:
        by_field[str(name)].append(claim)
    said = {}
    for name, claims in by_field.items():
        text = min(claims, key=_rank)[0]
        said[name] = Said(str(text), tuple(sorted(str(claim[1]) for claim in claims if claim[0] == text)))
    return said


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
