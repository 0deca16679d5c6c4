"""A server with the bundled register, and commands run beside it as processes of their own.

running   address and data folder of one server for all tests of this folder
liantu    runs one command on a data folder and returns what it wrote
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from liantu.logs import LEAST_LEVELS
from tests.served import ROOT, Served, serve

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, slots=True)
class Running:
    """A running server and the folder of its embedded store."""

    served: Served
    data: Path


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return an environment without settings of whoever runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LIANTU_", "NEO4J_"))}
    return {**clean, "LIANTU_DATA": str(data), **more}


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server with the bundled register."""
    folder = tmp_path_factory.mktemp("cli")
    with serve(folder) as served:
        yield Running(served, folder / "data")


@pytest.fixture(scope="session")
def liantu() -> Run:
    """Return the function that runs one command."""

    def run(*words: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "liantu", *words],
            cwd=ROOT,
            env=environment(data, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Undo what a command that ran in this process did to the process's logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in LEAST_LEVELS}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
