"""`liantu gaps`: where chains break, one line a gap; with --map how every segment of one chain stands, one line a segment."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from graph.analytics.chain_rules import GapKind, SegmentState
from graph.analytics.messages import Lang, say
from graph.errors import BadArguments
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Question, Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_GAPS = """
query Gaps($chain: ID, $place: ID, $kinds: [GapKind!], $year: Int, $lang: Lang) {
  chainGaps(chain: $chain, place: $place, kinds: $kinds, year: $year, lang: $lang) {
    id kind material basis explanation
    chain { key name } segment { key name } place { __typename key name }
    upstream { key name } downstream { key name }
    evidence { source locator claim basis }
  }
}
"""
_MAP = """
query Map($chain: ID!, $place: ID, $year: Int, $lang: Lang) {
  chainMap(chain: $chain, place: $place, year: $year, lang: $lang) {
    chain { key name } place { __typename key name } year
    completeness completenessUpper localSupply localSupplyUpper
    segments {
      segment { key name } stage state reason closes
      occupants {
        entity { __typename key name } state year capacity { value upper unit comparator text } basis
        evidence { source locator claim basis }
      }
      evidence { source locator claim basis }
    }
    flows { from { key name } to { key name } material kind basis crossChain }
  }
}
"""
_GAP_HEADERS = ("chain", "segment", "kind", "material", "place", "basis", "locators", "explanation")
_MAP_HEADERS = ("stage", "segment", "state", "closes", "occupants", "locators", "reason")
_WRONG_USAGE = 2
_PLACES = "query Places($name: String) { place(name: $name) { id key } park(name: $name) { id key } }"


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the gaps, or the map; 1 when a name is unknown or stands for several things, 2 when --map is not about one chain."""
    if arguments.map and (arguments.chain is None or arguments.kind):
        output.say(
            "error: --map shows all segments of one chain; name the chain, and leave --kind out. Try `liantu gaps --help`."
        )
        return _WRONG_USAGE
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            asked: dict[str, Any] = {"year": arguments.year, "lang": lang.name}
            if arguments.chain is not None:
                asked["chain"] = await question.find("chain", arguments.chain)
            if arguments.place is not None:
                asked["place"] = await find_place(question, arguments.place)
            if arguments.map:
                found = (await question.data(_MAP, asked))["chainMap"]
            else:
                found = (await question.data(_GAPS, {**asked, "kinds": arguments.kind}))["chainGaps"]
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    _show_map(arguments, found, output, lang) if arguments.map else _show_gaps(arguments, found, output, lang)
    return 0


async def find_place(question: Question, given: str) -> str:
    """Return the id of the place or park with the name or key.

    Raises:
        NotFound: There is none.
        BadArguments: A place and a park are so named.
        Refused: Several places, or several parks, are.
    """
    for field in ("place", "park"):
        if given.startswith(f"{field}:"):
            return await question.find(field, given)
    data = await question.data(_PLACES, {"name": given})
    named = [item for item in (data["place"], data["park"]) if item is not None]
    if len(named) > 1:
        keys = " and ".join(item["key"] for item in named)
        raise BadArguments(f"A place and a park are named «{given}».", hint=f"Give a key: {keys}.")
    return str(named[0]["id"]) if named else await question.find("place", given)


def _show_gaps(arguments: argparse.Namespace, gaps: list[dict[str, Any]], output: Output, lang: Lang) -> None:
    rows = [_gap_row(gap) for gap in gaps]
    show(arguments, gaps, output, Listing(say("chains.sheet.gaps", lang), _GAP_HEADERS, rows))
    if not (arguments.json or arguments.csv):
        kinds = Counter(gap["kind"] for gap in gaps)
        counted = [f"{kind.name} {kinds[kind.name]}" for kind in GapKind if kinds[kind.name]]
        code = "chains.summary.gaps" if gaps else "chains.summary.none"
        output.say(say(code, lang, count=len(gaps), kinds=say("list", lang).join(counted)))


def _show_map(arguments: argparse.Namespace, found: dict[str, Any], output: Output, lang: Lang) -> None:
    rows = [_map_row(status) for status in found["segments"]]
    show(arguments, found, output, Listing(say("chains.sheet.map", lang), _MAP_HEADERS, rows))
    if not (arguments.json or arguments.csv):
        states = Counter(status["state"] for status in found["segments"])
        counted = [f"{state.name} {states[state.name]}" for state in SegmentState if states[state.name]]
        figures = {
            name: say("chains.figure.none", lang)
            if found[name] is None
            else say("chains.figure", lang, least=f"{found[name]:.0%}", most=f"{found[f'{name}Upper']:.0%}")
            for name in ("completeness", "localSupply")
        }
        output.say(
            say(
                "chains.summary.map", lang, states=say("list", lang).join(counted), completeness=figures["completeness"],
                supply=figures["localSupply"],
            )
        )  # fmt: skip


def _gap_row(gap: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        gap["chain"]["name"],
        gap["segment"]["name"],
        gap["kind"],
        gap["material"],
        gap["place"]["name"] if gap["place"] else None,
        gap["basis"],
        locators(gap["evidence"]),
        gap["explanation"],
    )


def _map_row(status: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        status["stage"],
        status["segment"]["name"],
        status["state"],
        status["closes"],
        "；".join(f"{item['entity']['name']} {item['state']}" for item in status["occupants"]),
        locators(status["evidence"]),
        status["reason"],
    )
