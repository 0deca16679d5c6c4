"""Builds the schema of a model and checks that nothing in it would be passed over by compiled execution.

schema = build_schema(MODEL)
schema.specs["Project", "undertakenBy"]     -> Leads(type="UNDERTAKES", forward=False, far=("Enterprise",))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import strawberry
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from api.schema.analyses.declaration import LANGUAGES
from api.schema.analyses.registry import analyses
from api.schema.connections import PAGE_INFO, connections
from api.schema.declarations import SchemaDeclaration
from api.schema.fields import METADATA_KEY, FieldSpec, Specs
from api.schema.filters import Filters, filter_inputs, filters
from api.schema.information import information_types
from api.schema.nodes import node_types
from api.schema.operators import operator_inputs
from api.schema.orders import AGGREGATE_ROW, Numbers, Orderings, numbers, order_enums, order_inputs, orderings
from api.schema.properties import QUANTITY, model_enums
from api.schema.root import QUERY, query_type
from api.schema.strawberry_types import describe_once, strawberry_schema
from graph.errors import ModelError
from graph.model.registry import Model


@dataclass(frozen=True, slots=True)
class ApiSchema:
    """A schema with what its fields mean.

    Attributes:
        model: From which it was derived.
        strawberry: The schema as strawberry has it.
        core: The same schema as graphql-core executes it.
        specs: (type, field) -> what the field means, for every compiled field.
        filters: Listed type -> field of its `where` -> what it means.
        orderings: Listed type -> name -> what its lists are ordered and grouped by.
        numbers: Listed type -> name -> what its lists add up.
    """

    model: Model
    strawberry: strawberry.Schema
    core: GraphQLSchema
    specs: Specs
    filters: Filters
    orderings: Orderings
    numbers: Numbers


def declare_schema(model: Model) -> SchemaDeclaration:
    """Return all types of a model's schema as plain data."""
    found = analyses(model)
    ordered_by, added_up = orderings(model), numbers(model)
    types = (
        query_type(model, tuple(item.field for item in found)),
        *node_types(model),
        QUANTITY,
        PAGE_INFO,
        AGGREGATE_ROW,
        *connections(model, added_up),
        *(declared for item in found for declared in item.types),
        *information_types(model),
    )
    # A class needs its interface before it; strawberry orders what is printed by name.
    ordered = (*(item for item in types if item.is_interface), *(item for item in types if not item.is_interface))
    enums = (
        *model_enums(model), *order_enums(ordered_by, added_up), LANGUAGES, *(declared for item in found for declared in item.enums),
    )  # fmt: skip
    where = tuple(filter_inputs(filters(model)))
    operators = operator_inputs(model, frozenset(field.type for item in where for field in item.fields))
    given = tuple(declared for item in found for declared in item.inputs)
    return SchemaDeclaration(ordered, enums, (*where, *operators, *order_inputs(ordered_by), *given))


def build_schema(model: Model) -> ApiSchema:
    """Return the schema of a model.

    Raises:
        ModelError: The model's names clash in GraphQL, or a field has something that compiled execution passes over.
    """
    schema = strawberry_schema(declare_schema(model))
    core = schema._schema  # noqa: SLF001  strawberry offers no other way to the schema that graphql-core executes
    describe_once(core)
    return ApiSchema(model, schema, core, collect_specs(core), filters(model), orderings(model), numbers(model))


def collect_specs(core: GraphQLSchema) -> Specs:
    """Return what every compiled field means.

    A root field without a meaning is left to graphql-core, with its resolver; under a compiled root there is no such field.

    Raises:
        ModelError: A compiled field has a resolver, a permission class, an extension or a directive; an argument or a field of an input
            has a directive; or a field below the root has no meaning.
    """
    specs: dict[tuple[str, str], FieldSpec] = {}
    for name, declared in core.type_map.items():
        if isinstance(declared, GraphQLInputObjectType):
            _check_input(name, declared)
        if name.startswith("__") or not isinstance(declared, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for field_name, field in declared.fields.items():
            made = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            spec = made.metadata.get(METADATA_KEY) if isinstance(made, StrawberryField) else None
            if spec is not None:
                _refuse_passed_over(f"{name}.{field_name}", made)
                for argument in made.arguments:
                    _refuse_directives(f"{name}.{field_name}({argument.graphql_name})", argument.directives)
                specs[name, field_name] = spec
            elif name != QUERY:
                raise ModelError(f"{name}.{field_name} has no meaning that the compiler could read.")
    return specs


def _check_input(name: str, declared: GraphQLInputObjectType) -> None:
    for field_name, given in declared.fields.items():
        found = given.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        _refuse_directives(f"{name}.{field_name}", getattr(found, "directives", ()))


def _refuse_passed_over(where: str, field: StrawberryField) -> None:
    for what, found in (
        ("a resolver", field.base_resolver), ("permission classes", field.permission_classes), ("extensions", field.extensions),
        ("directives", field.directives),
    ):  # fmt: skip
        _refuse(where, what, found)


def _refuse_directives(where: str, directives: Iterable[object]) -> None:
    _refuse(where, "directives", list(directives))


def _refuse(where: str, what: str, found: object) -> None:
    if found:
        raise ModelError(
            f"{where} has {what}, which compiled execution would pass over.",
            hint="Declare what it means in api/schema/fields.py and compile it.",
        )
