"""`liantu partners`: who could fill a gap of a segment, one line a firm; as comma-separated values one line a part of its score."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from graph.analytics.messages import Lang, say
from graph.analytics.partners import weights_of
from liantu.cli.answers import show_errors
from liantu.cli.gaps import find_place
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_ANSWER = """
query Partners($segment: ID!, $place: ID, $weights: [WeightInput!], $first: Int, $lang: Lang) {
  candidatePartners(segment: $segment, place: $place, weights: $weights, first: $first, lang: $lang) {
    enterprise { key name } score scoreUpper excluded basis explanation
    parts { name weight value known reason basis evidence { source locator claim basis } }
    path {
      length explanation nodes { __typename key name }
      steps { type forward basis evidence { source locator claim basis } }
    }
    evidence { source locator claim basis }
  }
}
"""
_FIRMS = ("rank", "enterprise", "score", "scoreUpper", "path", "locators", "explanation")
_PARTS = ("rank", "enterprise", "score", "scoreUpper", "excluded", "part", "weight", "value", "basis", "locators", "reason")


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the candidates; 1 when a name is unknown or stands for several things, or a weight is wrong, 0 also without candidates."""
    lang = Lang[arguments.lang.upper()]
    # Checked here too: a number that JSON does not know would not reach the API.
    weights_of(arguments.weight or ())
    try:
        async with asking(settings) as question:
            asked: dict[str, Any] = {"first": arguments.first, "lang": lang.name}
            asked["segment"] = await question.find("segment", arguments.segment)
            if arguments.place is not None:
                asked["place"] = await find_place(question, arguments.place)
            asked["weights"] = [{"part": part, "weight": weight} for part, weight in arguments.weight or ()]
            found = (await question.data(_ANSWER, asked))["candidatePartners"]
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    firms = [_firm_row(rank, firm) for rank, firm in enumerate(found, 1)]
    parts = [row for rank, firm in enumerate(found, 1) for row in _part_rows(rank, firm)]
    show(
        arguments, found, output, Listing(say("partners.sheet", lang), _FIRMS, firms),
        records=Listing(say("partners.sheet.parts", lang), _PARTS, parts),
    )  # fmt: skip
    if not (arguments.json or arguments.csv):
        excluded = sum(firm["excluded"] is not None for firm in found)
        code = "partners.summary" if found else "partners.summary.none"
        output.say(say(code, lang, count=len(found) - excluded, excluded=excluded, segment=arguments.segment))
    return 0


def _firm_row(rank: int, firm: dict[str, Any]) -> tuple[Cell, ...]:
    way = " → ".join(node["name"] for node in firm["path"]["nodes"])
    return (
        rank, firm["enterprise"]["name"], firm["score"], firm["scoreUpper"], way, locators(firm["evidence"]), firm["explanation"],
    )  # fmt: skip


def _part_rows(rank: int, firm: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for part in firm["parts"]:
        yield (
            rank, firm["enterprise"]["name"], firm["score"], firm["scoreUpper"], firm["excluded"], part["name"], part["weight"],
            part["value"], part["basis"], locators(part["evidence"]), part["reason"],
        )  # fmt: skip
