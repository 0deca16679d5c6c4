"""`liantu difference`: what changed from one loaded plan to another; one line a change."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from graph.analytics.messages import Lang, say
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_ANSWER = """
query Difference($from: ID!, $to: ID!, $lang: Lang) {
  planDifference(from: $from, to: $to, lang: $lang) {
    from { key name }
    to { key name }
    changes {
      kind field before after explanation
      subject { __typename key name }
      was { __typename key name }
      evidence { source locator claim basis }
    }
  }
}
"""
_HEADERS = ("kind", "label", "subject", "field", "before", "after", "locators", "explanation")


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print what changed; 1 when a plan is unknown, ambiguous or not loaded, 0 whether or not anything changed."""
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            ends = {name: await question.find("plan", getattr(arguments, name)) for name in ("from", "to")}
            data = await question.data(_ANSWER, {**ends, "lang": lang.name})
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    difference = data["planDifference"]
    changes = difference["changes"]
    show(arguments, difference, output, Listing(say("difference.sheet", lang), _HEADERS, [_row(change) for change in changes]))
    if not (arguments.json or arguments.csv):
        counts = Counter(change["kind"] for change in changes)
        told = {kind.lower(): counts[kind] for kind in ("ADDED", "REMOVED", "CHANGED")}
        output.say(say("difference.summary", lang, **told))
    return 0


def _row(change: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        change["kind"],
        change["subject"]["__typename"],
        change["subject"]["name"],
        change["field"],
        change["before"],
        change["after"],
        locators(change["evidence"]),
        change["explanation"],
    )
