"""The rows of the partner statement as typed facts, in any order of the rows; pure.

What the rows say of flows, products and occupants is read by graph.analytics.chain_facts, so that who works in a segment is decided here as
on the map of a chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analytics.chain_facts import ChainFacts, Fact, chain_facts, quantity_of
from graph.analytics.scope import Containment
from graph.errors import PlanBug
from graph.model.claims import Basis
from graph.model.values import Quantity

_SEGMENT, _PART, _FIRM, _WHERE, _STANDING = 8, 9, 10, 11, 12
_OWN = (_SEGMENT, _PART, _FIRM, _WHERE, _STANDING)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its start, type, end, id, and what bears it."""

    start: str
    type: str
    end: str
    id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Listing:
    """A plan that lists a firm or project."""

    plan: str
    name: str
    year: int | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Band:
    """A band of sales, in whole yuan, that a firm is in."""

    band: str
    name: str
    least: int | None
    most: int | None
    year: int | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Service:
    """What somebody did for a firm, a project of its, or its park; `for_whom` is a key, `status` "" when no source says it."""

    who: str
    name: str
    kind: str
    status: str
    year: int | None
    for_whom: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A project of a firm: how it is tied to it, and what was done for it."""

    relation: Relation
    lists: tuple[Listing, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm with everything that its score may rest on; tuples are sorted.

    Attributes:
        key: Of the firm.
        name: Of the firm.
        listed_code: Of its shares; "" when none is known.
        scale: As its source states it.
        stage: Of PROSPECT_STAGE; "" when none is known.
        stated: Claims that say the property as it is shown, by property.
        locations: Where it stands.
        lists: Plans that list it.
        bands: Its bands of sales.
        services: What was done for it.
        park_services: What was done for its parks, together with its standing there.
        serves: Whether it serves anybody.
        deals: Whether it makes, occupies or undertakes anything.
        projects: What it undertakes, by key of the project.
    """

    key: str
    name: str
    listed_code: str
    scale: Quantity | None
    stage: str
    stated: Mapping[str, Fact]
    locations: tuple[Containment, ...]
    lists: tuple[Listing, ...]
    bands: tuple[Band, ...]
    services: tuple[Service, ...]
    park_services: tuple[Service, ...]
    serves: bool
    deals: bool
    projects: Mapping[str, Undertaking]


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """Everything around one segment.

    Attributes:
        segment: Its key; "" when there is no such segment.
        chain: Flows, products, occupants and what lies in what, around it.
        parts: Every PART_OF of a segment around it, by key of the part, sorted by id.
        standings: The OCCUPIES of parts around it, by id.
        firms: By key.
        names: Of everything that a sentence may name, by key.
        levels: Of places, by key, where known.
    """

    segment: str
    chain: ChainFacts
    parts: Mapping[str, tuple[Relation, ...]]
    standings: Mapping[str, Relation]
    firms: Mapping[str, Firm]
    names: Mapping[str, str]
    levels: Mapping[str, str]


def partner_facts(rows: Iterable[Sequence[object]]) -> PartnerFacts:
    """Return the facts of the rows of graph.analytics.partner_statement.

    Raises:
        PlanBug: A row is not of the statement's form.
    """
    of_chain: list[Sequence[object]] = []
    own: dict[int, list[list[object]]] = {branch: [] for branch in _OWN}
    for row in rows:
        branch, values = row
        if isinstance(branch, int) and branch in own:
            own[branch].append(_list(values))
        else:
            of_chain.append(row)
    chain = chain_facts(of_chain)
    firms = {str(values[0]): _firm(values) for values in own[_FIRM]}
    parts: dict[str, dict[str, Relation]] = defaultdict(dict)
    names = dict(chain.names)
    for part, part_name, whole, whole_name, identity, basis, claims in own[_PART]:
        names |= {str(part): str(part_name), str(whole): str(whole_name)}
        parts[str(part)][str(identity)] = Relation(str(part), "PART_OF", str(whole), str(identity), _fact(basis, claims))
    names |= {str(key): str(name) for key, name in own[_SEGMENT]}
    names |= {str(key): str(name) for key, name, _ in own[_WHERE]}
    for values in own[_FIRM]:
        names[str(values[0])] = str(values[1])
        names |= {str(_list(item)[0]): str(_list(item)[1]) for item in _list(values[13])}
    return PartnerFacts(
        str(own[_SEGMENT][0][0]) if own[_SEGMENT] else "", chain,
        {part: tuple(found[key] for key in sorted(found)) for part, found in parts.items()},
        {
            str(identity): Relation(str(who), "OCCUPIES", str(where), str(identity), _fact(basis, claims))
            for who, where, identity, basis, claims in own[_STANDING]
        },
        firms, names,
        {str(key): str(level or "") for key, _, level in own[_WHERE]},
    )  # fmt: skip


def _firm(values: list[object]) -> Firm:
    key, name, code, scale, stage, stated, located, lists, bands, services, parks, serves, deals, *projects = values
    shown = {
        "listedCode": _text(code),
        "stage": _text(stage),
        "scale": _text(_list(scale)[4]),
    }
    locations = [Containment(str(key), str(where), Basis[str(basis)], _keys(claims)) for where, basis, claims in _rows(located)]
    return Firm(
        str(key), str(name), shown["listedCode"], quantity_of(scale), shown["stage"],
        {field: found for field, value in shown.items() if value for found in [_said(field, value, _rows(stated))]},
        tuple(sorted(locations, key=lambda item: (item.outer, item.claims))),
        _lists(lists),
        tuple(sorted((_band(item) for item in _rows(bands)), key=lambda item: (item.band, item.year or 0, item.fact.claims))),
        _services(services, str(key)),
        _park_services(parks),
        bool(serves), bool(deals),
        _undertakings(str(key), *projects),
    )  # fmt: skip


def _said(field: str, value: str, claims: list[list[object]]) -> Fact:
    """The claims that say a property as it is shown; any one of them is enough, so the strongest counts. All of its claims if none does so."""
    of_field = [item for item in claims if item[1] == field]
    saying = [item for item in of_field if item[2] == value] or of_field
    bases = [Basis[str(item[3])] for item in saying]
    return Fact(min(bases, default=Basis.PROPOSED), tuple(sorted(str(item[0]) for item in saying)))


def _undertakings(firm: str, projects: object, lists: object, services: object) -> Mapping[str, Undertaking]:
    listed, served = _by_first(lists), _by_first(services)
    return {
        str(key): Undertaking(
            Relation(firm, "UNDERTAKES", str(key), str(identity), _fact(basis, claims)),
            _lists(listed.get(key, [])),
            _services(served.get(key, []), str(key)),
        )
        for key, _, identity, basis, claims in _rows(projects)
    }


def _by_first(values: object) -> Mapping[object, list[object]]:
    """Return rows by their first column, without it."""
    found: dict[object, list[object]] = {}
    for first, *rest in _rows(values):
        found.setdefault(first, []).append(rest)
    return found


def _lists(values: object) -> tuple[Listing, ...]:
    found = (
        Listing(str(plan), str(name), _year(year), _fact(basis, claims)) for plan, name, year, basis, claims in _rows(values)
    )
    return tuple(sorted(found, key=lambda item: (item.plan, item.year or 0, item.fact.claims)))


def _band(values: list[object]) -> Band:
    key, name, least, most, year, basis, claims = values
    return Band(str(key), str(name), _year(least), _year(most), _year(year), _fact(basis, claims))


def _services(values: object, for_whom: str) -> tuple[Service, ...]:
    found = (
        Service(str(who), str(name), _text(kind), _text(status), _year(year), for_whom, _fact(basis, claims))
        for who, name, kind, status, year, basis, claims in _rows(values)
    )
    return tuple(sorted(found, key=_order))


def _park_services(values: object) -> tuple[Service, ...]:
    found = []
    for who, name, kind, status, year, basis, claims, park, _, at_basis, at_claims in _rows(values):
        served, stands = _fact(basis, claims), _fact(at_basis, at_claims)
        both = Fact(max(served.basis, stands.basis), tuple(sorted({*served.claims, *stands.claims})))
        found.append(Service(str(who), str(name), _text(kind), _text(status), _year(year), str(park), both))
    return tuple(sorted(found, key=_order))


def _order(item: Service) -> tuple[str, str, int, str, tuple[str, ...]]:
    return item.kind, item.who, item.year or 0, item.for_whom, item.fact.claims


def _fact(basis: object, claims: object) -> Fact:
    return Fact(Basis[str(basis)], _keys(claims))


def _keys(claims: object) -> tuple[str, ...]:
    keys = _list(claims)
    return tuple(sorted({str(key) for key in keys})) if len(keys) > 1 else tuple(map(str, keys))


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rows(values: object) -> list[list[object]]:
    return [_list(item) for item in _list(values)]


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A column of the partner statement is no list: {value!r}.")
    return value
