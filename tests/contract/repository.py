"""The repository as data: its files, its modules as syntax trees, its texts. Read by the tests of this folder."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("liantu", "api", "graph", "loaders")


@cache
def files() -> tuple[str, ...]:
    """Return the paths of all files that are committed or would be, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    names = sorted({name for name in listed.stdout.decode().split("\0") if name})
    return tuple(name for name in names if (ROOT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Yield path and text of every file that is text."""
    for name in files():
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def text(name: str) -> str:
    """Return one file's text."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return path and syntax tree of every module of the four packages."""
    return tuple(
        (name, ast.parse(text(name), name)) for name in files() if name.endswith(".py") and name.partition("/")[0] in PACKAGES
    )


def code_strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string of a module that is not a docstring; parts of f-strings one by one."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def make_targets() -> dict[str, str]:
    """Return what `make` lists: target -> what it does."""
    return dict(re.findall(r"^([a-z0-9]+):[^#\n]*## (.+)$", text("Makefile"), re.MULTILINE))
