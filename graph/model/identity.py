"""Identities: relationship ids, claim keys, run keys; every one a pure function of what identifies the thing.

relationship_id("department:sheng-jiaotong-ting", "SERVES", "park:x", (("kind", "ROAD"), ("year", "2012")))
    -> "department:sheng-jiaotong-ting|SERVES|park:x|kind=ROAD|year=2012"
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.names import slug


def mint_key(label: str, name: str) -> str:
    """Return the key that a first canonical name is given; the ledger keeps it from then on."""
    return f"{label.lower()}:{slug(name)}"


def relationship_id(start: str, type_name: str, end: str, discriminators: Iterable[tuple[str, str]]) -> str:
    """Return the id of a relationship; discriminators in declared order, absent ones left out, "|" and "%" in values escaped."""
    parts = [start, type_name, end, *(f"{key}={_escaped(value)}" for key, value in discriminators)]
    return "|".join(parts)


def discriminators_of(identity: str) -> tuple[tuple[str, str], ...]:
    """Return the discriminators that a relationship's id was made of, in their order; inverse of `relationship_id`."""
    pairs = (part.partition("=") for part in identity.split("|")[3:])
    return tuple((key, value.replace("%7C", "|").replace("%25", "%")) for key, _, value in pairs)


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("|", "%7C")


def digest_of(*parts: str) -> str:
    """Return 32 hexadecimal digits of SHA-256 over the parts, lengths included, so that no two splits collide."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode()
        found.update(f"{len(data)}:".encode() + data)
    return found.hexdigest()[:32]
