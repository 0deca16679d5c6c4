"""Where a command writes: results to standard output, everything else to standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from liantu.cli.tables import Cell, table

# How a text begins that a spreadsheet takes for a formula when it opens CSV; the full-width ones are those of East Asian editions.
# Source: OWASP, "CSV Injection".
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Output:
    """The two streams of a command.

    Args:
        out: Results.
        err: Messages and progress.
    """

    out: TextIO
    err: TextIO

    def text(self, text: str) -> None:
        """Write a result as it is, ended by one newline."""
        self.out.write(text if text.endswith("\n") else text + "\n")

    def json(self, document: object) -> None:
        """Write one JSON document, indented, without ASCII escapes."""
        self.text(json.dumps(document, ensure_ascii=False, indent=2))

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Write an aligned table."""
        self.text(table(headers, rows))

    def csv(self, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write comma-separated values with a header line; a None is empty. Source: RFC 4180, with LF.

        Text that a spreadsheet would take for a formula gets an apostrophe in front, which a spreadsheet shows as text; numbers stay as
        they are, and --json has every text unchanged.
        """
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows([_guarded(cell) for cell in row] for row in rows)
        self.text(buffer.getvalue())

    def say(self, message: str) -> None:
        """Write a message."""
        self.err.write(message + "\n")
        self.err.flush()

    def progress(self, message: str) -> None:
        """Show a passing message on a terminal; nothing anywhere else. An empty one clears the line."""
        if self.err.isatty():
            self.err.write("\r\x1b[K" + message)
            self.err.flush()

    def flush(self) -> None:
        """Hand everything to the system, so that a closed pipe shows itself here."""
        self.out.flush()
        self.err.flush()


def reads_as_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula when somebody opens it as CSV or edits its cell."""
    return text.startswith(_FORMULA_STARTS)


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and reads_as_formula(cell) else cell


def standard_output() -> Output:
    """Return the process's own streams; files and pipes get UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (
            not stream.isatty() or stream.encoding.lower() in ("ascii", "ansi_x3.4-1968")
        ):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return Output(sys.stdout, sys.stderr)


def silence() -> None:
    """Point standard output at nothing: the reader of the pipe has gone, and the interpreter flushes once more at its end."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, sys.stdout.fileno())
    os.close(descriptor)
