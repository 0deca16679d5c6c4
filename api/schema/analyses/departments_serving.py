"""`departmentsServing`: who serves a chain, park, project or enterprise, and by which routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.schema.analyses.declaration import (
    EVIDENCE_LABELS,
    LANGUAGE,
    AnalysisDeclaration,
    key_of,
    language_of,
    result_field,
)
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.service import DepartmentService, Route, departments_serving
from graph.errors import BadArguments
from graph.model.registry import Model
from graph.store.reader import Reader

_ABOUT = {"chain": "Chain", "park": "Park", "project": "Project", "enterprise": "Enterprise"}


async def run_departments_serving(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[DepartmentService, ...]:
    """Call `departments_serving` for the one start that the arguments name.

    Raises:
        BadArguments: None or several starts, or an id of another label.
        NotFound: Nothing has the id.
    """
    given = [name for name in _ABOUT if arguments.get(name) is not None]
    if len(given) != 1:
        raise BadArguments(
            f"departmentsServing takes exactly one of {', '.join(_ABOUT)}; {len(given)} were given.",
            hint="Give one id, for example departmentsServing(chain: …).",
        )
    key = key_of(model, arguments, given[0], (_ABOUT[given[0]],))
    return await departments_serving(reader, model, key, language_of(arguments))


def declare_departments_serving(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    who = _ends(model, ("SERVES", "LEADS", "PARTICIPATES_IN"), starts=True)
    for_whom = model.expand((*_ends(model, ("SERVES", "LEADS", "PARTICIPATES_IN"), starts=False), "Industry"))
    service = TypeDeclaration(
        "Service",
        "服务: One thing that a department does for something",
        (
            result_field("kind", "ServiceKind!", "What is done"),
            result_field("route", "ServiceRoute!", "By which way it reaches what was asked about"),
            result_field("target", "Entity!", "Who or what gets it", for_whom),
            result_field("year", "Int", "When"),
            result_field("basis", "Basis!", "Weakest basis of the facts on the way"),
            result_field("explanation", "String!", "Why it is listed, in a sentence"),
            result_field("evidence", "[Evidence!]!", "The claims of all facts on the way", EVIDENCE_LABELS),
        ),
    )
    department = TypeDeclaration(
        "DepartmentService",
        "部门服务: A department, or a firm that serves, with all that it does; the lists are projections of `services`",
        (
            result_field("department", "Entity!", "Who serves", who),
            result_field("services", "[Service!]!", "Who got what, by which route"),
            result_field("kinds", "[ServiceKind!]!", "What is done"),
            result_field("projects", "[Project!]!", "Projects among the targets", ("Project",)),
            result_field("enterprises", "[Enterprise!]!", "Enterprises among the targets", ("Enterprise",)),
            result_field("parks", "[Park!]!", "Parks among the targets", ("Park",)),
            result_field("tasks", "[Task!]!", "Tasks among the targets", ("Task",)),
            result_field("groups", "[Group!]!", "Counted sets among the targets", ("Group",)),
            result_field("basis", "Basis!", "Strongest basis of the services"),
            result_field("explanation", "String!", "Why it is listed, in a sentence"),
            result_field("evidence", "[Evidence!]!", "The claims of all services", EVIDENCE_LABELS),
        ),
    )
    routes = EnumDeclaration("ServiceRoute", "途径: By which way a service reaches what was asked about", _ROUTES)
    about = tuple(ArgumentDeclaration(name, "ID", f"Id of a {name}; exactly one argument is given") for name in _ABOUT)
    field = FieldDeclaration(
        "departmentsServing",
        "[DepartmentService!]!",
        "服务部门: Every department and firm that serves it, nearest route first",
        RootAnalysis(run_departments_serving),
        (*about, LANGUAGE),
    )
    return AnalysisDeclaration(field, (service, department), (routes,))


_ROUTE_MEANINGS: Mapping[Route, str] = {
    Route.DIRECT: "To the thing asked about itself",
    Route.PROJECT: "To a project of it",
    Route.ENTERPRISE: "To an enterprise of it",
    Route.PARK: "To a park or place in which it stands",
    Route.INDUSTRY: "To an industry of it",
    Route.TASK: "By a task that is meant for it",
    Route.GROUP: "To a counted set whose members are not named",
}
_ROUTES = tuple((route.name, _ROUTE_MEANINGS[route]) for route in Route)


def _ends(model: Model, names: Iterable[str], *, starts: bool) -> tuple[str, ...]:
    found = [
        label
        for name in names
        for ends in model.relationship(name).ends
        for label in model.expand(ends.starts if starts else ends.ends)
    ]
    return model.expand(tuple(found))
