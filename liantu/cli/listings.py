"""What an analysis shows: one JSON document, and listings that become a table, CSV or the sheets of a workbook.

show(arguments, departments, output, Listing("部门服务", ("department", "kind"), rows))
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from liantu.cli.output import Output
from liantu.cli.tables import Cell


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under headers.

    Args:
        title: Names the sheet of a workbook, and the table where a command prints several.
        headers: One a column.
        rows: As many cells each as there are headers.
    """

    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def show(
    arguments: argparse.Namespace, document: object, output: Output, *listings: Listing, records: Listing | None = None
) -> None:
    """Write a result in the forms that `--json`, `--csv` and `--xlsx FILE` ask for; without any of them as tables.

    Args:
        arguments: Bears `json`, `csv` and `xlsx`, as the options of `liantu.cli.commands` declare them.
        document: What --json prints.
        output: Where to write.
        listings: What people read, the main one first.
        records: What --csv prints, one line a fact, where that is not the first listing; the last sheet of the workbook.

    Raises:
        TooLarge: A workbook cannot hold it.
        OSError: The file cannot be written.
    """
    if arguments.xlsx is not None:
        # Imported here: a command that prints a table does not wait for the library.
        from liantu.cli.spreadsheet import write_workbook

        write_workbook(arguments.xlsx, (*listings, *([] if records is None else [records])))
        output.say(f"Wrote {arguments.xlsx}.")
    if arguments.json:
        output.json(document)
    elif arguments.csv:
        printed = listings[0] if records is None else records
        output.csv(printed.headers, printed.rows)
    elif arguments.xlsx is None:
        for number, listing in enumerate(listings):
            if len(listings) > 1:
                output.text(f"\n{listing.title}" if number else listing.title)
            output.table(listing.headers, listing.rows)
