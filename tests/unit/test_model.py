"""The model: whole, consistent, described; and a declaration that contradicts another is refused when it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from graph.errors import ModelError
from graph.model.declarations import (
    ANY_ENTITY,
    Ends,
    EnumType,
    EnumValue,
    Kind,
    NodeType,
    Property,
    RelationshipType,
)
from graph.model.kinds import columns
from graph.model.nodes import ENTITY_PROPERTIES
from graph.model.registry import MODEL, Model
from graph.model.relationships import CLAIMED_PROPERTIES

CHINESE = re.compile(r"[一-鿿]")
# Words that only a developer would read as a name.
JARGON = re.compile(r"\b(?:vertex|edge|link|entity type)\b", re.IGNORECASE)

MINE = NodeType("Mine", "mines", "矿山", "A mine", (Property("depthM", Kind.INTEGER, "深度", "Depth of the shaft", unit="m"),))


def all_properties() -> Iterator[tuple[str, Property]]:
    for node in MODEL.nodes:
        yield from ((node.label, item) for item in node.properties)
    for one in MODEL.relationships:
        yield from ((one.type, item) for item in one.properties)
    yield from (("Entity", item) for item in ENTITY_PROPERTIES)
    yield from (("relationship", item) for item in CLAIMED_PROPERTIES)


def test_everything_has_a_chinese_name_and_a_description() -> None:
    named = [(item.label, item.zh, item.en) for item in MODEL.nodes]
    named += [(item.type, item.zh + item.inverse_zh, item.en) for item in MODEL.relationships]
    named += [(f"{where}.{item.key}", item.zh, item.en) for where, item in all_properties()]
    named += [(item.name, item.zh, item.en) for item in MODEL.enums]
    named += [(f"{item.name}.{value.name}", value.zh, value.en) for item in MODEL.enums for value in item.values]

    assert [what for what, zh, _ in named if not CHINESE.search(zh)] == []
    assert [what for what, _, en in named if not en[:1].isupper() or en.endswith(".") or JARGON.search(en)] == []


def test_every_enum_is_used() -> None:
    used = {item.enum.name for _, item in all_properties() if item.enum is not None}

    assert {item.name for item in MODEL.enums} - used == {"Comparator"}


def test_columns_of_one_label_or_type_have_distinct_names() -> None:
    holders = {item.label: MODEL.properties(item.label) for item in MODEL.nodes}
    holders |= {item.type: MODEL.relationship_properties(item.type) for item in MODEL.relationships}

    twice = {
        name: names
        for name, declared in holders.items()
        if len(names := [column.name for item in declared for column in columns(item)]) != len(set(names))
    }

    assert twice == {}


def test_labels_are_told_apart_by_the_first_part_of_a_key() -> None:
    heads = [item.label.lower() for item in MODEL.nodes]

    assert len(heads) == len(set(heads))
    assert [MODEL.label_of_key(f"{item.label.lower()}:x") for item in MODEL.nodes] == [item.label for item in MODEL.nodes]


def test_every_entity_can_be_looked_up_and_counted_among_members() -> None:
    assert {start for start, _ in MODEL.pairs(MODEL.relationship("MEMBER_OF"))} == {item.label for item in MODEL.entities}
    assert {end for _, end in MODEL.pairs(MODEL.relationship("NAMES"))} == {item.label for item in MODEL.entities}


def test_both_ends_of_a_relationship_have_a_field() -> None:
    services = MODEL.relationship("SERVES")

    forward = [view for view in MODEL.fields("Department") if view.type == services]
    inverse = [view for view in MODEL.fields("Park") if view.type == services]

    assert [(view.name, view.forward) for view in forward] == [(services.field, True)]
    assert [(view.name, view.forward) for view in inverse] == [(services.inverse, False)]
    assert "Department" in inverse[0].far


def test_the_version_changes_with_any_declaration() -> None:
    other = replace(MODEL, nodes=(*MODEL.nodes, MINE))

    assert other.version != MODEL.version == replace(MODEL).version


def test_a_new_label_takes_part_wherever_any_entity_may() -> None:
    other = replace(MODEL, nodes=(*MODEL.nodes, MINE))

    assert ("Mine", "Group") in other.pairs(other.relationship("MEMBER_OF"))
    assert [item.key for item in other.properties("Mine")][-1] == "depthM"
    assert "memberOf" in {view.name for view in other.fields("Mine")}


@pytest.mark.parametrize(
    "ask", [lambda: MODEL.node("Mine"), lambda: MODEL.relationship("DIGS"), lambda: MODEL.label_of_key("mine:x")]
)
def test_what_is_not_declared_is_refused_by_name(ask: Callable[[], object]) -> None:
    with pytest.raises(ModelError, match=r"Mine|DIGS|mine:x"):
        ask()


def text(key: str, **more: object) -> Property:
    return replace(Property(key, Kind.TEXT, "某", "Something"), **more)  # type: ignore[arg-type]


def digs(**more: object) -> RelationshipType:
    base = RelationshipType("DIGS", "digs", "dugBy", (Ends(("Enterprise",), ("Project",)),), "挖掘", "被挖掘", "Digs it")
    return replace(base, **more)  # type: ignore[arg-type]


COLOUR = EnumType("Colour", "颜色", "A colour", (EnumValue("RED", "红", "Red"),))


@pytest.mark.parametrize(
    "declare",
    [
        lambda: text("Key"),
        lambda: text("__key"),
        lambda: text("key", zh=""),
        lambda: text("key", kind=Kind.ENUM),
        lambda: text("key", enum=COLOUR),
        lambda: EnumValue("red", "红", "Red"),
        lambda: EnumType("colour", "颜色", "A colour", (EnumValue("RED", "红", "Red"),)),
        lambda: EnumType("Colour", "颜色", "A colour", ()),
        lambda: EnumType("Colour", "颜色", "A colour", (EnumValue("RED", "红", "Red"), EnumValue("RED", "赤", "Red"))),
        lambda: NodeType("mine", "mines", "矿山", "A mine"),
        lambda: NodeType("Mine", "Mines", "矿山", "A mine"),
        lambda: NodeType("Mine", "mines", "矿山", "A mine", (text("depth"), text("depth"))),
        lambda: digs(type="digs"),
        lambda: digs(field="Digs"),
        lambda: digs(ends=()),
        lambda: digs(properties=(text("depth"), text("depth"))),
        lambda: digs(discriminators=("depth",)),
        lambda: digs(properties=(text("depth", kind=Kind.QUANTITY),), discriminators=("depth",)),
        lambda: text("depth", kind=Kind.INTEGER, folded=True),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(declare: Callable[[], object]) -> None:
    with pytest.raises(ModelError):
        declare()


def with_nodes(*added: NodeType) -> Model:
    return replace(MODEL, nodes=(*MODEL.nodes, *added))


def with_types(*added: RelationshipType) -> Model:
    return replace(MODEL, relationships=(*MODEL.relationships, *added))


@pytest.mark.parametrize(
    "declare",
    [
        lambda: with_nodes(MINE, MINE),
        lambda: with_nodes(replace(MINE, plural="projects")),
        lambda: with_nodes(replace(MINE, properties=(text("name"),))),
        lambda: with_nodes(replace(MINE, properties=(text("memberOf"),))),
        lambda: with_nodes(replace(MINE, properties=(text("colour", kind=Kind.ENUM, enum=COLOUR),))),
        lambda: with_types(digs(), digs()),
        lambda: with_types(digs(ends=(Ends(("Enterprise",), ("Mine",)),))),
        lambda: with_types(digs(field="undertakes")),
        lambda: with_types(digs(properties=(text("status"),))),
        lambda: with_types(digs(within=("DIGS", "SURROUNDS"))),
        lambda: replace(
            with_nodes(replace(MINE, label="Digs")),
            relationships=(digs(type="Digs".upper()),),
            nodes=(NodeType("DIGS", "digses", "挖", "A dig"),),
        ),
        lambda: replace(MODEL, enums=(*MODEL.enums, MODEL.enums[0])),
    ],
)
def test_declarations_that_contradict_each_other_are_refused(declare: Callable[[], object]) -> None:
    with pytest.raises(ModelError):
        declare()


def test_any_entity_stands_for_every_label_of_things() -> None:
    assert MODEL.expand((ANY_ENTITY,)) == tuple(item.label for item in MODEL.entities)
    assert MODEL.expand(("Project", "Enterprise")) == ("Enterprise", "Project")
