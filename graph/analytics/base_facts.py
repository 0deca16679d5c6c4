"""The rows of the base statement as typed facts, in any order of the rows; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.errors import PlanBug
from graph.model.claims import Basis

Claims = frozenset[str]
# The first of the branches whose rows come within one row of an actor (11), of a park (12).
_FIRST_WITHIN = {11: 5, 12: 2}


@dataclass(frozen=True, slots=True)
class Group:
    """A counted set of bases of the plan; `stated` None when the plan gives no number."""

    key: str
    name: str
    stated: int | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A chain or an industry that an actor belongs to, and what says so.

    Attributes:
        key: Of the chain or industry.
        wide: An industry that has narrower ones.
        segment: The occupied segment; None of an industry.
        working: The occupant produces there.
        basis: The weakest on the way.
        claims: Of the way.
    """

    key: str
    wide: bool
    segment: str | None
    working: bool
    basis: Basis
    claims: Claims


@dataclass(slots=True)
class BaseFacts:
    """Everything that bases are proposed from.

    Attributes:
        plan: Key of the plan; "" when there is none.
        groups: Its counted sets of bases.
        names: Key -> name of everything here.
        outer: Park -> the parks that it lies in.
        located: Actor -> parks in which it stands, and the claims that say so.
        projects: Keys of the actors that are projects.
        undertaken: Project -> the firms that undertake it, and the claims.
        unlocated: Projects that have no location of their own.
        themes: Actor -> its chains and industries.
        flows: Segments, from the one that gives to the one that takes.
        spoken: Key of a thing that the plan lists or aims at -> the claims.
        official: Of every base in the graph: the park that carries it and what it is built on, by base.
    """

    plan: str = ""
    groups: list[Group] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    outer: dict[str, set[str]] = field(default_factory=dict)
    located: dict[str, dict[str, Claims]] = field(default_factory=dict)
    projects: set[str] = field(default_factory=set)
    undertaken: dict[str, dict[str, Claims]] = field(default_factory=dict)
    unlocated: set[str] = field(default_factory=set)
    themes: dict[str, set[Theme]] = field(default_factory=dict)
    flows: set[tuple[str, str]] = field(default_factory=set)
    spoken: dict[str, Claims] = field(default_factory=dict)
    official: set[tuple[str, str, str]] = field(default_factory=set)


def base_facts(rows: Iterable[Sequence[object]], working: Iterable[str]) -> BaseFacts:
    """Return the facts of the statement's rows.

    Args:
        rows: Branch and list each, see `graph.analytics.base_statement`.
        working: States of occupants that produce.

    Raises:
        PlanBug: A row of no branch.
    """
    facts, at_work = BaseFacts(), frozenset(working)
    for branch, values in rows:
        _read(facts, branch, _list(values), at_work)
    facts.groups.sort(key=lambda group: group.key)
    return facts


def _read(facts: BaseFacts, branch: object, values: list[object], at_work: frozenset[str]) -> None:
    match branch, values:
        case 0, [key, name]:
            facts.plan = str(key)
            facts.names[str(key)] = str(name)
        case 1, [key, name, stated]:
            facts.groups.append(Group(str(key), str(name), stated if isinstance(stated, int) else None))
        case 2, [key, name]:
            facts.names[str(key)] = str(name)
        case 3, [inner, name, outer, _, _]:
            facts.names[str(inner)] = str(name)
            facts.outer.setdefault(str(inner), set()).add(str(outer))
        case 9, [key, _, claims]:
            _add(facts.spoken, key, claims)
        case 10, [base, park, on]:
            facts.official.add((str(base), str(park), str(on)))
        case (11 | 12) as within, [*lists]:
            for number, rows in enumerate(lists, _FIRST_WITHIN[within]):
                for row in _list(rows):
                    _read(facts, number, _list(row), at_work)
        case _:
            _read_actor(facts, branch, values, at_work)


def _read_actor(facts: BaseFacts, branch: object, values: list[object], at_work: frozenset[str]) -> None:
    match branch, values:
        case 4, [park, key, name, is_project, _, claims]:
            facts.names[str(key)] = str(name)
            _add(facts.located.setdefault(str(key), {}), park, claims)
            if is_project:
                facts.projects.add(str(key))
        case 5, [firm, firm_name, project, project_name, has_location, _, claims]:
            facts.names |= {str(firm): str(firm_name), str(project): str(project_name)}
            facts.projects.add(str(project))
            _add(facts.undertaken.setdefault(str(project), {}), firm, claims)
            if not has_location:
                facts.unlocated.add(str(project))
        case 6, [actor, segment, name, chain, chain_name, state, bases, claims]:
            facts.names |= {str(segment): str(name), str(chain): str(chain_name)}
            basis, told = _weakest(bases), _claims(claims)
            theme = Theme(str(chain), False, str(segment), str(state) in at_work, basis, told)  # noqa: FBT003  a chain is not wide
            facts.themes.setdefault(str(actor), set()).add(theme)
        case 7, [actor, industry, name, is_wide, bases, claims]:
            facts.names[str(industry)] = str(name)
            theme = Theme(str(industry), bool(is_wide), None, False, _weakest(bases), _claims(claims))  # noqa: FBT003  nothing is said
            facts.themes.setdefault(str(actor), set()).add(theme)
        case 8, [start, end]:
            facts.flows.add((str(start), str(end)))
        case _:
            raise PlanBug(f"The base statement has no branch {branch!r} with such rows.")


def _add(to: dict[str, Claims], key: object, claims: object) -> None:
    to[str(key)] = to.get(str(key), frozenset()) | _claims(claims)


def _weakest(value: object) -> Basis:
    return max((Basis[str(item)] for item in _list(value)), default=Basis.STATED)


def _claims(value: object) -> Claims:
    return frozenset(map(str, _list(value)))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug("The base statement returned a row of another shape.")
    return value
