"""`liantu bases`: what the bases that a plan counts could be; one line a proposal."""

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

_HEADERS = ("score", "name", "industry", "chains", "enterprises", "projects", "explanation")
_RECORD_HEADERS = ("key", *_HEADERS, "parks", "locators")
_ANSWER = """
query Bases($plan: ID, $lang: Lang) {
  proposedBases(plan: $plan, lang: $lang) {
    key name score explanation
    industry { key name } parks { key name } chains { key name } projects { key name } enterprises { key name }
    evidence { source locator claim basis }
  }
}
"""


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the proposals, best first; 1 when the plan is unknown or its name ambiguous."""
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            plan = None if arguments.plan is None else await question.find("plan", arguments.plan)
            data = await question.data(_ANSWER, {"plan": plan, "lang": lang.name})
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    bases = data["proposedBases"]
    listing = Listing(say("base.sheet", lang), _HEADERS, [_row(item) for item in bases])
    records = [(item["key"], *_row(item), _names(item["parks"]), locators(item["evidence"])) for item in bases]
    show(arguments, bases, output, listing, records=Listing(say("base.sheet.records", lang), _RECORD_HEADERS, records))
    if not (arguments.json or arguments.csv):
        output.say(say("base.summary", lang, count=len(bases)))
    return 0


def _row(base: dict[str, Any]) -> tuple[Cell, ...]:
    industry = None if base["industry"] is None else base["industry"]["name"]
    lists = tuple(_names(base[name]) for name in ("chains", "enterprises", "projects"))
    return (base["score"], base["name"], industry, *lists, base["explanation"])


def _names(things: list[dict[str, Any]]) -> str:
    return "、".join(thing["name"] for thing in things)
