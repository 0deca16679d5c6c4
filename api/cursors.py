"""Cursors: places in a list, opaque to clients, bound to the list, its order and its filter.

    digest = list_digest(["Project"], (("investment", True),), {"status": {"eq": "APPROVED"}})
    encode_cursor(digest, "project:x", "", 150000000)      -> "WzEsIjNm…"
    decode_cursor("WzEsIjNm…", "after", Expected(digest, values=1, repeated=False))
                                                           -> Place((150000000,), "project:x", "")

A cursor is URL-safe Base64 (RFC 4648, section 5, padding kept) of a JSON list: version, digest of what it belongs to, the values of the
order's terms at its place, the node's key, and the relationship's id where one node may stand in the list several times. It is no secret:
whoever forges one gets another place of the same list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from graph.errors import BadArguments
from graph.model.values import MAX_EXACT_INTEGER

VERSION = 1

# Hexadecimal digits of SHA-256: two lists of one client meet by chance once in 2^64.
_DIGITS = 16

# A key, an id and up to eight values of an order, each at most a page of text; longer texts are not read at all.
_LONGEST = 20_000

# Cursors repeat from answer to answer like ids do; see api.ids.
_REMEMBERED = 65_536

Scalar = str | int | float | None

_REMEDY = "Ask for the first page again, and take cursors from its `pageInfo` or `edges`."


@dataclass(frozen=True, slots=True)
class Place:
    """What a cursor holds: the values of the order's terms, the node's key, the relationship's id ("" where there is none)."""

    values: tuple[Scalar, ...]
    key: str
    id: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the cursor of a list has to hold: the list's digest, how many values, and whether a relationship's id."""

    digest: str
    values: int
    repeated: bool


def list_digest(identity: list[str | bool], order: tuple[tuple[str, bool], ...], where: object) -> str:
    """Return what cursors of a list bear: 16 hexadecimal digits of a SHA-256 over JSON of all that they are bound to.

    Args:
        identity: Labels of the list's nodes, and the relationship type that it follows with whether it starts there.
        order: Its order as people wrote it: a field, and whether it runs down.
        where: Its filter's coerced value.
    """
    text = json.dumps(
        [identity, order, _without_nulls(where) or None], ensure_ascii=True, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


@lru_cache(maxsize=_REMEMBERED, typed=True)
def encode_cursor(digest: str, key: str, relationship_id: str, *values: Scalar) -> str:
    """Return the cursor of a row.

    Args:
        digest: Of the list, by `list_digest`.
        key: Of the row's node.
        relationship_id: By which the list came to it; "" where a node stands in the list once at most.
        values: Of the order's terms; None for no value.

    Raises:
        ValueError: A value is a number that JSON does not have.
    """
    parts = [VERSION, digest, *values, key, *((relationship_id,) if relationship_id else ())]
    text = json.dumps(parts, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii")


def decode_cursor(text: str, argument: str, expected: Expected) -> Place:
    """Return the place that a cursor marks.

    Raises:
        BadArguments: It is no cursor, one of another version, or one of another list, order or filter; the message names the argument.
    """
    parts = _parts(text)
    if parts is None:
        _refuse(argument, f"{_shown(text)} is no cursor.")
    if parts[0] != VERSION:
        _refuse(argument, f"{_shown(text)} is a cursor of another version.")
    if len(parts) < 2 or parts[1] != expected.digest:
        _refuse(argument, f"{_shown(text)} is a cursor of another list, order or filter.")
    end = 2 + expected.values
    values, names = parts[2:end], [item for item in parts[end:] if isinstance(item, str)]
    if len(parts) != end + 1 + expected.repeated or len(names) != 1 + expected.repeated or not all(map(_is_scalar, values)):
        _refuse(argument, f"{_shown(text)} is no cursor.")
    return Place(tuple(values), names[0], names[1] if expected.repeated else "")


def _parts(text: str) -> list[Scalar] | None:
    """Return the list that a cursor's text holds; None when it holds none."""
    if len(text) > _LONGEST:
        return None
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
        found = json.loads(decoded, parse_constant=_no_number)
        decoded = json.dumps(found, ensure_ascii=False)
        decoded.encode()
    except (binascii.Error, ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and found else None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _is_scalar(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= MAX_EXACT_INTEGER
    return value is None or isinstance(value, str)


def _without_nulls(value: object) -> object:
    """A filter without what counts as left out; `eq` and `ne` alone mean something by null."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None or key in ("eq", "ne")}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else getattr(value, "value", value)


def _refuse(argument: str, said: str) -> NoReturn:
    raise BadArguments(f"{argument}: {said}", hint=_REMEDY)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
