"""Expectations: how many nodes of a label or relationships of a type a source has at least and at most.

A table that lost half its rows in an editor is still well-formed; the declared minimum stops it before anything is retired.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import ExpectationFailed
from loaders.issues import Issue


@dataclass(frozen=True, slots=True)
class Expectation:
    """Bounds of one label's or relationship type's count; no most when `most` is None."""

    name: str
    least: int
    most: int | None


def check_expectations(source: str, expectations: Iterable[Expectation], counts: Mapping[str, int]) -> tuple[Issue, ...]:
    """Compare a source's counts with its expectations.

    Args:
        source: The source's registered name.
        expectations: What it declares.
        counts: Label or relationship type -> how many the source states; what is not there counts 0.

    Returns:
        One issue a count above its most.

    Raises:
        ExpectationFailed: At least one count lies below its least; the message names all of them.
    """
    expected = tuple(expectations)
    low = [
        f"{item.name} has {counts.get(item.name, 0)}, at least {item.least} expected"
        for item in expected
        if counts.get(item.name, 0) < item.least
    ]
    if low:
        raise ExpectationFailed(
            f"{source}: {'; '.join(low)}; nothing was loaded.",
            hint="Restore the missing rows, or lower `min` in source.yaml when they are meant to go.",
            where="source.yaml",
        )
    return tuple(
        Issue("ABOVE_EXPECTATION", f"{item.name} has {counts.get(item.name, 0)}, at most {item.most} expected.", "source.yaml")
        for item in expected
        if item.most is not None and counts.get(item.name, 0) > item.most
    )
