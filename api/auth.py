"""Who may ask: keys, Host and Origin of a request, as pure functions over its headers; no I/O, no state.

keys = make_keys(["k1"], [])
grant(keys, "k1")      -> Access.READ
grant(keys, None)      raises Unauthenticated
"""

from __future__ import annotations

import enum
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from graph.errors import Forbidden, Unauthenticated

_HOW = "Send it as «Authorization: Bearer KEY» or «X-API-Key: KEY»."


class Access(enum.Enum):
    """What a request may do."""

    OPEN = "open"  # reads, without a key, on a server that asks for none
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Keys:
    """SHA-256 digests of the configured keys: of equal length, so that comparing takes the same time for every guess."""

    read: tuple[bytes, ...] = ()
    write: tuple[bytes, ...] = ()


def make_keys(read: Iterable[str], write: Iterable[str]) -> Keys:
    """Digest the configured keys."""
    return Keys(tuple(map(_digest, read)), tuple(map(_digest, write)))


def key_of(headers: Mapping[str, str]) -> str | None:
    """Return the key that a request bears: its bearer token, else its `X-API-Key`, else None.

    Source: RFC 6750, section 2.1 for the bearer token.
    """
    scheme, _, token = headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key", "").strip() or None


def grant(keys: Keys, key: str | None) -> Access:
    """Return what the bearer of `key` may do.

    Raises:
        Unauthenticated: A key is needed and missing, or the given one is not among the configured.
    """
    if key is None or not (keys.read or keys.write):
        if keys.read:
            raise Unauthenticated("This server answers to holders of an API key only.", hint=_HOW)
        return Access.OPEN
    digest = _digest(key)
    # Both lists are compared whole: the time taken must not say in which one a key stands, or where.
    is_writer = sum([hmac.compare_digest(digest, known) for known in keys.write]) > 0
    is_reader = sum([hmac.compare_digest(digest, known) for known in keys.read]) > 0
    if is_writer:
        return Access.WRITE
    if is_reader:
        return Access.READ
    raise Unauthenticated("The API key of this request is not known here.", hint=_HOW)


def check_host(host: str | None, allowed: Sequence[str]) -> None:
    """Refuse a request whose Host header names none of ours, as a rebound DNS name would make a browser send.

    Args:
        host: The header, `name`, `name:port` or `[::1]:port`.
        allowed: Lower-case names without ports; `*.example.cn` stands for every name below, `*` for all.

    Raises:
        Forbidden: The name is missing or not allowed.
    """
    name = _host_name(host or "")
    for pattern in allowed:
        if pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:])):
            return
    shown = name[:100] or "(none)"
    raise Forbidden(f"This server does not answer to the host name «{shown}».", hint="Add the name to LIANTU_ALLOWED_HOSTS.")


def check_origin(headers: Mapping[str, str], origins: Sequence[str]) -> str | None:
    """Refuse a request that a page of another site makes; return the configured origin that made it, None for our own pages and tools.

    Browsers send `Origin` with every cross-site POST and fetch, and `Sec-Fetch-Site` also where `Origin` is left out (an image, a
    script); a person following a link (`Sec-Fetch-Mode: navigate`) only sees pages and is let through.

    Raises:
        Forbidden: Another site's page asks, and its origin is not configured.
    """
    origin = headers.get("origin")
    if origin is not None:
        if origin in origins:
            return origin
        if urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != "":
            return None
    elif headers.get("sec-fetch-site") not in ("cross-site", "same-site") or headers.get("sec-fetch-mode") == "navigate":
        return None
    shown = (origin or "another site")[:100]
    raise Forbidden(f"Pages of «{shown}» may not ask this server.", hint="Add the origin to LIANTU_CORS_ORIGINS.")


def _host_name(host: str) -> str:
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
