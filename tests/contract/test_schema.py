"""The names of the public API that front-ends rely on; written from the contract, not from the model.

`schema.graphql` may say more than is listed here, never less. The lists hold what exists; a feature brings its names along.
"""

from __future__ import annotations

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    get_named_type,
)

from tests.contract.repository import text

SCALARS = ("Yuan", "Decimal", "PartialDate", "DateTime")

ENUMS = {
    "Comparator": "EXACT ABOUT OVER AT_LEAST UNDER AT_MOST BETWEEN",
    "Basis": "STATED REFERENCE INFERRED PROPOSED",
    "Lang": "ZH EN",
    "ServiceKind": "ENVIRONMENT_APPROVAL LAND_APPROVAL MINERAL_ALLOCATION MINING_LICENCE SAFETY_REVIEW ENERGY_REVIEW GRID_SUPPLY "
    "POWER_SUPPLY ROAD TAX_RELIEF FINANCE COORDINATION TASK_LEAD OTHER",
    "ServiceRoute": "DIRECT PROJECT ENTERPRISE PARK INDUSTRY TASK GROUP",
    "SegmentState": "PRESENT WEAK UNDER_CONSTRUCTION MISSING UNKNOWN",
    "GapKind": "MISSING WEAK UNDER_CONSTRUCTION EXTERNAL_INPUT UNUSED_BY_PRODUCT",
    "CoverageState": "GIVEN IN_PROGRESS OUTSTANDING UNKNOWN NOT_APPLICABLE",
    "ChangeKind": "ADDED REMOVED CHANGED",
    "Direction": "ASC DESC",
    "Label": "Plan Enterprise Project Park Place Department Industry Chain Segment Product Base Task Indicator Infrastructure Instrument "
    "RevenueTier Group",
}

# Type -> "field: Type!" as the contract writes it; where the contract leaves the type open, the name alone.
OBJECTS = {
    "Quantity": "value: Float!, upper: Float, unit: String!, comparator: Comparator!, text: String!",
    "Evidence": "id: ID!, subject: Entity, relationship: String, field: String!, value: String, asOf: PartialDate, basis: Basis!, "
    "document: Document, source: String!, locator: String!, claim: String!, quote: String, start: Int, end: Int, rule: String",
    "Document": "id: ID!, key: String!, name: String!, digest: String!, plan: Plan",
    "SearchConnection": "nodes: [Entity!]!, edges: [SearchEdge!]!, pageInfo: PageInfo!",
    "SearchEdge": "cursor: String!, score: Float!, matched: String!, node: Entity!",
    "Service": "kind: ServiceKind!, route: ServiceRoute!, target: Entity!, year: Int, basis: Basis!, explanation: String!, "
    "evidence: [Evidence!]!",
    "DepartmentService": "department: Entity!, services: [Service!]!, kinds: [ServiceKind!]!, projects: [Project!]!, "
    "enterprises: [Enterprise!]!, parks: [Park!]!, tasks: [Task!]!, groups: [Group!]!, basis: Basis!, explanation: String!, "
    "evidence: [Evidence!]!",
    "ChainMap": "chain: Chain!, place: Entity, year: Int, segments: [SegmentStatus!]!, flows: [Flow!]!, completeness: Float, "
    "localSupply: Float, evidence: [Evidence!]!",
    "SegmentStatus": "segment: Segment!, stage: String!, state: SegmentState!, reason: String!, occupants: [Occupant!]!, "
    "closes: PartialDate, evidence: [Evidence!]!",
    "Occupant": "entity: Entity!, state: String!, capacity: Quantity, basis: Basis!, evidence: [Evidence!]!",
    "Flow": "from: Segment!, to: Segment!, material: String, kind: String!, basis: Basis!, crossChain: Boolean!",
    "ChainGap": "id: ID!, chain: Chain!, material: String, segment: Segment!, kind: GapKind!, place: Entity, explanation: String!, "
    "upstream: [Segment!]!, downstream: [Segment!]!, basis: Basis!, evidence: [Evidence!]!",
    "ApprovalCoverage": "kinds: [ServiceKind!]!, totals: [CoverageTotal!]!, rows: [CoverageRow!]!",
    "CoverageTotal": "kind: ServiceKind!, group: Group!, stated: Int, named: Int!, evidence: [Evidence!]!",
    "CoverageRow": "project: Project!, cells: [CoverageCell!]!",
    "CoverageCell": "kind: ServiceKind!, state: CoverageState!, by: Entity, year: Int, evidence: [Evidence!]!",
    "PartnerCandidate": "enterprise: Enterprise!, score: Float!, scoreUpper: Float!, excluded: String, parts: [ScorePart!]!, "
    "path: EntityPath, basis: Basis!, explanation: String!, evidence: [Evidence!]!",
    "ScorePart": "name: String!, weight: Float!, value: Float, known: Boolean!, reason: String!, basis: Basis!, evidence: [Evidence!]!",
    "ProposedBase": "key: String!, name: String!, score: Float!, industry: Industry, parks: [Park!]!, chains: [Chain!]!, "
    "projects: [Project!]!, enterprises: [Enterprise!]!, explanation: String!, evidence: [Evidence!]!",
    "EntityPath": "length: Int!, nodes: [Entity!]!, steps: [PathStep!]!, explanation: String!",
    "PathStep": "type: String!, forward: Boolean!, basis: Basis!, evidence: [Evidence!]!",
    "PlanDifference": "from: Plan!, to: Plan!, changes: [PlanChange!]!",
    "PlanChange": "kind: ChangeKind!, subject: Entity!, field: String, before: String, after: String, evidence: [Evidence!]!",
    "GraphInfo": "store: String!, storeVersion: String!, version: String!, modelVersion: String!, labels: [NamedCount!]!, "
    "relationshipTypes: [NamedCount!]!, loadRuns: [LoadRun!]!",
    "NamedCount": "name: String!, count: Int!",
    "LoadRun": "id: ID!, source: String!, digest: String!, nodes: Int!, relationships: Int!, claims: Int!, finishedAt: DateTime",
    "AggregateRow": "key: String, count: Int!, sum: Decimal, avg: Float, min: Decimal, max: Decimal",
    "PageInfo": "hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String",
}

ENTITY = "id: ID!, key: String!, name: String!, aliases: [String!]!, basis: Basis!, evidence: [Evidence!]!, targetedBy, memberOf, indicators"

# Entity -> its own properties and its connections, forward and inverse.
ENTITIES = {
    "Plan": "role, year: Int, issuer: String, lists, parts",
    "Enterprise": "fullName: String, listedCode: String, undertakes, locatedIn, listedIn, inIndustry, occupies, produces, uses, leads, "
    "participatesIn, serves, servedBy, suppliedBy, bases, inTier",
    "Project": "status, statusAsOf: PartialDate, capacity: Quantity, phase: String, investment: Yuan, undertakenBy, locatedIn, listedIn, "
    "inIndustry, occupies, produces, uses, ledBy, servedBy, suppliedBy, bases",
    "Park": "level, locatedIn, locates, partOf, parts, surveys, leads, participatesIn, servedBy, suppliedBy, bases, succeededBy, succeeds",
    "Place": "code: String, level, locates, partOf, parts, surveys, servedBy, suppliedBy, bases, succeededBy, succeeds",
    "Department": "level, partOf, parts, leads, participatesIn, serves, succeededBy, succeeds",
    "Industry": "code: String, members, subclassOf, subclasses, bases",
    "Chain": "segments, ledBy, participants, bases",
    "Segment": "stage, gbCode: String, chains, feeds, fedBy, occupiedBy, produces, uses, surveyedIn, partOf, parts",
    "Product": "unit: String, producedBy, usedBy, inIndustry",
    "Base": "builtOn, carriedBy, supportedBy, partOf",
    "Task": "order: Int, deadline: PartialDate, text: String, ledBy, participants, targets, partOf",
    "Indicator": "value: Quantity, year: Int, measures, partOf",
    "Infrastructure": "kind, voltage, status, supplies, locatedIn",
    "Instrument": "kind, amount: Yuan, year: Int, partOf",
    "RevenueTier": "min: Yuan, max: Yuan, target: Int, year: Int, enterprises, partOf",
    "Group": "declaredCount: Int, knownCount: Int, year: Int, members, leads, participatesIn, servedBy, partOf",
}

LISTS = (
    "plan plans, enterprise enterprises, project projects, park parks, place places, department departments, industry industries, "
    "chain chains, segment segments, product products, base bases, task tasks, indicator indicators, infrastructure infrastructures, "
    "instrument instruments, revenueTier revenueTiers, group groups"
)

# Filter -> the operators that it offers.
OPERATORS = {
    "NameFilter": "eq ne in contains startsWith endsWith gt gte lt lte",
    "TextFilter": "eq ne in contains startsWith endsWith gt gte lt lte isNull",
    "TextListFilter": "eq ne in contains startsWith endsWith isNull",
    "IntFilter": "eq ne in gt gte lt lte isNull",
    "YuanFilter": "eq ne in gt gte lt lte isNull",
    "QuantityFilter": "eq ne gt gte lt lte unit isNull",
    "DateFilter": "eq ne in gt gte lt lte startsWith isNull",
    "IDFilter": "eq ne in",
    "LabelFilter": "eq ne in",
    "ProjectStatusFilter": "eq ne in isNull",
}

# Field of a filter -> type; in a where, properties of relationships stand beside those of nodes.
FILTERS = {
    "ProjectWhere.and": "[ProjectWhere!]",
    "ProjectWhere.or": "[ProjectWhere!]",
    "ProjectWhere.not": "ProjectWhere",
    "ProjectWhere.id": "IDFilter",
    "ProjectWhere.name": "NameFilter",
    "ProjectWhere.aliases": "TextListFilter",
    "ProjectWhere.basis": "BasisFilter",
    "ProjectWhere.status": "ProjectStatusFilter",
    "ProjectWhere.statusAsOf": "DateFilter",
    "ProjectWhere.capacity": "QuantityFilter",
    "ProjectWhere.investment": "YuanFilter",
    "ProjectWhere.undertakenBy": "EnterpriseQuantifier",
    "ProjectWhere.servedBy": "EntityQuantifier",
    "SegmentWhere.state": "OccupancyFilter",
    "SegmentWhere.material": "TextFilter",
    "EntityWhere.serviceYear": "IntFilter",
    "EntityWhere.label": "LabelFilter",
    "EntityWhere.task": "TaskWhere",
    "EntityWhere.targetedBy": "TaskQuantifier",
    "ProjectQuantifier.some": "ProjectWhere",
    "ProjectQuantifier.all": "ProjectWhere",
    "ProjectQuantifier.none": "ProjectWhere",
    "ProjectQuantifier.single": "ProjectWhere",
    "ProjectQuantifier.count": "IntFilter",
    "ProjectOrder.field": "ProjectField!",
    "ProjectOrder.direction": "Direction",
}
ARGUMENTS = "first: Int, after: String, last: Int, before: String, where: {0}Where, orderBy: [{0}Order!]"

# Start type and field -> properties that its edges bear besides cursor, node, basis and evidence.
EDGES = {
    ("Enterprise", "undertakes"): "",
    ("Enterprise", "listedIn"): "year role",
    ("Segment", "feeds"): "material kind",
    ("Project", "occupies"): "state since year",
    ("Project", "produces"): "capacity phase year",
    ("Segment", "uses"): "capacity phase year",
    ("Segment", "surveyedIn"): "year by",
    ("Department", "serves"): "kind year status",
    ("Park", "servedBy"): "kind year status",
    ("Enterprise", "inTier"): "year",
    ("Place", "succeededBy"): "date",
}


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(text("schema.graphql"))


def _object(schema: GraphQLSchema, name: str) -> GraphQLObjectType | GraphQLInterfaceType:
    found = schema.type_map.get(name)
    assert isinstance(found, GraphQLObjectType | GraphQLInterfaceType), f"{name} is no object type or interface"
    return found


def _input(schema: GraphQLSchema, name: str) -> GraphQLInputObjectType:
    found = schema.type_map.get(name)
    assert isinstance(found, GraphQLInputObjectType), f"{name} is no input"
    return found


def _enum(schema: GraphQLSchema, name: str) -> GraphQLEnumType:
    found = schema.type_map.get(name)
    assert isinstance(found, GraphQLEnumType), f"{name} is no enumeration"
    return found


def _arguments(field: GraphQLField) -> str:
    return ", ".join(f"{name}: {argument.type}" for name, argument in field.args.items())


def _missing(found: GraphQLObjectType | GraphQLInterfaceType, wanted: str) -> list[str]:
    held = {name: str(field.type) for name, field in found.fields.items()}
    pairs = [item.partition(": ")[::2] for item in wanted.split(", ")]
    return [
        f"{found.name}.{name}: {kind}"
        for name, kind in pairs
        if name not in held or (kind and kind.rstrip("!") != held[name].rstrip("!"))
    ]


def test_the_scalars_are_there(schema: GraphQLSchema) -> None:
    assert [name for name in SCALARS if not isinstance(schema.type_map.get(name), GraphQLScalarType)] == []


@pytest.mark.parametrize("name", ENUMS)
def test_an_enumeration_has_the_values_of_the_contract_in_its_order(schema: GraphQLSchema, name: str) -> None:
    found = schema.type_map[name]

    assert isinstance(found, GraphQLEnumType)
    assert list(found.values) == ENUMS[name].split()


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_the_fields_of_the_contract(schema: GraphQLSchema, name: str) -> None:
    assert _missing(_object(schema, name), OBJECTS[name]) == []


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_has_the_fields_of_the_contract_and_those_that_all_share(schema: GraphQLSchema, name: str) -> None:
    entity = _object(schema, name)

    assert _missing(entity, f"{ENTITY}, {ENTITIES[name]}") == []
    assert {"Entity", "Node"} <= {item.name for item in entity.interfaces}


def test_the_interfaces_have_the_fields_that_all_share(schema: GraphQLSchema) -> None:
    assert _missing(_object(schema, "Entity"), ENTITY) == []
    assert _missing(_object(schema, "Node"), "id: ID!") == []
    assert list(_object(schema, "Entity").fields["evidence"].args) == ["field"]


def test_every_label_has_a_look_up_and_a_list(schema: GraphQLSchema) -> None:
    query = _object(schema, "Query")

    for singular, plural in (pair.split() for pair in LISTS.split(", ")):
        label = singular[0].upper() + singular[1:]
        assert list(query.fields[singular].args) == ["id", "key", "name"]
        assert str(query.fields[singular].type) == label
        assert _arguments(query.fields[plural]) == ARGUMENTS.format(label)
        assert str(query.fields[plural].type) == f"{label}Connection!"
        assert _missing(_object(schema, f"{label}Connection"), "nodes, edges, pageInfo: PageInfo!, totalCount, aggregate") == []


def test_documents_are_listed_too(schema: GraphQLSchema) -> None:
    assert _arguments(_object(schema, "Query").fields["documents"]) == ARGUMENTS.format("Document")


@pytest.mark.parametrize(
    ("start", "name", "of"),
    [
        ("Entity", "memberOf", "Group"),
        ("Enterprise", "undertakes", "Project"),
        ("Project", "servedBy", "Entity"),
        ("Task", "partOf", "Plan"),
        ("Segment", "feeds", "Segment"),
    ],
)
def test_a_list_along_a_relationship_is_filtered_ordered_and_paged_like_any_other(
    schema: GraphQLSchema, start: str, name: str, of: str
) -> None:
    assert _arguments(_object(schema, start).fields[name]) == ARGUMENTS.format(of)


@pytest.mark.parametrize("name", OPERATORS)
def test_a_filter_has_the_operators_of_the_contract(schema: GraphQLSchema, name: str) -> None:
    assert list(_input(schema, name).fields) == OPERATORS[name].split()


@pytest.mark.parametrize("place", FILTERS)
def test_a_field_of_a_filter_has_its_type(schema: GraphQLSchema, place: str) -> None:
    name, _, field = place.partition(".")

    assert str(_input(schema, name).fields[field].type) == FILTERS[place]


def test_what_lies_somewhere_is_found_to_any_depth(schema: GraphQLSchema) -> None:
    quantifier = _input(schema, str(_input(schema, "ProjectWhere").fields["locatedIn"].type))

    assert str(quantifier.fields["within"].type) == "ID"
    assert str(quantifier.fields["some"].type) == "EntityWhere"


def test_lists_are_summed_up_by_any_field_and_numbers_where_there_are_some(schema: GraphQLSchema) -> None:
    projects, parks = (_object(schema, f"{label}Connection").fields["aggregate"] for label in ("Project", "Park"))

    assert (_arguments(projects), str(projects.type)) == ("by: ProjectField, of: ProjectNumber", "[AggregateRow!]!")
    assert _arguments(parks) == "by: ParkField"
    assert list(_enum(schema, "ProjectNumber").values) == ["investment"]
    assert {"name", "status", "investment", "undertakenBy_count"} <= set(_enum(schema, "ProjectField").values)
    assert {"partOf_name", "deadline"} <= set(_enum(schema, "TaskField").values)


def test_nodes_are_looked_up_by_id(schema: GraphQLSchema) -> None:
    query = _object(schema, "Query")

    assert str(query.fields["node"].type) == "Node"
    assert str(query.fields["nodes"].type) == "[Node]!"
    assert "document" in query.fields


def test_search_takes_a_text_and_labels_and_gives_pages(schema: GraphQLSchema) -> None:
    field = _object(schema, "Query").fields["search"]

    assert {name: str(argument.type) for name, argument in field.args.items()} == {
        "text": "String!",
        "labels": "[Label!]",
        "first": "Int",
        "after": "String",
    }
    assert str(field.type) == "SearchConnection!"


def test_paths_and_plan_difference_take_two_ends(schema: GraphQLSchema) -> None:
    fields = _object(schema, "Query").fields
    ends = {"from": "ID!", "to": "ID!", "lang": "Lang"}

    assert {name: str(argument.type) for name, argument in fields["paths"].args.items()} == {
        **ends,
        "maxHops": "Int",
        "first": "Int",
    }
    assert all(f"{name}: Int = {value}\n" in text("schema.graphql") for name, value in (("maxHops", 6), ("first", 3)))
    assert {name: str(argument.type) for name, argument in fields["planDifference"].args.items()} == ends
    assert (str(fields["paths"].type), str(fields["planDifference"].type)) == ("[EntityPath!]!", "PlanDifference!")


def test_candidate_partners_take_weights_and_proposed_bases_a_plan(schema: GraphQLSchema) -> None:
    fields = _object(schema, "Query").fields

    assert {name: str(argument.type) for name, argument in fields["candidatePartners"].args.items()} == {
        "segment": "ID!",
        "place": "ID",
        "weights": "[WeightInput!]",
        "first": "Int",
        "lang": "Lang",
    }
    assert {name: str(argument.type) for name, argument in fields["proposedBases"].args.items()} == {
        "plan": "ID",
        "lang": "Lang",
    }
    assert [str(fields[name].type) for name in ("candidatePartners", "proposedBases")] == [
        "[PartnerCandidate!]!",
        "[ProposedBase!]!",
    ]


def test_departments_serving_takes_one_of_four_ends_and_a_language(schema: GraphQLSchema) -> None:
    field = _object(schema, "Query").fields["departmentsServing"]

    assert list(field.args) == ["chain", "park", "project", "enterprise", "lang"]
    assert str(field.type) == "[DepartmentService!]!"
    assert str(_object(schema, "Query").fields["graphInfo"].type) == "GraphInfo!"


def test_maps_and_gaps_of_chains_take_a_place_and_a_year(schema: GraphQLSchema) -> None:
    fields = _object(schema, "Query").fields

    assert {name: str(argument.type) for name, argument in fields["chainMap"].args.items()} == {
        "chain": "ID!",
        "place": "ID",
        "year": "Int",
        "lang": "Lang",
    }
    assert {name: str(argument.type) for name, argument in fields["chainGaps"].args.items()} == {
        "chain": "ID",
        "place": "ID",
        "kinds": "[GapKind!]",
        "year": "Int",
        "lang": "Lang",
    }
    assert [str(fields[name].type) for name in ("chainMap", "chainGaps")] == ["ChainMap!", "[ChainGap!]!"]


def test_approval_coverage_takes_a_park_a_chain_and_kinds(schema: GraphQLSchema) -> None:
    field = _object(schema, "Query").fields["approvalCoverage"]

    assert list(field.args)[:3] == ["park", "chain", "kinds"]
    assert str(field.args["kinds"].type) == "[ServiceKind!]"
    assert str(field.type) == "ApprovalCoverage!"


@pytest.mark.parametrize(("start", "name"), EDGES)
def test_an_edge_bears_basis_evidence_and_the_properties_of_its_relationship(
    schema: GraphQLSchema, start: str, name: str
) -> None:
    connection = get_named_type(_object(schema, start).fields[name].type)
    edge = get_named_type(_object(schema, str(connection)).fields["edges"].type)
    wanted = ["cursor", "node", "basis", "evidence", *EDGES[start, name].split()]

    assert [key for key in wanted if key not in _object(schema, str(edge)).fields] == []
