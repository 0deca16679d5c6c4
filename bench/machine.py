"""What a figure was measured on: the machine, the versions, and the processor time of any process."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

Clock = Callable[[], float]

_PACKAGES = (
    "graphql-core", "strawberry-graphql", "orjson", "starlette", "uvicorn", "uvloop", "neo4j", "neo4j-rust-ext", "arcadedb-embedded",
)  # fmt: skip
_CPU_INFO, _MEMORY_INFO = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def describe_machine() -> dict[str, object]:
    """Return cores, processor, memory (GiB), load, system, and the versions of Python and of the packages that are measured."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _found(_CPU_INFO, r"model name\s*:\s*(.+)") or platform.processor(),
        "memoryGiB": round(int(_found(_MEMORY_INFO, r"MemTotal:\s*(\d+) kB") or 0) / 2**20, 1),
        "loadAverage": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def process_clock(pid: int) -> Clock:
    """Return a clock of the processor time that a process has taken, in seconds, all its threads and none of its children.

    Source: Linux clock_getcpuclockid(3): the clock of process `pid` is number `~pid << 3 | 2`; it counts nanoseconds, where
    `/proc/PID/stat` counts hundredths of a second.

    Raises:
        OSError: The system has no such clocks, or no such process.
    """
    number = (~pid << 3) | 2
    time.clock_gettime(number)
    return lambda: time.clock_gettime(number)


def _found(file: Path, pattern: str) -> str:
    if not file.exists():
        return ""
    found = re.search(pattern, file.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""
