"""The commands as plain data: names, arguments, examples, and where each one's work is.

The parser, the help texts and docs/cli.md are functions of this. A command's work stands in a module of its own, imported when the
command runs: `--help` and a misspelt name answer without loading the driver or the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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


def _flag(name: str, about: str) -> Argument:
    return Argument((name,), about, (("action", "store_true"),))


def _option(name: str, metavar: str, about: str, **options: Any) -> Argument:
    return Argument((name,), about, (("metavar", metavar), *options.items()))


_DATA = _option("--data", "FOLDER", "folder of the embedded store, instead of LIANTU_DATA")
_JSON = _flag("--json", "print one JSON document")
_CSV = _flag("--csv", "print comma-separated values")
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
        "load bundled sources",
        "Loads sources, all bundled ones without a name, each together with the sources that it requires. The file of a source's document "
        "adds the document's words to its claims. Everything is checked before anything is written; loading twice changes nothing. Ends "
        "with 1 when a source has errors, all of which are listed.",
        "liantu load qinghai-2013 --dry-run",
        "liantu.cli.load:run_load",
        (
            Argument(("source",), "name of a bundled source, or file of its document", (("metavar", "SOURCE"), ("nargs", "*"))),
            _flag("--dry-run", "print the difference and write nothing"),
            _JSON,
            _DATA,
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
        (_LANG, _JSON, _CSV, _DATA),
        (
            Argument(("chain",), "name or key of a chain", (("metavar", "CHAIN"), ("nargs", "?"))),
            _option("--park", "NAME", "name or key of a park"),
            _option("--project", "NAME", "name or key of a project"),
            _option("--enterprise", "NAME", "name or key of an enterprise"),
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
