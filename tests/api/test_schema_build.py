"""The schema is a function of the model: one declaration more gives types, look-up and connection; nothing is passed over."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import strawberry
from graphql import GraphQLObjectType
from graphql import build_schema as build_core
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from api.schema.build import ApiSchema, build_schema, collect_specs
from api.schema.fields import Leads
from api.schema.sdl import print_sdl
from graph.errors import ModelError
from graph.model.declarations import Ends, Kind, NodeType, Property, RelationshipType
from graph.model.image import ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.registry import MODEL, Model
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import run
from tests.compiled.small_graph import small_image

# Source: the weight that the performance targets allow a label.
MOST_TYPES_A_LABEL = 12
MOST_BYTES_A_LABEL = 4096

LABORATORY = NodeType(
    "Laboratory", "laboratories", "实验室", "A laboratory", (Property("code", Kind.TEXT, "编号", "Its number", required=True),)
)
TESTS = RelationshipType(
    "TESTS", "tests", "testedBy", (Ends(("Laboratory",), ("Product", "Enterprise")),), "检测", "检测方", "Tests it",
    (Property("since", Kind.PARTIAL_DATE, "起始", "Since when"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


@pytest.fixture(scope="module")
def grown() -> Model:
    return replace(MODEL, nodes=(*MODEL.nodes, LABORATORY), relationships=(*MODEL.relationships, TESTS))


def test_the_schema_is_light(schema: ApiSchema) -> None:
    labels = len(MODEL.entities)
    types = [name for name in schema.core.type_map if not name.startswith("__")]

    assert len(types) <= MOST_TYPES_A_LABEL * labels
    assert len(print_sdl(schema).encode()) <= MOST_BYTES_A_LABEL * labels


def test_the_printed_schema_is_one_and_the_same_and_can_be_read(schema: ApiSchema) -> None:
    text = print_sdl(schema)

    assert print_sdl(build_schema(MODEL)) == text
    assert text.endswith("}\n")
    assert set(build_core(text).type_map) >= {name for name in schema.core.type_map if not name.startswith("__")}


def test_internal_properties_are_not_shown(schema: ApiSchema) -> None:
    hidden = {(item.label, held.key) for item in MODEL.nodes for held in MODEL.properties(item.label) if held.internal}

    assert ("Enterprise", "sortKey") in hidden
    assert not hidden & set(schema.specs)


def test_every_label_has_every_property_and_every_relationship_both_ways(schema: ApiSchema) -> None:
    for declared in MODEL.entities:
        shown = {name for type_name, name in schema.specs if type_name == declared.label}
        properties = {item.key for item in MODEL.properties(declared.label) if not item.internal}
        assert properties | {view.name for view in MODEL.fields(declared.label)} | {"id", "evidence"} == shown
        for view in MODEL.fields(declared.label):
            assert schema.specs[declared.label, view.name] == Leads(view.type.type, view.forward, view.far)


def test_types_and_fields_are_described_in_both_languages(schema: ApiSchema) -> None:
    project = schema.core.type_map["Project"]

    assert isinstance(project, GraphQLObjectType)
    assert project.description == "项目: An investment project"
    assert project.fields["capacity"].description == "规模: Stated capacity"


async def test_one_label_more_gives_a_type_a_look_up_and_connections_both_ways(grown: Model) -> None:
    schema = build_schema(grown)
    image = small_image(grown)
    key, firm = "laboratory:gui-suo", "enterprise:dong-gui"
    image.add_node(
        ImageNode(
            "Laboratory",
            key,
            {"key": key, "name": "硅所", "aliases": [], "basis": "STATED", "code": "L1", "sortKey": "gui suo"},
        )
    )
    identity = f"{key}|TESTS|{firm}"
    held: dict[str, StoreValue] = {"id": identity, "basis": "STATED", "claims": [], "since": "2012-05"}
    image.add_relationship(ImageRelationship("TESTS", identity, "Laboratory", key, "Enterprise", firm, held))
    reader = ImageReader(image, model=grown)
    query = """{
      laboratory(key: "laboratory:gui-suo") { name code tests { edges { since node { __typename name } } } }
      laboratories { totalCount nodes { targetedBy { totalCount } } }
      enterprise(key: "enterprise:dong-gui") { testedBy { edges { basis since node { name } } } }
    }"""

    found = await run(schema, reader, reader.writer, query)

    assert found.errors is None
    assert found.data == {
        "laboratory": {
            "name": "硅所",
            "code": "L1",
            "tests": {"edges": [{"since": "2012-05", "node": {"__typename": "Enterprise", "name": "东硅"}}]},
        },
        "laboratories": {"totalCount": 1, "nodes": [{"targetedBy": {"totalCount": 0}}]},
        "enterprise": {"testedBy": {"edges": [{"basis": "STATED", "since": "2012-05", "node": {"name": "硅所"}}]}},
    }


def made_field(schema: ApiSchema, type_name: str, name: str) -> StrawberryField:
    declared = schema.core.type_map[type_name]
    assert isinstance(declared, GraphQLObjectType)
    made = declared.fields[name].extensions["strawberry-definition"]
    assert isinstance(made, StrawberryField)
    return made


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("base_resolver", StrawberryResolver(lambda: "…")),
        ("permission_classes", [object]),
        ("extensions", [object()]),
        ("directives", [object()]),
    ],
)
def test_what_compiled_execution_would_pass_over_is_refused(attribute: str, value: object) -> None:
    schema = build_schema(MODEL)
    setattr(made_field(schema, "Project", "status"), attribute, value)

    with pytest.raises(ModelError, match=r"Project\.status has .* which compiled execution would pass over"):
        collect_specs(schema.core)


def test_a_field_without_meaning_below_the_root_is_refused() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        def ping(self) -> str:
            return "pong"

    @strawberry.type
    class Other:
        name: str

    alone = strawberry.Schema(Query)._schema
    beside = strawberry.Schema(Query, types=[Other])._schema

    assert collect_specs(alone) == {}
    with pytest.raises(ModelError, match=r"Other\.name has no meaning"):
        collect_specs(beside)


def test_two_fields_of_one_name_are_refused(grown: Model) -> None:
    clash = replace(LABORATORY, properties=(Property("evidence", Kind.TEXT, "证据", "Clashes with the claims"),))

    with pytest.raises(ModelError, match="Laboratory has two fields of one name"):
        build_schema(replace(grown, nodes=(*MODEL.nodes, clash)))


def test_building_takes_processor_time_within_reason() -> None:
    began = time.process_time()

    build_schema(MODEL)

    # Ten times the target: this catches a build that grows with the square of the model, and no slow machine.
    assert time.process_time() - began < 10
