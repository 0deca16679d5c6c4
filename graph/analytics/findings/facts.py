"""What the rules know of a plan: the statement's rows, typed; a pure function of them whose result does not depend on their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from graph.analytics.findings.figures import Figure, exact
from graph.errors import PlanBug
from graph.model.claims import Basis
from graph.model.values import Comparator
from graph.names import normal_form


class Claim(NamedTuple):
    """One claim that a finding may rest on."""

    key: str
    basis: Basis


Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An instrument that is a part of another: amounts in yuan, None where none is stated."""

    whole: str
    whole_name: str
    total: int | None
    total_claims: Claims
    part: str
    name: str
    amount: int | None
    amount_claims: Claims
    claims: Claims


@dataclass(frozen=True, slots=True)
class Measured:
    """What an indicator measures: key, name, and the figure that the thing has of itself, if it has one."""

    key: str
    name: str
    amount: int | None
    count: int | None
    claims: Claims
    amount_claims: Claims


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the plan."""

    key: str
    name: str
    year: int | None
    figure: Figure | None
    value_claims: Claims
    claims: Claims
    measures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A service that was given to a whole set."""

    kind: str
    who: str
    claims: Claims


@dataclass(frozen=True, slots=True)
class Group:
    """A counted set of the plan; `inferred` members are known by inference only, subsets in neither count."""

    key: str
    name: str
    label: str | None
    declared: int | None
    known: int
    year: int | None
    count_claims: Claims
    claims: Claims
    inferred: int
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A revenue tier with a target, its lower bound in yuan, and the sets that its firms belong to, each with the claims that say so."""

    key: str
    name: str
    floor: int
    target: int
    year: int | None
    claims: Claims
    groups: tuple[tuple[str, Claims], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """How many things of a label the plan lists under a role for a year, firmly or by inference."""

    role: str | None
    year: int | None
    label: str
    sure: bool
    count: int


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing named in a list: by which relationship type, of what, in which sentence; `is_set` for a part that is itself a set."""

    type: str
    anchor: str
    anchor_name: str
    locator: str
    item: str
    name: str
    is_set: bool
    claim: Claim


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A thing and the claims that name it."""

    key: str
    name: str
    claims: Claims


@dataclass(frozen=True, slots=True, order=True)
class Project:
    """A project that the plan names, and what any source knows of it."""

    key: str
    name: str
    has_enterprise: bool
    has_place: bool
    has_investment: bool
    claims: Claims


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One claim on a field with its value and place."""

    locator: str
    value: str
    claim: Claim


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two claims of one date with two values; `own` when both are the plan's, else `other` is of the named source."""

    key: str
    name: str
    field: str
    relationship: str
    as_of: str
    own: bool
    source: str
    left: Said
    right: Said


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """Another name that only an inference gives a thing; `claims` name the thing itself."""

    key: str
    name: str
    alias: str
    locator: str
    claim: Claim
    claims: Claims


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """One name form of two things."""

    form: str
    left: Thing
    right: Thing


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the rules read; every tuple is sorted."""

    plan: str
    name: str
    parts: tuple[Part, ...]
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    tiers: tuple[Tier, ...]
    listed: tuple[Listed, ...]
    items: tuple[Item, ...]
    unled: tuple[Thing, ...]
    projects: tuple[Project, ...]
    conflicts: tuple[Conflict, ...]
    aliases: tuple[Alias, ...]
    shared: tuple[Shared, ...]


def read_facts(rows: Iterable[Sequence[object]]) -> Facts | None:
    """Return the facts that the statement's rows hold, in any order; None when no row says that there is a plan.

    Raises:
        PlanBug: A row is not what the statement returns.
    """
    of: dict[int, list[list[object]]] = {number: [] for number in range(9)}
    for branch, values in rows:
        if not isinstance(branch, int) or branch not in of:
            raise PlanBug(f"No branch of the plan findings has the number {branch!r}.")
        of[branch].append(_list(values))
    if not of[0]:
        return None
    ((plan, name, _),) = of[0]
    things = [_list(thing) for rows, _ in of[8] for thing in _list(rows)]
    return Facts(
        plan=str(plan),
        name=str(name),
        parts=tuple(sorted({_part(row) for row in of[1]}, key=lambda item: (item.whole, item.part))),
        indicators=tuple(sorted((_indicator(row) for row in of[2]), key=lambda item: item.key)),
        groups=tuple(sorted((_group(row) for row in of[3]), key=lambda item: item.key)),
        tiers=tuple(sorted((_tier(row) for row in of[4]), key=lambda item: item.key)),
        listed=tuple(_listed(row) for row in of[5]),
        items=tuple(sorted({_item(row) for row in of[6]})),
        unled=tuple(sorted(Thing(str(row[0]), str(row[1]), _claims(row[2])) for row in of[7])),
        projects=tuple(sorted(_project(thing) for thing in things if thing[5] is not None)),
        conflicts=tuple(sorted({item for thing in things for item in _conflicts(thing)})),
        aliases=tuple(sorted(item for thing in things for item in _aliases(thing))),
        shared=tuple(sorted(_shared(_list(row)) for _, rows in of[8] for row in _list(rows))),
    )


def _part(row: list[object]) -> Part:
    whole, whole_name, total, total_claims, part, name, amount, amount_claims, linked = row
    return Part(
        str(whole), str(whole_name), _whole(total), _claims(total_claims), str(part), str(name), _whole(amount),
        _claims(amount_claims), _linked(linked),
    )  # fmt: skip


def _indicator(row: list[object]) -> Indicator:
    key, name, year, value, upper, unit, comparator, own_claims, measures, amount_claims = row
    of_amount: dict[str, list[Claim]] = {}
    for held in _list(amount_claims):
        thing, claim, basis = _list(held)
        of_amount.setdefault(str(thing), []).append(_claim(claim, basis))
    measured = []
    for held in _list(measures):
        thing, thing_name, amount, target, declared, linked = _list(held)
        count = _whole(target) if declared is None else _whole(declared)
        of_thing = tuple(sorted(of_amount.get(str(thing), ())))
        measured.append(Measured(str(thing), str(thing_name), _whole(amount), count, _linked(linked), of_thing))
    figure = None
    if isinstance(value, float | int):
        high = Decimal(repr(upper)) if isinstance(upper, float | int) else None
        figure = Figure(Decimal(repr(value)), high, str(unit or ""), Comparator[str(comparator)])
    together = tuple(sorted(measured, key=lambda item: item.key))
    of_value, of_name = _claims_on("value", own_claims), _claims_on("name", own_claims)
    return Indicator(str(key), str(name), _whole(year), figure, of_value, of_name, together)


def _group(row: list[object]) -> Group:
    key, name, label, declared, known, year, own_claims, inferred, served = row
    services = []
    for held in _list(served):
        kind, who, linked = _list(held)
        services.append(Served(str(kind), str(who), _linked(linked)))
    return Group(
        str(key), str(name), None if label is None else str(label), _whole(declared), _whole(known) or 0, _whole(year),
        _claims_on("declaredCount", own_claims), _claims_on("name", own_claims), _whole(inferred) or 0, tuple(services),
    )  # fmt: skip


def _tier(row: list[object]) -> Tier:
    key, name, floor, target, year, claims, groups = row
    belongs = tuple((str(group), _linked(linked)) for group, linked in map(_list, _list(groups)))
    return Tier(str(key), str(name), _whole(floor) or 0, _whole(target) or 0, _whole(year), _claims(claims), belongs)


def _listed(row: list[object]) -> Listed:
    role, year, label, sure, count = row
    return Listed(None if role is None else str(role), _whole(year), str(label), bool(sure), _whole(count) or 0)


def _item(row: list[object]) -> Item:
    kind, anchor, anchor_name, locator, item, name, is_set, claim, basis = row
    return Item(
        str(kind), str(anchor), str(anchor_name), str(locator), str(item), str(name), bool(is_set), _claim(claim, basis)
    )


def _project(thing: list[object]) -> Project:
    key, name, _, _, claims, known = thing
    has_enterprise, has_place, has_investment = _list(known)
    return Project(str(key), str(name), bool(has_enterprise), bool(has_place), bool(has_investment), _claims(claims))


def _conflicts(thing: list[object]) -> Iterator[Conflict]:
    """Yield each pair of claims of one date with two values of which one at least is the plan's; two of the plan's in either order."""
    key, name, mine, claims, _, _ = thing
    own = {str(_list(claim)[1]) for claim in _list(mine)}
    together: dict[tuple[str, str, str], list[tuple[str, Said]]] = {}
    for held in _list(claims):
        field, relationship, day, source, claim, value, locator, basis = _list(held)
        of = (str(field), str(relationship or ""), str(day or ""))
        together.setdefault(of, []).append((str(source), Said(str(locator), str(value), _claim(claim, basis))))
    for (field, relationship, day), said in together.items():
        for (_, left), (source, right) in permutations(said, 2):
            if left.claim.key in own and left.value != right.value:
                both = right.claim.key in own
                first, second = sorted((left, right)) if both else (left, right)
                yield Conflict(str(key), str(name), field, relationship, day, both, "" if both else source, first, second)


def _aliases(thing: list[object]) -> Iterator[Alias]:
    key, name, mine, _, claims, _ = thing
    for held in _list(mine):
        field, claim, value, locator, basis = _list(held)
        if field == "aliases":
            yield Alias(str(key), str(name), str(value), str(locator), _claim(claim, basis), _claims(claims))


def _shared(row: list[object]) -> Shared:
    form, left, left_name, left_claims, right, right_name, right_claims = row
    ends = ((left, left_name, left_claims), (right, right_name, right_claims))
    first, second = sorted(Thing(str(key), str(name), _naming(claims, str(form))) for key, name, claims in ends)
    return Shared(str(form), first, second)


def own_figure(measured: Measured) -> Figure | None:
    """Return the money that a measured thing has of itself."""
    return None if measured.amount is None else exact(measured.amount, "CNY")


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A column of the plan findings is no list: {value!r}.")
    return value


def _claim(key: object, basis: object) -> Claim:
    return Claim(str(key), Basis[str(basis)])


def _claims(value: object) -> Claims:
    """Read [[key, basis], …]."""
    return tuple(sorted(_claim(*_list(held)) for held in _list(value)))


def _claims_on(field: str, value: object) -> Claims:
    """Read [[field, key, basis], …] and keep the claims on the field."""
    held = [_list(item) for item in _list(value)]
    return tuple(sorted(_claim(key, basis) for name, key, basis in held if name == field))


def _naming(value: object, form: str) -> Claims:
    """Read [[key, basis, names], …] and keep the claims that give the name."""
    held = [_list(item) for item in _list(value)]
    kept = [(key, basis) for key, basis, names in held if any(normal_form(name) == form for name in str(names).split("；"))]
    return tuple(sorted(_claim(key, basis) for key, basis in kept))


def _linked(value: object) -> Claims:
    """Read [basis of a relationship, key of a claim on it, …]."""
    basis, *keys = _list(value)
    return tuple(sorted(_claim(key, basis) for key in keys))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
