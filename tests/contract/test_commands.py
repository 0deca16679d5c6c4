"""The commands that people type: `make` says what there is, and every target that it lists can run."""

from __future__ import annotations

import os
import re
import stat
import subprocess

from tests.contract.repository import ROOT, make_targets, text


def _make(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "--no-print-directory", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_make_alone_lists_every_command() -> None:
    listed = re.findall(r"^  make (\S+)", _make(), re.MULTILINE)

    phony = next(line for line in text("Makefile").splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert sorted(listed) == sorted(make_targets()) == sorted(name for name in phony if name != "FORCE")


def test_port_and_data_come_from_the_command_line_only() -> None:
    show = "--eval=show: ; @echo $${LIANTU_PORT-none} $${LIANTU_DATA-none}"

    given = _make(show, "show", "PORT=8123", "DATA=folder")
    environment = subprocess.run(
        ["make", show, "show"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PORT": "99", "DATA": "x"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert given.split() == ["8123", "folder"]
    assert environment.split() == ["none", "none"]


def test_the_tests_run_last_and_pytest_has_the_last_word() -> None:
    recipe = re.search(r"^test: (.*?) ##.*\n\t(.*)$", text("Makefile"), re.MULTILINE)

    assert recipe is not None
    assert recipe[1].split() == ["lint", "types", "floors"]
    assert recipe[2] == "@exec $(BIN)/pytest -n 2"


def test_the_continuous_check_is_a_strict_script_that_ends_with_make_test() -> None:
    lines = text(".ci/run").splitlines()

    assert stat.S_IMODE((ROOT / ".ci/run").stat().st_mode) & 0o111
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make test"
