"""A register table as cells with places: UTF-8, comma, LF or CRLF, a header line, as RFC 4180 has it.

Cells are trimmed of white space at both ends (full-width too) and otherwise kept as printed. Empty lines are skipped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.issues import Findings, Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its file, the line on which it begins, and its cells that are not empty, by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Return a cell's text; "" when it is empty or the table has no such column."""
        return self.cells.get(column, "")

    def place(self, column: str = "") -> Place:
        """Return the place of a cell, or of the row."""
        return Place(self.file, self.line, column)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: file, columns in the order of the header, rows in the order of the file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(file: str, data: bytes, findings: Findings) -> Table | None:
    """Read a table; what is wrong with its form goes to `findings`, and rows of wrong length are left out.

    Returns:
        The table; None when it cannot be read at all (not UTF-8, no header, a column twice).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.error(Place(file, line), f"Byte 0x{data[error.start]:02x} is not UTF-8.", "Save the table as UTF-8.")
        return None
    lines = _lines(file, text, findings)
    header = next(lines, None)
    if header is None:
        findings.error(Place(file), "The table is empty.", "Its first line names the columns.")
        return None
    columns = tuple(header[1])
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice or "" in columns:
        what = f"names the column {twice[0]!r} twice" if twice and twice[0] else "has a column without a name"
        findings.error(Place(file, header[0]), f"The header {what}.")
        return None
    return Table(file, columns, tuple(_rows(file, columns, lines, findings)))


def _rows(file: str, columns: tuple[str, ...], lines: Iterator[tuple[int, list[str]]], findings: Findings) -> Iterator[Row]:
    for line, cells in lines:
        if len(cells) != len(columns):
            findings.error(
                Place(file, line),
                f"The row has {len(cells)} cells, the header {len(columns)} columns.",
                "A cell that holds a comma or a line end stands in double quotes.",
            )
            continue
        yield Row(file, line, {column: cell for column, cell in zip(columns, cells, strict=True) if cell})


def _lines(file: str, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            findings.error(
                Place(file, line), f"The row is not well-formed ({error}).", "Double a quotation mark inside a cell."
            )
            return
        if any(cells) or len(cells) > 1:
            yield line, cells
        line = reader.line_num + 1
