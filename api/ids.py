"""Global ids and cursors: opaque to clients, made from keys, the same for as long as a key is the same.

    encode_id("chain:guang-fu")                    -> "Y2hhaW46Z3Vhbmctzu…"
    decode_id("Y2hhaW46Z3Vhbmctzu…", "id")         -> "chain:guang-fu"
    encode_cursor("park:x", "a|SERVES|park:x")     -> a cursor of a list in which one node may stand several times

Both are URL-safe Base64 (RFC 4648, section 5) of UTF-8 text, padding kept; a cursor's parts are divided by a line feed.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache

from graph.errors import BadArguments, ModelError
from graph.model.registry import Model

_DIVIDER = "\n"

# Ids repeat from answer to answer, and encoding one costs ten times a look-up; about 10 MB when full.
_REMEMBERED = 65_536


@lru_cache(maxsize=_REMEMBERED)
def encode_id(key: str) -> str:
    """Return the global id of the node that has the key."""
    return base64.urlsafe_b64encode(key.encode()).decode("ascii")


def encode_cursor(key: str, relationship_id: str) -> str:
    """Return the cursor of an edge; `relationship_id` is "" where a node stands in the list once at most."""
    return encode_id(f"{key}{_DIVIDER}{relationship_id}" if relationship_id else key)


def decode_id(text: str, argument: str) -> str:
    """Return the key of a global id.

    Raises:
        BadArguments: The text is no id; the message names the argument.
    """
    found = _decode(text)
    if not found:
        raise BadArguments(f"{argument}: {_shown(text)} is no id.", hint="Take ids from the `id` fields of answers.")
    return found


def decode_cursor(text: str) -> tuple[str, str]:
    """Return key and relationship id ("" when it has none) of a cursor.

    Raises:
        BadArguments: The text is no cursor.
    """
    key, _, relationship_id = _decode(text).partition(_DIVIDER)
    if not key:
        raise BadArguments(f"after: {_shown(text)} is no cursor.", hint="Take cursors from `pageInfo` or `edges` of answers.")
    return key, relationship_id


def label_of(model: Model, key: str) -> str | None:
    """Return the label for which a key was minted, or None for a key of no label."""
    try:
        return model.label_of_key(key)
    except ModelError:
        return None


def _decode(text: str) -> str:
    padded = text + "=" * (-len(text) % 4)
    try:
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
