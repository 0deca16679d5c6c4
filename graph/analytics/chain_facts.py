"""The rows of the chain statement as typed facts, in any order of the rows; pure.

Years: a fact holds from a first to a last year, both as stated. `since` opens the span and `year` (the year of the statement) closes it; a
fact without either takes the years in which its claims held (asOf) or their sources appeared. A fact that none of these dates has no span:
it counts when no year is asked about, and for no year otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.analytics.scope import Containment
from graph.errors import PlanBug
from graph.model.claims import Basis
from graph.model.values import Comparator, Quantity
from graph.names import normal_form

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What bears a fact: its basis (of several facts together the weakest) and the sorted keys of its claims."""

    basis: Basis
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """A segment of a chain."""

    chain: str
    segment: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class FlowFact:
    """One FEEDS: what flows from a segment to a segment; `kind` "" when no source says it."""

    id: str
    start: str
    end: str
    material: str | None
    kind: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class ProductFact:
    """One USES or PRODUCES of a segment, firm or project."""

    makes: bool
    id: str
    by: str
    product: str
    span: Span | None
    fact: Fact
    capacity: Quantity | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated claim of a project: its status, or when it is or was to be completed."""

    value: str
    year: int | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Actor:
    """A firm or project: where it stands, how far it has come, what it can make."""

    key: str
    name: str
    locations: tuple[Containment, ...]
    statuses: tuple[Dated, ...]
    completions: tuple[Dated, ...]
    capacity: Quantity | None

    @property
    def is_project(self) -> bool:
        """Whether what it does is told by its status."""
        return self.key.startswith("project:")


@dataclass(frozen=True, slots=True)
class Occupation:
    """One OCCUPIES, of the segment or of a part of it; `state` "" when no source says it."""

    segment: str
    id: str
    actor: str
    state: str
    span: Span | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Survey:
    """One SURVEYED_IN: somebody looked who occupies the segment there."""

    segment: str
    where: str
    span: Span | None
    by: str | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """Everything that maps and gaps of the chains rest on; tuples are sorted by identity, `forms` are normal forms of products' names."""

    chains: Mapping[str, str]
    places: Mapping[str, str]
    names: Mapping[str, str]
    stages: Mapping[str, str]
    forms: Mapping[str, frozenset[str]]
    memberships: tuple[Membership, ...]
    flows: tuple[FlowFact, ...]
    products: tuple[ProductFact, ...]
    actors: Mapping[str, Actor]
    occupations: tuple[Occupation, ...]
    surveys: tuple[Survey, ...]
    containments: tuple[Containment, ...]


@dataclass(slots=True)
class _Collected:
    chains: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    forms: dict[str, frozenset[str]] = field(default_factory=dict)
    memberships: set[Membership] = field(default_factory=set)
    flows: dict[str, FlowFact] = field(default_factory=dict)
    products: dict[str, ProductFact] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    occupations: set[Occupation] = field(default_factory=set)
    surveys: set[Survey] = field(default_factory=set)
    containments: set[Containment] = field(default_factory=set)


def chain_facts(rows: Iterable[Sequence[object]]) -> ChainFacts:
    """Return the facts of the rows of graph.analytics.chain_statement.

    Raises:
        PlanBug: A row is not of the statement's form.
    """
    found = _Collected()
    for branch, values in rows:
        if not isinstance(branch, int) or not 0 <= branch < len(_READERS):
            raise PlanBug(f"The chain statement has no branch {branch!r}.")
        _READERS[branch](found, _list(values))
    return ChainFacts(
        found.chains, found.places, found.names, found.stages, found.forms,
        tuple(sorted(found.memberships, key=lambda item: (item.chain, item.segment))),
        tuple(found.flows[key] for key in sorted(found.flows)),
        tuple(found.products[key] for key in sorted(found.products)),
        found.actors,
        tuple(sorted(found.occupations, key=lambda item: (item.segment, item.actor, item.id, item.fact.basis, item.fact.claims))),
        tuple(sorted(found.surveys, key=lambda item: (item.segment, item.where, item.span or (0, 0), item.fact.claims))),
        tuple(sorted(found.containments, key=lambda item: (item.inner, item.outer, item.claims))),
    )  # fmt: skip


def _chain(found: _Collected, values: list[object]) -> None:
    found.chains[str(values[0])] = str(values[1])


def _place(found: _Collected, values: list[object]) -> None:
    found.places[str(values[0])] = str(values[1])


def _segment(found: _Collected, values: list[object]) -> None:
    chain, segment, name, stage, basis, claims = values
    found.names[str(segment)] = str(name)
    if stage is not None:
        found.stages[str(segment)] = str(stage)
    found.memberships.add(Membership(str(chain), str(segment), _fact([basis], claims)))


def _flow(found: _Collected, values: list[object]) -> None:
    identity, start, start_name, end, end_name, material, kind, basis, claims = values
    found.names.update({str(start): str(start_name), str(end): str(end_name)})
    found.flows[str(identity)] = FlowFact(
        str(identity), str(start), str(end), _text(material), _text(kind) or "", _fact([basis], claims)
    )


def _product(found: _Collected, values: list[object]) -> None:
    kind, identity, by, by_name, product, name, aliases, year, dates, basis, claims, capacity, actor = values
    made, key = str(product), str(identity)
    found.names[str(by)] = str(by_name)
    if made not in found.forms:
        found.names[made] = str(name)
        found.forms[made] = frozenset(normal_form(str(one)) for one in (name, *_list(aliases or [])))
    if actor is not None:
        _actor(found, _list(actor))
    span, fact = span_of(year, None, dates), _fact([basis], claims)
    found.products[key] = ProductFact(kind == "PRODUCES", key, str(by), made, span, fact, quantity_of(capacity))


def _occupation(found: _Collected, values: list[object]) -> None:
    segment, name, identity, state, year, since, dates, bases, claims, actor = values
    found.names[str(segment)] = str(name)
    key = _actor(found, _list(actor))
    found.occupations.add(
        Occupation(
            str(segment), str(identity), key, _text(state) or "", span_of(year, since, dates), _fact(_list(bases), claims)
        )
    )


def _survey(found: _Collected, values: list[object]) -> None:
    segment, where, name, year, dates, by, basis, claims = values
    found.places.setdefault(str(where), str(name))
    found.surveys.add(Survey(str(segment), str(where), span_of(year, None, dates), _text(by), _fact([basis], claims)))


def _containment(found: _Collected, values: list[object]) -> None:
    inner, outer, basis, claims = values
    fact = _fact([basis], claims)
    found.containments.add(Containment(str(inner), str(outer), fact.basis, fact.claims))


_READERS = (_chain, _place, _segment, _flow, _product, _occupation, _survey, _containment)


def _actor(found: _Collected, values: list[object]) -> str:
    key, name, locations, statements, capacity = values
    found.names[str(key)] = str(name)
    if str(key) not in found.actors:
        stated = [_dated(_list(item)) for item in sorted(_list(statements), key=_first)]
        located = [_location(str(key), _list(item)) for item in _list(locations)]
        found.actors[str(key)] = Actor(
            str(key), str(name), tuple(sorted(located, key=lambda item: (item.outer, item.claims))),
            tuple(item for what, item in stated if what == "status"),
            tuple(item for what, item in stated if what == "completion"), quantity_of(capacity),
        )  # fmt: skip
    return str(key)


def _first(values: object) -> str:
    return str(_list(values)[0])


def _dated(values: list[object]) -> tuple[str, Dated]:
    claim, what, value, as_of, source_date, basis = values
    return str(what), Dated(str(value), _year_of_claim([as_of, source_date]), Fact(Basis[str(basis)], (str(claim),)))


def _location(key: str, values: list[object]) -> Containment:
    where, basis, claims = values
    fact = _fact([basis], claims)
    return Containment(key, str(where), fact.basis, fact.claims)


def span_of(year: object, since: object, dates: object) -> Span | None:
    """Return the first and last year in which a fact is stated to hold; None when nothing dates it.

    Args:
        year: Year of the statement, or None.
        since: PartialDate text since when it holds, or None; beyond the year it is an announced beginning.
        dates: [asOf, sourceDate] of each claim, read only when both others are None.
    """
    first = _year(since)
    if isinstance(year, int):
        return (year if first is None else first, max(year, first or year))
    if first is not None:
        return first, first
    years = [found for pair in _list(dates or []) for found in [_year_of_claim(_list(pair))] if found is not None]
    return (min(years), max(years)) if years else None


def quantity_of(values: object) -> Quantity | None:
    """Return the quantity of its five stored columns; None when they are empty."""
    value, upper, unit, comparator, text = _list(values)
    if not isinstance(value, int | float):
        return None
    bound = float(upper) if isinstance(upper, int | float) else None
    return Quantity(float(value), str(unit or ""), Comparator[str(comparator)], str(text), bound)


def _year_of_claim(pair: list[object]) -> int | None:
    as_of, source_date = pair
    held = _year(as_of)
    return _year(source_date) if held is None else held


def _year(date: object) -> int | None:
    return int(date.partition("-")[0]) if isinstance(date, str) and date else None


def _fact(bases: list[object], claims: object) -> Fact:
    # Most facts have one basis and one claim; there are thousands of facts.
    weakest = max(Basis[str(basis)] for basis in bases) if len(bases) > 1 else Basis[str(bases[0])]
    keys = _list(claims)
    return Fact(weakest, tuple(sorted({str(key) for key in keys})) if len(keys) > 1 else tuple(map(str, keys)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A column of the chain statement is no list: {value!r}.")
    return value
