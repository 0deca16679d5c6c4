"""An image with the look-ups that evaluating plans in plain Python needs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.model.image import Image, ImageNode, ImageRelationship

Reached = tuple[ImageNode, ImageRelationship]


@dataclass
class ImageGraph:
    """One image; where texts are ordered by UTF-16 code units, as Neo4j does without an index, say so."""

    image: Image
    code_units: bool = False
    _nodes: dict[str, ImageNode] = field(init=False)
    _out: dict[tuple[str, str], list[ImageRelationship]] = field(init=False)
    _into: dict[tuple[str, str], list[ImageRelationship]] = field(init=False)

    def __post_init__(self) -> None:
        self._nodes = {f"{label}\n{key}": node for (label, key), node in self.image.nodes.items()}
        self._out, self._into = defaultdict(list), defaultdict(list)
        for item in self.image.relationships.values():
            self._out[item.type, item.start].append(item)
            self._into[item.type, item.end].append(item)

    def node(self, label: str, key: str) -> ImageNode | None:
        """Return the node of a label and key, if there is one."""
        return self._nodes.get(f"{label}\n{key}")

    def labelled(self, label: str) -> list[ImageNode]:
        """Return the nodes of a label, by key."""
        return sorted((node for node in self._nodes.values() if node.label == label), key=lambda node: node.key)

    def relationships(self, type_name: str) -> list[ImageRelationship]:
        """Return all relationships of a type, in no order."""
        return [item for item in self.image.relationships.values() if item.type == type_name]

    def led(self, node: ImageNode, type_name: str, *, forward: bool) -> list[ImageRelationship]:
        """Return the relationships of a type that lead from the node (`forward`) or to it, in no order."""
        return (self._out if forward else self._into)[type_name, node.key]

    def reached(self, node: ImageNode, type_name: str, far: tuple[str, ...] = (), *, forward: bool) -> list[Reached]:
        """Return what relationships of a type lead to, of some labels only, by key and then by the relationship's id."""
        items = self.led(node, type_name, forward=forward)
        ends = [(item.end_label, item.end) if forward else (item.start_label, item.start) for item in items]
        found = [
            (self._nodes[f"{label}\n{key}"], item)
            for (label, key), item in zip(ends, items, strict=True)
            if not far or label in far
        ]
        return sorted(found, key=lambda one: (one[0].key, one[1].id))

    def collated(self, value: object) -> object:
        """Return what stands for a value when it is compared by order."""
        return value.encode("utf-16-be") if self.code_units and isinstance(value, str) else value
