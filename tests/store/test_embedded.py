"""The embedded engine's life: one owner a folder, loopback only, gone with its owner, nothing lost."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.errors import StoreLocked, StoreUnavailable
from graph.store import EngineOptions, Store, jvm, leash, open_engine
from graph.store.folder import read_address, try_lock
from tests.store.owner import ROWS

# The server's own time to be gone, in seconds, after its owner was killed.
GONE_LIMIT_S = 10
LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def proc(pid: int, name: str) -> bytes:
    return Path(f"/proc/{pid}/{name}").read_bytes()


async def wait_gone(pid: int) -> None:
    ends = time.monotonic() + GONE_LIMIT_S
    while is_alive(pid):
        assert time.monotonic() < ends, f"process {pid} still runs after {GONE_LIMIT_S} s"
        await asyncio.sleep(0.05)


def listening(pid: int) -> list[str]:
    """Return the addresses, in the kernel's hexadecimal, on which a process listens."""
    inodes = {
        found
        for entry in Path(f"/proc/{pid}/fd").iterdir()
        if entry.is_symlink()
        for found in re.findall(r"socket:\[(\d+)\]", str(entry.readlink()))
    }
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
    ]
    return [fields[1].partition(":")[0] for fields in lines if fields[3] == "0A" and fields[9] in inodes]


async def count_items(folder: Path) -> object:
    engine = await open_engine(EngineOptions(folder), attach=False)
    try:
        async with await Store.connect(engine.uri, engine.auth, database=engine.database) as store:
            rows = await store.read(Statement("MATCH (n:Item) RETURN count(n), count(DISTINCT n.key)"))
            return rows[0], await store.state()
    finally:
        await engine.stop()


def start_owner(folder: Path, how: str) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen([sys.executable, "-m", "tests.store.owner", str(folder), how], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as lines:
        return process, int(lines.readline())


async def test_one_engine_owns_a_folder_and_others_join_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    engine = await open_engine(EngineOptions(folder), attach=False)
    try:
        with pytest.raises(StoreLocked) as refused:
            await open_engine(EngineOptions(folder), attach=False)
        joined = await open_engine(EngineOptions(folder), attach=True)
        async with await Store.connect(joined.uri, joined.auth, database=joined.database) as store:
            await store.ping()
        await joined.stop()
        modes = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in ("engine.json", "password", "engine.lock")}
        written = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
        addresses = listening(engine.pid)
        command, environment = (proc(engine.pid, name) for name in ("cmdline", "environ"))
    finally:
        await engine.stop()

    assert str(folder) in refused.value.message
    assert str(os.getpid()) in refused.value.message
    assert (engine.owned, joined.owned, joined.pid, joined.uri) == (False, False, engine.pid, engine.uri)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (written["pid"], written["port"]) == (engine.pid, engine.port)
    assert sorted(written) == ["pid", "port", "startedAt"]
    assert len(addresses) == 2
    assert set(addresses) <= LOOPBACK
    assert engine.password.encode() not in command
    assert environment == b"LC_ALL=C.UTF-8\0"
    assert not is_alive(engine.pid)
    assert read_address(folder) is None


async def test_a_command_that_comes_while_the_owner_starts_joins_it(tmp_path: Path) -> None:
    owner, joined = await asyncio.gather(
        open_engine(EngineOptions(tmp_path), attach=False), open_engine(EngineOptions(tmp_path), attach=True)
    )

    await owner.stop()

    assert owner.pid == joined.pid
    assert joined.child is None


@pytest.mark.parametrize("how", ["main", "thread"])
async def test_an_engine_ends_with_its_killed_owner_and_loses_nothing(tmp_path: Path, how: str) -> None:
    """The next owner waits for the dying engine, replaces its address, and clears the mark that no writer can own any more."""
    process, engine = start_owner(tmp_path, how)

    process.send_signal(signal.SIGKILL)
    process.wait()
    found = await count_items(tmp_path)

    assert not is_alive(engine)
    assert found == ([ROWS, ROWS], ROWS)


async def test_a_killed_engine_loses_nothing_and_its_address_is_replaced(tmp_path: Path) -> None:
    process, engine = start_owner(tmp_path, "main")
    os.kill(engine, signal.SIGKILL)
    await wait_gone(engine)
    process.kill()
    process.wait()
    stale = read_address(tmp_path)

    found = await count_items(tmp_path)

    assert stale is not None
    assert stale.pid == engine
    assert found == ([ROWS, ROWS], ROWS)


def test_an_engine_does_not_outlive_an_owner_that_died_before_the_leash_was_on() -> None:
    command = [sys.executable, "-I", "-S", str(leash.__file__), "exec", "1", sys.executable, "-c", "print('started')"]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout, run.stderr.strip()) == (1, "", "the owner has ended")


async def test_a_lost_password_is_told(tmp_path: Path) -> None:
    await (await open_engine(EngineOptions(tmp_path), attach=False)).stop()
    (tmp_path / "password").write_text("an0ther-password", encoding="ascii")

    with pytest.raises(StoreUnavailable, match="does not accept the password in the data folder"):
        await open_engine(EngineOptions(tmp_path), attach=False)

    assert try_lock(tmp_path / "engine.lock") is not None


async def test_an_engine_that_ends_while_it_starts_shows_its_last_lines(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"(?s)did not start\. Its last lines:.*heap"):
        await open_engine(EngineOptions(tmp_path, heap_mb=1), attach=False)


async def test_a_port_that_was_taken_meanwhile_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        given = iter([[busy, busy]])
        choose = sys.modules["graph.store.embedded"]._free_ports
        monkeypatch.setattr("graph.store.embedded._free_ports", lambda count: next(given, None) or choose(count))

        engine = await open_engine(EngineOptions(tmp_path), attach=False)
        await engine.stop()

    assert engine.port != busy


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailable, match="cannot be written") as caught:
        await open_engine(EngineOptions(tmp_path / "file" / "data"), attach=True)

    assert caught.value.where == str(tmp_path / "file" / "data")


async def test_a_full_disk_is_told_before_the_engine_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 5_000_000))

    with pytest.raises(StoreUnavailable, match="5 MB are free, 64 MB are needed"):
        await open_engine(EngineOptions(tmp_path), attach=True)


async def test_an_engine_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jvm, "PACKAGES", (("no_such_engine", "no-such-engine"),))

    with pytest.raises(StoreUnavailable, match="The embedded store is not installed") as caught:
        await open_engine(EngineOptions(tmp_path), attach=True)

    assert "NEO4J_URI" in caught.value.hint


async def test_a_package_without_its_java_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_an_engine" / "jars").mkdir(parents=True)
    (tmp_path / "half_an_engine" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(jvm, "PACKAGES", (("half_an_engine", "half-an-engine"),))

    with pytest.raises(StoreUnavailable, match="half-an-engine lacks its Java runtime"):
        await open_engine(EngineOptions(tmp_path / "data"), attach=True)


def test_the_cache_of_classes_is_used_when_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = jvm.find_package()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    without = jvm.java_options(package, heap_mb=64)
    jvm.cache_path(package).parent.mkdir(parents=True)
    jvm.cache_path(package).touch()

    options = jvm.java_options(package, heap_mb=64)

    assert [option for option in options if option not in without] == [f"-XX:AOTCache={jvm.cache_path(package)}"]


def test_only_the_parts_that_are_used_are_on_the_class_path() -> None:
    names = {jar.name.split("-2")[0] for jar in jvm.find_package().jars if jar.name.startswith("arcadedb-")}

    assert names == {"arcadedb-bolt", "arcadedb-engine", "arcadedb-network", "arcadedb-server"}
