"""A list whose cells are read, before it is known what its names mean; no store is needed.

    draft = read_list(listed, MODEL)                        rows, values and the names to look up
    known = await read_known(store, draft.mentions, MODEL)
    read = finished(draft, known, MODEL)                    claims, as of every other source

What is wrong is gathered on the way and told by the last step, so that all errors of a list come at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.kinds import Value
from graph.model.registry import Model
from loaders.issues import Findings, Issue
from loaders.mappings.declared import Column, Unknown, properties_of
from loaders.mappings.declared import Mapping as ListMapping
from loaders.mappings.listed import MappedList
from loaders.mappings.parsers import read_cell, read_date
from loaders.mappings.sheet import Cell, Sheet, SheetRow, read_sheet
from loaders.mappings.things import Mention, Unresolved, mention

# Between the names of one cell. A comma of ASCII separates nothing: it stands in names such as 1,4-丁二醇.
_SEPARATORS = re.compile(r"[；;、，\r\n]+")


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value that a cell states for a property."""

    column: Column
    cell: Cell
    value: Value


@dataclass(frozen=True, slots=True)
class StatedMention:
    """A name that a cell states for a relationship."""

    column: Column
    cell: Cell
    mention: Mention


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: its own thing, who publishes it, when it held, and what its cells state; None for what is wrong with it."""

    row: SheetRow
    own: StatedMention | None
    publisher: str
    as_of: str
    values: tuple[StatedValue, ...]
    related: tuple[StatedMention, ...]

    @property
    def mentions(self) -> Iterator[StatedMention]:
        """The row's own name, then those of its cells."""
        yield from () if self.own is None else (self.own,)
        yield from self.related


@dataclass(frozen=True, slots=True)
class Draft:
    """A list whose cells are read and whose names are not looked up yet.

    Attributes:
        listed: The list.
        headers: Header of every column that it has, by the column's key.
        rows: Its rows, in its order.
        issues: Oddities.
        findings: Everything that is wrong in it so far.
    """

    listed: MappedList
    headers: Mapping[str, str]
    rows: tuple[DraftRow, ...]
    issues: tuple[Issue, ...]
    findings: Findings = field(compare=False)

    @property
    def mentions(self) -> Iterator[Mention]:
        """Every name in it, as often as it stands there."""
        for row in self.rows:
            for stated in row.mentions:
                yield stated.mention


def read_list(listed: MappedList, model: Model) -> Draft:
    """Read a list's cells; what is wrong stays in the draft's findings until the names are looked up too."""
    findings = Findings(listed.name)
    sheet, issues = read_sheet(listed.file, listed.data, listed.mapping, findings)
    rows = tuple(_draft_rows(sheet, listed.mapping, model, findings))
    return Draft(listed, sheet.headers, rows, issues, findings)


def _draft_rows(sheet: Sheet, mapping: ListMapping, model: Model, findings: Findings) -> Iterator[DraftRow]:
    roles = {column.role: column.key for column in mapping.columns if column.role is not None}
    own = next(column for column in mapping.columns if column.role == "name")
    for row in sheet.rows:
        names = _mentions(row, own, (mapping.label,), Unknown.ADD, model, findings)
        publisher = row.cells.get(roles["origin"])
        yield DraftRow(
            row=row,
            own=names[0] if names else None,
            publisher="" if publisher is None else publisher.text,
            as_of=_as_of(row.cells.get(roles.get("as_of", "")), findings),
            values=tuple(_values(row, mapping, model, findings)),
            related=tuple(
                stated
                for column in mapping.columns
                if column.relationship is not None
                for stated in _mentions(row, column, column.relationship.labels, column.relationship.unknown, model, findings)
            ),
        )


def _as_of(cell: Cell | None, findings: Findings) -> str:
    if cell is None:
        return ""
    try:
        return read_date(cell.text)
    except ValueError as error:
        findings.error(cell.place, f"{error}.")
        return ""


def _values(row: SheetRow, mapping: ListMapping, model: Model, findings: Findings) -> Iterator[StatedValue]:
    declared = properties_of(mapping.label, model)
    for column in mapping.columns:
        cell = row.cells.get(column.key)
        if cell is None or column.states is None:
            continue
        try:
            yield StatedValue(column, cell, read_cell(declared[column.states], column.parser, cell.text))
        except ValueError as error:
            findings.error(cell.place, f"{error}.", column.about.en + ".")


def _mentions(
    row: SheetRow, column: Column, labels: Sequence[str], unknown: Unknown, model: Model, findings: Findings
) -> list[StatedMention]:
    cell = row.cells.get(column.key)
    if cell is None:
        return []
    is_many = column.relationship is not None and column.relationship.many
    texts = [part.strip() for part in _SEPARATORS.split(cell.text)] if is_many else [cell.text]
    found = []
    for text in dict.fromkeys(texts):
        try:
            found += [StatedMention(column, cell, mention(text, labels, unknown, model))] if text else []
        except Unresolved as error:
            findings.error(cell.place, str(error), error.hint)
    return found
