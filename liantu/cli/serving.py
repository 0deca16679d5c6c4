"""`liantu serving`: which departments serve a chain, park, project or enterprise; one line a service."""

from __future__ import annotations

import argparse
import difflib
from typing import Any

from api.execute import GraphQLService
from graph.errors import NotFound
from liantu.cli.answers import show_errors
from liantu.cli.output import Output
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings
from liantu.wiring import build_service, open_store

_ENDS = {"chain": "chains", "park": "parks", "project": "projects", "enterprise": "enterprises"}
_HEADERS = ("department", "kind", "route", "target", "year", "basis", "locators", "explanation")
_ANSWER = """
query Serving($id: ID, $lang: Lang) {
  departmentsServing(%(end)s: $id, lang: $lang) {
    department { __typename key name }
    kinds basis explanation
    services {
      kind route year basis explanation
      target { __typename key name }
      evidence { source locator claim basis }
    }
  }
}
"""


class _Refused(Exception):
    """The service answered with errors."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the departments that serve what the arguments name; 1 when the name is unknown or ambiguous."""
    end, given = next((name, value) for name in _ENDS if (value := getattr(arguments, name)) is not None)
    async with open_store(settings, serving=False, must_exist=True) as opened:
        service = build_service(settings, opened.store)
        try:
            node_id = await _find(service, end, given)
            data = await _data(service, _ANSWER % {"end": end}, {"id": node_id, "lang": arguments.lang.upper()})
        except _Refused as refused:
            show_errors(refused.errors, output)
            return 1
    departments = data["departmentsServing"]
    if arguments.json:
        output.json(departments)
        return 0
    rows = [_row(department, one) for department in departments for one in department["services"]]
    (output.csv if arguments.csv else output.table)(_HEADERS, rows)
    if not arguments.csv:
        output.say(f"{len(departments)} departments and firms, {len(rows)} services.")
    return 0


async def _find(service: GraphQLService, end: str, given: str) -> str:
    """Return the id of the node with the name or key.

    Raises:
        NotFound: There is none; the hint names one that is spelt alike.
    """
    by = "key" if given.startswith(f"{end}:") else "name"
    data = await _data(service, f"query Find($given: String) {{ {end}({by}: $given) {{ id }} }}", {"given": given})
    if data[end] is not None:
        return str(data[end]["id"])
    listed = await _data(service, f"{{ {_ENDS[end]}(first: 500) {{ nodes {{ name }} }} }}", {})
    names = [node["name"] for node in listed[_ENDS[end]]["nodes"]]
    near = difflib.get_close_matches(given, names, n=3, cutoff=0.3)
    hint = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"`liantu query '{{ {_ENDS[end]} {{ nodes {{ name }} }} }}'` lists all."
    )
    raise NotFound(f"No {end} is named «{given}».", hint=hint)


async def _data(service: GraphQLService, text: str, variables: dict[str, Any]) -> dict[str, Any]:
    answer = await service.execute(text, variables, None, allow_introspection=True, request_id="", only_queries=True)
    if answer.errors or answer.data is None:
        raise _Refused(list(answer.errors))
    data: dict[str, Any] = answer.data
    return data


def _row(department: dict[str, Any], service: dict[str, Any]) -> tuple[Cell, ...]:
    by_source: dict[str, dict[str, None]] = {}
    for claim in service["evidence"]:
        by_source.setdefault(claim["source"], {})[claim["locator"]] = None
    return (
        department["department"]["name"],
        service["kind"],
        service["route"],
        service["target"]["name"],
        None if service["year"] is None else str(service["year"]),
        service["basis"],
        "; ".join(f"{source} {' '.join(locators)}" for source, locators in by_source.items()),
        service["explanation"],
    )
