"""Reads and writes the files of a conformance case.

    query.graphql      the operation                         plan.txt           its read plan; under an analysis, of what follows it
    variables.json     its variables, when it has any        statement.cypher   the statement for the embedded engine
    params.json        the statement's parameters            data.json          the answer

Variables are written as tests.compiled.variables says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.compiled.variables import read_variables

CASES = Path(__file__).with_name("cases")


def case_names() -> list[str]:
    """Return the names of all cases, sorted."""
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


def read_query(case: str) -> tuple[str, dict[str, Any]]:
    """Return a case's operation and variables."""
    variables = CASES / case / "variables.json"
    found = json.loads(variables.read_text(encoding="utf-8")) if variables.exists() else {}
    return (CASES / case / "query.graphql").read_text(encoding="utf-8"), read_variables(found)


def to_json(value: object) -> str:
    """Return a value as text that diffs well."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def check(case: str, name: str, text: str, *, update: bool) -> None:
    """Compare a file of a case with what was found, or write it."""
    path = CASES / case / name
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path} differs; run with --update and read what changed"
