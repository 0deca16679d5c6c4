"""Graphs of any size with the model's labels, types and properties, as images: nothing here knows a store.

    make_graph(GraphSize(nodes=14_000))      -> Image of about 14,000 nodes and 72,000 relationships

Half of the entities' relationships are regular: every firm undertakes 5 projects and 3 firms undertake every project, so the pages
that are measured have the same size wherever they begin. The others are drawn by a seeded generator; firms and projects have a few,
districts, parks, industries and plans have many. Every second UNDERTAKES bears its claim, other relationships none: a graph with all
its claims is nine tenths evidence, and it is reading entities that is measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.made_up_names import NAMES, MadeUp, made_up
from graph.model.enums import PROJECT_STATUS, SERVICE_KIND
from graph.model.identity import digest_of, relationship_id
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.projection import link
from graph.model.registry import MODEL
from graph.names import normal_form

PROJECTS_OF_A_FIRM = 5
FIRMS_OF_A_PROJECT = 3
# Firms stand in threes with their five projects; a graph of this many nodes has one such group, its evidence and its share of the rest.
NODES_OF_A_GROUP = 24

HUB = "enterprise:zong-ji-tuan"
SOURCE = "bench"
DOCUMENT = "document:bench"

_TRADES = ("硅业", "铝业", "镁业", "锂业", "化工", "机械", "矿业", "建材", "电力", "药业")
_WORKS = (
    "多晶硅项目",
    "铝板项目",
    "碳酸锂项目",
    "纯碱项目",
    "光伏电站",
    "风电场",
    "水泥熟料线",
    "藏药车间",
    "铜箔项目",
    "镁合金项目",
)
# Labels with few nodes: endings of their names, nodes for 10,000 of the graph.
_FEW: Mapping[str, tuple[tuple[str, ...], int]] = {
    "Park": (("工业园",), 20),
    "Place": (("县",), 15),
    "Department": (("经信局", "交通局"), 10),
    "Industry": (("产业",), 15),
    "Chain": (("产业链",), 40),
    "Segment": (("环节",), 150),
    "Product": (("材料",), 20),
    "Plan": (("行动计划",), 5),
}
_KINDS = SERVICE_KIND.names
_STATES = PROJECT_STATUS.names


@dataclass(frozen=True, slots=True)
class GraphSize:
    """What a graph holds.

    Attributes:
        nodes: Nodes in all, name forms and evidence among them; kept within a few in a hundred; 0 makes an empty graph.
        hub: Projects of one firm more, which stands last in the order of keys; none when 0. They count among the nodes.
        seed: Of the generator; equal sizes with equal seeds give equal graphs.
    """

    nodes: int
    hub: int = 0
    seed: int = 1


def make_graph(size: GraphSize) -> Image:
    """Return a graph of this size.

    Raises:
        ValueError: There are not enough names.
    """
    return _Maker(size).make() if size.nodes else Image()


class _Maker:
    def __init__(self, size: GraphSize) -> None:
        self._size = size
        self._groups = max((size.nodes - size.hub) // NODES_OF_A_GROUP, 2)
        self._random = random.Random(size.seed)  # noqa: S311  a graph to measure with, no secret
        self._image = Image()
        self._few: dict[str, list[str]] = {}

    def make(self) -> Image:
        self._image.add_node(
            ImageNode("Document", DOCUMENT, {"key": DOCUMENT, "name": "行动计划", "digest": "0" * 64, "source": SOURCE})
        )
        for label, (endings, share) in _FEW.items():
            count = max(self._groups * NODES_OF_A_GROUP * share // 10_000, 2)
            self._few[label] = [self._entity(label, number, endings, {}) for number in range(count)]
        firms = [self._firm(number) for number in range(self._groups * FIRMS_OF_A_PROJECT)]
        projects = [self._project(number) for number in range(self._groups * PROJECTS_OF_A_FIRM)]
        for number in range(len(firms) * PROJECTS_OF_A_FIRM):
            firm, project = firms[number // PROJECTS_OF_A_FIRM], projects[number % len(projects)]
            self._undertakes(firm, project, claimed=number % 2 == 0)
        for key in firms:
            self._relate("Enterprise", key)
        for key in projects:
            self._relate("Project", key)
        self._connect_few()
        if self._size.hub:
            self._add_hub(len(projects))
        return self._image

    # ---- nodes ---------------------------------------------------------------------------------------------------------------

    def _entity(self, label: str, number: int, endings: tuple[str, ...], own: Mapping[str, StoreValue]) -> str:
        """Add an entity with its name form and return its key."""
        turn, place = divmod(number, NAMES)
        if turn >= len(endings):
            raise ValueError(f"There are {NAMES * len(endings):,} names for {label}.")
        named = made_up(place, endings[(turn + place) % len(endings)])
        key = f"{label.lower()}:{named.slug}"
        self._add(label, key, named, own)
        form = normal_form(named.name)
        self._image.add_node(ImageNode("NameForm", f"{key}|{form}", {"key": f"{key}|{form}", "form": form}))
        self._image.add_relationship(link("NAMES", "NameForm", f"{key}|{form}", label, key))
        return key

    def _add(self, label: str, key: str, named: MadeUp, own: Mapping[str, StoreValue]) -> None:
        if (label, key) in self._image.nodes:
            raise ValueError(f"{key} stands for two nodes.")
        shared: dict[str, StoreValue] = {
            "key": key,
            "name": named.name,
            "aliases": [],
            "basis": "STATED",
            "sortKey": named.sort_key,
        }
        self._image.add_node(ImageNode(label, key, {**shared, **own}))

    def _firm(self, number: int) -> str:
        own: dict[str, StoreValue] = {"fullName": f"{made_up(number % NAMES, '').name}有限责任公司"}
        if number % 3 == 0:
            own["listedCode"] = f"SH {600_000 + number % 4_000}"
        return self._entity("Enterprise", number, _TRADES, own)

    def _project(self, number: int) -> str:
        return self._entity("Project", number, _WORKS, self._of_project(number))

    def _of_project(self, number: int) -> dict[str, StoreValue]:
        own: dict[str, StoreValue] = {"status": _STATES[number % len(_STATES)], "investment": (number % 900 + 1) * 1_000_000}
        if number % 2:
            own["phase"] = "一期"
        if number % 5 == 0:
            amount = float(number % 90 + 1)
            own |= {
                "capacityValue": amount * 10_000,
                "capacityUnit": "t",
                "capacityComparator": "EXACT",
                "capacityText": f"{amount:g}万吨",
            }
        return own

    def _claim(self, start: str, type_name: str, end: str, identity: str) -> str:
        """Add the evidence of a relationship and return its key."""
        key = digest_of(SOURCE, identity)
        named = self._image.nodes["Enterprise", start].properties["name"], self._image.nodes["Project", end].properties["name"]
        locator = f"{len(self._image.nodes) % 9 + 1}.p{len(self._image.nodes) % 40 + 1}.s1"
        properties: dict[str, StoreValue] = {
            "key": key, "subjectKey": start, "endKey": end, "relationship": identity, "field": type_name, "value": end,
            "basis": "STATED", "source": SOURCE, "channel": "REGISTER", "locator": locator, "claim": f"{named[0]}承担了{named[1]}。",
        }  # fmt: skip
        self._image.add_node(ImageNode("Evidence", key, properties))
        self._image.add_relationship(link("ABOUT", "Evidence", key, "Enterprise", start))
        self._image.add_relationship(link("CITES", "Evidence", key, "Document", DOCUMENT))
        return key

    # ---- relationships -------------------------------------------------------------------------------------------------------

    def _undertakes(self, firm: str, project: str, *, claimed: bool) -> None:
        identity = relationship_id(firm, "UNDERTAKES", project, ())
        claims: list[str] = [self._claim(firm, "UNDERTAKES", project, identity)] if claimed else []
        self._link("UNDERTAKES", ("Enterprise", firm), ("Project", project), {"claims": claims})

    def _relate(self, label: str, key: str) -> None:
        """Add what firms and projects have beside each other: ten relationships a project, seven a firm."""
        near = (label, key)
        self._link("LOCATED_IN", near, self._one_of("Park"))
        self._link("LOCATED_IN", near, self._one_of("Place"))
        for name, far in (("IN_INDUSTRY", "Industry"), ("OCCUPIES", "Segment")):
            for other in self._some_of(far, 2):
                self._link(name, near, other)
        self._link("LISTED_IN", near, self._one_of("Plan"), {"year": self._random.randint(2020, 2029)})
        if label == "Project":
            for name in ("PRODUCES", "USES"):
                for other in self._some_of("Product", 2):
                    self._link(name, near, other)
            for department in self._some_of("Department", 2):
                self._link("SERVES", department, near, {"kind": self._random.choice(_KINDS)})

    def _connect_few(self) -> None:
        """Lead the chains to their segments, and parks to their places."""
        segments = self._few["Segment"]
        for number, chain in enumerate(self._few["Chain"]):
            for segment in {segments[(number * 4 + step) % len(segments)] for step in range(4)}:
                self._link("HAS_SEGMENT", ("Chain", chain), ("Segment", segment))
        for park in self._few["Park"]:
            self._link("LOCATED_IN", ("Park", park), self._one_of("Place"))

    def _add_hub(self, known: int) -> None:
        named = MadeUp("总集团", HUB.partition(":")[2], "zong ji tuan  总集团")
        self._add("Enterprise", HUB, named, {"fullName": "总集团有限责任公司"})
        for number in range(known, known + self._size.hub):
            found = made_up(number % NAMES, "扩建项目")
            key = f"project:{found.slug}"
            self._add("Project", key, found, self._of_project(number))
            self._undertakes(HUB, key, claimed=False)

    def _one_of(self, label: str) -> tuple[str, str]:
        return label, self._random.choice(self._few[label])

    def _some_of(self, label: str, count: int) -> Iterator[tuple[str, str]]:
        return ((label, key) for key in self._random.sample(self._few[label], min(count, len(self._few[label]))))

    def _link(
        self, type_name: str, start: tuple[str, str], end: tuple[str, str], properties: Mapping[str, StoreValue] | None = None
    ) -> None:
        held: dict[str, StoreValue] = {"basis": "STATED", "claims": [], **(properties or {})}
        discriminators = [(name, str(held[name])) for name in MODEL.relationship(type_name).discriminators if name in held]
        identity = relationship_id(start[1], type_name, end[1], discriminators)
        self._image.add_relationship(ImageRelationship(type_name, identity, *start, *end, {"id": identity, **held}))
