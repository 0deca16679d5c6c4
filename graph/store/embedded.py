"""Starts the embedded engine as a child process on loopback, or joins the one that owns the folder.

`open_engine` is all that the rest of the application uses; after it, the embedded store is one more server that speaks Bolt. The
engine ends with its owner, however that ends (`graph.store.leash`), and one folder has one engine (`graph.store.folder`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from neo4j.exceptions import AuthError

from graph.cypher.state import CLEAR_ANY_MARK
from graph.errors import StoreLocked, StoreTimeout, StoreUnavailable
from graph.store import leash
from graph.store.folder import (
    EngineAddress,
    forget_address,
    is_locked,
    log_tail,
    prepare,
    read_address,
    read_owner,
    read_password,
    take_lock,
    try_lock,
    write_address,
    write_owner,
)
from graph.store.jvm import DATABASE, USER, EnginePackage, find_package, java_options, server_arguments
from graph.store.store import Store, StoreOptions

POLL_S = 0.05
# Another process may take a port between our choice and the engine's bind. Then the engine's main thread ends and others go on, so that
# only its log tells; the first mark is Java's, the second the engine's.
PORT_TRIES = 3
BROKEN_START = 'Exception in thread "main"'
PORT_TAKEN = "Unable to listen"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the embedded engine runs.

    Attributes:
        folder: Its data folder, created when it is not there.
        heap_mb: Memory for Java's heap, in MB. One transaction holds about 100,000 rows at 512 MB, 200,000 at 1 GB (measured).
        statement_timeout_s: The engine stops a statement after this time; not below the write time-out of the store.
        start_timeout_s: How long a start, or the end of an engine whose owner died, is waited for.
        stop_grace_s: How long its orderly end is waited for before it is killed; it takes 0.4 s (measured).
        cache_output: Where the engine writes a cache of its classes when it ends; see `graph.store.engine_cache`.
    """

    folder: Path
    heap_mb: int = 512
    statement_timeout_s: float = 60.0
    start_timeout_s: float = 60.0
    stop_grace_s: float = 7.0
    cache_output: Path | None = None


class Child:
    """The engine's process, the watcher that ends it where the kernel does not, and the locks that both outlive.

    Attributes:
        process: The engine.
        port: Its Bolt port.
    """

    def __init__(self, process: subprocess.Popen[bytes], watcher: subprocess.Popen[bytes] | None, port: int) -> None:
        self.process = process
        self.port = port
        self._watcher = watcher

    async def stop(self, grace_s: float) -> None:
        """End the process, by force after `grace_s` seconds."""
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, grace_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self._watcher is not None and self._watcher.stdin is not None:
            self._watcher.stdin.close()
            self._watcher.wait()


@dataclass(slots=True)
class Engine:
    """A running engine.

    Attributes:
        folder: Its data folder.
        pid: Its process id.
        port: Its Bolt port on 127.0.0.1.
        password: Of its one user.
        child: What this process started, and ends; None when it joined another's engine.
        locks: The descriptors that hold the folder's locks.
        stop_grace_s: How long `stop` waits for an orderly end.
    """

    folder: Path
    pid: int
    port: int
    password: str = field(repr=False)
    child: Child | None = field(default=None, repr=False)
    locks: tuple[int, ...] = field(default=(), repr=False)
    stop_grace_s: float = field(default=7.0, repr=False)

    @property
    def owned(self) -> bool:
        """Tell whether this process started the engine, and ends it."""
        return self.child is not None

    @property
    def uri(self) -> str:
        """Return the address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str]:
        """Return user name and password."""
        return USER, self.password

    @property
    def database(self) -> str:
        """Return the name of the engine's one database."""
        return DATABASE

    async def stop(self) -> None:
        """End the engine if this process owns it, and release the folder; safe to call twice."""
        child, self.child = self.child, None
        if child is None:
            return
        await child.stop(self.stop_grace_s)
        forget_address(self.folder)
        _release(self.locks)


async def open_engine(options: EngineOptions, *, attach: bool) -> Engine:
    """Return the engine of a folder: a new one, or with `attach` the one that runs there.

    An engine whose owner has died is about to end and is waited for.

    Args:
        options: Folder, memory and times.
        attach: True for commands, which join a running engine; False for a server, which must own its engine.

    Raises:
        StoreLocked: When another process owns the folder and `attach` is false, or the owner does not get ready.
        StoreUnavailable: When the folder cannot be written, the engine is not installed, or it ends while it starts.
        StoreTimeout: When it is not ready in time.
    """
    options = replace(options, folder=options.folder.resolve())
    package, folder = find_package(), options.folder
    prepare(folder)
    clock = asyncio.get_running_loop().time
    deadline = clock() + options.start_timeout_s
    while True:
        lock = try_lock(folder / "engine.lock")
        if lock is not None:
            return await _start(package, options, lock)
        if is_locked(folder / "owner.lock"):
            if not attach:
                raise _locked(folder)
            address = read_address(folder)
            if address is not None:
                return Engine(folder, address.pid, address.port, read_password(folder))
        if clock() > deadline:
            raise _locked(folder)
        await asyncio.sleep(POLL_S)


def _locked(folder: Path) -> StoreLocked:
    return StoreLocked(
        f"The data folder {folder} is in use by process {read_owner(folder)}.",
        hint="Stop that process, or choose another folder with LIANTU_DATA.",
    )


def _release(locks: tuple[int, ...]) -> None:
    for descriptor in locks:
        os.close(descriptor)


async def _start(package: EnginePackage, options: EngineOptions, lock: int) -> Engine:
    folder = options.folder
    locks = (lock, take_lock(folder / "owner.lock"))
    try:
        forget_address(folder)
        write_owner(locks[1])
        password = read_password(folder)
        child = await _start_child(package, options, password, lock)
        started = datetime.now(UTC).isoformat(timespec="seconds")
        write_address(folder, EngineAddress(child.process.pid, child.port, started))
    except BaseException:
        _release(locks)
        raise
    return Engine(folder, child.process.pid, child.port, password, child, locks, options.stop_grace_s)


async def _start_child(package: EnginePackage, options: EngineOptions, password: str, lock: int) -> Child:
    for tries_left in reversed(range(PORT_TRIES)):
        child = _spawn(package, options, lock)
        try:
            await _wait_ready(child, options, password)
        except StoreUnavailable:
            await child.stop(options.stop_grace_s)
            if not tries_left or PORT_TAKEN not in log_tail(options.folder, 200):
                raise
        except BaseException:
            await child.stop(options.stop_grace_s)
            raise
        else:
            return child
    raise AssertionError("the last try returns or raises")


def _spawn(package: EnginePackage, options: EngineOptions, lock: int) -> Child:
    bolt_port, http_port = _free_ports(2)
    command = [
        str(package.java),
        *java_options(package, heap_mb=options.heap_mb, cache_output=options.cache_output),
        *server_arguments(
            package,
            options.folder,
            bolt_port=bolt_port,
            http_port=http_port,
            statement_timeout_s=options.statement_timeout_s,
        ),
    ]
    # The kernel's leash follows the thread that starts the child, and a thread other than the main one may end before the process.
    by_kernel = sys.platform == "linux" and threading.current_thread() is threading.main_thread()
    script = [sys.executable, "-I", "-S", str(leash.__file__)]
    with (options.folder / "engine.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own script and the installed engine
            [*script, "exec", str(os.getpid()), *command] if by_kernel else command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=options.folder,
            # Neither this process's settings and keys nor an interrupt from its terminal are the engine's.
            env={"LC_ALL": "C.UTF-8"},
            process_group=0,
            pass_fds=(lock,),
        )
    if by_kernel:
        return Child(process, None, bolt_port)
    watch = [*script, "watch", str(process.pid)]
    watcher = subprocess.Popen(watch, stdin=subprocess.PIPE, process_group=0)  # noqa: S603 - our own script
    return Child(process, watcher, bolt_port)


async def _wait_ready(child: Child, options: EngineOptions, password: str) -> None:
    """Return when the engine answers on Bolt; its port opens about a second before its database does."""
    where = str(options.folder)
    clock = asyncio.get_running_loop().time
    deadline = clock() + options.start_timeout_s
    while child.process.poll() is None and BROKEN_START not in log_tail(options.folder, 200):
        if clock() > deadline:
            raise StoreTimeout(f"The embedded engine was not ready after {options.start_timeout_s:g} s.", where=where)
        try:
            if await _is_listening(child.port):
                await _clear_mark_of_the_dead(child.port, password)
                return
        except StoreTimeout:
            # A crowded machine: the engine is asked again until the deadline.
            pass
        except StoreUnavailable as error:
            if isinstance(error.__cause__, AuthError):
                raise StoreUnavailable(
                    "The embedded engine does not accept the password in the data folder.",
                    hint="Put back the file `password` of this data, or choose another folder with LIANTU_DATA.",
                    where=where,
                ) from error
        await asyncio.sleep(POLL_S)
    raise StoreUnavailable(f"The embedded engine did not start. Its last lines:\n{log_tail(options.folder)}", where=where)


async def _clear_mark_of_the_dead(port: int, password: str) -> None:
    """Clear the committing mark that a writer left when it died with its engine: no transaction outlives an engine."""
    brief = StoreOptions(read_timeout_s=5, write_timeout_s=5, connect_timeout_s=2, pool_size=1)
    async with await Store.connect(f"bolt://127.0.0.1:{port}", (USER, password), database=DATABASE, options=brief) as store:
        await store.run_schema(CLEAR_ANY_MARK)


async def _is_listening(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
