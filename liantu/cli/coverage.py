"""`liantu coverage`: which approvals of which projects are given, under way, outstanding or not recorded."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from graph.analytics.coverage_kinds import CoverageState
from graph.analytics.messages import Lang, say
from graph.model.declarations import EnumType
from graph.model.enums import BASIS, SERVICE_KIND
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Refused, asking, locators
from liantu.cli.tables import Cell
from liantu.settings import DeclaredSettings

_ANSWER = """
query Coverage($park: ID, $chain: ID, $kinds: [ServiceKind!], $lang: Lang) {
  approvalCoverage(park: $park, chain: $chain, kinds: $kinds, lang: $lang) {
    kinds
    totals { kind state stated named year basis by { key name } group { key name } evidence { source locator claim basis } }
    rows {
      project { key name }
      cells {
        kind state year basis explanation by { key name } via { __typename key name } evidence { source locator claim basis }
      }
    }
    firms { kind state year basis by { key name } enterprise { key name } evidence { source locator claim basis } }
  }
}
"""
# What --csv prints: one line a project and kind, then one a record on a set or a firm. Names of columns and values are the API's.
_RECORDS = ("of", "name", "kind", "state", "by", "year", "via", "stated", "named", "basis", "locators", "explanation")


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the coverage of the projects that the arguments name; 1 when a name is unknown or ambiguous."""
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            scope = {
                field: await question.find(field, given)
                for field in ("park", "chain")
                if (given := getattr(arguments, field)) is not None
            }
            data = await question.data(_ANSWER, {**scope, "kinds": arguments.kind, "lang": lang.name})
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    coverage = data["approvalCoverage"]
    show(arguments, coverage, output, *_listings(coverage, lang), records=_records(coverage))
    if not (arguments.json or arguments.csv):
        output.say(_summary(coverage, lang))
    return 0


def _listings(coverage: dict[str, Any], lang: Lang) -> tuple[Listing, ...]:
    """Return what people read: the matrix, and where there are such records, the sets and the firms."""
    kinds = [_kind(name, lang) for name in coverage["kinds"]]
    matrix = [
        (row["project"]["name"], *(_shown(cell, lang) for cell in row["cells"]), _unsaid(row["cells"], lang))
        for row in coverage["rows"]
    ]
    sets = [
        (*_held(item, lang), item["group"]["name"], item["stated"], item["named"], *_sure(item, lang))
        for item in coverage["totals"]
    ]
    firms = [(*_held(item, lang), item["enterprise"]["name"], *_sure(item, lang)) for item in coverage["firms"]]
    found = (
        Listing(say("coverage.sheet.projects", lang), _headers(lang, "project", *kinds, "remark"), matrix),
        Listing(
            say("coverage.sheet.sets", lang),
            _headers(lang, "kind", "state", "by", "year", "set", "stated", "named", "basis", "locators"),
            sets,
        ),
        Listing(
            say("coverage.sheet.firms", lang), _headers(lang, "kind", "state", "by", "year", "firm", "basis", "locators"), firms
        ),
    )
    return (found[0], *(listing for listing in found[1:] if listing.rows))


def _headers(lang: Lang, *names: str) -> tuple[str, ...]:
    """Return headers in the language; a name that is no code of the catalogue is one already."""
    return tuple(say(f"coverage.column.{name}", lang) if name in _COLUMNS else name for name in names)


_COLUMNS = {"project", "kind", "state", "by", "year", "set", "firm", "stated", "named", "basis", "locators", "remark"}


def _shown(cell: dict[str, Any], lang: Lang) -> str:
    """Return a cell of the matrix: the state, who and when; a record without a state of the project is only marked."""
    state = say(f"coverage.state.{cell['state']}", lang)
    if cell["state"] == CoverageState.UNKNOWN.name:
        return f"{state}*" if cell["evidence"] else state
    told = [state, *([cell["by"]["name"]] if cell["by"] else []), *([str(cell["year"])] if cell["year"] else [])]
    if cell["basis"] not in ("STATED", "REFERENCE"):
        told.append(_name(BASIS, cell["basis"], lang))
    return " ".join(told)


def _unsaid(cells: list[dict[str, Any]], lang: Lang) -> str:
    """Return why cells are unknown or carried over, where something is recorded."""
    told = [
        cell["explanation"]
        for cell in cells
        if cell["evidence"] and (cell["state"] == CoverageState.UNKNOWN.name or cell["via"])
    ]
    return say("coverage.sentences", lang).join(told)


def _held(item: dict[str, Any], lang: Lang) -> tuple[Cell, ...]:
    return _kind(item["kind"], lang), say(f"coverage.state.{item['state']}", lang), item["by"]["name"], item["year"]


def _sure(item: dict[str, Any], lang: Lang) -> tuple[Cell, ...]:
    return _name(BASIS, item["basis"], lang), locators(item["evidence"])


def _records(coverage: dict[str, Any]) -> Listing:
    cells = [("project", row["project"]["name"], cell) for row in coverage["rows"] for cell in row["cells"]]
    sets = [("set", item["group"]["name"], item) for item in coverage["totals"]]
    firms = [("firm", item["enterprise"]["name"], item) for item in coverage["firms"]]
    return Listing("records", _RECORDS, [_record(*item) for item in (*cells, *sets, *firms)])


def _record(of: str, name: str, item: dict[str, Any]) -> tuple[Cell, ...]:
    by, via = item["by"], item.get("via")
    return (
        of,
        name,
        item["kind"],
        item["state"],
        by["name"] if by else None,
        item["year"],
        via["name"] if via else None,
        item.get("stated"),
        item.get("named"),
        item["basis"],
        locators(item["evidence"]),
        item.get("explanation"),
    )


def _summary(coverage: dict[str, Any], lang: Lang) -> str:
    states = Counter(cell["state"] for row in coverage["rows"] for cell in row["cells"])
    counted = [f"{say(f'coverage.state.{state.name}', lang)} {states[state.name]}" for state in CoverageState]
    return say(
        "coverage.summary", lang, projects=len(coverage["rows"]), kinds=len(coverage["kinds"]),
        states=say("list", lang).join(counted), sets=len(coverage["totals"]), firms=len(coverage["firms"]),
    )  # fmt: skip


def _kind(name: str, lang: Lang) -> str:
    return _name(SERVICE_KIND, name, lang)


def _name(enum: EnumType, value: str, lang: Lang) -> str:
    """Return what people call a value of an enumeration; English ones have their names for it."""
    found = next(item for item in enum.values if item.name == value)
    return found.zh if lang is Lang.ZH else found.name
