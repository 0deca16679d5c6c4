"""GraphQL answers for people: tables of their lists, one line for everything else.

{"parks": {"totalCount": 4, "nodes": [{"name": "甘河"}]}}
parks.totalCount: 4
parks
name
----
甘河
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from liantu.cli.output import Output
from liantu.cli.tables import Cell

_LISTS = ("nodes", "edges")


def show_data(data: Mapping[str, Any], output: Output) -> None:
    """Write every root field of an answer, in the order of the answer."""
    for name, value in data.items():
        _show(name, value, output)


def show_errors(errors: Sequence[Mapping[str, Any]], output: Output) -> None:
    """Write one line an error, with its code, its place and its hint."""
    for error in errors:
        extensions = error.get("extensions", {})
        place = ".".join(str(part) for part in error.get("path", ()))
        hint = extensions.get("hint", "")
        output.say(
            f"error: {place + ': ' if place else ''}{error['message']}{' ' + hint if hint else ''} ({extensions.get('code', '')})"
        )
        for candidate in extensions.get("candidates", ()):
            output.say(f"  {candidate['key']}  {candidate['name']}")


def _show(name: str, value: Any, output: Output) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _show(name if key in _LISTS else f"{name}.{key}", inner, output)
    elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        rows = [_flatten(item) for item in value]
        headers = list(dict.fromkeys(key for row in rows for key in row))
        output.text(name)
        output.table(headers, [[row.get(key) for key in headers] for row in rows])
    else:
        output.text(f"{name}: {_cell(value)}")


def _flatten(item: Mapping[str, Any], prefix: str = "") -> dict[str, Cell]:
    """Return one row: nested objects as dotted columns, nested lists as one cell."""
    row: dict[str, Cell] = {}
    for key, value in item.items():
        if isinstance(value, Mapping):
            row.update(_flatten(value, prefix if key in _LISTS else f"{prefix}{key}."))
        elif key in _LISTS and prefix:
            row[prefix.rstrip(".")] = _cell(value)
        else:
            row[prefix + key] = _cell(value)
    return row


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return "；".join(str(_cell(item) if item is not None else "") for item in value)
    if isinstance(value, Mapping):
        return " ".join(str(cell) for cell in _flatten(value).values() if cell is not None)
    return str(value)
