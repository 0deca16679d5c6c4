"""Reads the hand-written operations of `queries.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.compiled.variables import read_variables

Case = tuple[str, dict[str, Any]]


def read_queries() -> dict[str, Case]:
    """Return name -> query and variables, in the file's order."""
    found = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))
    return {item["name"]: (item["query"], read_variables(item.get("variables", {}))) for item in found}


QUERIES = read_queries()
