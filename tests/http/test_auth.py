"""Keys, Host and Origin of a request."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from api.auth import Access, Keys, check_host, check_origin, grant, key_of, make_keys
from graph.errors import Forbidden, Unauthenticated

KEYS = make_keys(["读者-1", "reader-2"], ["writer"])
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
FRONT_END = "https://plan.example.cn"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Authorization": "Bearer abc"}, "abc"),
        ({"Authorization": "bearer  abc "}, "abc"),
        ({"Authorization": "Basic abc"}, None),
        ({"Authorization": "Bearer"}, None),
        ({"X-API-Key": "abc"}, "abc"),
        ({"Authorization": "Bearer abc", "X-API-Key": "def"}, "abc"),
        ({"Authorization": "Basic abc", "X-API-Key": "def"}, "def"),
    ],
)
def test_a_key_stands_in_one_of_two_headers(headers: dict[str, str], expected: str | None) -> None:
    assert key_of(Headers(headers)) == expected


def test_a_server_without_keys_lets_everybody_read() -> None:
    assert grant(Keys(), None) is Access.OPEN
    assert grant(Keys(), "left over from another server") is Access.OPEN


def test_keys_open_what_they_are_for() -> None:
    assert grant(KEYS, "读者-1") is Access.READ
    assert grant(KEYS, "reader-2") is Access.READ
    assert grant(KEYS, "writer") is Access.WRITE


def test_a_key_in_both_lists_may_write() -> None:
    assert grant(make_keys(["both"], ["both"]), "both") is Access.WRITE


@pytest.mark.parametrize("key", [None, "wrong", "reader-", "reader-22", ""])
def test_a_missing_or_wrong_key_is_refused_and_not_repeated(key: str | None) -> None:
    with pytest.raises(Unauthenticated) as raised:
        grant(KEYS, key)

    assert not key or key not in str(raised.value).replace("API key", "")


def test_write_keys_alone_leave_reading_open() -> None:
    keys = make_keys([], ["writer"])

    assert grant(keys, None) is Access.OPEN
    with pytest.raises(Unauthenticated):
        grant(keys, "wrong")


def test_keys_are_kept_as_digests() -> None:
    assert b"reader-2" not in b"".join((*KEYS.read, *KEYS.write))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "localhost."])
def test_loopback_names_are_ours(host: str) -> None:
    check_host(host, LOOPBACK)


@pytest.mark.parametrize(
    "host", [None, "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80@localhost", "[::2]"]
)
def test_every_other_name_is_refused(host: str | None) -> None:
    with pytest.raises(Forbidden):
        check_host(host, LOOPBACK)


def test_a_pattern_allows_names_below_and_not_beside() -> None:
    check_host("a.example.cn:443", ("*.example.cn",))
    check_host("anything", ("*",))
    for host in ("example.cn", "badexample.cn", "a.example.cn.evil.example"):
        with pytest.raises(Forbidden):
            check_host(host, ("*.example.cn",))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "localhost:8000"}, None),
        ({"Host": "localhost:8000", "Origin": "http://localhost:8000"}, None),
        ({"Host": "liantu.example.cn", "Origin": "https://liantu.example.cn"}, None),
        ({"Host": "localhost:8000", "Origin": FRONT_END}, FRONT_END),
        ({"Host": "localhost:8000", "Sec-Fetch-Site": "same-origin"}, None),
        ({"Host": "localhost:8000", "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, None),
        ({"Host": "localhost:8000", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, None),
    ],
)
def test_our_own_pages_tools_links_and_configured_front_ends_may_ask(headers: dict[str, str], expected: str | None) -> None:
    assert check_origin(Headers(headers), (FRONT_END,)) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost:8000", "Origin": "http://evil.example"},
        {"Host": "localhost:8000", "Origin": "http://localhost:3000"},
        {"Host": "localhost:8000", "Origin": "null"},
        {"Origin": ""},
        {"Host": "localhost:8000", "Origin": FRONT_END + ".evil.example"},
        {"Host": "localhost:8000", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Host": "localhost:8000", "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_pages_of_other_sites_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        check_origin(Headers(headers), (FRONT_END,))
