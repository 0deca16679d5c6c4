"""The limits of the house style that no linter of the project checks."""

from __future__ import annotations

import ast
import sys
import tomllib

from tests.contract.repository import PACKAGES, files, modules, text

# Lines; the style's soft limit for code, and its limit for tests.
LONGEST_MODULE = 400
LONGEST_TEST = 800
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# Clauses of a query, under the names that the architecture gives them; absolute imports keep the library's `select` apart.
CLAUSES = {"select"}
DEPENDENCIES = {"graphql", "strawberry", "fastapi", "starlette", "neo4j", "pydantic", "uvicorn", "orjson", "pypinyin", "yaml"}


def test_no_file_outgrows_its_limit() -> None:
    lengths = {name: text(name).count("\n") for name in files() if name.endswith(".py")}

    long = {
        name: lines
        for name, lines in lengths.items()
        if lines > (LONGEST_TEST if name.startswith("tests/") else LONGEST_MODULE)
    }

    assert long == {}


def test_every_folder_of_code_is_a_package_with_a_docstring() -> None:
    folders = {name.rpartition("/")[0] for name, _ in modules()}
    openings = {name.rpartition("/")[0]: tree for name, tree in modules() if name.endswith("/__init__.py")}

    assert folders == set(openings)
    assert [folder for folder, tree in openings.items() if not ast.get_docstring(tree)] == []


def test_no_module_has_a_vague_name_or_that_of_a_dependency() -> None:
    stems = {name: name.rpartition("/")[2].removesuffix(".py") for name, _ in modules()}

    bad = [
        name
        for name, stem in stems.items()
        if stem in VAGUE | DEPENDENCIES or stem in sys.stdlib_module_names - {"__main__", *CLAUSES}
    ]

    assert bad == []


def test_package_openings_hold_only_docstrings_and_imports() -> None:
    busy = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name.endswith("/__init__.py")
        for node in tree.body
        if not isinstance(node, ast.Import | ast.ImportFrom) and not _is_docstring_or_all(node)
    ]

    assert busy == []


def test_imports_are_absolute() -> None:
    relative = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


def test_the_four_packages_are_the_ones_that_are_built() -> None:
    project = tomllib.loads(text("pyproject.toml"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


def _is_docstring_or_all(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]
