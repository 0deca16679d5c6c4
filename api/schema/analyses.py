"""The analyses of the API: their fields, the types of their results, and how a field calls its analysis.

An analysis is a function of a reader and the model. It sends one statement of its own and returns objects that hold keys and figures;
which nodes' fields people selected under them is none of its business. To add one: its result types here, one entry in `ANALYSES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.ids import decode_id, label_of
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import OfAnalysis, RootAnalysis
from graph.analytics.messages import Lang
from graph.analytics.service import DepartmentService, Route, departments_serving
from graph.errors import BadArguments, NotFound
from graph.model.registry import Model
from graph.store.reader import Reader

_ABOUT = ("chain", "park", "project", "enterprise")


@dataclass(frozen=True, slots=True)
class AnalysisDeclaration:
    """A root field that runs an analysis, with the types that only it needs."""

    field: FieldDeclaration
    types: tuple[TypeDeclaration, ...]
    enums: tuple[EnumDeclaration, ...]


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
    name = given[0]
    key = decode_id(arguments[name], name)
    label = label_of(model, key)
    if label is None:
        raise NotFound(f"Nothing has the id {arguments[name]!r}.", hint="Look its id up with a query by name.")
    if model.node(label).singular != name:
        raise BadArguments(f"{name}: {arguments[name]!r} is the id of a {label}.")
    asked = arguments.get("lang")
    return await departments_serving(reader, model, key, Lang.ZH if asked is None else Lang[asked.name])


def analyses(model: Model) -> tuple[AnalysisDeclaration, ...]:
    """Return all analyses of the API, in the contract's order."""
    return (_departments_serving(model),)


def _departments_serving(model: Model) -> AnalysisDeclaration:
    who = _ends(model, ("SERVES", "LEADS", "PARTICIPATES_IN"), starts=True)
    for_whom = model.expand((*_ends(model, ("SERVES", "LEADS", "PARTICIPATES_IN"), starts=False), "Industry"))
    evidence = ("Evidence",)
    service = TypeDeclaration(
        "Service",
        "服务: One thing that a department does for something",
        (
            _field("kind", "ServiceKind!", "What is done"),
            _field("route", "ServiceRoute!", "By which way it reaches what was asked about"),
            _field("target", "Entity!", "Who or what gets it", for_whom),
            _field("year", "Int", "When"),
            _field("basis", "Basis!", "Weakest basis of the facts on the way"),
            _field("explanation", "String!", "Why it is listed, in a sentence"),
            _field("evidence", "[Evidence!]!", "The claims of all facts on the way", evidence),
        ),
    )
    department = TypeDeclaration(
        "DepartmentService",
        "部门服务: A department, or a firm that serves, with all that it does; the lists are projections of `services`",
        (
            _field("department", "Entity!", "Who serves", who),
            _field("services", "[Service!]!", "Who got what, by which route"),
            _field("kinds", "[ServiceKind!]!", "What is done"),
            _field("projects", "[Project!]!", "Projects among the targets", ("Project",)),
            _field("enterprises", "[Enterprise!]!", "Enterprises among the targets", ("Enterprise",)),
            _field("parks", "[Park!]!", "Parks among the targets", ("Park",)),
            _field("tasks", "[Task!]!", "Tasks among the targets", ("Task",)),
            _field("groups", "[Group!]!", "Counted sets among the targets", ("Group",)),
            _field("basis", "Basis!", "Strongest basis of the services"),
            _field("explanation", "String!", "Why it is listed, in a sentence"),
            _field("evidence", "[Evidence!]!", "The claims of all services", evidence),
        ),
    )
    routes = EnumDeclaration("ServiceRoute", "途径: By which way a service reaches what was asked about", _ROUTES)
    languages = EnumDeclaration("Lang", "语言: Languages of explanations", (("ZH", "中文"), ("EN", "English")))
    about = tuple(ArgumentDeclaration(name, "ID", f"Id of a {name}; exactly one argument is given") for name in _ABOUT)
    field = FieldDeclaration(
        "departmentsServing",
        "[DepartmentService!]!",
        "服务部门: Every department and firm that serves it, nearest route first",
        RootAnalysis(run_departments_serving),
        (*about, ArgumentDeclaration("lang", "Lang", "Language of explanations; ZH when left out")),
    )
    return AnalysisDeclaration(field, (service, department), (routes, languages))


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


def _field(name: str, type_name: str, description: str, labels: tuple[str, ...] = ()) -> FieldDeclaration:
    return FieldDeclaration(name, type_name, description, OfAnalysis(name, labels))


def _ends(model: Model, names: Iterable[str], *, starts: bool) -> tuple[str, ...]:
    found = [
        label
        for name in names
        for ends in model.relationship(name).ends
        for label in model.expand(ends.starts if starts else ends.ends)
    ]
    return model.expand(tuple(found))
