"""Which arguments of `liantu load` are lists, by which mapping they are read, and under which name."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.errors import RecordError
from loaders.mappings.bundled import find_mapping, fitting_mapping
from loaders.mappings.listed import MappedList, list_name
from loaders.mappings.sheet import MOST_BYTES, header_of

# What a spreadsheet writes; a workbook is told apart from CSV by its bytes, with a hint.
_SUFFIXES = (".csv", ".xlsx", ".xls", ".et", ".ods")


def given_lists(arguments: argparse.Namespace) -> list[MappedList]:
    """Return the lists among what was given to load; empty when there are none.

    Args:
        arguments: `source`, the names and files; `mapping` and `name`, or None.

    Raises:
        RecordError: A file, its mapping or its name is wrong, or lists and sources are mixed.
        OSError: A file cannot be read.
    """
    lists = [text for text in arguments.source if arguments.mapping is not None or text.lower().endswith(_SUFFIXES)]
    if not lists:
        if arguments.mapping is not None or arguments.name is not None:
            raise RecordError("--mapping and --name go with the file of a list.", hint="Example: liantu load candidates.csv")
        return []
    if len(lists) < len(arguments.source):
        raise RecordError("Lists and bundled sources are loaded apart.", hint="Load the sources first, then the lists.")
    if arguments.name is not None and len(lists) > 1:
        raise RecordError("--name names one list.", hint="Load the lists one by one.")
    return [_list(Path(text), arguments.mapping, arguments.name) for text in lists]


def _list(path: Path, mapping_name: str | None, name: str | None) -> MappedList:
    if not path.is_file():
        raise RecordError(f"There is no file {path}.")
    # One byte more than allowed is enough to tell that there are too many.
    with path.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    found = fitting_mapping(path.name, header_of(path.name, data)) if mapping_name is None else find_mapping(mapping_name)
    return MappedList(found.mapping, found.data, path.name, data, list_name(found.mapping, path.stem if name is None else name))
