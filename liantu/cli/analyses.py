"""The commands that ask an analysis, as plain data, in the order of the list of commands."""

from __future__ import annotations

import argparse
from datetime import date

from graph.analytics.chain_rules import GapKind
from graph.analytics.findings.rules import Severity
from graph.analytics.partner_rules import DEFAULT_PARTNERS, MOST_PARTNERS, PARTS
from graph.analytics.path_rules import MOST_HOPS, MOST_PATHS
from graph.model.enums import SERVICE_KIND
from liantu.cli.declarations import CSV, DATA, JSON, LANG, XLSX, Argument, Command, flag, option


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2014-01-31") from None


def _weight(text: str) -> tuple[str, float]:
    part, _, number = text.partition("=")
    try:
        return part, float(number)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no weight; write it as {PARTS[0].name}=40") from None


ANALYSES: tuple[Command, ...] = (
    Command(
        "serving",
        "which departments serve a chain, park, project or enterprise",
        "Prints one line for each service: who, what, for whom, by which route and on what basis. Ends with 1 when the name is not in the "
        "graph or stands for several things.",
        "liantu serving 光伏产业链",
        "liantu.cli.serving:run",
        (LANG, JSON, CSV, XLSX, DATA),
        (
            Argument(("chain",), "name or key of a chain", (("metavar", "CHAIN"), ("nargs", "?"))),
            option("--park", "NAME", "name or key of a park"),
            option("--project", "NAME", "name or key of a project"),
            option("--enterprise", "NAME", "name or key of an enterprise"),
        ),
    ),
    Command(
        "gaps",
        "where chains break, or with --map how every segment of a chain stands",
        "Prints one line for each gap of the chain, of all chains without one: where, what kind, which input or output, on what basis. With "
        "--map one line for each segment of the chain. Ends with 1 when a name is not in the graph or stands for several things.",
        "liantu gaps 光伏产业链 --place 青海省 --year 2012",
        "liantu.cli.gaps:run",
        (
            Argument(("chain",), "name or key of a chain (default: all)", (("metavar", "CHAIN"), ("nargs", "?"))),
            option("--place", "NAME", "name or key of a place or park: only who stands in it counts"),
            option("--year", "YEAR", "facts of later years do not count", type=int),
            option(
                "--kind",
                "KIND",
                "a GapKind, such as EXTERNAL_INPUT; may be given again (default: all)",
                action="append",
                choices=tuple(kind.name for kind in GapKind),
            ),
            flag("--map", "print the segments of the chain with their states instead"),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "partners",
        "who could fill a gap of a segment, and why",
        "Prints one line for each firm that is tied to the segment, best first: its score of 100, the highest that it could be if what is "
        "not known spoke for it, and why. Firms that a rule leaves out come last, with the rule. All are suggestions. Ends with 1 when a name "
        "is not in the graph or stands for several things, or a weight is wrong.",
        "liantu partners 隔膜 --place 青海省 --weight position=50 --weight services=0",
        "liantu.cli.partners:run",
        (
            Argument(("segment",), "name or key of a segment", (("metavar", "SEGMENT"),)),
            option("--place", "NAME", "name or key of the place or park of the gap (default: everywhere)"),
            option(
                "--weight",
                "PART=NUMBER",
                f"weight of a part of the score, {', '.join(f'{rule.name} (default {rule.weight})' for rule in PARTS)}, each from "
                f"{PARTS[0].least} to {PARTS[0].most}; may be given again",
                action="append",
                type=_weight,
            ),
            option(
                "--first",
                "N",
                f"most firms, 1 to {MOST_PARTNERS} (default: {DEFAULT_PARTNERS})",
                type=int,
                default=DEFAULT_PARTNERS,
            ),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "coverage",
        "which approvals of which projects are given, under way or outstanding",
        "Prints projects by kinds of approval, then what is recorded on counted sets and on firms. Without --park and --chain of all projects, "
        "with both of those in both. Ends with 1 when a name is not in the graph or stands for several things.",
        "liantu coverage --park 甘河园区 --xlsx coverage.xlsx",
        "liantu.cli.coverage:run",
        (
            option("--park", "NAME", "name or key of a park: only projects that stand in it"),
            option("--chain", "NAME", "name or key of a chain: only projects in its segments"),
            option(
                "--kind",
                "KIND",
                "a ServiceKind, such as LAND_APPROVAL; may be given again (default: all approvals)",
                action="append",
                choices=SERVICE_KIND.names,
            ),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "bases",
        "what the bases that a plan counts without naming them could be",
        "Prints one line for each cluster of firms and projects of one trade in one park that the plan speaks of, best first, with what it "
        "rests on. All are proposals by a stated method (docs/bases.md), as many as it supports; what an official list names is left out. Ends "
        "with 1 when the plan is not in the graph.",
        "liantu bases --csv",
        "liantu.cli.bases:run",
        (
            Argument(
                ("plan",), "name or key of a plan (default: the main plan loaded last)", (("metavar", "PLAN"), ("nargs", "?"))
            ),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "findings",
        "what does not add up in a plan",
        "Prints one line for each finding, worst first: sums that do not add up, conflicting statuses, sets whose members nobody names, tasks "
        "that nobody leads. Ends with 0 also when there are findings, with 1 when the name is not in the graph.",
        "liantu findings --severity HARD --severity SERIOUS",
        "liantu.cli.findings:run",
        (
            Argument(
                ("plan",), "name or key of a plan (default: the main plan loaded last)", (("metavar", "PLAN"), ("nargs", "?"))
            ),
            option(
                "--severity",
                "SEVERITY",
                "HARD, SERIOUS, MINOR or GAP; may be given again (default: all)",
                action="append",
                choices=tuple(item.name for item in Severity),
            ),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "paths",
        "how two things are connected",
        "Prints the shortest ways between two things, those that tell most first, and each step with where it is known from. A plan, a counted "
        "set, a province or a thing with very many relationships may be an end and never stands inside a way. Ends with 0 also when there is "
        "no way, with 1 when a name is not in the graph or stands for several things, which are listed with their keys.",
        "liantu paths 黄河水电 甘河园区 --max-hops 4",
        "liantu.cli.paths:run",
        (
            Argument(("from",), "name or key of anything", (("metavar", "FROM"),)),
            Argument(("to",), "name or key of anything", (("metavar", "TO"),)),
            option("--max-hops", "N", f"most steps, 1 to {MOST_HOPS} (default: {MOST_HOPS})", type=int, default=MOST_HOPS),
            option("--first", "N", f"most ways, 1 to {MOST_PATHS} (default: 3)", type=int, default=3),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "difference",
        "what changed from one loaded plan to another",
        "Prints one line for each part of a plan that came or went and each field on which the plans say different things: figures, sets, "
        "bands of sales, listed projects and firms, tasks, instruments. Names of parts match when they differ only by the year that the plans "
        "are apart. Ends with 1 when a plan is not in the graph, or only cited by another.",
        "liantu difference plan:a-2013 plan:a-2014 --xlsx difference.xlsx",
        "liantu.cli.difference:run",
        (
            Argument(("from",), "name or key of the earlier plan", (("metavar", "FROM"),)),
            Argument(("to",), "name or key of the later plan", (("metavar", "TO"),)),
            LANG,
            JSON,
            CSV,
            XLSX,
            DATA,
        ),
    ),
    Command(
        "tasks",
        "the register of tasks by deadline and department, overdue first",
        "Prints one line for each task: who leads, who takes part, by when, and on what basis; overdue tasks first, those without a deadline "
        "last. A deadline of a month or a year ends with its last day. Ends with 1 when nobody of the name has a task.",
        "liantu tasks --docx tasks.docx --today 2014-01-01",
        "liantu.cli.tasks:run",
        (
            option("--department", "NAME", "only tasks that this department or other body leads or takes part in"),
            option("--today", "YYYY-MM-DD", "the day on which tasks are overdue or not (default: today)", type=_day),
            LANG,
            JSON,
            CSV,
            XLSX,
            option("--docx", "FILE", "write a document with the table, landscape A4, instead of printing it"),
            DATA,
        ),
    ),
)
