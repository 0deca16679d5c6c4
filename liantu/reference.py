"""Reference pages and schema.graphql, each a function of what the program declares; `python -m liantu.reference` writes them.

A test compares every file with its function, so none is edited by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from api.answers import status_of
from api.errors import INTERNAL, PARSE_FAILED, VALIDATION_FAILED
from api.limits import limit_fields
from api.schema.build import build_schema
from api.schema.sdl import print_sdl
from graph.docs import model_page
from graph.errors import GraphChanging, LiantuError, QueryError, StoreTimeout, StoreUnavailable
from graph.model.registry import MODEL
from liantu.cli.commands import COMMANDS
from liantu.cli.declarations import Argument, Command
from liantu.settings import Settings
from loaders.mappings.page import mappings_page

ROOT = Path(__file__).resolve().parents[1]

_SETTINGS_HEAD = """\
# Settings

Settings come from the environment and from the file `.env` in the working directory; the environment wins, and a command's option
(`--data`, `--host`, `--port`) wins over both. A name that starts with `LIANTU_` and is no setting is reported and ignored. An empty
value counts as unset where the default is unset. Lists are separated by commas. Messages never show a password or a key.

| name | default | what |
|---|---|---|
"""
_LIMITS_HEAD = """
## Bounds of a request

Each is a whole number, at least 1. A request beyond one gets an error that names it (`TOO_DEEP`, `TOO_WIDE`, `TOO_COSTLY`, `TOO_LARGE`,
`TIMEOUT`; see [errors.md](errors.md)).

| name | default | unit | what |
|---|---|---|---|
"""
_CLI_HEAD = """\
# The command line

`liantu COMMAND --help` prints what stands here. Results go to standard output, messages and progress to standard error; colour and
progress show on a terminal only. `--json` prints one JSON document in UTF-8.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | a problem in the input, the answer or the store |
| 2 | wrong usage, or a setting with a wrong value |

A command on the embedded store joins the engine that a server runs on the same folder, or starts one for its own duration. Commands that
only read refuse a folder that holds no graph. With `NEO4J_URI` set they use that Neo4j.

| command | does |
|---|---|
"""
_ERRORS_HEAD = """\
# Errors

Over HTTP every error has the form of a GraphQL error: `message`, `extensions.code`, often `extensions.hint`, and `extensions.candidates`
with `AMBIGUOUS_NAME`. Codes are stable, messages are not. A request that was not executed has no `data`. An error that nobody foresaw is
`INTERNAL`, with the request's id, under which the log has the whole. The command line prints `error: ` and the message, and ends with 1,
for `BAD_SETTING` with 2.

## In answers

The HTTP status is that of a request refused before it is executed. GraphQL answers have 200, and 400 under
`application/graphql-response+json` when nothing was executed.

| code | HTTP status | means |
|---|---|---|
"""
_OWN_ERRORS_HEAD = """
## On the command line and in logs

| code | means |
|---|---|
"""
_GRAPHQL_CODES = (
    (PARSE_FAILED, 400, "The query text is not GraphQL."),
    (VALIDATION_FAILED, 400, "The query does not fit the schema, or its variables do not fit their types."),
    (INTERNAL, 500, "Something that nobody foresaw; the log has it under the request's id."),
)


class _Row(NamedTuple):
    code: str
    status: str
    about: str


def settings_page() -> str:
    """Return docs/settings.md: every setting in declared order, then the bounds of a request with their units."""
    bounds = {declared.setting for declared in limit_fields()}
    rows = (
        f"| `{field.validation_alias}` | {_default(field)} | {field.description} |"
        for field in Settings.model_fields.values()
        if field.validation_alias not in bounds
    )
    limits = (f"| `{item.setting}` | {item.default:,} | {item.unit} | {item.about} |" for item in limit_fields())
    return _SETTINGS_HEAD + "\n".join(rows) + "\n" + _LIMITS_HEAD + "\n".join(limits) + "\n"


def cli_page() -> str:
    """Return docs/cli.md: every command with its arguments and an example."""
    listed = "\n".join(f"| [`{command.name}`](#{command.name}) | {command.summary} |" for command in COMMANDS)
    return _CLI_HEAD + listed + "\n" + "".join(f"\n{_command(command)}" for command in COMMANDS)


def errors_page() -> str:
    """Return docs/errors.md: every code of the one tree of errors, and those that GraphQL brings."""
    shown = [_Row(kind.code, str(status_of(kind)), _first_line(kind)) for kind in _kinds(LiantuError) if _is_shown(kind)]
    shown += [_Row(code, str(status), about) for code, status, about in _GRAPHQL_CODES]
    own = [_Row(kind.code, "", _first_line(kind)) for kind in _kinds(LiantuError) if not _is_shown(kind)]
    answers = "".join(f"| `{code}` | {status} | {about} |\n" for code, status, about in _by_code(shown))
    return _ERRORS_HEAD + answers + _OWN_ERRORS_HEAD + "".join(f"| `{code}` | {about} |\n" for code, _, about in _by_code(own))


def schema_file() -> str:
    """Return schema.graphql."""
    return print_sdl(build_schema(MODEL))


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "docs/cli.md": cli_page,
        "docs/errors.md": errors_page,
        "docs/mappings.md": mappings_page,
        "docs/model.md": lambda: model_page(MODEL),
        "docs/settings.md": settings_page,
        "schema.graphql": schema_file,
    }
)


def write_pages(root: Path = ROOT) -> None:
    """Write every page below `root`."""
    for name, page in PAGES.items():
        (root / name).write_text(page(), encoding="utf-8")


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == ():
        return "unset"
    return f"`{value.get_secret_value() if isinstance(value, SecretStr) else value}`"


def _command(command: Command) -> str:
    lines = [f"## {command.name}", "", command.about, "", "```sh", command.example, "```", ""]
    arguments = (*command.alternatives, *command.arguments)
    if arguments:
        lines += ["| argument | means |", "|---|---|", *map(_argument, arguments)]
    if command.alternatives:
        lines += ["", f"Exactly one of {', '.join(f'`{_written(one)}`' for one in command.alternatives)}."]
    return "\n".join(lines).rstrip("\n") + "\n"


def _argument(argument: Argument) -> str:
    return f"| `{_written(argument)}` | {argument.about} |"


def _written(argument: Argument) -> str:
    options = dict(argument.options)
    metavar = options.get("metavar", "")
    if not argument.names[0].startswith("-"):
        return f"{metavar} …" if options.get("nargs") == "*" else str(metavar)
    return f"{argument.names[0]} {metavar}".rstrip()


def _is_shown(kind: type[LiantuError]) -> bool:
    return issubclass(kind, QueryError) or kind in (StoreUnavailable, StoreTimeout, GraphChanging)


def _by_code(rows: list[_Row]) -> Iterator[_Row]:
    """Yield one row a code, in the order of first appearance; what two classes of one code say stands side by side."""
    for code in dict.fromkeys(row.code for row in rows):
        same = [row for row in rows if row.code == code]
        yield _Row(code, " or ".join(dict.fromkeys(row.status for row in same)), " ".join(row.about for row in same))


def _kinds(root: type[LiantuError]) -> Iterator[type[LiantuError]]:
    """Yield every class of the tree that has a code of its own, in the order of the module."""
    for kind in root.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from _kinds(kind)


def _first_line(kind: type[LiantuError]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


if __name__ == "__main__":
    write_pages()
