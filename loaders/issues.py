"""What is wrong in a source, gathered while reading on, so that one run tells everything; and what is odd.

A wrong place is an error and stops the load after the whole source was read; an oddity is an issue, which is reported and loaded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import RecordError, RecordErrors


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line from 1 (0 for the whole file) and column name ("" for the whole line)."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Return `nodes/Enterprise.csv:12 column capacity`."""
        line = f":{self.line}" if self.line else ""
        return self.file + line + (f" column {self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Issue:
    """An oddity that does not stop a load: a stable code, one sentence, the place."""

    code: str
    message: str
    where: str

    def __str__(self) -> str:
        """Return place and message on one line."""
        return f"{self.where}: {self.message}"


class Findings:
    """The errors of one source.

    Attributes:
        source: The source's registered name.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._errors: list[tuple[int, int, RecordError]] = []
        self._files: dict[str, int] = {}

    @property
    def errors(self) -> list[RecordError]:
        """One RecordError a wrong place: files in the order of their first, lines in the order of the file."""
        return [error for _, _, error in sorted(self._errors, key=lambda item: item[:2])]

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note a wrong place."""
        file = self._files.setdefault(place.file, len(self._files))
        self._errors.append((file, place.line, RecordError(message, hint=hint, where=str(place))))

    def count(self) -> int:
        """Return how many wrong places there are so far."""
        return len(self._errors)

    def raise_errors(self) -> None:
        """Raise all errors together, when there is one.

        Raises:
            RecordErrors: There is at least one.
        """
        if self._errors:
            raise RecordErrors(self.errors, source=self.source)


def nearest(word: str, known: Collection[str]) -> str:
    """Return a hint that names up to three known words like `word`, best first; "" when none is like it."""
    found = get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(found)}?" if found else ""
