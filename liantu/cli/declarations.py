"""What a command is made of, as plain data, and the options that several commands share."""

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


def flag(name: str, about: str) -> Argument:
    """Return an option without a value."""
    return Argument((name,), about, (("action", "store_true"),))


def option(name: str, metavar: str, about: str, **options: Any) -> Argument:
    """Return an option with a value.

    Args:
        name: As typed.
        metavar: What stands for the value in texts.
        about: What it means, one line.
        options: Further keywords of `argparse.ArgumentParser.add_argument`.
    """
    return Argument((name,), about, (("metavar", metavar), *options.items()))


DATA = option("--data", "FOLDER", "folder of the embedded store, instead of LIANTU_DATA")
JSON = flag("--json", "print one JSON document")
CSV = flag(
    "--csv", "print comma-separated values; text that a spreadsheet would take for a formula gets an apostrophe in front"
)
XLSX = option("--xlsx", "FILE", "write a workbook instead of the table")
LANG = option("--lang", "zh|en", "language of explanations (default: zh)", choices=("zh", "en"), default="zh")
