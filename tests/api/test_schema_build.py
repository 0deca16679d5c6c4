"""The schema is a function of the model: one declaration more gives types, look-up and connection; nothing is passed over."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_specified_scalar_type,
    print_type,
)
from graphql import build_schema as build_core
from graphql.pyutils import Undefined
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from api.schema.analyses.registry import analyses
from api.schema.build import ApiSchema, build_schema, collect_specs
from api.schema.fields import Leads, RootPage
from api.schema.sdl import print_sdl
from graph.errors import ModelError
from graph.model.declarations import Ends, Kind, NodeType, Property, RelationshipType
from graph.model.image import ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.registry import MODEL, Model
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import run
from tests.compiled.small_graph import small_image

# Source: the weight that the performance targets allow a label, and the time that they allow the build.
MOST_TYPES_A_LABEL = 12
MOST_BYTES_A_LABEL = 4096
MOST_SECONDS = 1

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
    shown = (*(item.label for item in MODEL.entities), "Evidence", "Document", "LoadRun")
    types = [declared for name, declared in schema.core.type_map.items() if not name.startswith("__")]
    # Results of analyses weigh the same however many labels there are.
    found = analyses(MODEL)
    of_analyses = {made.name for one in found for made in one.types} | {made.name for one in found for made in one.enums}
    weight = len(print_sdl(schema).encode()) - sum(len(print_type(schema.core.type_map[name]).encode()) for name in of_analyses)

    assert len([declared for declared in types if not is_specified_scalar_type(declared)]) <= MOST_TYPES_A_LABEL * len(shown)
    assert weight <= MOST_BYTES_A_LABEL * len(shown)


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
      enterprise(key: "enterprise:dong-gui") { testedBy(where: {code: {eq: "L1"}}) { edges { basis since node { name } } } }
      firms: enterprises(where: {testedBy: {some: {since: {startsWith: "2012"}, code: {ne: "l2"}}}}, orderBy: [{field: testedBy_count}]) {
        nodes { name } }
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
        "firms": {"nodes": [{"name": "东硅"}]},
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


@pytest.mark.parametrize("input_name", ["ProjectWhere", "ProjectOrder", "YuanFilter"])
def test_directives_on_inputs_are_refused(input_name: str) -> None:
    schema = build_schema(MODEL)
    declared = schema.core.type_map[input_name]
    assert isinstance(declared, GraphQLInputObjectType)
    field = next(iter(declared.fields.values())).extensions["strawberry-definition"]
    field.directives = (object(),)

    with pytest.raises(ModelError, match=rf"{input_name}\.\w+ has directives, which compiled execution would pass over"):
        collect_specs(schema.core)


def test_directives_on_arguments_are_refused() -> None:
    schema = build_schema(MODEL)
    made_field(schema, "Enterprise", "undertakes").arguments[0].directives = (object(),)

    with pytest.raises(ModelError, match=r"Enterprise\.undertakes\(first\) has directives"):
        collect_specs(schema.core)


def test_every_list_has_the_arguments_of_the_contract_without_defaults(schema: ApiSchema) -> None:
    for (type_name, name), spec in schema.specs.items():
        if isinstance(spec, Leads | RootPage):
            declared = schema.core.type_map[type_name]
            assert isinstance(declared, GraphQLObjectType | GraphQLInterfaceType)
            field = declared.fields[name]
            of = str(field.type).removesuffix("Connection!")
            shown = {key: str(argument.type) for key, argument in field.args.items()}
            assert shown == {
                "first": "Int", "after": "String", "last": "Int", "before": "String", "where": f"{of}Where", "orderBy": f"[{of}Order!]",
            }  # fmt: skip
            assert all(argument.default_value is Undefined and argument.default is None for argument in field.args.values())


def test_every_filter_has_every_property_and_every_relationship(schema: ApiSchema) -> None:
    for declared in MODEL.entities:
        where = schema.core.type_map[f"{declared.label}Where"]
        assert isinstance(where, GraphQLInputObjectType)
        properties = {item.key for item in MODEL.properties(declared.label) if not item.internal}
        views = {view.name for view in MODEL.fields(declared.label)}
        assert {"and", "or", "not", "id"} | properties | views <= set(where.fields)
    entity = schema.core.type_map["EntityWhere"]
    assert isinstance(entity, GraphQLInputObjectType)
    members = {item.singular: f"{item.label}Where" for item in MODEL.entities}
    assert {name: str(field.type) for name, field in entity.fields.items() if name in members} == members
    assert str(entity.fields["label"].type) == "LabelFilter"


def test_lists_are_ordered_by_own_fields_fields_far_away_and_counts(schema: ApiSchema) -> None:
    task, park = schema.core.type_map["TaskField"], schema.core.type_map["ParkField"]
    assert isinstance(task, GraphQLEnumType)
    assert isinstance(park, GraphQLEnumType)

    assert {"key", "name", "basis", "order", "deadline", "text", "partOf_name", "partOf_year", "ledBy_count"} <= set(
        task.values
    )
    assert {"partOf_key", "partOf_name", "locates_count"} <= set(park.values)
    assert not {"aliases", "sortKey", "partOf_basis", "targets_name"} & set(park.values)


def test_only_types_with_numbers_add_them_up(schema: ApiSchema) -> None:
    assert {"ProjectNumber", "RevenueTierNumber"} <= set(schema.core.type_map)
    assert not {"ParkNumber", "EntityNumber"} & set(schema.core.type_map)
    assert [str(argument.type) for argument in connection(schema, "Project").fields["aggregate"].args.values()] == [
        "ProjectField",
        "ProjectNumber",
    ]
    assert list(connection(schema, "Park").fields["aggregate"].args) == ["by"]


def connection(schema: ApiSchema, of: str) -> GraphQLObjectType:
    declared = schema.core.type_map[f"{of}Connection"]
    assert isinstance(declared, GraphQLObjectType)
    return declared


def test_two_relationship_types_with_one_name_of_two_kinds_are_refused() -> None:
    clash = RelationshipType(
        "COOLS", "cools", "cooledBy", (Ends(("Infrastructure",), ("Segment",)),), "冷却", "冷却设施", "Cools it",
        (Property("state", Kind.TEXT, "状态", "How it does so"),),
    )  # fmt: skip
    model = replace(MODEL, relationships=(*MODEL.relationships, clash))

    with pytest.raises(ModelError, match=r"OCCUPIES\.state and COOLS\.state have one name in Segment\w+, and two kinds"):
        build_schema(model)


def test_two_relationship_types_with_one_filter_name_of_two_kinds_are_refused() -> None:
    clash = RelationshipType(
        "COOLS", "cools", "cooledBy", (Ends(("Infrastructure",), ("Segment",)),), "冷却", "冷却设施", "Cools it",
        (Property("cold", Kind.TEXT, "状态", "How it does so", filter_name="state"),),
    )  # fmt: skip
    model = replace(MODEL, relationships=(*MODEL.relationships, clash))

    with pytest.raises(ModelError, match="in SegmentWhere, and two kinds") as caught:
        build_schema(model)
    assert "filter_name" in caught.value.hint


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

    took = time.process_time() - began
    # Ten times the target: this catches a build that grows with the square of the model, and no slow machine.
    assert took < 10 * MOST_SECONDS, f"The schema took {took:.2f} s of processor time; the target is {MOST_SECONDS} s."
