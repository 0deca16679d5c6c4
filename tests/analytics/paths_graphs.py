"""Graphs for the tests of paths: drawn at random, thin enough for long ways and with hubs of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from graph.analytics.path_rules import MOST_RELATIONSHIPS
from graph.model.claims import Basis
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.registry import MODEL

# Start, TYPE, end, discriminators as in a relationship's id ("" for none), basis.
Drawn = tuple[str, str, str, str, str]

# How many nodes of each label: many segments and places, since FEEDS and PART_OF make the longest ways.
COUNTS = {
    "Plan": 1, "Enterprise": 3, "Project": 2, "Park": 2, "Place": 4, "Chain": 1, "Segment": 7, "Product": 2, "Task": 1, "Group": 1,
    "RevenueTier": 1, "Department": 1,
}  # fmt: skip
LEVELS = ("NATIONAL", "PROVINCIAL", "COUNTY", "LOCAL")
# Keys of at least ten characters: Neo4j plans a text anew for shorter ones, which takes seconds.
KEYS = tuple(f"{label.lower()}:no-{number}" for label, count in COUNTS.items() for number in range(count))
JOINTS = tuple(
    (start, item.type, end)
    for item in MODEL.claimed
    for start in KEYS
    for end in KEYS
    if start != end and (MODEL.label_of_key(start), MODEL.label_of_key(end)) in MODEL.pairs(item)
)
LONG = tuple(joint for joint in JOINTS if joint[1] in ("FEEDS", "PART_OF", "LOCATED_IN", "OCCUPIES", "UNDERTAKES"))
BASES = tuple(basis.name for basis in Basis)


@dataclass(frozen=True)
class DrawnGraph:
    """What was drawn, short enough to be shown when a test fails.

    Attributes:
        drawn: The relationships.
        crowded: A firm or segment that has just as many relationships as it may, or one more; "" for none.
        relationships: How many it has.
    """

    drawn: tuple[Drawn, ...]
    crowded: str
    relationships: int

    def image(self) -> Image:
        """Return the graph."""
        image = image_of(self.drawn)
        if self.crowded:
            crowd(image, self.crowded, self.relationships)
        return image


@st.composite
def graphs(draw: st.DrawFn) -> DrawnGraph:
    """Draw a graph."""
    joints = draw(st.lists(st.sampled_from(LONG), min_size=8, max_size=18)) + draw(
        st.lists(st.sampled_from(JOINTS), max_size=10)
    )
    drawn = tuple(
        (start, kind, end, draw(st.sampled_from(_DISCRIMINATORS.get(kind, ("",)))), draw(st.sampled_from(BASES)))
        for start, kind, end in joints
    )
    crowded = draw(st.sampled_from(["", "enterprise:no-0", "segment:no-0", "segment:no-3"]))
    return DrawnGraph(drawn, crowded, MOST_RELATIONSHIPS + draw(st.integers(0, 1)))


_DISCRIMINATORS = {
    "FEEDS": ("", "material=硅", "material=铝"),
    "SERVES": ("kind=ROAD", "kind=FINANCE|year=2012"),
    "OCCUPIES": ("", "year=2012"),
    "PRODUCES": ("", "year=2012"),
}


def image_of(drawn: Iterable[Drawn]) -> Image:
    """Return the graph of all nodes and the relationships."""
    image = Image()
    for key in KEYS:
        _add_node(image, key)
    for start, kind, end, discriminators, basis in drawn:
        _add_relationship(image, start, kind, end, discriminators, basis)
    return image


def crowd(image: Image, key: str, count: int) -> None:
    """Give a firm or segment products of its own until it has so many relationships."""
    joined = sum(key in (item.start, item.end) for item in image.relationships.values())
    for number in range(count - joined):
        product = f"product:of-{key.replace(':', '-')}-{number}"
        _add_node(image, product)
        _add_relationship(image, key, "PRODUCES", product, "", "STATED")


def _add_node(image: Image, key: str) -> None:
    label = MODEL.label_of_key(key)
    properties: dict[str, StoreValue] = {"key": key, "name": f"甲{key}", "aliases": [], "basis": "STATED", "sortKey": key}
    if label == "Place":
        properties["level"] = LEVELS[int(key[-1])]
    image.add_node(ImageNode(label, key, properties))


def _add_relationship(image: Image, start: str, kind: str, end: str, discriminators: str, basis: str) -> None:
    identity = "|".join((start, kind, end, *([discriminators] if discriminators else [])))
    held: dict[str, StoreValue] = {"id": identity, "basis": basis, "claims": [f"claim of {identity}"]}
    labels = [MODEL.label_of_key(key) for key in (start, end)]
    image.add_relationship(ImageRelationship(kind, identity, labels[0], start, labels[1], end, held))
