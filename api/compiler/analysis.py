"""Compiles analyses: the shape of a result, and the reads of all nodes and claims whose keys the results of an operation will hold.

The analysis itself is run by its function. Under all analyses of an operation, what is selected of nodes becomes one further statement
with a branch for each label and selection; which keys go to which branch is known once the results are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLField, GraphQLList, GraphQLNonNull, GraphQLObjectType, get_named_type

from api.compiler.rows import Rows
from api.compiler.selecting import Group
from api.compiler.shapes import Attribute, AttributeNodes, AttributeObject, Check, Constant, Leaf, ObjectShape, RowShape, Value
from api.compiler.sites import Place, place_of
from api.schema.fields import FieldSpec, OfAnalysis, OfPage, Part, RootAnalysis
from graph.errors import PlanBug

if TYPE_CHECKING:
    from api.compiler.roots import RootSelector

_SCALARS = {
    "String": Check.TEXT,
    "ID": Check.TEXT,
    "PartialDate": Check.TEXT,
    "Decimal": Check.TEXT,
    "Int": Check.INTEGER,
    "Float": Check.FLOAT,
    "Boolean": Check.BOOLEAN,
    "Yuan": Check.YUAN,
}


@dataclass(frozen=True, slots=True)
class AnalysisShape:
    """An analysis: how it is run, where its arguments stand, and the shape of its result."""

    spec: RootAnalysis
    place: Place
    object: ObjectShape
    many: bool


def compile_analysis(selector: RootSelector, spec: RootAnalysis, declared: GraphQLField, group: Group) -> AnalysisShape:
    """Compile a collected analysis."""
    result = get_named_type(declared.type)
    if not isinstance(result, GraphQLObjectType):
        raise PlanBug(f"{result} is no result of an analysis.")
    shape = ObjectShape(result.name, selector.members(result, group, _Analysed(selector).value, Constant(result.name)))
    return AnalysisShape(spec, place_of(declared, group[0]), shape, _is_list(declared))


class _Analysed:
    def __init__(self, selector: RootSelector) -> None:
        self._selector = selector

    def value(self, field: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        if isinstance(spec, Part):
            # A quantity of a result is the model's own value, whose attributes are its parts.
            spec = OfAnalysis(spec.part)
        if isinstance(spec, OfPage):
            spec = OfAnalysis(spec.what)
        if not isinstance(spec, OfAnalysis):
            raise PlanBug(f"{spec} is no field of an analysis.")
        many, named = _is_list(field), get_named_type(field.type)
        if spec.labels:
            branches = tuple((label, *self._nodes(label, group)) for label in spec.labels)
            return AttributeNodes(spec.attribute, branches, many)
        if isinstance(named, GraphQLObjectType):
            members = self._selector.members(named, group, self.value, Constant(named.name))
            return AttributeObject(spec.attribute, ObjectShape(named.name, members), many)
        if isinstance(named, GraphQLEnumType):
            return Attribute(spec.attribute, Leaf(0, Check.ENUM, named.name, tuple(named.values)), many)
        return Attribute(spec.attribute, Leaf(0, _SCALARS[str(named)], str(named)), many)

    def _nodes(self, label: str, group: Group) -> tuple[int, RowShape]:
        rows = Rows((label,))
        self._selector.row_source(rows, group)
        selection, (row,) = rows.finish()
        self._selector.size(selection.items)
        return self._selector.follow.of_keys(label, selection.items), row


def _is_list(field: GraphQLField) -> bool:
    declared = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return isinstance(declared, GraphQLList)
