"""One thing in several years: two names mean it when they differ in nothing but the year that each states of itself.

bare("2012年“百强”企业", 2012)
    -> "百强企业"
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.analytics.findings.facts import Group
from graph.names import normal_form


def bare(name: str, year: int | None) -> str:
    """Return a name's normal form without its own year."""
    folded = normal_form(name)
    return folded if year is None else folded.replace(f"{year}年", "").replace(f"{year}", "")


def mates(group: Group, groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return the same set in other years, nearest year first, the earlier of two; none for a set without a year."""
    if group.year is None:
        return ()
    year, name = group.year, bare(group.name, group.year)
    found = [
        (abs(other.year - year), other.year, other.key, other)
        for other in groups
        if other.year not in (None, year) and other.year is not None and other.label == group.label
        and bare(other.name, other.year) == name
    ]  # fmt: skip
    return tuple(item[-1] for item in sorted(found, key=lambda item: item[:-1]))
