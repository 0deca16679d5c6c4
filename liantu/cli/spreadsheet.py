"""Workbooks (xlsx) of listings: a sheet each, for people who go on working with the rows in a spreadsheet.

Text stays text: no cell is read as a formula, a link or a number, whatever it begins with. Equal listings give equal bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import TooLarge
from liantu.cli.output import reads_as_formula
from liantu.cli.tables import Cell, display_width, plain_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from liantu.cli.listings import Listing

# Source of the four: Microsoft, "Excel specifications and limits" and "Rename a worksheet".
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
MAX_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = "history"

# In widths of a digit, which a Chinese character takes twice: the widest column still leaves room for others on a screen, and longer text is
# wrapped; the narrowest leaves room for the arrow of the filter beside a header of two characters.
WIDEST, NARROWEST, BESIDE_TEXT = 60, 8, 4
# Capitals are wider than digits; columns are wider by this.
SPACED = 1.15
# In points; wrapped rows are given their height, since not every program reckons it. Source of the highest: the same page.
LINE, HIGHEST = 15, 409
# The font of Chinese workbooks, so that columns are as wide where they are opened as they were reckoned.
FONT = {"font_name": "SimSun", "font_size": 11}
A4 = 9
# A workbook says when it was made. A fixed day keeps equal listings equal; it is the first that a zip archive can name.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no time zone


def write_workbook(path: str, listings: Sequence[Listing]) -> None:
    """Write one sheet a listing, in order: headers frozen, filtered and repeated in print, columns as wide as their text.

    Raises:
        TooLarge: A listing has more rows, or a cell more characters, than a sheet holds; nothing is written.
        OSError: The file cannot be written.
    """
    Path(path).write_bytes(workbook_bytes(listings))


def workbook_bytes(listings: Sequence[Listing]) -> bytes:
    """Return the workbook; see `write_workbook`."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    # In memory the archive gets the format's own date instead of today's.
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": FONT})
    workbook.set_properties({"created": MADE})
    formats = _Formats(workbook)
    names: list[str] = []
    for listing in listings:
        names.append(sheet_name(listing.title, names))
        _fill(workbook.add_worksheet(names[-1]), listing, formats)
    workbook.close()
    return buffer.getvalue()


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """Return a valid sheet name made of a title: at most 31 characters, none forbidden, not reserved, unlike every taken one."""
    plain = _FORBIDDEN.sub(" ", title).strip("' ") or "Sheet"
    if plain.lower() == _RESERVED:
        plain += " 1"
    known = {name.lower() for name in taken}
    name, number = _cut(plain, MAX_NAME), 1
    while name.lower() in known:
        number += 1
        end = f" {number}"
        name = _cut(plain, MAX_NAME - len(end)) + end
    return name


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text that takes at most so many UTF-16 units, which is how the format counts."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip("' ")


class _Formats:
    """The formats of a workbook: they belong to it and are made once."""

    def __init__(self, workbook: Workbook) -> None:
        shared = {"valign": "top"}
        self.header: Format = workbook.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EDEFF2", "valign": "vcenter", "text_wrap": True}
        )
        self.text: Format = workbook.add_format({**shared, "text_wrap": True})
        # Stays text when somebody opens the cell to edit it.
        self.quoted: Format = workbook.add_format({**shared, "text_wrap": True, "quote_prefix": True})
        self.whole: Format = workbook.add_format(shared)
        self.date: Format = workbook.add_format({**shared, "num_format": "yyyy-mm-dd", "align": "left"})


def _fill(sheet: Worksheet, listing: Listing, formats: _Formats) -> None:
    if len(listing.rows) >= MAX_ROWS:
        raise TooLarge(
            f"«{listing.title}» has {len(listing.rows):,} rows, and a sheet holds {MAX_ROWS - 1:,}.",
            hint="Use --csv or --json.",
        )
    for column, header in enumerate(listing.headers):
        sheet.write_string(0, column, header, formats.header)
    widths = [_width(header, [row[column] for row in listing.rows]) for column, header in enumerate(listing.headers)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(listing.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, (number, column), cell, formats)
        lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.set_row(number, min(lines * LINE, HIGHEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(listing.rows), len(listing.headers) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _write(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: _Formats) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell, formats.whole)
    elif isinstance(cell, int | float):
        sheet.write_number(*place, cell, formats.whole)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), formats.date)
    else:
        text = plain_text(cell)
        if len(text.encode("utf-16-le")) > 2 * MAX_CHARACTERS:
            raise TooLarge(
                f"A text of {len(text):,} characters begins «{text[:20]}…», and a cell holds {MAX_CHARACTERS:,}.",
                hint="Use --csv or --json.",
            )
        sheet.write_string(*place, text, formats.quoted if reads_as_formula(text) else formats.text)


def _width(header: str, cells: Iterable[Cell]) -> int:
    texts = [display_width(header) + BESIDE_TEXT, *(display_width(plain_text(cell)) + 1 for cell in cells)]
    return min(max(ceil(max(texts) * SPACED), NARROWEST), WIDEST)


def _lines(cell: Cell, width: int) -> int:
    return max(ceil(display_width(plain_text(cell)) * SPACED / width), 1)
