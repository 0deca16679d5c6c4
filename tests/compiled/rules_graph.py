"""The graph on which the rules of filters, orders and groups are shown one by one; keys are short, since cases name them.

e-two ─UNDERTAKES→ p-approved, p-done     d-road ─SERVES (ROAD, 2012; ROAD, 2013)→ p-approved
e-one ─UNDERTAKES→ p-done                 d-road ─SERVES (POWER_SUPPLY)→ p-done, k-east
e-none                                    p-approved ─LOCATED_IN→ k-east ─LOCATED_IN→ l-county ─PART_OF→ l-province
p-none, which states nothing              p-done ─LOCATED_IN→ l-county
"""

from __future__ import annotations

from graph.model.image import Image
from graph.model.kinds import StoreValue, from_text, to_columns
from graph.model.registry import MODEL
from tests.compiled.gap_graphs import add_node, add_relationship


def rules_image() -> Image:
    """Return the graph."""
    image = Image()
    _projects(image)
    node = {key: held for (_, key), held in image.nodes.items()}
    for label, key, name in (
        ("Enterprise", "e-none", "丙厂"), ("Department", "d-road", "交通局"), ("Park", "k-east", "东园"),
        ("Place", "l-county", "青县"), ("Place", "l-province", "河西省"), ("Task", "t-plain", "任务"),
        ("Segment", "s-raw", "原料"), ("Segment", "s-end", "成品"),
    ):  # fmt: skip
        node[key] = add_node(image, label, key, name)
    node["e-one"] = add_node(image, "Enterprise", "e-one", "乙（集团）", ["Ａ厂"])
    node["e-two"] = add_node(image, "Enterprise", "e-two", "甲厂", fullName="青石“甲”公司", fullNameForm="青石甲公司")
    for name, start, end, stated in _RELATIONSHIPS:
        add_relationship(image, name, node[start], node[end], **stated)
    return image


_RELATIONSHIPS: tuple[tuple[str, str, str, dict[str, StoreValue]], ...] = (
    ("UNDERTAKES", "e-two", "p-approved", {}),
    ("UNDERTAKES", "e-two", "p-done", {}),
    ("UNDERTAKES", "e-one", "p-done", {}),
    ("SERVES", "d-road", "p-approved", {"kind": "ROAD", "year": 2012}),
    ("SERVES", "d-road", "p-approved", {"kind": "ROAD", "year": 2013}),
    ("SERVES", "d-road", "p-done", {"kind": "POWER_SUPPLY"}),
    ("SERVES", "d-road", "k-east", {"kind": "POWER_SUPPLY"}),
    ("LOCATED_IN", "p-approved", "k-east", {}),
    ("LOCATED_IN", "p-done", "l-county", {}),
    ("LOCATED_IN", "k-east", "l-county", {}),
    ("PART_OF", "l-county", "l-province", {}),
    ("FEEDS", "s-raw", "s-end", {"material": "“Ａ”料", "materialForm": "a料"}),
    ("FEEDS", "s-raw", "s-end", {"material": "渣"}),
)


def _projects(image: Image) -> None:
    stated = {
        "p-approved": {
            "status": "APPROVED",
            "investment": "1亿元",
            "phase": "Ａ 期",
            "capacity": "40万吨",
            "statusAsOf": "2013",
        },
        "p-done": {"status": "IN_PRODUCTION", "phase": "二期", "capacity": "10—15万吨", "statusAsOf": "2013-01"},
        "p-none": {},
        "p-small": {"status": "APPROVED", "investment": "4100万元", "phase": "𠀀期"},
    }
    for key, values in stated.items():
        columns: dict[str, StoreValue] = {}
        for declared in MODEL.node("Project").properties:
            if declared.key in values:
                columns |= to_columns(declared, from_text(declared, values[declared.key]))
        add_node(image, "Project", key, {"p-approved": "B项", "p-done": "a项"}.get(key, "项"), (), **columns)
