"""`liantu findings`: what does not add up in a plan; one line a finding."""

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

_HEADERS = ("severity", "code", "expected", "actual", "basis", "locators", "message")
_RECORD_HEADERS = ("id", *_HEADERS, "subjects")
_ANSWER = """
query Findings($plan: ID, $severities: [Severity!], $lang: Lang) {
  planFindings(plan: $plan, severities: $severities, lang: $lang) {
    id code severity message expected actual basis
    subjects { __typename key name }
    evidence { source locator claim basis }
  }
}
"""


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the findings on a plan, worst first; 1 when the name is unknown or ambiguous, 0 also with findings."""
    lang = Lang[arguments.lang.upper()]
    try:
        async with asking(settings) as question:
            plan = None if arguments.plan is None else await question.find("plan", arguments.plan)
            variables = {"plan": plan, "severities": arguments.severity, "lang": lang.name}
            data = await question.data(_ANSWER, variables)
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    findings = data["planFindings"]
    listing = Listing(say("findings.sheet", lang), _HEADERS, [_row(item) for item in findings])
    records = Listing(
        say("findings.sheet.records", lang), _RECORD_HEADERS, [(item["id"], *_row(item), _subjects(item)) for item in findings]
    )
    show(arguments, findings, output, listing, records=records)
    if not (arguments.json or arguments.csv):
        counted = [f"{name} {count}" for name, count in Counter(item["severity"] for item in findings).items()]
        code = "findings.summary" if findings else "findings.summary.none"
        output.say(say(code, lang, count=len(findings), severities=say("list", lang).join(counted)))
    return 0


def _row(finding: dict[str, Any]) -> tuple[Cell, ...]:
    told = tuple(finding[name] for name in ("severity", "code", "expected", "actual", "basis"))
    return (*told, locators(finding["evidence"]), finding["message"])


def _subjects(finding: dict[str, Any]) -> str:
    return " ".join(subject["key"] for subject in finding["subjects"])
