"""Tables for terminals in which a Chinese character takes two columns.

table(("name", "count"), [("光伏产业链", 3)])
name        count
----------  -----
光伏产业链      3
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def display_width(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    Wide and full-width characters take two, combining and format ones none; ambiguous ones count as one, as terminals do outside of
    East Asian locales. Source: Unicode Standard Annex 11.
    """
    return sum(_width(character) for character in text)


def table(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return aligned lines without a last newline: headers, a rule, the rows; numbers stand right, None is empty.

    Line breaks and tabs inside a cell become spaces, other control characters are left out: a cell cannot move the cursor.
    """
    body = [tuple(_text(cell) for cell in row) for row in rows]
    numeric = (
        [_is_numeric(index, rows) for index in range(len(headers))] if isinstance(rows, Sequence) else [False] * len(headers)
    )
    widths = [max(display_width(line[index]) for line in (tuple(headers), *body)) for index in range(len(headers))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(line, widths, numeric) for line in (tuple(headers), rule, *body))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    text = f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)
    return "".join(
        " " if character in "\n\r\t" else character for character in text if character in "\n\r\t" or character.isprintable()
    )


def _is_numeric(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    cells = [row[index] for row in rows if row[index] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, width, is_number in zip(cells, widths, numeric, strict=True):
        space = " " * (width - display_width(cell))
        padded.append(space + cell if is_number else cell + space)
    return "  ".join(padded).rstrip()
