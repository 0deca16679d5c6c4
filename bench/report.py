"""The report of one benchmark: tables of figures, targets with what was reached, and what was left out; as text and as JSON."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bench.racing import Result

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind; all have the same columns, in the same order."""

    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure with its bound.

    Attributes:
        what: Which figure.
        bound: What is wanted of it.
        at_least: Whether the bound is the least; else it is the most.
        reached: The figure.
    """

    what: str
    bound: float
    reached: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps its bound."""
        return self.reached >= self.bound if self.at_least else self.reached <= self.bound


@dataclass(slots=True)
class Report:
    """What one benchmark found.

    Attributes:
        name: Name of the benchmark, and of its file.
        title: What it measures, one sentence.
        settings: Sizes and rounds.
        tables: The figures.
        targets: The figures that have bounds.
        left_out: What could not be measured here, and why.
    """

    name: str
    title: str
    settings: Mapping[str, Cell]
    tables: list[Table] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def as_json(self, machine: Mapping[str, object]) -> bytes:
        """Return the report with the machine that it was measured on, as indented JSON."""
        document = {
            "benchmark": self.name,
            "title": self.title,
            "machine": machine,
            "settings": self.settings,
            "targets": [
                {
                    "what": item.what,
                    "bound": item.bound,
                    "atLeast": item.at_least,
                    "reached": _rounded(item.reached),
                    "met": item.is_met,
                }
                for item in self.targets
            ],
            "tables": [
                {"title": table.title, "rows": [{key: _rounded(cell) for key, cell in row.items()} for row in table.rows]}
                for table in self.tables
            ],
            "leftOut": self.left_out,
        }
        return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def as_text(self, *, judged: bool) -> str:
        """Return the report for a person; without `judged` the targets are shown but not held against the figures."""
        lines = [f"== {self.name}: {self.title}", "   " + ", ".join(f"{key} {value}" for key, value in self.settings.items())]
        for table in self.tables:
            lines += ["", f"   {table.title}", *(f"   {line}" for line in _aligned(table.rows))]
        lines += [""] if self.targets else []
        for item in self.targets:
            verdict = ("met" if item.is_met else "MISSED") if judged else "not judged"
            sign = "≥" if item.at_least else "≤"
            lines.append(f"   {verdict}: {item.what}: {_written(item.reached)} (wanted {sign} {_written(item.bound)})")
        lines += [f"   LEFT OUT: {line}" for line in self.left_out]
        return "\n".join(lines) + "\n"


def write_report(report: Report, machine: Mapping[str, object], folder: Path) -> Path:
    """Write the report as `NAME.json` into the folder and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{report.name}.json"
    file.write_bytes(report.as_json(machine))
    return file


def timing_row(name: str, result: Result, **more: Cell) -> dict[str, Cell]:
    """Return the row of one variant: name, calls, min, median, p95 (ms), processor times (ms), and more columns after them."""
    cpu: dict[str, Cell] = {f"{clock} cpu": value for clock, value in result.cpu.items()}
    wall = result.wall
    return {"variant": name, "calls": result.calls, "min": wall.least, "median": wall.median, "p95": wall.p95, **cpu, **more}


def tell(line: str) -> None:
    """Say on standard error what was just done, for whoever waits, or stops the run before its report."""
    sys.stderr.write(f"   … {line}\n")
    sys.stderr.flush()


def _aligned(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return ["(none)"]
    written = [list(rows[0]), *([_written(cell) for cell in row.values()] for row in rows)]
    widths = [max(_width(line[column]) for line in written) for column in range(len(rows[0]))]
    numeric = [not isinstance(cell, str) for cell in rows[0].values()]
    return [
        "  ".join(_padded(cell, width, right=right) for cell, width, right in zip(line, widths, numeric, strict=True)).rstrip()
        for line in written
    ]


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return "-"
        case bool():
            return "yes" if cell else "no"
        case int():
            return f"{cell:,}"
        case float():
            return f"{cell:.2f}" if abs(cell) >= 1 else f"{cell:.3f}"
        case _:
            return cell


def _rounded(cell: Cell) -> Cell:
    return round(cell, 4) if isinstance(cell, float) else cell
