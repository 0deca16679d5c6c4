"""The best of all shortest ways in a small graph, as a pure function.

best_ways({"a": {"b": 1}, "b": {"a": 1}}, "a", "b", most=3) -> [Way(1, ("a", "b"))]
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from typing import NamedTuple


class Way(NamedTuple):
    """A way: the sum of its steps' weights, and its nodes from the start to the end. Orders by the one, then the other."""

    weight: int
    nodes: tuple[str, ...]


def best_ways(neighbours: Mapping[str, Mapping[str, int]], start: str, end: str, most: int) -> list[Way]:
    """Return the ways of fewest steps from start to end, lightest first, then by nodes; at most `most` of them.

    Args:
        neighbours: Node -> neighbour -> weight of the step to it; given in both directions.
        start: First node; the way from it to itself has no step.
        end: Last node.
        most: How many ways to return.

    Each node keeps its `most` best beginnings only, which loses no way: a better beginning makes a better way of the same steps. So
    the cost is O(steps × most × log most), however many shortest ways there are.
    """
    reached = {start}
    beginnings = {start: [Way(0, (start,))]}
    while beginnings and end not in beginnings:
        further: dict[str, list[Way]] = {}
        for node, ways in beginnings.items():
            for neighbour, weight in neighbours.get(node, {}).items():
                if neighbour not in reached:
                    further.setdefault(neighbour, []).extend(Way(way.weight + weight, (*way.nodes, neighbour)) for way in ways)
        beginnings = {node: heapq.nsmallest(most, ways) for node, ways in further.items()}
        reached.update(beginnings)
    return beginnings.get(end, [])
