"""Which servers are accepted, and what is said about those that are not."""

from __future__ import annotations

import pytest

from graph.errors import LiantuError, SettingsError, StoreUnavailable, StoreVersionUnsupported
from graph.store import Store, StoreOptions
from graph.store.server import recognise, shown_server
from tests.store_fixtures import Server

HASTY = StoreOptions(connect_timeout_s=2.0)


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("Neo4j/5.23.0", ("neo4j", "5.23.0")),
        ("Neo4j/5.26.25", ("neo4j", "5.26.25")),
        ("Neo4j/5.27-aura", ("neo4j", "5.27-aura")),
        ("Neo4j/2025.06.1", ("neo4j", "2025.06.1")),
        ("Neo4j/2026.05.0", ("neo4j", "2026.05.0")),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", ("embedded", "26.10.2")),
    ],
)
def test_servers_are_recognised_by_the_name_they_give(agent: str, expected: tuple[str, str]) -> None:
    assert recognise(agent, server="bolt://here:7687") == expected


@pytest.mark.parametrize(
    "agent", ["Neo4j/4.4.40", "Neo4j/5.22.9", "Neo4j/v5.11.0 compatible graph database server - Memgraph", "Neptune/1.0", ""]
)
def test_older_and_other_servers_are_refused_with_what_is_needed(agent: str) -> None:
    with pytest.raises(StoreVersionUnsupported, match=r"^bolt://here:7687: |5\.23 or later"):
        recognise(agent, server="bolt://here:7687")


def test_messages_show_no_credentials_of_an_address() -> None:
    assert shown_server("neo4j+s://reader:s3cret@db.example:7687/x?y=z") == "neo4j+s://db.example:7687"


async def test_a_connection_says_what_it_found(store: Store, store_kind: str) -> None:
    assert store.kind == store_kind
    assert store.version[0].isdigit()


async def test_nothing_at_the_address_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1:1 does not answer"):
        await Store.connect("bolt://127.0.0.1:1", ("neo4j", "s3cret"), options=HASTY)


@pytest.mark.parametrize("uri", ["http://u:s3cret@127.0.0.1:7474", "127.0.0.1:7687", "bolt://", ""])
async def test_an_address_that_is_none_is_a_wrong_setting(uri: str) -> None:
    with pytest.raises(SettingsError, match="is no address of a store") as caught:
        await Store.connect(uri, ("neo4j", "s3cret"), options=HASTY)

    assert "s3cret" not in str(caught.value)


async def test_a_wrong_password_is_told_without_it(server: Server) -> None:
    with pytest.raises(StoreUnavailable, match="does not accept the user name and password") as caught:
        await Store.connect(server.uri, (server.auth[0], "wr0ng-s3cret"), database=server.database, options=HASTY)

    assert "wr0ng" not in str(caught.value)


async def test_an_unknown_database_is_told(server: Server) -> None:
    with pytest.raises(StoreUnavailable, match="no such database"):
        await Store.connect(server.uri, server.auth, database="nowhere", options=HASTY)


async def test_the_routing_scheme_works_too(server: Server) -> None:
    uri = server.uri.replace("bolt://", "neo4j://")

    async with await Store.connect(uri, server.auth, database=server.database) as store:
        await store.ping()


async def test_an_encrypted_scheme_is_refused_by_a_server_without_a_certificate(server: Server) -> None:
    with pytest.raises(LiantuError):
        await Store.connect(server.uri.replace("bolt://", "bolt+ssc://"), server.auth, database=server.database, options=HASTY)
