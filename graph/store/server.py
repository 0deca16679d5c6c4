"""Which server answers: its kind, its version, and what messages may show of its address."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from graph.errors import SettingsError, StoreVersionUnsupported

Kind = Literal["embedded", "neo4j"]

# Source: the statements use CALL (x) {} and COLLECT {}, whole since Neo4j 5.23; calendar versions (2025.01 …) are all newer.
OLDEST_NEO4J = (5, 23)

# Source: Neo4j driver manual, "Connect to the database". The driver's HTTP scheme is a preview without transactions over several calls.
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def recognise(agent: str, *, server: str) -> tuple[Kind, str]:
    """Return the kind and version of a server that calls itself `agent`.

    Shapes: `Neo4j/5.26.25`, `Neo4j/2025.06.1`, `Neo4j/5.27-aura`, `Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)`.

    Raises:
        StoreVersionUnsupported: For an older Neo4j, or something else.
    """
    embedded = re.search(r"\(ArcadeDB ([\w.-]+)\)", agent)
    if embedded is not None:
        return "embedded", embedded[1]
    found = re.fullmatch(r"Neo4j/((\d+)\.(\d+)[\w.+-]*)", agent)
    if found is None or (int(found[2]), int(found[3])) < OLDEST_NEO4J:
        raise StoreVersionUnsupported(
            f"{server} is {agent}; Liantu needs Neo4j 5.23 or later.", hint="Upgrade the server, or unset NEO4J_URI."
        )
    return "neo4j", found[1]


def shown_server(uri: str) -> str:
    """Return scheme, host and port of an address: what messages may show of it."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def check_address(uri: str) -> None:
    """Refuse what is no Bolt address.

    Raises:
        SettingsError: When the scheme is another or the host is missing.
    """
    parts = urlsplit(uri)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SettingsError(
            f"{shown_server(uri)!r} is no address of a store.",
            hint=f"NEO4J_URI is SCHEME://HOST:PORT with one of {', '.join(SCHEMES)}.",
        )
