"""The commands as plain data: names, arguments, examples, and where each one's work is.

The parser, the help texts and docs/cli.md are functions of this. A command's work stands in a module of its own, imported when the
command runs: `--help` and a misspelt name answer without loading the driver or the server.
"""

from __future__ import annotations

from liantu.cli.analyses import ANALYSES
from liantu.cli.declarations import DATA, JSON, LANG, Argument, Command, flag, option

COMMANDS: tuple[Command, ...] = (
    Command(
        "serve",
        "start the API and, without NEO4J_URI, the embedded store",
        "Starts the store, loads the bundled register when the database is empty or holds another state of it, and serves until SIGINT "
        "or SIGTERM. A line on standard output says when it answers. A second server on one data folder is refused.",
        "LIANTU_PORT=8123 liantu serve",
        "liantu.cli.serve:run",
        (
            option("--host", "ADDRESS", "address to listen on, instead of LIANTU_HOST"),
            option("--port", "PORT", "port to listen on, instead of LIANTU_PORT", type=int),
            DATA,
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
            option(
                "--mapping",
                "MAPPING",
                "mapping that reads the list, by name or YAML file (default: the one that knows its header)",
            ),
            option("--name", "NAME", "what the list is called after MAPPING/ (default: the file's name without its suffix)"),
            flag("--dry-run", "print the difference and write nothing"),
            JSON,
            DATA,
        ),
    ),
    Command(
        "mapping",
        "print an empty list to fill in, and what its columns take",
        "Prints the header of a list as CSV on standard output, and on standard error what to write into each column. Without a name it lists "
        "the mappings. The filled list is loaded by `liantu load`. Ends with 1 when there is no such mapping.",
        "liantu mapping outside-firms",
        "liantu.cli.mapping:run",
        (
            Argument(("name",), "name of a mapping, or its YAML file", (("metavar", "MAPPING"), ("nargs", "?"))),
            LANG,
            JSON,
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
            flag("--dry-run", "print the difference and write nothing"),
            JSON,
            DATA,
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
            option("--vars", "JSON", "variables, one JSON object"),
            option("--operation", "NAME", "operation to run when the text has several"),
            option("--url", "URL", "GraphQL address of a running server"),
            flag("--json", "print the GraphQL response as JSON"),
            DATA,
        ),
    ),
    *ANALYSES,
    Command(
        "check",
        "look for what is wrong in the graph",
        "Checks constraints and indexes, claims without subject, dangling relationships, facts that no claim carries, relationships of "
        "which there may be one only, and the expectations of the loaded sources. Ends with 1 when something is wrong.",
        "liantu check",
        "liantu.cli.check:run",
        (JSON, DATA),
    ),
    Command(
        "info",
        "what the store is and what it holds",
        "Prints the store, its version, counts by label and relationship type, and the load runs.",
        "liantu info --json",
        "liantu.cli.info:run",
        (JSON, DATA),
    ),
    Command(
        "dump",
        "write the whole graph as sorted JSON Lines",
        "Writes every node and relationship, one a line, sorted; equal graphs give equal bytes, whichever store holds them. Runs while a "
        "server runs.",
        "liantu dump graph.jsonl",
        "liantu.cli.dump:run_dump",
        (Argument(("file",), "file to write", (("metavar", "FILE"),)), DATA),
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
            flag("--replace", "turn whatever the store holds into the dump"),
            DATA,
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
