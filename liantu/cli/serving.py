"""`liantu serving`: which departments serve a chain, park, project or enterprise; one line a service."""

from __future__ import annotations

import argparse
from typing import Any

from graph.analytics.messages import Lang, say
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_ENDS = ("chain", "park", "project", "enterprise")
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


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the departments that serve what the arguments name; 1 when the name is unknown or ambiguous."""
    end, given = next((name, value) for name in _ENDS if (value := getattr(arguments, name)) is not None)
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            node_id = await question.find(end, given)
            data = await question.data(_ANSWER % {"end": end}, {"id": node_id, "lang": lang.name})
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    departments = data["departmentsServing"]
    rows = [_row(department, one) for department in departments for one in department["services"]]
    show(arguments, departments, output, Listing(say("service.sheet", lang), _HEADERS, rows))
    if not (arguments.json or arguments.csv):
        output.say(say("service.summary", lang, count=len(departments), services=len(rows)))
    return 0


def _row(department: dict[str, Any], service: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        department["department"]["name"],
        service["kind"],
        service["route"],
        service["target"]["name"],
        service["year"],
        service["basis"],
        locators(service["evidence"]),
        service["explanation"],
    )
