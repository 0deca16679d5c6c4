"""How the tests of one run are shared among processes (`pytest -n 2`): by store, those on Neo4j in two parts, all others file by file.

A process has its own embedded engine and its own Neo4j, and empties them between tests, so the parts may run beside each other. A Neo4j
that `NEO4J_TEST_URI` names is one for all processes: then its tests stay together in one.
"""

from __future__ import annotations

import os

from xdist.scheduler import LoadScopeScheduling

from tests.store_fixtures import EMBEDDED, NEO4J

# Tests on Neo4j take most of a run, since it plans a statement slowly. These folders have two fifths of them by time, and none of
# those that need the register loaded.
QUERY_LANGUAGE = frozenset({"api", "compiled", "conformance", "conformance_cypher", "differential", "hostile"})


def share_of(nodeid: str, *, one_neo4j: bool) -> str:
    """Return what a test stays together with: its store, which is the first of its parameters, else its file."""
    name, _, values = nodeid.partition("[")
    kind = values.partition("-")[0].removesuffix("]")
    if kind == NEO4J and not one_neo4j and not QUERY_LANGUAGE.isdisjoint(name.partition("::")[0].split("/")):
        return f"{NEO4J} for the query language"
    return kind if kind in (EMBEDDED, NEO4J) else name.partition("::")[0]


class ByStore(LoadScopeScheduling):
    """Gives each process a store's tests, then files of tests; the most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid, one_neo4j=bool(os.environ.get("NEO4J_TEST_URI")))
