"""Mappings as files: the bundled ones fit the model, and a wrong one is refused with every wrong place."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import RecordError, RecordErrors
from graph.model.registry import MODEL
from loaders.bundled import bundled_sources
from loaders.mappings.bundled import bundled_mappings, find_mapping
from loaders.mappings.declared import Unknown, read_mapping
from loaders.mappings.listed import MappedList
from tests.loaders.lists import image_of, read

PARKS = """\
name: new-parks
title: {zh: 新园区, en: New parks}
about: {zh: 新设的园区。, en: Parks that were set up.}
label: Park
claim: 据{origin}，有园区{name}。
columns:
  - {key: name, headers: [园区], about: {zh: 名称, en: Name}, required: true, role: name}
  - {key: paper, headers: [文件], about: {zh: 文件, en: Paper}, required: true, role: origin}
  - {key: level, headers: [级别], about: {zh: 级别, en: Level}, property: level, claim: "据{origin}，{name}是{value}。"}
  - key: firms
    headers: [入驻企业]
    about: {zh: 企业, en: Firms}
    relationship: {type: LOCATED_IN, direction: in, labels: [Enterprise], many: true, unknown: add}
    claim: 据{origin}，{value}入驻{name}。
"""


def test_the_bundled_mappings_are_the_two_templates_of_the_commission() -> None:
    held = {name: [column.key for column in item.mapping.columns] for name, item in bundled_mappings().items()}

    assert held == {
        "bases": ["name", "group", "built_on", "carried_by", "supported_by", "source", "as_of"],
        "outside-firms": ["name", "place", "products", "scale", "listed", "source", "stage", "as_of"],
    }
    firms = bundled_mappings()["outside-firms"].mapping
    assert [column.key for column in firms.required] == ["name", "products", "source"]
    assert {column.relationship.unknown for column in firms.columns if column.relationship} == {Unknown.ADD}
    assert not any("/" in name or name in held for name in bundled_sources())


def test_a_mapping_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "parks.yaml"
    file.write_text(PARKS, encoding="utf-8")
    found = find_mapping(str(file))
    source = read(
        MappedList(
            found.mapping, found.data, "p.csv", "园区,文件,级别,入驻企业\n云门园,公告,省级,禾木、松石\n".encode(), "new-parks/p"
        )
    )

    image = image_of(source)
    assert {
        (item.start_label, item.type, item.end_label) for item in image.relationships.values() if item.type == "LOCATED_IN"
    } == {("Enterprise", "LOCATED_IN", "Park")}
    assert [node.properties["level"] for node in image.nodes.values() if node.label == "Park"] == ["PROVINCIAL"]
    assert {claim.restatement for claim in source.claims.values() if claim.field == "LOCATED_IN"} == {
        "据公告，禾木入驻云门园。",
        "据公告，松石入驻云门园。",
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("label: Park", "label: Prak", "x.yaml column label: 'Prak' is no label of things. Did you mean Park"),
        ("label: Park", "label: Evidence", "'Evidence' is no label of things."),
        ("name: new-parks", "name: New Parks", "x.yaml column name: String should match pattern"),
        ("label: Park", "label: Park\ncolour: red", "x.yaml column colour: Extra inputs are not permitted."),
        ("property: level", "property: levle", "columns.level.property: Park states no property 'levle'. Did you mean level?"),
        ("property: level", "property: name", "Park states no property 'name'."),
        (
            "property: level",
            "property: level, role: as_of",
            "columns.level: A column has one of role, property and relationship.",
        ),
        ("property: level", "property: level, parser: sum", "columns.level.parser: There is no parser 'sum' here."),
        ("headers: [级别]", "headers: [园区]", "x.yaml column columns: Two columns have the header '园区'."),
        ("headers: [级别]", "headers: []", "columns.2.headers: List should have at least 1 item"),
        ("role: origin", "role: as_of", "x.yaml column columns: 0 columns have the role 'origin'; there is one."),
        ("required: true, role: name", "role: name", "columns.name.required: A column of the role 'name' is required."),
        ("type: LOCATED_IN", "type: LOCATES", "The model has no 'LOCATES'. Did you mean LOCATED_IN"),
        (
            "direction: in",
            "direction: out",
            "LOCATED_IN does not connect Park with 'Enterprise' this way. There it meets Park, Place.",
        ),
        ("unknown: add", "unknown: invent", "columns.3.relationship.unknown: Input should be 'add', 'labelled' or 'refuse'."),
        ("有园区{name}", "有园区{value}", "x.yaml column claim: The sentence of a row has no {value}."),
        (
            "{value}入驻{name}",
            "{value}入驻",
            "columns.firms.claim: The sentence of a column's claims names {name} and {value}.",
        ),
        (
            "{value}入驻{name}",
            "{value}入驻{name.x}",
            "columns.3.claim: Value error, {name.x} is none of {name}, {origin}, {value}.",
        ),
        (
            "{value}入驻{name}",
            "{value!r}入驻{name}",
            "columns.3.claim: Value error, {value} is none of {name}, {origin}, {value}.",
        ),
        ("label: Park", "label: [Park", "x.yaml:5: The file is no YAML"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(old: str, new: str, expected: str) -> None:
    assert PARKS.count(old) == 1

    with pytest.raises(RecordErrors) as raised:
        read_mapping("x.yaml", PARKS.replace(old, new).encode(), MODEL)

    assert expected in str(raised.value)


def test_a_mapping_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordErrors, match="The file is not UTF-8"):
        read_mapping("x.yaml", b"\xff\xfe", MODEL)
    with pytest.raises(RecordErrors, match="Input should be a valid dictionary"):
        read_mapping("x.yaml", b"", MODEL)
    with pytest.raises(RecordError, match="There is no mapping 'outsidefirms'") as raised:
        find_mapping("outsidefirms")
    assert raised.value.hint == "Did you mean outside-firms?"
    with pytest.raises(RecordError, match="There is no mapping") as raised:
        find_mapping(str(tmp_path))
    assert raised.value.hint == "There are bases, outside-firms; a mapping of your own is given by its file."
