"""Words that several analyses put into their sentences."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "unstated": ("未说明", "unstated"),
    "year": ("{what}（{year}年）", "{what} ({year})"),
    "list": ("、", ", "),
}
