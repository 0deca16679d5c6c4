"""How the tests of one run are shared among processes (`pytest -n 2`): all of one store in one of them, the others file by file.

A process has its own embedded engine, and all have the one Neo4j, so tests on Neo4j must not run beside each other: what needs it takes the
parameter `store_kind`, which `tests.conftest` demands.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

from tests.store_fixtures import EMBEDDED, NEO4J


def share_of(nodeid: str) -> str:
    """Return what a test stays together with: its store, which is the first of its parameters, else its file."""
    name, _, values = nodeid.partition("[")
    kind = values.partition("-")[0].removesuffix("]")
    return kind if kind in (EMBEDDED, NEO4J) else name.partition("::")[0]


class ByStore(LoadScopeScheduling):
    """Gives each process a store's tests, then files of tests; the most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
