"""The commands as plain data: names, arguments, examples, and where each one's work is.

The parser, the help texts and docs/cli.md are functions of this. A command's work stands in a module of its own, imported when the
command runs: `--help` and a misspelt name answer without loading the driver or the server.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.analytics.chain_rules import GapKind
from graph.analytics.findings.rules import Severity
from graph.analytics.path_rules import MOST_HOPS, MOST_PATHS
from graph.model.enums import SERVICE_KIND


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option.

    Args:
        names: `("SOURCE",)` for an argument, `("--json",)` for an option.
        about: What it means, one line.
        options: Further keywords of `argparse.ArgumentParser.add_argument`.
    """

    names: tuple[str, ...]
    about: str
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Args:
        name: As typed.
        summary: One line for the list of commands.
        about: What it does and when it ends with 1.
        example: A line that can be typed.
        work: `module:function`, an async function of (arguments, settings, output) that returns the exit code.
        arguments: In the order of the help text.
        alternatives: Options of which exactly one must be given.
        plain: Whether it needs neither settings nor store.
    """

    name: str
    summary: str
    about: str
    example: str
    work: str
    arguments: tuple[Argument, ...] = ()
    alternatives: tuple[Argument, ...] = ()
    plain: bool = False


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2014-01-31") from None


def _flag(name: str, about: str) -> Argument:
    return Argument((name,), about, (("action", "store_true"),))


def _option(name: str, metavar: str, about: str, **options: Any) -> Argument:
    return Argument((name,), about, (("metavar", metavar), *options.items()))


_DATA = _option("--data", "FOLDER", "folder of the embedded store, instead of LIANTU_DATA")
_JSON = _flag("--json", "print one JSON document")
_CSV = _flag(
    "--csv", "print comma-separated values; text that a spreadsheet would take for a formula gets an apostrophe in front"
)
_XLSX = _option("--xlsx", "FILE", "write a workbook instead of the table")
_LANG = _option("--lang", "zh|en", "language of explanations (default: zh)", choices=("zh", "en"), default="zh")

COMMANDS: tuple[Command, ...] = (
    Command(
        "serve",
        "start the API and, without NEO4J_URI, the embedded store",
        "Starts the store, loads the bundled register when the database is empty or holds another state of it, and serves until SIGINT "
        "or SIGTERM. A line on standard output says when it answers. A second server on one data folder is refused.",
        "LIANTU_PORT=8123 liantu serve",
        "liantu.cli.serve:run",
        (
            _option("--host", "ADDRESS", "address to listen on, instead of LIANTU_HOST"),
            _option("--port", "PORT", "port to listen on, instead of LIANTU_PORT", type=int),
            _DATA,
        ),
    ),
    Command(
        "load",
        "load bundled sources, or a list of your own",
        "Loads sources, all bundled ones without a name, each together with the sources that it requires. The file of a source's document "
        "adds the document's words to its claims. A CSV file is a list that a mapping reads (see `liantu mapping`); it becomes a source named "
        "MAPPING/FILE, which replaces what it said before and which `unload` removes. Everything is checked before anything is written; "
        "loading twice changes nothing. Ends with 1 when a source or list has errors, all of which are listed.",
        "liantu load qinghai-2013 --dry-run",
        "liantu.cli.load:run_load",
        (
            Argument(
                ("source",),
                "name of a bundled source, file of its document, or CSV file of a list",
                (("metavar", "SOURCE"), ("nargs", "*")),
            ),
            _option(
                "--mapping",
                "MAPPING",
                "mapping that reads the list, by name or YAML file (default: the one that knows its header)",
            ),
            _option("--name", "NAME", "what the list is called after MAPPING/ (default: the file's name without its suffix)"),
            _flag("--dry-run", "print the difference and write nothing"),
            _JSON,
            _DATA,
        ),
    ),
    Command(
        "mapping",
        "print an empty list to fill in, and what its columns take",
        "Prints the header of a list as CSV on standard output, and on standard error what to write into each column. Without a name it lists "
        "the mappings. The filled list is loaded by `liantu load`. Ends with 1 when there is no such mapping.",
        "liantu mapping outside-firms > candidates.csv",
        "liantu.cli.mapping:run",
        (
            Argument(("name",), "name of a mapping, or its YAML file", (("metavar", "MAPPING"), ("nargs", "?"))),
            _LANG,
            _JSON,
        ),
    ),
    Command(
        "unload",
        "remove a source's claims, and what only it carried",
        "Removes the claims of one source; nodes and relationships go with their last claim. A server that starts later does not load it "
        "again by itself. Ends with 1 when the graph does not hold the source.",
        "liantu unload qinghai-2013",
        "liantu.cli.load:run_unload",
        (
            Argument(("source",), "name of a loaded source", (("metavar", "SOURCE"),)),
            _flag("--dry-run", "print the difference and write nothing"),
            _JSON,
            _DATA,
        ),
    ),
    Command(
        "query",
        "run one GraphQL operation",
        "Runs an operation against the store, or with --url against a running server, and prints lists of the answer as tables. Ends with "
        "1 when the answer has errors.",
        "liantu query '{ parks(first: 3) { nodes { name } } }'",
        "liantu.cli.query:run",
        (
            Argument(("text",), "the operation; - reads it from standard input", (("metavar", "GRAPHQL"),)),
            _option("--vars", "JSON", "variables, one JSON object"),
            _option("--operation", "NAME", "operation to run when the text has several"),
            _option("--url", "URL", "GraphQL address of a running server"),
            _flag("--json", "print the GraphQL response as JSON"),
            _DATA,
        ),
    ),
    Command(
        "serving",
        "which departments serve a chain, park, project or enterprise",
        "Prints one line for each service: who, what, for whom, by which route and on what basis. Ends with 1 when the name is not in the "
        "graph or stands for several things.",
        "liantu serving 光伏产业链",
        "liantu.cli.serving:run",
        (_LANG, _JSON, _CSV, _XLSX, _DATA),
        (
            Argument(("chain",), "name or key of a chain", (("metavar", "CHAIN"), ("nargs", "?"))),
            _option("--park", "NAME", "name or key of a park"),
            _option("--project", "NAME", "name or key of a project"),
            _option("--enterprise", "NAME", "name or key of an enterprise"),
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
            _option("--place", "NAME", "name or key of a place or park: only who stands in it counts"),
            _option("--year", "YEAR", "facts of later years do not count", type=int),
            _option(
                "--kind",
                "KIND",
                "a GapKind, such as EXTERNAL_INPUT; may be given again (default: all)",
                action="append",
                choices=tuple(kind.name for kind in GapKind),
            ),
            _flag("--map", "print the segments of the chain with their states instead"),
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _DATA,
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
            _option("--park", "NAME", "name or key of a park: only projects that stand in it"),
            _option("--chain", "NAME", "name or key of a chain: only projects in its segments"),
            _option(
                "--kind",
                "KIND",
                "a ServiceKind, such as LAND_APPROVAL; may be given again (default: all approvals)",
                action="append",
                choices=SERVICE_KIND.names,
            ),
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _DATA,
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
            _option(
                "--severity",
                "SEVERITY",
                "HARD, SERIOUS, MINOR or GAP; may be given again (default: all)",
                action="append",
                choices=tuple(item.name for item in Severity),
            ),
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _DATA,
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
            _option("--max-hops", "N", f"most steps, 1 to {MOST_HOPS} (default: {MOST_HOPS})", type=int, default=MOST_HOPS),
            _option("--first", "N", f"most ways, 1 to {MOST_PATHS} (default: 3)", type=int, default=3),
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _DATA,
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
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _DATA,
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
            _option("--department", "NAME", "only tasks that this department or other body leads or takes part in"),
            _option("--today", "YYYY-MM-DD", "the day on which tasks are overdue or not (default: today)", type=_day),
            _LANG,
            _JSON,
            _CSV,
            _XLSX,
            _option("--docx", "FILE", "write a document with the table, landscape A4, instead of printing it"),
            _DATA,
        ),
    ),
    Command(
        "check",
        "look for what is wrong in the graph",
        "Checks constraints and indexes, claims without subject, dangling relationships, facts that no claim carries, relationships of "
        "which there may be one only, and the expectations of the loaded sources. Ends with 1 when something is wrong.",
        "liantu check",
        "liantu.cli.check:run",
        (_JSON, _DATA),
    ),
    Command(
        "info",
        "what the store is and what it holds",
        "Prints the store, its version, counts by label and relationship type, and the load runs.",
        "liantu info --json",
        "liantu.cli.info:run",
        (_JSON, _DATA),
    ),
    Command(
        "dump",
        "write the whole graph as sorted JSON Lines",
        "Writes every node and relationship, one a line, sorted; equal graphs give equal bytes, whichever store holds them. Runs while a "
        "server runs.",
        "liantu dump graph.jsonl",
        "liantu.cli.dump:run_dump",
        (Argument(("file",), "file to write", (("metavar", "FILE"),)), _DATA),
    ),
    Command(
        "restore",
        "read a dump into an empty store",
        "Reads what dump wrote, from either store into either store. Ends with 1 when a line is wrong, or without --replace when the "
        "store is not empty; then nothing was written.",
        "liantu restore graph.jsonl --data ./copy",
        "liantu.cli.dump:run_restore",
        (
            Argument(("file",), "file to read", (("metavar", "FILE"),)),
            _flag("--replace", "turn whatever the store holds into the dump"),
            _DATA,
        ),
    ),
    Command(
        "schema",
        "print schema.graphql",
        "Prints the schema that the server serves; it needs no store.",
        "liantu schema > schema.graphql",
        "liantu.cli.schema:run",
        plain=True,
    ),
)
