"""Global ids: opaque to clients, made from keys, the same for as long as a key is the same.

    encode_id("chain:guang-fu")                    -> "Y2hhaW46Z3Vhbmctzu…"
    decode_id("Y2hhaW46Z3Vhbmctzu…", "id")         -> "chain:guang-fu"

An id is URL-safe Base64 (RFC 4648, section 5) of UTF-8 text, padding kept.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache

from graph.errors import BadArguments, ModelError
from graph.model.registry import Model

# Ids repeat from answer to answer, and encoding one costs ten times a look-up; about 10 MB when full.
_REMEMBERED = 65_536


@lru_cache(maxsize=_REMEMBERED)
def encode_id(key: str) -> str:
    """Return the global id of the node that has the key."""
    return base64.urlsafe_b64encode(key.encode()).decode("ascii")


def decode_id(text: str, argument: str) -> str:
    """Return the key of a global id.

    Raises:
        BadArguments: The text is no id; the message names the argument.
    """
    found = _decode(text)
    if not found:
        raise BadArguments(f"{argument}: {_shown(text)} is no id.", hint="Take ids from the `id` fields of answers.")
    return found


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
