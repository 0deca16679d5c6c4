"""Tables for terminals in which a Chinese character takes two columns.

table(("name", "count"), [("光伏产业链", 3)])
name        count
----------  -----
光伏产业链      3
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

Cell = str | int | float | date | None

# From here on digits stand in groups; four stay together, so that a year is printed as one. Source: SI brochure, 9th edition, 5.4.4.
GROUPED_FROM = 10_000


def display_width(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    Wide and full-width characters take two, combining and format ones none; ambiguous ones count as one, as terminals do outside of
    East Asian locales. Source: Unicode Standard Annex 11.
    """
    return sum(_width(character) for character in text)


def table(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return aligned lines without a last newline: headers, a rule, the rows; numbers stand right, None is empty.

    A cell cannot move the cursor (see `plain_text`).
    """
    body = [tuple(plain_text(cell) for cell in row) for row in rows]
    numeric = (
        [_is_numeric(index, rows) for index in range(len(headers))] if isinstance(rows, Sequence) else [False] * len(headers)
    )
    widths = [max(display_width(line[index]) for line in (tuple(headers), *body)) for index in range(len(headers))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(line, widths, numeric) for line in (tuple(headers), rule, *body))


def plain_text(cell: Cell) -> str:
    """Return a cell as one line of text: line breaks and tabs become spaces, other control characters are left out."""
    if cell is None:
        return ""
    is_long = isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= GROUPED_FROM
    return "".join(map(_printed, f"{cell:,}" if is_long else str(cell)))


def _printed(character: str) -> str:
    if character in "\n\r\t":
        return " "
    # An ideographic space prints something, though Python counts it among what does not.
    return character if character.isprintable() or unicodedata.category(character) == "Zs" else ""


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _is_numeric(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    cells = [row[index] for row in rows if row[index] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, width, is_number in zip(cells, widths, numeric, strict=True):
        space = " " * (width - display_width(cell))
        padded.append(space + cell if is_number else cell + space)
    return "  ".join(padded).rstrip()
