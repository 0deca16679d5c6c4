"""The served program as a person meets it: a process of its own on a free port, and a browser to look at it.

served       a server with the bundled register on an embedded store, shared by the tests of a run
browser      Chromium without a window; tests that take it are not run where there is none
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).resolve().parents[1]
# Names under which systems install Chromium and its relatives.
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Keep the browser off the network: nothing but the page under test is loaded. A container has no sandbox to offer.
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A start takes 3 to 5 s on two free cores; the limit is for crowded machines.
READY_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server.

    Attributes:
        url: Its address, without a slash at the end.
        key: A read key, or "" when it wants none.
    """

    url: str
    key: str = ""

    def ask(self, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the GraphQL response to an operation."""
        headers = {"X-API-Key": self.key} if self.key else {}
        body = {"query": query, "variables": variables or {}}
        answer: dict[str, Any] = httpx.post(
            f"{self.url}/graphql", json=body, headers=headers, timeout=30, trust_env=False
        ).json()
        return answer


@contextmanager
def serve(folder: Path, *, key: str = "") -> Iterator[Served]:
    """Run `liantu serve` on a data folder of its own until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LIANTU_", "NEO4J_"))}
    settings = {"LIANTU_PORT": str(port), "LIANTU_DATA": str(folder / "data"), "LIANTU_READ_KEYS": key}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "liantu", "serve"],
            cwd=ROOT,
            env=ours | settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_ready(process, f"http://127.0.0.1:{port}", folder / "server.log")
        yield Served(f"http://127.0.0.1:{port}", key)
    finally:
        process.terminate()
        process.wait(20)


def _wait_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/health/ready", timeout=5, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the server did not become ready:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a server with the bundled register."""
    with serve(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Return Chromium without a window."""
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_OPTIONS))
        yield found
        await found.close()
