"""Gathers what one list's rows hold: plan items by position, and for several labels one list of their own each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.compiler.shapes import ObjectShape, RowShape, Variant
from graph.query.plan import Arm, Item, NodeLabel, Selection


@dataclass(slots=True)
class Items:
    """Positional items, each once."""

    found: list[Item] = field(default_factory=list)

    def position(self, item: Item) -> int:
        """Return the position of an item, adding it when it is new."""
        for number, known in enumerate(self.found):
            if known is item or known == item:
                return number
        self.found.append(item)
        return len(self.found) - 1

    def append(self, item: Item) -> int:
        """Return the position of an item that no other is equal to."""
        self.found.append(item)
        return len(self.found) - 1


class Rows:
    """The rows of one list of nodes of one or several labels.

    Everything that reads the relationship, the key for a cursor, or the label goes to `outer`; what reads the node goes to
    `items_of(label)`, which for one label is `outer` itself.
    """

    def __init__(self, labels: tuple[str, ...]) -> None:
        self.labels = labels
        self.outer = Items()
        self.is_abstract = len(labels) > 1
        self._inner = {label: Items() for label in labels} if self.is_abstract else {labels[0]: self.outer}
        self._sources: list[dict[str, ObjectShape]] = []

    def items_of(self, label: str) -> Items:
        """Return where items of nodes of a label go."""
        return self._inner[label]

    def add(self, objects: dict[str, ObjectShape]) -> int:
        """Add one way in which the nodes are answered, one shape a label; return its number for `finish`."""
        self._sources.append(objects)
        return len(self._sources) - 1

    def finish(self) -> tuple[Selection, tuple[RowShape, ...]]:
        """Return what is read of each row, and the row shape of each way in which nodes are answered, by number."""
        if not self.is_abstract:
            (label,) = self.labels
            width = len(self.outer.found)
            shapes = (RowShape(width, None, (Variant((label,), source[label]),)) for source in self._sources)
            return Selection(tuple(self.outer.found)), tuple(shapes)
        if not self._sources:
            return Selection(tuple(self.outer.found)), ()
        position = self.outer.position(NodeLabel())
        groups = self._alike()
        arms = tuple(
            Arm(() if len(group) == len(self.labels) else group, tuple(self._inner[group[0]].found))
            for group in groups
            if self._inner[group[0]].found
        )
        inner = len(self.outer.found)
        width = inner + (1 if arms else 0)
        shapes = (self._row_shape(source, groups, position, inner, width) for source in self._sources)
        return Selection(tuple(self.outer.found), arms), tuple(shapes)

    def _alike(self) -> list[tuple[str, ...]]:
        """Labels whose rows hold the same and are answered alike, together; in declared order of their first."""
        groups: list[list[str]] = []
        for label in self.labels:
            for group in groups:
                if self._are_alike(group[0], label):
                    group.append(label)
                    break
            else:
                groups.append([label])
        return [tuple(group) for group in groups]

    def _are_alike(self, one: str, other: str) -> bool:
        return self._inner[one].found == self._inner[other].found and all(
            source[one] == source[other] for source in self._sources
        )

    def _row_shape(
        self, source: dict[str, ObjectShape], groups: Sequence[tuple[str, ...]], label: int, inner: int, width: int
    ) -> RowShape:
        variants = []
        for group in groups:
            items = self._inner[group[0]].found
            variants.append(Variant(group, source[group[0]], inner if items else None, len(items)))
        return RowShape(width, label, tuple(variants))
