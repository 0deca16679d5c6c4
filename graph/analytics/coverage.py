"""Approval coverage: for each project in scope and each kind of service, how far it has come, by whom, when, and how that is known.

    await approval_coverage(store, MODEL, Scope(park="park:he-wan"), None, Lang.ZH)

What a record says of a project depends on whom it is on: the project, the firm that undertakes it, the park in which it stands, or a counted
set; the rules stand in `graph.analytics.coverage_kinds`. No record is UNKNOWN, which is neither given nor outstanding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique
from typing import TypeVar

from graph.analytics.coverage_branches import text_for
from graph.analytics.coverage_kinds import DEFAULT_KINDS, RULE_OF, STATES, Carried, CoverageState
from graph.analytics.messages import Lang, say
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import NotFound, PlanBug
from graph.model.claims import Basis
from graph.model.enums import SERVICE_KIND
from graph.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Scope:
    """Which projects are asked about: keys of a park and a chain; neither: all projects, both: those in both."""

    park: str | None = None
    chain: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One kind for one project.

    Attributes:
        kind: ServiceKind.
        state: How it stands.
        by: Key of whoever deals with it; none where nobody is recorded to deal with it for this project.
        year: When.
        via: Key of the firm, park or counted set that the record is on; none when it is on the project.
        basis: How surely the state is known; none when it is UNKNOWN.
        explanation: Why, in a sentence.
        evidence: Keys of the claims, sorted.
    """

    kind: str
    state: CoverageState
    by: str | None
    year: int | None
    via: str | None
    basis: Basis | None
    explanation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One project, with a cell for each kind in the order asked."""

    project: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class CoverageTotal:
    """What is recorded on a counted set of projects: `stated` members by the source's count, `named` of them known by name."""

    kind: str
    group: str
    stated: int | None
    named: int
    state: CoverageState
    by: str
    year: int | None
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageFirm:
    """What is recorded on a firm in scope, for which no project may be named."""

    kind: str
    enterprise: str
    state: CoverageState
    by: str
    year: int | None
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApprovalCoverage:
    """Rows by project; totals and firms by kind in the order asked, then set or firm, year and server. Entities are keys."""

    kinds: tuple[str, ...]
    totals: tuple[CoverageTotal, ...]
    rows: tuple[CoverageRow, ...]
    firms: tuple[CoverageFirm, ...]


@unique
class _On(Enum):
    """Whom a record is on, nearest to the project first."""

    PROJECT = 0
    FIRM = 1
    PARK = 2
    GROUP = 3


@dataclass(frozen=True, slots=True)
class _Record:
    """One record near a project, as the statement found it."""

    project: str
    on: _On
    via: str | None
    via_name: str
    projects_of_firm: int
    who: str
    who_name: str
    kind: str
    year: int | None
    status: str | None
    basis: Basis
    claims: tuple[str, ...]

    @property
    def state(self) -> CoverageState:
        """What its status says of whom it is on."""
        return _state(self.status)

    @property
    def counts(self) -> bool:
        """Whether it says how the matter of the project stands. That a matter is not applicable is never carried over."""
        if self.status is None or self.on is _On.GROUP:
            return False
        if self.on is _On.PROJECT:
            return True
        carried = RULE_OF[self.kind].carried
        if self.state is CoverageState.NOT_APPLICABLE:
            return False
        if self.on is _On.PARK:
            return carried is Carried.FROM_ITS_FIRM_AND_PARK
        return carried is not Carried.FROM_NOBODY and self.projects_of_firm == 1

    @property
    def worth(self) -> tuple[object, ...]:
        """Which record decides: one that counts, nearest to the project, newest (undated last), furthest on, surest; then names."""
        order = (self.on.value, -(self.year or 0), self.state.value, self.basis.value, self.who, self.via or "", self.claims)
        return (not self.counts, *order)


async def approval_coverage(store: Reader, scope: Scope, kinds: Sequence[str] | None, lang: Lang) -> ApprovalCoverage:
    """Return the coverage of the projects in scope; one statement.

    Args:
        store: Where to read.
        scope: Which projects.
        kinds: ServiceKinds in the order wanted; None: the approvals (see `DEFAULT_KINDS`).
        lang: Language of the explanations.

    Raises:
        NotFound: There is no such park or chain.
    """
    wanted = DEFAULT_KINDS if kinds is None else tuple(dict.fromkeys(kinds))
    given = {name: key for name, key in (("park", scope.park), ("chain", scope.chain)) if key is not None}
    text = text_for(park="park" in given, chain="chain" in given)
    reading = await store.read_whole([Statement(text, {"kinds": list(wanted), **given})])
    return build(rows_of(reading.answers[0]), scope, wanted, lang)


async def warm_up(store: Reader) -> None:
    """Make the store plan the statements of this analysis, so that the first person to ask does not wait for it.

    Planning one takes Neo4j 1.5 to 4 s when it has just started (measured on two busy cores).

    Raises:
        StoreError: The store failed.
    """
    for park in (False, True):
        for chain in (False, True):
            nothing = {name: ORDINARY_KEY for name, wanted in (("park", park), ("chain", chain)) if wanted}
            await store.read_whole([Statement(text_for(park=park, chain=chain), {"kinds": list(DEFAULT_KINDS), **nothing})])


def build(rows: Iterable[Sequence[object]], scope: Scope, kinds: Sequence[str], lang: Lang) -> ApprovalCoverage:
    """Turn the statement's rows (see `coverage_branches`), in any order, into the result; pure.

    Raises:
        NotFound: No row says that the park or the chain exists.
    """
    branches: dict[int, list[list[object]]] = defaultdict(list)
    for branch, values in rows:
        if not isinstance(branch, int) or not isinstance(values, list):
            raise PlanBug(f"A row of approval coverage is no branch with a list: {branch!r}, {values!r}.")
        branches[branch].append(values)
    there = {values[0] for values in branches[0]}
    for key in (scope.park, scope.chain):
        if key is not None and key not in there:
            raise NotFound(f"Nothing has the key {key!r}.", hint="Look its id up with a query by name.")
    names = {str(key): str(name) for key, name in branches[1]}
    records: dict[tuple[str, str], list[_Record]] = defaultdict(list)
    for values in branches[2]:
        record = _record(values)
        records[record.project, record.kind].append(record)
    totals = {_identity(total.kind, total.group, total.year, total.by): total for total in map(_total, branches[3])}
    firms = {_identity(firm.kind, firm.enterprise, firm.year, firm.by): firm for firm in map(_firm, branches[4])}
    return ApprovalCoverage(
        kinds=tuple(kinds),
        totals=_ordered(totals, kinds),
        rows=tuple(
            CoverageRow(key, tuple(_cell(names[key], kind, records[key, kind], lang) for kind in kinds))
            for key in sorted(names)
        ),
        firms=_ordered(firms, kinds),
    )


_Identity = tuple[str, str, int, str]
_T = TypeVar("_T")


def _identity(kind: str, key: str, year: int | None, by: str) -> _Identity:
    """What makes two rows one service: whose, of what kind, for whom, in which year."""
    return kind, key, year or 0, by


def _ordered(found: Mapping[_Identity, _T], kinds: Sequence[str]) -> tuple[_T, ...]:
    return tuple(found[key] for key in sorted(found, key=lambda key: (kinds.index(key[0]), *key[1:])))


def _state(status: str | None) -> CoverageState:
    return CoverageState.UNKNOWN if status is None else STATES[status]


def _record(values: list[object]) -> _Record:
    project, on, via, via_name, projects, who, who_name, kind, year, status, bases, claims = values
    return _Record(
        str(project), _On[str(on)], _text(via), str(via_name), _number(projects) or 0, str(who), str(who_name), str(kind),
        _number(year), _text(status), max(Basis[str(name)] for name in _list(bases)), _sorted(claims),
    )  # fmt: skip


def _total(values: list[object]) -> CoverageTotal:
    group, declared, known, who, kind, year, status, basis, claims = values
    return CoverageTotal(
        str(kind), str(group), _number(declared), _number(known) or 0, _state(_text(status)), str(who), _number(year),
        Basis[str(basis)], _sorted(claims),
    )  # fmt: skip


def _firm(values: list[object]) -> CoverageFirm:
    firm, who, kind, year, status, basis, claims = values
    return CoverageFirm(
        str(kind), str(firm), _state(_text(status)), str(who), _number(year), Basis[str(basis)], _sorted(claims)
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A column of approval coverage is no list: {value!r}.")
    return value


def _sorted(claims: object) -> tuple[str, ...]:
    return tuple(sorted({str(key) for key in _list(claims)}))


def _cell(project: str, kind: str, records: Sequence[_Record], lang: Lang) -> CoverageCell:
    if not records:
        what = _kind_name(kind, lang)
        return CoverageCell(
            kind, CoverageState.UNKNOWN, None, None, None, None, say("coverage.none", lang, project=project, what=what), ()
        )
    record = min(records, key=lambda one: one.worth)
    own = record.on is _On.PROJECT
    basis = record.basis if own else max(record.basis, Basis.INFERRED)
    return CoverageCell(
        kind=kind,
        state=record.state if record.counts else CoverageState.UNKNOWN,
        by=record.who if own or record.counts else None,
        year=record.year if own or record.counts else None,
        via=record.via,
        basis=basis if record.counts else None,
        explanation=_explanation(record, project, lang),
        evidence=record.claims,
    )


def _explanation(record: _Record, project: str, lang: Lang) -> str:
    what = _kind_name(record.kind, lang)
    if record.year is not None:
        what = say("year", lang, what=what, year=record.year)
    state = "unsaid" if record.status is None else record.state.name
    return say(
        _code(record), lang, who=record.who_name, project=project, what=what, via=record.via_name,
        state=say(f"coverage.state.{state}", lang), count=record.projects_of_firm,
    )  # fmt: skip


def _code(record: _Record) -> str:
    if record.counts:
        return f"coverage.{record.on.name}"
    if record.on is _On.PROJECT:
        return "coverage.PROJECT.unsaid"
    if record.on is _On.FIRM and RULE_OF[record.kind].carried is not Carried.FROM_NOBODY and record.projects_of_firm > 1:
        return "coverage.FIRM.several"
    return f"coverage.{record.on.name}.apart"


def _kind_name(kind: str, lang: Lang) -> str:
    found = next(value for value in SERVICE_KIND.values if value.name == kind)
    return found.zh if lang is Lang.ZH else found.en
