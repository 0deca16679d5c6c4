"""A list's file as rows of cells: decoded, header matched with a mapping, every cell with its place in the sheet.

Rows are counted as a spreadsheet counts them, the header being row 1: a cell that holds a line end is still one row, and an empty row
counts. Cells are trimmed, and characters that print nothing and line ends inside are taken out; else they stay as typed.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.names import normal_form
from loaders.issues import Findings, Issue, Place, nearest
from loaders.mappings.declared import Column
from loaders.mappings.declared import Mapping as ListMapping

# A list that people keep by hand; larger ones belong into a source of their own. Bytes, rows below the header, and characters of a cell.
MOST_BYTES, MOST_ROWS, LONGEST_CELL = 8 * 1024 * 1024, 20_000, 2_000

_UTF_8, _CHINESE = "utf-8-sig", "gb18030"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WRAPPED = re.compile(r"(?<=[^\x00-\x7f])\s*[\r\n]+\s*(?=[^\x00-\x7f])")
_SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)”."


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its text, its place for messages and its locator (`list.csv!C7`)."""

    text: str
    place: Place
    locator: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet and its cells that hold something, by the column's key."""

    place: Place
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: the columns that it has, in its order, with the header as typed, and its rows that hold something."""

    headers: Mapping[str, str]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A column of the file: the mapping's column, the header as typed, and its letter."""

    column: Column
    header: str
    letter: str


def read_sheet(file: str, data: bytes, mapping: ListMapping, findings: Findings) -> tuple[Sheet, tuple[Issue, ...]]:
    """Read a list's file; what is wrong with its form goes to `findings`.

    Args:
        file: Name of the file, for places and locators.
        data: Its bytes.
        mapping: What its columns are.
        findings: Takes every wrong place.

    Returns:
        What could be read, and what is odd.
    """
    text, encoding = decoded(file, data, findings)
    if text is None:
        return Sheet({}, ()), ()
    issues: tuple[Issue, ...] = ()
    if encoding == _CHINESE:
        issues = (Issue("READ_AS_GB18030", "The file is not UTF-8 and was read as GB18030.", file),)
    lines = list(_lines(file, text, findings))
    if not lines:
        findings.error(Place(file), "The file is empty.", f"`liantu mapping {mapping.name}` prints a template.")
        return Sheet({}, ()), issues
    headings = _headings(file, lines[0][1], mapping, findings)
    # A file for another mapping is wrong in every row; its header says it once.
    if findings.count():
        return Sheet({}, ()), issues
    rows = tuple(_rows(file, lines, headings, findings))
    if not rows and not findings.count():
        findings.error(
            Place(file), "The list has no row below its header.", "To take a list out of the graph, use `liantu unload`."
        )
    return Sheet({item.column.key: item.header for item in headings.values()}, rows), issues


def header_of(file: str, data: bytes) -> tuple[str, ...]:
    """Return the first row's cells that hold something.

    Raises:
        RecordErrors: The file cannot be read.
    """
    findings = Findings(file)
    text, _ = decoded(file, data, findings)
    first = next(_lines(file, text or "", findings), None)
    findings.raise_errors()
    return () if first is None else tuple(cell for cell in first[1] if cell)


def decoded(file: str, data: bytes, findings: Findings) -> tuple[str | None, str]:
    """Return the file's text and the encoding in which it was read; no text when there is none to be had."""
    place = Place(file)
    if len(data) > MOST_BYTES:
        findings.error(place, f"The file has {len(data):,} bytes, at most {MOST_BYTES:,} are read.", "Split the list.")
    elif data.startswith(_WORKBOOKS):
        findings.error(place, "The file is a workbook and no CSV.", _SAVE_AS)
    elif data.startswith(_UTF_16):
        findings.error(place, "The file is UTF-16.", _SAVE_AS)
    else:
        for encoding in (_UTF_8, _CHINESE):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                wrong = data[error.start]
        findings.error(place, f"The file is neither UTF-8 nor GB18030: byte 0x{wrong:02x} has no meaning there.", _SAVE_AS)
    return None, ""


def _lines(file: str, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of every row, empty ones too."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, [_clean(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            hint = "Double a quotation mark inside a cell, and close every one."
            findings.error(Place(file, number), f"The row is not well-formed ({error}).", hint)
            return


def _clean(cell: str) -> str:
    printed = (character for character in cell if character in "\r\n\t" or unicodedata.category(character) not in ("Cc", "Cf"))
    return "".join(printed).strip()


def _headings(file: str, header: Sequence[str], mapping: ListMapping, findings: Findings) -> dict[int, _Heading]:
    """Return the columns by position; cells without a header are looked at row by row."""
    place, found = Place(file, 1), {}
    first: dict[str, _Heading] = {}
    for position, name in enumerate(header):
        column = mapping.by_header.get(normal_form(name))
        if column is None and name:
            findings.error(Place(file, 1, name), "The mapping has no such column.", _header_hint(name, mapping))
        elif column is not None:
            found[position] = _Heading(column, name, letters(position))
            before = first.setdefault(column.key, found[position])
            if before is not found[position]:
                findings.error(
                    Place(file, 1, name), f"The columns {before.letter} and {letters(position)} are both {column.headers[0]}."
                )
    for column in mapping.required:
        if column.key not in first:
            message = f"The column {column.headers[0]} ({column.key}) is missing."
            findings.error(place, message, f"`liantu mapping {mapping.name}` prints a template.")
    return found


def _header_hint(name: str, mapping: ListMapping) -> str:
    if any(mark in name for mark in "\t;|"):
        return "Columns are separated by commas."
    known = [header for column in mapping.columns for header in column.all_headers]
    return nearest(name, known) or f"There are {', '.join(column.headers[0] for column in mapping.columns)}."


def _rows(
    file: str, lines: Sequence[tuple[int, list[str]]], headings: Mapping[int, _Heading], findings: Findings
) -> Iterator[SheetRow]:
    filled = [(number, cells) for number, cells in lines[1:] if any(cells)]
    if len(filled) > MOST_ROWS:
        findings.error(Place(file), f"The list has {len(filled):,} rows, at most {MOST_ROWS:,} are read.", "Split the list.")
        return
    for number, cells in filled:
        row = dict(_cells(file, number, cells, headings, findings))
        for heading in headings.values():
            if heading.column.required and heading.column.key not in row:
                findings.error(Place(file, number, heading.header), "The cell is empty.", heading.column.about.en + ".")
        yield SheetRow(Place(file, number), row)


def _cells(
    file: str, number: int, cells: Sequence[str], headings: Mapping[int, _Heading], findings: Findings
) -> Iterator[tuple[str, Cell]]:
    """Yield column and cell of what a row holds; what stands beyond the header is an error."""
    for position, typed in enumerate(cells):
        heading = headings.get(position)
        if heading is None and typed:
            message = f"The cell {letters(position)}{number} holds {_short(typed)!r} and has no header."
            findings.error(Place(file, number), message, "A cell that holds a comma stands in double quotes.")
        elif heading is not None and typed:
            place = Place(file, number, heading.header)
            text = typed if _is_many(heading.column) else _one_line(typed)
            if len(text) > LONGEST_CELL:
                message = f"The cell {_short(text)!r} has {len(text):,} characters, at most {LONGEST_CELL:,} are read."
                findings.error(place, message)
            yield heading.column.key, Cell(text, place, f"{file}!{heading.letter}{number}")


def _is_many(column: Column) -> bool:
    return column.relationship is not None and column.relationship.many


def _one_line(text: str) -> str:
    """A cell that was wrapped by hand, as it is meant: a line end is a blank between words, and nothing between Chinese characters."""
    return re.sub(r"\s*[\r\n\t]+\s*", " ", _WRAPPED.sub("", text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def letters(position: int) -> str:
    """Return a column's letters as spreadsheets count them: 0 is A, 26 is AA."""
    found = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
