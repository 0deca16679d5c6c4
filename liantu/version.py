"""The version of this program, as its installed package names it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PROGRAM = "liantu"


def own_version() -> str:
    """Return the version of the installed package, `0+source` when it is run without being installed."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "0+source"
