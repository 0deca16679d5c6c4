"""Reads the hand-written operations of `queries.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.differential.oracle import to_id

Case = tuple[str, dict[str, Any]]

_ID = "id:"


def read_queries() -> dict[str, Case]:
    """Return name -> query and variables, in the file's order."""
    found = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))
    return {item["name"]: (item["query"], _ids(item.get("variables", {}))) for item in found}


def _ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ids(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_ids(item) for item in value]
    return to_id(value.removeprefix(_ID)) if isinstance(value, str) and value.startswith(_ID) else value


QUERIES = read_queries()
