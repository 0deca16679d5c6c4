"""Differences become statements: one label or type each, identifiers from the model, rows as parameters, in the right order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.cypher.retire import read_nodes, read_relationships
from graph.cypher.stream import read_any_node, stream_nodes, stream_relationships
from graph.cypher.write import log_write, writes
from graph.errors import ModelError
from graph.model.claims import Claim
from graph.model.image import Image, ImageDifference, ImageNode, ImageRelationship, difference
from graph.model.projection import project
from graph.model.registry import MODEL
from tests.unit.claim_strategies import claim_sets

PARK = ImageNode("Park", "park:a", {"key": "park:a", "name": "甲"})
PLACES = tuple(ImageNode("Place", f"place:{key}", {"key": f"place:{key}", "name": key}) for key in "xyz")


def located(place: ImageNode) -> ImageRelationship:
    identity = f"park:a|LOCATED_IN|{place.key}"
    return ImageRelationship("LOCATED_IN", identity, "Park", "park:a", "Place", place.key, {"id": identity})


LOCATED = tuple(map(located, PLACES))
MERGE_PARK = "UNWIND $rows AS row\nMERGE (n:Park {key: row.key})\nSET n = row.properties"
MERGE_PLACE = MERGE_PARK.replace("Park", "Place")
ENDS = "UNWIND $rows AS row\nMATCH (b:Place {key: row.end})\nMATCH (a:Park {key: row.start})\n"


def image(*parts: ImageNode | ImageRelationship) -> Image:
    found = Image()
    for part in parts:
        if isinstance(part, ImageNode):
            found.add_node(part)
        else:
            found.add_relationship(part)
    return found


def test_nodes_come_first_and_relationships_start_from_the_end_of_lower_degree() -> None:
    texts = [step.text for step in writes(difference(Image(), image(PARK, *PLACES, *LOCATED)), MODEL)]

    merge_located = ENDS + "MERGE (b)<-[r:LOCATED_IN {id: row.id}]-(a)\nSET r = row.properties"
    assert texts == [MERGE_PARK, MERGE_PLACE, merge_located]


def test_what_is_retired_goes_last_and_relationships_before_nodes() -> None:
    steps = list(writes(difference(image(PARK, *PLACES, *LOCATED), image(PARK, PLACES[0])), MODEL))

    delete_located = "UNWIND $rows AS row\nMATCH (b:Place {key: row.end})<-[r:LOCATED_IN]-()\nWHERE [r.id] = [row.id]\nDELETE r"
    delete_place = "UNWIND $rows AS row\nMATCH (n:Place {key: row.key})\nDELETE n"
    assert [step.text for step in steps] == [delete_located, delete_place]
    assert [row["key"] for row in steps[1].rows] == ["place:y", "place:z"]


def test_one_relationship_is_read_from_its_start() -> None:
    (step,) = writes(difference(image(PARK, *PLACES), image(PARK, *PLACES, LOCATED[0])), MODEL)

    assert "MERGE (a)-[r:LOCATED_IN {id: row.id}]->(b)" in step.text
    assert step.rows == [
        {
            "start": "park:a",
            "end": "place:x",
            "id": "park:a|LOCATED_IN|place:x",
            "properties": {"id": "park:a|LOCATED_IN|place:x"},
        }
    ]


def test_nothing_to_change_writes_nothing() -> None:
    assert list(writes(difference(image(PARK), image(PARK)), MODEL)) == []


def test_names_that_the_model_does_not_declare_never_reach_a_text() -> None:
    hostile = replace(PARK, label="Park) DETACH DELETE n //")
    link = replace(LOCATED[0], type="LOCATED_IN]->() DELETE r //")

    for changes in (
        ImageDifference((hostile,), (), (), ()),
        ImageDifference((), (hostile,), (), ()),
        ImageDifference((), (), (link,), ()),
    ):
        with pytest.raises(ModelError):
            list(writes(changes, MODEL))
    for statement_of in (stream_nodes, stream_relationships):
        with pytest.raises(ModelError):
            statement_of("X", MODEL)
    for part_of in (read_nodes, read_relationships):
        with pytest.raises(ModelError):
            part_of("X", [], MODEL)


def test_the_log_notes_runs_in_the_order_of_their_keys() -> None:
    assert [row["key"] for row in log_write({"b": "2026", "a": "2025"}).rows] == ["a", "b"]


def test_a_graph_is_empty_when_no_label_has_a_node() -> None:
    assert all(item.label in read_any_node(MODEL).text for item in MODEL.nodes)


@given(claim_sets())
@settings(max_examples=30)
def test_every_change_is_one_row_of_one_statement(claims: list[Claim]) -> None:
    new = project(claims, MODEL)

    steps = list(writes(difference(Image(), new), MODEL))

    assert sum(len(step.rows) for step in steps) == len(new.nodes) + len(new.relationships)
    assert len({step.text for step in steps}) == len(steps)
