"""The embedded store's folder: who owns it, the engine's address, and the password.

    engine.lock     locked while an owner or its engine lives; the engine inherits the lock, so a dying engine still holds it
    owner.lock      locked by the owner alone; it holds the owner's process id for messages
    engine.json     mode 0600: process id, Bolt port and start time of the running engine
    password        mode 0600: generated once, for the engine's one user
    engine.log      what the engine printed since its last start
    databases/ …    the engine's own

Locks, not process ids, tell whether somebody lives: an id may be reused or belong to a zombie. Source: flock(2); a lock belongs to the
open file description, is shared with a child that inherits it, and ends with its last holder.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StoreUnavailable

# The engine needs some 30 MB for an empty database and its log (measured); with less it dies in the middle of starting.
LEAST_FREE_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """What `engine.json` says: the engine's process id, its Bolt port on loopback, and when it started (ISO 8601, UTC)."""

    pid: int
    port: int
    startedAt: str  # noqa: N815 - a key of the file


def prepare(folder: Path) -> None:
    """Create the folder, for its owner only, and make sure that an engine can write there.

    Raises:
        StoreUnavailable: When it cannot be created or written, or its disk is full.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise StoreUnavailable(
            f"The data folder cannot be written ({error.strerror}).",
            hint="Choose another with LIANTU_DATA, or mend its permissions.",
            where=str(folder),
        ) from error
    if free < LEAST_FREE_BYTES:
        raise StoreUnavailable(
            f"The disk of the data folder is full: {free // 1_000_000} MB are free, {LEAST_FREE_BYTES // 1_000_000} MB are needed.",
            hint="Free some space, or choose another folder with LIANTU_DATA.",
            where=str(folder),
        )


def try_lock(path: Path) -> int | None:
    """Return a file descriptor that holds the lock of `path`, or None when somebody else holds it.

    Raises:
        StoreUnavailable: Where the system has no such locks.
    """
    return _lock(path, wait=False)


def take_lock(path: Path) -> int:
    """Return a file descriptor that holds the lock of `path`, and wait for it: only for locks that others hold for an instant."""
    descriptor = _lock(path, wait=True)
    if descriptor is None:
        raise AssertionError("a lock that is waited for is always had")
    return descriptor


def is_locked(path: Path) -> bool:
    """Tell whether somebody holds the lock of `path`; several may look at once without seeing each other."""
    descriptor = _lock(path, wait=False, shared=True)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def _lock(path: Path, *, wait: bool, shared: bool = False) -> int | None:
    if sys.platform == "win32":
        raise StoreUnavailable("The embedded store needs Linux or macOS.", hint="Set NEO4J_URI to use a Neo4j server.")
    import fcntl  # absent on Windows, where a Neo4j server can still be used

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def write_owner(descriptor: int) -> None:
    """Write this process's id into the owner's lock file."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)


def read_owner(folder: Path) -> str:
    """Return the id of the process that owns the folder, as far as it is written."""
    try:
        return (folder / "owner.lock").read_text(encoding="ascii").strip() or "unknown"
    except OSError:
        return "unknown"


def write_address(folder: Path, address: EngineAddress) -> None:
    """Put `engine.json` in place, whole or not at all."""
    target, draft = folder / "engine.json", folder / "engine.json.new"
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(address), file)
    draft.replace(target)


def read_address(folder: Path) -> EngineAddress | None:
    """Return what `engine.json` says, or None when there is none yet."""
    try:
        found = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
        return EngineAddress(int(found["pid"]), int(found["port"]), str(found["startedAt"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_address(folder: Path) -> None:
    """Remove `engine.json`."""
    (folder / "engine.json").unlink(missing_ok=True)


def read_password(folder: Path) -> str:
    """Return the password of the folder's engine, which is generated when there is none.

    The engine stores it at its first start and keeps it; a folder whose password file is lost cannot be opened.
    """
    path = folder / "password"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        password = secrets.token_urlsafe(24)
        file.write(password)
    return password


def log_tail(folder: Path, lines: int = 12) -> str:
    """Return the last lines that the engine printed."""
    try:
        text = (folder / "engine.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
