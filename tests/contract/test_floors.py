"""The floors of the house: what may import what, and what may stand where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.contract.repository import ROOT, code_strings, modules

CYPHER = re.compile(r"\b(?:MATCH|MERGE|UNWIND|DETACH DELETE|RETURN|UNION ALL|(?:CREATE|DROP|SHOW) (?:CONSTRAINT|INDEX))\b")
MAY_HOLD_CYPHER = ("graph/cypher/", "graph/analytics/")
READS_ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv"}
# The process edges: the HTTP handler and the main function of the command line.
EDGES = ("api/edge.py", "liantu/cli/main.py")


def test_imports_go_down_the_floors_only() -> None:
    # A process of its own: import-linter sets up logging anew and would silence the loggers that later tests listen to.
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout


def test_only_the_settings_module_reads_the_environment() -> None:
    readers = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in READS_ENVIRONMENT)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and {item.name for item in node.names} & READS_ENVIRONMENT)
    }

    assert readers <= {"liantu/settings.py"}


def test_cypher_text_stands_in_its_two_places_only() -> None:
    strays = [
        f"{name}:{line}: {held[:60]}"
        for name, tree in modules()
        if not name.startswith(MAY_HOLD_CYPHER)
        for line, held in code_strings(tree)
        if CYPHER.search(held)
    ]

    assert strays == []


def test_the_graph_is_typed_without_any() -> None:
    loose = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name.startswith("graph/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        or (isinstance(node, ast.ImportFrom) and any(item.name == "Any" for item in node.names))
    ]

    assert loose == []


def test_everything_is_caught_at_the_process_edges_only() -> None:
    nets = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name not in EDGES
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node) and not _cleans_up(node)
    ]

    assert nets == []


def _cleans_up(handler: ast.ExceptHandler) -> bool:
    """Whether the handler passes on what it caught: it closes something and raises the same error again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(item, ast.Name) and item.id in {"Exception", "BaseException"} for item in caught)
