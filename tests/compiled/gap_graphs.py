"""Graphs full of gaps, made from a seed: missing values, equal names, none, one or many related nodes, and texts of rare characters.

Full-width and half-width forms, quotation marks and dashes that the normal form makes equal, and characters beyond U+FFFF, which the
two stores order differently beside full-width ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from graph.model.declarations import Kind, Property
from graph.model.identity import relationship_id
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue, Value, from_text, to_columns
from graph.model.projection import link
from graph.model.registry import MODEL
from graph.names import normal_form, sort_key

NAMES = ("甲厂", "乙厂", "Ａ厂", "a厂", "𠀀厂", "😀", "“甲”厂", "B-C", "B—C", "丙 厂", "～厂")
TEXTS = ("一期", "Ａ期", "a期", "𠀀期", "～期", "“一期”", "😀期", "二期", "“”")
WORDS = ("甲", "别名", "Ａ别名", "𠀀")
DATES = ("2012", "2013", "2013-01", "2013-12-31")
QUANTITIES = ("40万吨", "2万吨", "1.5MW", "10—15万吨", "40万吨以上", "3000户")
MONEY = ("1亿元", "4100万元", "472.8亿元", "1元")
NUMBERS = (2012, 2013, 0, -3)

# The labels that have nodes, and the types that lead between them.
LABELS = ("Enterprise", "Project", "Park", "Place", "Department", "Segment", "Plan", "Task")
TYPES = ("UNDERTAKES", "LOCATED_IN", "PART_OF", "LISTED_IN", "FEEDS", "OCCUPIES", "SERVES", "LEADS", "TARGETS")


def gap_image(seed: int) -> Image:
    """Return the graph of a seed; the same seed gives the same graph."""
    random, image = Random(seed), Image()
    for label in LABELS:
        for number in range(random.randint(0, 6)):
            name, aliases = random.choice(NAMES), random.sample(WORDS, random.randint(0, 2))
            stated = _stated(MODEL.node(label).properties, random)
            add_node(image, label, f"{label.lower()}:{number}", name, aliases, **stated)
    for name in TYPES:
        pairs = sorted(MODEL.pairs(MODEL.relationship(name)))
        ends = [(start, end) for start in _nodes(image) for end in _nodes(image) if (start.label, end.label) in pairs]
        for start, end in random.sample(ends, min(len(ends), random.randint(0, 12))):
            _add_relationships(image, name, start, end, random)
    return image


def add_node(image: Image, label: str, key: str, name: str, aliases: Iterable[str] = (), **stated: StoreValue) -> ImageNode:
    """Add an entity with the columns that it states, and the forms of its names."""
    held = sorted(aliases)
    shared: dict[str, StoreValue] = {"key": key, "name": name, "aliases": held, "basis": "STATED", "sortKey": sort_key(name)}
    node = ImageNode(label, key, shared | stated)
    image.add_node(node)
    known = (name, *held, *(full for full in (stated.get("fullName"),) if isinstance(full, str)))
    for form in sorted({normal_form(text) for text in known} - {""}):
        form_key = f"{key}|{form}"
        image.add_node(ImageNode("NameForm", form_key, {"key": form_key, "form": form}))
        image.add_relationship(link("NAMES", "NameForm", form_key, label, key))
    return node


def add_relationship(image: Image, name: str, start: ImageNode, end: ImageNode, **stated: StoreValue) -> None:
    """Add a relationship with the columns that it states, unless there is one of the same identity."""
    keys = MODEL.relationship(name).discriminators
    identity = relationship_id(start.key, name, end.key, tuple((key, str(stated[key])) for key in keys if key in stated))
    if (name, identity) not in image.relationships:
        held: dict[str, StoreValue] = {"id": identity, "basis": "STATED", "claims": [], **stated}
        image.add_relationship(ImageRelationship(name, identity, start.label, start.key, end.label, end.key, held))


def _nodes(image: Image) -> list[ImageNode]:
    return [node for node in image.nodes.values() if node.label in LABELS]


def _add_relationships(image: Image, name: str, start: ImageNode, end: ImageNode, random: Random) -> None:
    declared = MODEL.relationship(name)
    if declared.single and any(item.type == name and item.start == start.key for item in image.relationships.values()):
        return
    for _ in range(random.randint(1, 3) if declared.discriminators else 1):
        add_relationship(image, name, start, end, **_stated(declared.properties, random))


def _stated(declared: Iterable[Property], random: Random) -> dict[str, StoreValue]:
    found: dict[str, StoreValue] = {}
    for held in declared:
        if held.required or random.random() < 0.6:
            found |= to_columns(held, _value(held, random))
    return found


def _value(declared: Property, random: Random) -> Value:  # noqa: PLR0911
    match declared.kind:
        case Kind.INTEGER:
            return random.choice(NUMBERS)
        case Kind.YUAN:
            return from_text(declared, random.choice(MONEY))
        case Kind.QUANTITY:
            return from_text(declared, random.choice(QUANTITIES))
        case Kind.PARTIAL_DATE:
            return from_text(declared, random.choice(DATES))
        case Kind.ENUM:
            assert declared.enum is not None
            return random.choice(declared.enum.names[:3])
        case Kind.TEXT_LIST:
            return tuple(sorted(random.sample(WORDS, random.randint(0, 3))))
        case _:
            return random.choice(TEXTS)
