"""`liantu paths`: how two things are connected; one line a step, and every way in a sentence."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from api.ids import label_of
from graph.analytics.messages import Lang, say
from graph.errors import AmbiguousName, NotFound
from graph.model.registry import MODEL
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Question, Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_ANSWER = """
query Paths($from: ID!, $to: ID!, $maxHops: Int, $first: Int, $lang: Lang) {
  paths(from: $from, to: $to, maxHops: $maxHops, first: $first, lang: $lang) {
    length weight explanation
    nodes { __typename key name }
    steps { type forward basis evidence { source locator claim basis } }
  }
}
"""
_ALIKE = "query Alike($given: String!) { search(text: $given, first: 3) { nodes { __typename name } } }"
_SEARCH = """Search for a part of the name: liantu query '{ search(text: "…") { nodes { key name } } }'."""
_STEPS = ("path", "step", "near", "type", "direction", "far", "basis", "locators")


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the shortest ways between what the arguments name; 1 when a name is unknown or ambiguous, 0 also without a way."""
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            ends = {name: await find_entity(question, getattr(arguments, name)) for name in ("from", "to")}
            asked = {"maxHops": arguments.max_hops, "first": arguments.first, "lang": lang.name}
            paths = (await question.data(_ANSWER, {**ends, **asked}))["paths"]
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    if not paths:
        output.say(say("paths.summary.none", lang, hops=arguments.max_hops))
    if paths or arguments.json or arguments.csv or arguments.xlsx is not None:
        show(arguments, paths, output, *_listings(paths, lang), records=_records(paths, lang))
    return 0


def _listings(paths: list[dict[str, Any]], lang: Lang) -> tuple[Listing, ...]:
    told = [(number, path["length"], path["weight"], path["explanation"]) for number, path in enumerate(paths, 1)]
    steps = [row for number, path in enumerate(paths, 1) for row in _steps(number, path)]
    ways = Listing(say("paths.sheet", lang), ("path", "length", "weight", "explanation"), told)
    return ways, Listing(say("paths.sheet.steps", lang), _STEPS, steps)


def _records(paths: list[dict[str, Any]], lang: Lang) -> Listing:
    rows = [(*row, path["explanation"]) for number, path in enumerate(paths, 1) for row in _steps(number, path)]
    return Listing(say("paths.sheet.records", lang), (*_STEPS, "explanation"), rows)


async def find_entity(question: Question, given: str) -> str:
    """Return the id of the one entity of any label that has the name or key.

    Raises:
        NotFound: There is none; the hint names what is spelt alike.
        Refused: The name stands for several things, all of which are listed.
    """
    label = label_of(MODEL, given) if ":" in given else None
    by = "name" if label is None else "key"
    fields = [item.singular for item in MODEL.entities if label in (None, item.label)]
    asked = " ".join(f"{field}({by}: $given) {{ id key name }}" for field in fields)
    answer = await question.service.execute(f"query Find($given: String) {{ {asked} }}", {"given": given}, None, request_id="")
    found = [node for node in (answer.data or {}).values() if node is not None]
    candidates = [(str(node["key"]), str(node["name"])) for node in found]
    for error in answer.errors:
        extensions = error.get("extensions", {})
        if extensions.get("code") != AmbiguousName.code:
            raise Refused(list(answer.errors))
        candidates += [(item["key"], item["name"]) for item in extensions["candidates"]]
    if len(candidates) > 1:
        raise Refused([_ambiguous(given, sorted(candidates))])
    if not found:
        raise NotFound(f"Nothing is named «{given}».", hint=await _alike(question, given))
    return str(found[0]["id"])


def _ambiguous(given: str, candidates: list[tuple[str, str]]) -> dict[str, Any]:
    listed = [{"key": key, "name": name} for key, name in candidates]
    return {
        "message": f"«{given}» is the name of {len(listed)} things.",
        "extensions": {"code": AmbiguousName.code, "hint": "Give one of these keys instead.", "candidates": listed},
    }


async def _alike(question: Question, given: str) -> str:
    nodes = (await question.data(_ALIKE, {"given": given}))["search"]["nodes"] if given.strip() else []
    names = dict.fromkeys(str(node["name"]) for node in nodes)
    return f"Did you mean {' or '.join(names)}?" if names else _SEARCH


def _steps(number: int, path: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    names = [node["name"] for node in path["nodes"]]
    for index, step in enumerate(path["steps"]):
        direction = "forward" if step["forward"] else "backward"
        yield (
            number, index + 1, names[index], step["type"], direction, names[index + 1], step["basis"], locators(step["evidence"]),
        )  # fmt: skip
