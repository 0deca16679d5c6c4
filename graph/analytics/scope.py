"""What lies in a park or place: the park or place itself and everything located in it or a part of it, to any depth.

    scope_of([Containment("park:dong-chuan", "place:xi-ning", Basis.REFERENCE, ("c1",))], "place:xi-ning")
        -> {"place:xi-ning": Way(STATED, ()), "park:dong-chuan": Way(REFERENCE, ("c1",))}

A pure function over all pairs of parks and places, because "to any depth" and "the way whose weakest fact is strongest" are no
patterns of the query language. What has no known location lies nowhere.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.claims import Basis


@dataclass(frozen=True, slots=True)
class Containment:
    """One fact that `inner` is located in, or a part of, `outer`; all keys."""

    inner: str
    outer: str
    basis: Basis
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How something comes to lie in a scope: the weakest basis on the way, and the evidence keys of every step, inner first."""

    basis: Basis
    claims: tuple[str, ...]


HERE = Way(Basis.STATED, ())


def scope_of(containments: Iterable[Containment], place: str) -> Mapping[str, Way]:
    """Return every park and place inside `place`, itself among them, with the way whose weakest fact is strongest.

    Of equally strong ways the one of fewest steps is told, then the one of the first claims. Circles end; O(pairs × log pairs).
    """
    inside: dict[str, list[Containment]] = defaultdict(list)
    for item in containments:
        inside[item.outer].append(item)
    found: dict[str, Way] = {}
    waiting: list[tuple[Basis, int, tuple[str, ...], str]] = [(HERE.basis, 0, HERE.claims, place)]
    while waiting:
        basis, steps, claims, key = heapq.heappop(waiting)
        if key in found:
            continue
        found[key] = Way(basis, claims)
        for item in inside[key]:
            if item.inner not in found:
                heapq.heappush(waiting, (max(basis, item.basis), steps + 1, item.claims + claims, item.inner))
    return found


def way_into(locations: Iterable[Containment], scope: Mapping[str, Way]) -> Way | None:
    """Return the best way by which one of a thing's own locations lies in the scope; None when none does."""
    ways = (
        Way(max(item.basis, scope[item.outer].basis), item.claims + scope[item.outer].claims)
        for item in locations
        if item.outer in scope
    )
    return min(ways, key=lambda way: (way.basis, len(way.claims), way.claims), default=None)
