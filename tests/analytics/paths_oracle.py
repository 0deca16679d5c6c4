"""Paths in plain Python over an image: breadth first, every shortest way listed, then sorted; written without Cypher.

It shares with the analysis the declared tables (weights, hubs) and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graph.analytics.path_rules import HUB_LABELS, HUB_PLACE_LEVELS, MOST_RELATIONSHIPS, weight_of
from graph.model.claims import Basis
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.registry import MODEL

# Nodes of a way, sum of weights, and of each step the relationship's id.
Found = tuple[tuple[str, ...], int, tuple[str, ...]]
CLAIMED = frozenset(item.type for item in MODEL.claimed)


@dataclass(frozen=True)
class Oracle:
    """Answers as the analysis must."""

    image: Image

    def paths(self, start: str, end: str, max_hops: int, first: int) -> list[Found]:
        """Return the first of all shortest ways, in their order."""
        ways: list[tuple[str, ...]] = [(start,)]
        for _ in range(max_hops):
            if any(way[-1] == end for way in ways):
                break
            ways = [(*way, node) for way in ways for node in self._beyond(way) if node not in way]
        found = [self._found(way) for way in ways if way[-1] == end]
        return sorted(found, key=lambda item: (item[1], item[0]))[:first]

    def _beyond(self, way: tuple[str, ...]) -> list[str]:
        if len(way) > 1 and self.is_hub(way[-1]):
            return []
        return sorted({item.end if item.start == way[-1] else item.start for item in self._joined[way[-1]]})

    @cached_property
    def _joined(self) -> Mapping[str, Sequence[ImageRelationship]]:
        joined: dict[str, list[ImageRelationship]] = defaultdict(list)
        for item in self.image.relationships.values():
            if item.type in CLAIMED:
                joined[item.start].append(item)
                joined[item.end].append(item)
        return joined

    @cached_property
    def _nodes(self) -> Mapping[str, ImageNode]:
        return {node.key: node for node in self.image.nodes.values() if MODEL.node(node.label).entity}

    def is_hub(self, key: str) -> bool:
        """Whether the node may not stand inside a way."""
        node = self._nodes[key]
        wide = node.label == "Place" and node.properties.get("level") in HUB_PLACE_LEVELS
        return node.label in HUB_LABELS or wide or len(self._joined[key]) > MOST_RELATIONSHIPS

    def _found(self, way: tuple[str, ...]) -> Found:
        told = list(self._told(way))
        return way, sum(weight_of(item.type) for item in told), tuple(item.id for item in told)

    def _told(self, way: tuple[str, ...]) -> Iterator[ImageRelationship]:
        for near, far in pairwise(way):
            between = [item for item in self._joined[near] if {item.start, item.end} == {near, far}]
            yield min(between, key=lambda item: (weight_of(item.type), Basis[str(item.properties["basis"])], item.id))
