"""Variables of written-down operations: ids and cursors as people can read them.

    "id:park:he-wan"                                                           the global id of park:he-wan
    {"cursor": {"list": ["Project"], "order": [["investment", true]], "at": [4728, "project:x"]}}    a cursor of that list

A cursor says its list (labels, and for one along a relationship type the type and whether it starts there), its order as field and
whether it runs down, its filter, and its place: the values of the order, the key, the relationship's id.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from api.cursors import VERSION, list_digest
from api.ids import encode_id

_ID = "id:"


def read_variables(value: Any) -> Any:
    """Return variables with every id and cursor made of what is written for it."""
    if isinstance(value, list):
        return [read_variables(item) for item in value]
    if isinstance(value, str):
        return encode_id(value.removeprefix(_ID)) if value.startswith(_ID) else value
    if not isinstance(value, dict):
        return value
    if set(value) == {"cursor"}:
        return _cursor(value["cursor"])
    return {key: read_variables(item) for key, item in value.items()}


def _cursor(written: dict[str, Any]) -> str:
    order = tuple((name, down) for name, down in written.get("order", ()))
    digest = list_digest(written["list"], order, read_variables(written.get("where")))
    parts = [written.get("version", VERSION), digest, *written["at"]]
    return base64.urlsafe_b64encode(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).decode()
