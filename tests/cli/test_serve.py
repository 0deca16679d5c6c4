"""The life of `liantu serve`: when it says that it is ready, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.cypher.state import claim_database
from graph.store import Store
from tests.cli.conftest import Run, environment, free_port
from tests.served import ROOT
from tests.store_fixtures import Server, run_write, wipe

STOP_LIMIT_S = 10.0


@contextmanager
def _serve(data: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "liantu", "serve"],
        cwd=ROOT,
        env=environment(data, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _ready_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _stop(process: subprocess.Popen[str], number: int) -> tuple[int, str, str]:
    began = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=STOP_LIMIT_S + 5)
    assert time.monotonic() - began < STOP_LIMIT_S
    return process.returncode, out, err


def test_one_line_says_ready_and_a_signal_ends_all(tmp_path: Path) -> None:
    port, data = free_port(), tmp_path / "data"
    with _serve(data, LIANTU_PORT=str(port)) as process:
        line = _ready_line(process)
        ready = httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False)
        engine = json.loads((data / "engine.json").read_text(encoding="utf-8"))

        code, rest, _ = _stop(process, signal.SIGTERM)

    assert line == f"Liantu ready: http://127.0.0.1:{port}/ (GraphQL: /graphql, store: embedded {data})\n"
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})
    assert (code, rest) == (0, "")
    assert not (data / "engine.json").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(engine["pid"], 0)


def test_the_server_ends_when_its_engine_does(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with _serve(data, LIANTU_PORT=str(free_port())) as process:
        assert _ready_line(process)
        os.kill(json.loads((data / "engine.json").read_text(encoding="utf-8"))["pid"], signal.SIGKILL)

        _, said = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "The embedded engine ended by itself." in said
    assert "Traceback" not in said


def test_a_signal_while_starting_ends_with_0_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with _serve(data, LIANTU_PORT=str(free_port())) as process:
        deadline = time.monotonic() + 60
        while not (data / "engine.lock").exists() and time.monotonic() < deadline:
            time.sleep(0.02)

        code, out, _ = _stop(process, signal.SIGINT)

    assert (code, out) == (0, "")


def test_an_unloaded_source_stays_unloaded_and_the_server_says_not_ready(tmp_path: Path, liantu: Run) -> None:
    data, port = tmp_path / "data", free_port()
    for words in (["load", "reference"], ["unload", "reference"]):
        assert liantu(*words, data=data).returncode == 0

    with _serve(data, LIANTU_PORT=str(port)) as process:
        assert _ready_line(process).startswith("Liantu ready: ")
        ready = httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False)
        code, _, _ = _stop(process, signal.SIGTERM)

    assert (ready.status_code, ready.json()["code"]) == (503, "NOT_LOADED")
    assert code == 0


def test_listening_beyond_loopback_wants_read_keys(tmp_path: Path, liantu: Run) -> None:
    found = liantu("serve", data=tmp_path / "never", LIANTU_HOST="0.0.0.0", LIANTU_PORT=str(free_port()))

    assert found.returncode == 2
    assert found.stderr.startswith("error: LIANTU_HOST is 0.0.0.0")
    assert not (tmp_path / "never").exists()


def test_a_neo4j_that_does_not_answer_is_named_without_its_password(tmp_path: Path, liantu: Run) -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"

    found = liantu("info", data=tmp_path, NEO4J_URI=uri, NEO4J_PASSWORD="geheim-99")

    assert found.returncode == 1
    assert uri in found.stderr
    assert "geheim-99" not in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.usefixtures("store_kind")
async def test_neo4j_is_served_by_its_address_alone(neo4j_server: Server, neo4j_store: Store, tmp_path: Path) -> None:
    await wipe(neo4j_store, keep_schema=True)
    await run_write(neo4j_store, claim_database())
    user, password = neo4j_server.auth
    more = {"NEO4J_URI": neo4j_server.uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
    if neo4j_server.database is not None:
        more["NEO4J_DATABASE"] = neo4j_server.database
    with _serve(tmp_path / "never", LIANTU_PORT=str(free_port()), **more) as process:
        line = _ready_line(process)
        code, _, _ = _stop(process, signal.SIGTERM)

    assert line.endswith(f"store: neo4j {neo4j_server.uri})\n")
    assert password not in line
    assert code == 0
    assert not (tmp_path / "never").exists()
