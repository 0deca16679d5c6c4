"""Turns declared commands into a parser, and what was typed into a command and its arguments.

Wrong usage prints one line with the nearest right word and ends with 2.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Sequence
from typing import NoReturn

from liantu.cli.commands import COMMANDS
from liantu.cli.declarations import Argument, Command
from liantu.version import PROGRAM, own_version

_CLOSING = "Settings come from the environment and .env, see docs/settings.md. Exit codes: 0 fine, 1 a problem, 2 wrong usage."


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors take one line and name what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Print the error and leave with 2."""
        self.exit(2, f"error: {_with_suggestion(message)} Try `{self.prog} --help`.\n")


def build_parser(commands: Sequence[Command] = COMMANDS) -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        prog=PROGRAM,
        description="链图 Liantu: a knowledge graph of industrial plans with a GraphQL API.",
        epilog=_CLOSING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {own_version()}")
    children = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands", parser_class=Parser)
    for command in commands:
        child = children.add_parser(
            command.name,
            help=command.summary,
            description=command.about,
            epilog=f"example:\n  {command.example}",
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        if command.alternatives:
            group = child.add_mutually_exclusive_group(required=True)
            for argument in command.alternatives:
                _add(group, argument)
        for argument in command.arguments:
            _add(child, argument)
    return parser


def find_command(name: str, commands: Sequence[Command] = COMMANDS) -> Command:
    """Return the command that the parser accepted under this name."""
    return next(command for command in commands if command.name == name)


class _Formatter(argparse.HelpFormatter):
    """Wraps the description and keeps the example's line as it is."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.startswith("example:"):
            return text
        return super()._fill_text(text, width, indent)


def _add(parser: argparse._ActionsContainer, argument: Argument) -> None:
    parser.add_argument(*argument.names, help=argument.about, **dict(argument.options))


def _with_suggestion(message: str) -> str:
    """Make argparse's message a sentence that names the nearest choice."""
    found = re.match(r"argument \S+: invalid choice: '(.*?)' \(choose from (.*)\)", message)
    if found is None:
        return message[:1].lower() + message[1:] + "."
    given, choices = found[1], re.findall(r"'(.*?)'", found[2])
    near = difflib.get_close_matches(given, choices, n=1)
    return f"there is no «{given}»." + (f" Did you mean {near[0]}?" if near else f" There are {', '.join(choices)}.")
