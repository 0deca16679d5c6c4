"""Proposed bases in plain Python over an image: by search through sets, one question after the other."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from graph.analytics.base_rules import LEAST_HOUSES, PARTS, SHARED
from graph.model.image import Image, ImageRelationship

# Park, chains, industries of the cluster, members, score.
Found = tuple[str, frozenset[str], frozenset[str], frozenset[str], float]


class BasesOracle:
    def __init__(self, image: Image, plan: str) -> None:
        self._plan = plan
        self._all = list(image.relationships.values())
        self._parks = self._spoken_parks(image)
        self._actors = {key for label, key in image.nodes if label in ("Enterprise", "Project") and self.areas(key)}
        self._house = self._houses()

    def of(self, *types: str) -> Iterable[ImageRelationship]:
        return (item for item in self._all if item.type in types)

    def ends(self, key: str, *types: str) -> set[str]:
        return {item.end for item in self.of(*types) if item.start == key}

    def starts(self, key: str, *types: str) -> set[str]:
        return {item.start for item in self.of(*types) if item.end == key}

    def _spoken_parks(self, image: Image) -> set[str]:
        documents = self.starts(self._plan, "DOCUMENTS")
        claims = {item.start for item in self.of("CITES") if item.end in documents}
        spoken = {item.end for item in self.of("ABOUT") if item.start in claims and item.end_label == "Park"}
        found = set(spoken)
        for _ in range(3):
            found |= {
                item.start for item in self.of("LOCATED_IN", "PART_OF") if item.end in found and item.start_label == "Park"
            }
        return found

    def around(self, park: str) -> set[str]:
        """Every park around the park."""
        found: set[str] = set()
        while True:
            more = {
                item.end
                for item in self.of("LOCATED_IN", "PART_OF")
                if item.start in found | {park} and item.start in self._parks and item.end_label == "Park"
            }
            if more <= found:
                return found - {park}
            found |= more

    def standing(self, actor: str) -> set[str]:
        own = self.ends(actor, "LOCATED_IN")
        if own:
            return own & self._parks
        firms = self.starts(actor, "UNDERTAKES")
        return {park for firm in firms for park in self.ends(firm, "LOCATED_IN") & self._parks}

    def areas(self, actor: str) -> set[str]:
        return {area for park in self.standing(actor) for area in (park, *self.around(park))}

    def _houses(self) -> dict[str, frozenset[str]]:
        """Actor -> everything that undertakings of anybody here join to it."""
        near = {frozenset((item.start, item.end)) for item in self.of("UNDERTAKES") if {item.start, item.end} & self._actors}
        found = {}
        for actor in self._actors:
            house = {actor}
            while more := {key for pair in near if pair & house for key in pair} - house:
                house |= more
            found[actor] = frozenset(house)
        return found

    def occupied(self, actor: str) -> set[str]:
        found = reached = self.ends(actor, "OCCUPIES")
        for _ in range(4):
            reached = {end for segment in reached for end in self.ends(segment, "PART_OF")}
            found = found | reached
        return found

    def industries(self, actor: str) -> set[str]:
        made = self.ends(actor, "PRODUCES")
        return self.ends(actor, "IN_INDUSTRY") | {end for product in made for end in self.ends(product, "IN_INDUSTRY")}

    def trades(self, actor: str) -> set[str]:
        chains = {chain for segment in self.occupied(actor) for chain in self.starts(segment, "HAS_SEGMENT")}
        return chains | {key for key in self.industries(actor) if not self.starts(key, "SUBCLASS_OF")}

    def houses_of(self, members: Iterable[str]) -> set[frozenset[str]]:
        return {self._house[actor] for actor in members}

    def clusters(self) -> list[tuple[str, list[str], set[str]]]:
        """Park, trades, members."""
        trades = {trade for actor in self._actors for trade in self.trades(actor)}
        members = {
            (area, trade): {actor for actor in self._actors if area in self.areas(actor) and trade in self.trades(actor)}
            for area in {area for actor in self._actors for area in self.areas(actor)}
            for trade in trades
        }
        enough = {at: who for at, who in members.items() if len(self.houses_of(who)) >= LEAST_HOUSES.value}
        kept: list[tuple[str, list[str], set[str]]] = []
        for area, trade in sorted(
            enough, key=lambda at: (at[0], at[1].startswith("industry"), -len(self.houses_of(enough[at])), at[1])
        ):
            smaller = [inner for inner, same in enough if same == trade and area in self.around(inner)]
            if any(inner not in self.around(area) for inner in smaller):
                continue
            who, houses = enough[area, trade], self.houses_of(enough[area, trade])
            for at, names, others in kept:
                common = len(houses & self.houses_of(others))
                if at == area and common >= SHARED.value * min(len(houses), len(self.houses_of(others))):
                    names.append(trade)
                    others.update(who)
                    break
            else:
                kept.append((area, [trade], set(who)))
        return kept

    def proposals(self) -> set[Found]:
        found = set()
        for area, trades, members in self.clusters():
            carried = self.starts(area, "CARRIED_BY")
            if any(carried & self.starts(trade, "BUILT_ON") for trade in trades):
                continue
            chains = frozenset(trade for trade in trades if trade.startswith("chain"))
            found.add((area, chains, frozenset(trades) - chains, self.told(members), self.score(area, trades, chains, members)))
        return found

    def told(self, members: set[str]) -> frozenset[str]:
        return frozenset(members).union(*(self.starts(actor, "UNDERTAKES") for actor in members))

    def score(self, area: str, trades: list[str], chains: frozenset[str], members: set[str]) -> float:
        own = {segment for chain in chains for segment in self.ends(chain, "HAS_SEGMENT")}
        segments = {segment for actor in members for segment in self.occupied(actor) & own}
        running = {self._house[actor] for actor in members if self.works(actor, own)}
        links = [pair for pair in combinations(sorted(segments), 2) for _ in self.flows(*pair)]
        tasks = self.starts(self._plan, "PART_OF")
        spoken = self.starts(self._plan, "LISTED_IN") | {end for task in tasks for end in self.ends(task, "TARGETS")}
        industry = self.industry(members)
        named = spoken & {*members, area, *trades, *([industry] if industry else [])}
        counts = {
            "houses": len(self.houses_of(members)),
            "segments": len(segments),
            "running": len(running),
            "links": len(links),
            "named": len(named),
        }
        points = sum(Fraction(part.weight * min(counts[part.name], part.full), part.full) for part in PARTS)
        return float((points * 10 + Fraction(1, 2)).__floor__()) / 10

    def works(self, actor: str, own: set[str]) -> bool:
        for item in self.of("OCCUPIES"):
            if item.start == actor and item.properties.get("state") in ("PRODUCING", "TRIAL"):
                reached = {item.end}
                for _ in range(4):
                    reached |= {end for segment in reached for end in self.ends(segment, "PART_OF")}
                if reached & own:
                    return True
        return False

    def flows(self, one: str, other: str) -> set[tuple[str, str]]:
        return {(item.start, item.end) for item in self.of("FEEDS") if {item.start, item.end} == {one, other}}

    def industry(self, members: set[str]) -> str | None:
        known = {key for actor in members for key in self.industries(actor)}
        houses = {key: len(self.houses_of(actor for actor in members if key in self.industries(actor))) for key in known}
        return min(known, key=lambda key: (bool(self.starts(key, "SUBCLASS_OF")), -houses[key], key), default=None)
