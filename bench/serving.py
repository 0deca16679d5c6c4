"""`liantu serve` as a process of its own on a store that is running already."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.machine import Clock, process_clock
from bench.servers import Address

READY = "Liantu ready"
START_LIMIT_S = 60.0
STOP_LIMIT_S = 20.0
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class HttpServer:
    """A running server: its port on loopback, and the clock of its processor time."""

    port: int
    cpu: Clock


@contextmanager
def serve(address: Address) -> Iterator[HttpServer]:
    """Run the server with its default settings until the block ends.

    Raises:
        ChildProcessError: It did not start.
    """
    port = _free_port()
    names = {
        "LIANTU_PORT": str(port), "NEO4J_URI": address.uri, "NEO4J_USERNAME": address.auth[0], "NEO4J_PASSWORD": address.auth[1],
        "NEO4J_DATABASE": address.database or "",
    }  # fmt: skip
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LIANTU_", "NEO4J_"))}
    with tempfile.TemporaryDirectory(prefix="liantu-bench-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            # An empty working directory: the settings of a `.env` here are not those to measure with.
            process = subprocess.Popen(
                [sys.executable, "-m", "liantu", "serve"],
                cwd=folder, env={**inherited, **names, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        try:
            _wait_ready(process, log)
            yield HttpServer(port, process_clock(process.pid))
        finally:
            process.terminate()
            process.wait(STOP_LIMIT_S)


def _wait_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while READY not in log.read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ChildProcessError(f"The server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
