"""Clusters of firms and projects of one trade in one park, from the facts of a plan's parks; pure.

A *house* is a firm with the projects that it undertakes, and every other firm or project that a project joins to it: a cluster counts
houses, so that one firm with five projects is no cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.analytics.base_facts import BaseFacts, Theme
from graph.analytics.base_rules import LEAST_HOUSES, SHARED


@dataclass(slots=True)
class Cluster:
    """Actors of one park and trade.

    Attributes:
        area: Key of the park.
        chains: Keys of the chains, the one with the most houses first; empty of an industry alone.
        industries: Keys of the industries that were found as trades of their own and are this one's.
        members: Keys of firms and projects.
        houses: Of the members.
    """

    area: str
    chains: list[str]
    industries: list[str]
    members: set[str]
    houses: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What all clusters rest on: where actors stand, and which house they are of."""

    facts: BaseFacts
    houses: Mapping[str, str]
    parks_of: Mapping[str, frozenset[str]]

    def areas_of(self, actor: str) -> set[str]:
        """Return every park in which the actor stands, and those around them."""
        return {area for park in self.parks_of.get(actor, ()) for area in (park, *around(self.facts, park))}

    def themes_of(self, actor: str) -> set[Theme]:
        """Return its chains and industries."""
        return self.facts.themes.get(actor, set())


def grounds(facts: BaseFacts) -> Grounds:
    """Return where every actor stands; a project without a location of its own stands where the firms that undertake it do."""
    parks_of = {actor: frozenset(where) for actor, where in facts.located.items()}
    for project in facts.unlocated:
        found = frozenset(park for firm in facts.undertaken[project] for park in facts.located.get(firm, ()))
        if found:
            parks_of[project] = found
    return Grounds(facts, _houses(facts), parks_of)


def clusters(ground: Grounds) -> tuple[Cluster, ...]:
    """Return the clusters with enough houses, in the smallest parks that have them, those of one trade merged; by park, then trade."""
    found: dict[tuple[str, str], Cluster] = {}
    for actor in sorted(ground.parks_of):
        for theme in ground.themes_of(actor):
            for area in ground.areas_of(actor) if not theme.wide else ():
                is_chain = theme.segment is not None
                made = Cluster(area, [theme.key] if is_chain else [], [] if is_chain else [theme.key], set())
                cluster = found.setdefault((area, theme.key), made)
                cluster.members.add(actor)
                cluster.houses.add(ground.houses[actor])
    large = {at: cluster for at, cluster in found.items() if len(cluster.houses) >= LEAST_HOUSES.value}
    smallest = [cluster for at, cluster in sorted(large.items()) if not _has_smaller(ground.facts, at, large)]
    by_area: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in smallest:
        by_area[cluster.area].append(cluster)
    return tuple(merged for _, of in sorted(by_area.items()) for merged in _merged(of))


def industry_of(ground: Grounds, members: Iterable[str]) -> str | None:
    """Return the industry of the most of the members' houses, a narrow one before a wide one, then by key; None when none is known."""
    houses: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for actor in members:
        for theme in ground.themes_of(actor):
            if theme.segment is None:
                houses[theme.wide, theme.key].add(ground.houses[actor])
    best = min(houses, key=lambda at: (at[0], -len(houses[at]), at[1]), default=None)
    return None if best is None else best[1]


def _houses(facts: BaseFacts) -> dict[str, str]:
    """Actor -> the least key of everything that undertakings join to it."""
    near: dict[str, set[str]] = defaultdict(set)
    for project, firms in facts.undertaken.items():
        for firm in firms:
            near[project].add(firm)
            near[firm].add(project)
    found: dict[str, str] = {}
    for actor in sorted({*near, *facts.located}):
        waiting = [actor]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = actor
                waiting += near[one]
    return found


def around(facts: BaseFacts, park: str) -> set[str]:
    """Return every park in which the park lies, itself left out."""
    found: set[str] = set()
    waiting = [park]
    while waiting:
        for outer in facts.outer.get(waiting.pop(), ()):
            if outer not in found and outer != park:
                found.add(outer)
                waiting.append(outer)
    return found


def _has_smaller(facts: BaseFacts, at: tuple[str, str], large: Mapping[tuple[str, str], Cluster]) -> bool:
    area, theme = at
    return any(other == theme and area in around(facts, inner) and inner not in around(facts, area) for inner, other in large)


def _merged(of: Iterable[Cluster]) -> list[Cluster]:
    """The clusters of one park, chains before industries, each put into the first larger one that it shares enough houses with."""
    kept: list[Cluster] = []
    for cluster in sorted(of, key=lambda one: (not one.chains, -len(one.houses), one.chains + one.industries)):
        for other in kept:
            shared = len(cluster.houses & other.houses)
            if shared >= SHARED.value * min(len(cluster.houses), len(other.houses)):
                other.chains += cluster.chains
                other.industries += cluster.industries
                other.members |= cluster.members
                other.houses |= cluster.houses
                break
        else:
            kept.append(cluster)
    return kept
