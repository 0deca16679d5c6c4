"""The locks: everything pinned, everything hashed, no word about where it is downloaded from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.contract.repository import PACKAGES, modules, text

LOCKS = ("requirements.lock", "requirements-dev.lock")
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
COMMENT = re.compile(r"^    #")


def _pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for found in map(REQUIREMENT.match, text(name).splitlines()) if found}


def _declared(*groups: str) -> dict[str, str]:
    document = tomllib.loads(text("pyproject.toml"))
    lines = document["project"]["dependencies"] + [item for group in groups for item in document["dependency-groups"][group]]
    pairs = [line.partition(";")[0].split("==") for line in lines]
    return {_plain(name.strip()): version.strip() for name, version in pairs}


def _plain(name: str) -> str:
    """Return a distribution's name in the form in which registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [item.name for item in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(name: str) -> None:
    odd = [line for line in text(name).splitlines() if not (REQUIREMENT.match(line) or HASH.match(line) or COMMENT.match(line))]

    assert odd == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(name: str) -> None:
    lines = text(name).splitlines()

    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if REQUIREMENT.match(line) and not HASH.match(following)
    ]

    assert bare == []


@pytest.mark.parametrize(("name", "groups"), [(LOCKS[0], ("build",)), (LOCKS[1], ("build", "dev"))])
def test_a_lock_pins_what_the_project_declares(name: str, groups: tuple[str, ...]) -> None:
    declared = _declared(*groups)

    locked = _pins(name)

    assert {package: locked.get(package) for package in declared} == declared


def test_both_locks_agree() -> None:
    runtime, development = map(_pins, LOCKS)

    assert {package: development.get(package) for package in runtime} == runtime


def test_the_driver_and_its_extension_have_one_version() -> None:
    pins = _pins(LOCKS[0])

    assert pins["neo4j-rust-ext"].startswith(pins["neo4j"])


def test_every_import_of_the_packages_is_a_declared_dependency() -> None:
    homes = packages_distributions()
    imported = {
        name.partition(".")[0]
        for _, tree in modules()
        for node in ast.walk(tree)
        for name in _imported(node)
    } - set(PACKAGES) - set(sys.stdlib_module_names)  # fmt: skip

    undeclared = {name for name in imported if not {_plain(home) for home in homes[name]} & set(_declared())}

    assert undeclared == set()


def test_the_build_backend_is_the_locked_one() -> None:
    document = tomllib.loads(text("pyproject.toml"))

    assert document["build-system"]["requires"] == [
        item for item in document["dependency-groups"]["build"] if item.startswith("hatchling")
    ]
