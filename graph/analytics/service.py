"""Who serves a chain, park, project or enterprise: every department or serving firm, with every service and its way.

    await departments_serving(store, MODEL, "chain:guang-fu-chan-ye-lian", Lang.ZH)

A service reaches the start by one of the named routes; the rules stand in docs/register.md ("Routes of services"). Of several ways to one
service (who, kind, route, target, year) the one whose weakest fact is strongest is told; its weakest fact is the service's basis.
A service to a counted set whose members are not named is never more than INFERRED, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, unique

from graph.analytics.messages import Lang, say
from graph.analytics.service_routes import starts, text_for
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import NotFound, PlanBug
from graph.model.claims import Basis
from graph.model.enums import BASIS, SERVICE_KIND
from graph.model.registry import Model
from graph.store.reader import Reader


@unique
class Route(Enum):
    """By which way a service reaches what was asked about, nearest first."""

    DIRECT = 0
    PROJECT = 1
    ENTERPRISE = 2
    PARK = 3
    INDUSTRY = 4
    TASK = 5
    GROUP = 6


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its kind, its way, who got it (key), when, how surely, and the evidence keys of every fact on the way."""

    kind: str
    route: Route
    target: str
    year: int | None
    basis: Basis
    explanation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentService:
    """All services of one department or serving firm; every tuple holds keys in the order of `services`, each once."""

    department: str
    services: tuple[Service, ...]
    kinds: tuple[str, ...]
    projects: tuple[str, ...]
    enterprises: tuple[str, ...]
    parks: tuple[str, ...]
    tasks: tuple[str, ...]
    groups: tuple[str, ...]
    basis: Basis
    explanation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of one service, as the statement found it."""

    route: Route
    who: str
    who_name: str
    kind: str
    year: int | None
    target: str
    target_name: str
    via: tuple[str, ...]
    basis: Basis
    claims: tuple[str, ...]
    counts: tuple[int | None, ...]

    @property
    def service(self) -> tuple[str, str, int, str, int]:
        """What makes two ways one service."""
        return self.who, self.kind, self.route.value, self.target, self.year or 0

    @property
    def worth(self) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
        """Best way first: strongest weakest fact, fewest steps, then names, so that ties do not depend on the store."""
        return self.basis.value, len(self.via), self.via, self.claims


async def departments_serving(store: Reader, model: Model, about: str, lang: Lang) -> tuple[DepartmentService, ...]:
    """Return who serves the start, ordered by nearest route, strongest basis, then key; one statement.

    Args:
        store: Where to read.
        model: Tells the start's label by its key.
        about: Key of a Chain, Park, Project or Enterprise.
        lang: Language of the explanations.

    Raises:
        NotFound: Nothing has the key.
        PlanBug: The key is of another label.
    """
    reading = await store.read_whole([Statement(text_for(model.label_of_key(about)), {"about": about})])
    return build(rows_of(reading.answers[0]), about, lang)


async def warm_up(store: Reader) -> None:
    """Make the store plan the statements of this analysis, so that the first person to ask does not wait for it.

    Planning them takes Neo4j some 3 s each when it has just started (measured); a key that nothing has reads no data.

    Raises:
        StoreError: The store failed.
    """
    for label in starts():
        await store.read_whole([Statement(text_for(label), {"about": ORDINARY_KEY})])


def build(rows: Iterable[Sequence[object]], about: str, lang: Lang) -> tuple[DepartmentService, ...]:
    """Turn the statement's rows, in any order, into the result; pure.

    Raises:
        NotFound: No row says that the start exists.
    """
    ways: list[_Way] = []
    found = False
    for branch, values in rows:
        if not isinstance(values, list):
            raise PlanBug(f"A row of departments serving is no list: {values!r}.")
        if branch == 0:
            found = True
        else:
            ways.append(_way(values))
    if not found:
        raise NotFound(f"Nothing has the key {about!r}.", hint="Look its id up with a query by name.")
    best: dict[tuple[str, str, int, str, int], _Way] = {}
    for way in sorted(ways, key=lambda way: way.worth):
        best.setdefault(way.service, way)
    of_whom: dict[str, list[_Way]] = defaultdict(list)
    for way in best.values():
        of_whom[way.who].append(way)
    result = [_department(together, lang) for together in of_whom.values()]
    return tuple(sorted(result, key=lambda item: (_nearest(item.services), item.basis, item.department)))


def _way(values: list[object]) -> _Way:
    route, who, who_name, kind, year, target, target_name, via, bases, claims, counts = values
    return _Way(
        Route[str(route)], str(who), str(who_name), str(kind), year if isinstance(year, int) else None, str(target), str(target_name),
        tuple(map(str, _list(via))), max(Basis[str(name)] for name in _list(bases)), tuple(sorted({str(key) for key in _list(claims)})),
        tuple(count if isinstance(count, int) else None for count in _list(counts)),
    )  # fmt: skip


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A column of departments serving is no list: {value!r}.")
    return value


def _nearest(services: Sequence[Service]) -> int:
    return min(service.route.value for service in services)


def _department(ways: list[_Way], lang: Lang) -> DepartmentService:
    ordered = sorted(ways, key=lambda way: (way.route.value, way.basis, way.target, way.kind, way.year or 0))
    services = tuple(_service(way, lang) for way in ordered)
    basis = min(service.basis for service in services)
    routes = dict.fromkeys(say(f"route.{service.route.name}", lang) for service in services)
    return DepartmentService(
        department=ordered[0].who,
        services=services,
        kinds=tuple(kind for kind in SERVICE_KIND.names if any(service.kind == kind for service in services)),
        projects=_targets(services, "project"),
        enterprises=_targets(services, "enterprise"),
        parks=_targets(services, "park"),
        tasks=_targets(services, "task"),
        groups=_targets(services, "group"),
        basis=basis,
        explanation=say(
            "department", lang, who=ordered[0].who_name, count=len(services), routes=say("list", lang).join(routes),
            basis=_basis_name(basis, lang),
        ),
        evidence=tuple(dict.fromkeys(key for service in services for key in service.evidence)),
    )  # fmt: skip


def _targets(services: Sequence[Service], head: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(service.target for service in services if service.target.startswith(f"{head}:")))


def _service(way: _Way, lang: Lang) -> Service:
    what = _kind_name(way.kind, lang)
    if way.year is not None:
        what = say("year", lang, what=what, year=way.year)
    via = say("list", lang).join(way.via) or say("itself", lang)
    code = f"service.{way.route.name}"
    counts: dict[str, str | int] = {}
    if way.counts:
        declared, whole = way.counts
        code += ".counted" if whole is None else ".subset"
        counts = {"declared": say("unstated", lang) if declared is None else declared, "whole": whole or 0}
    text = say(code, lang, who=way.who_name, target=way.target_name, what=what, via=via, **counts)
    return Service(way.kind, way.route, way.target, way.year, way.basis, text, way.claims)


def _kind_name(kind: str, lang: Lang) -> str:
    found = next(value for value in SERVICE_KIND.values if value.name == kind)
    return found.zh if lang is Lang.ZH else found.en


def _basis_name(basis: Basis, lang: Lang) -> str:
    found = next(value for value in BASIS.values if value.name == basis.name)
    return found.zh if lang is Lang.ZH else found.en
