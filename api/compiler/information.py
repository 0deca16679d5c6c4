"""Compiles `graphInfo`: a count a branch, and the load runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import GraphQLField

from api.compiler.rows import Rows
from api.compiler.selecting import Group
from api.compiler.shapes import BranchRows, Constant, Counts, Fact, ObjectShape, Value
from api.schema.fields import FieldSpec, OfCount, OfInformation
from api.schema.information import LOAD_RUN
from graph.errors import PlanBug
from graph.query.plan import Branch, CountOf, CountOfType, Page, PageOf, Parameter

if TYPE_CHECKING:
    from api.compiler.roots import RootSelector

MOST_RUNS = Parameter("mostRuns")

# Labels that are no entities, but that people count too.
_COUNTED_BESIDE = ("Evidence", "Document")


@dataclass(frozen=True, slots=True)
class InformationShape:
    """The shape of `graphInfo`."""

    object: ObjectShape


def compile_information(selector: RootSelector, group: Group) -> InformationShape:
    """Compile a collected `graphInfo`."""
    model = selector.schema.model
    declared, counted = selector.object_type("GraphInfo"), selector.object_type("NamedCount")

    def of_count(_: GraphQLField, spec: FieldSpec, __: Group) -> Value:
        if not isinstance(spec, OfCount):
            raise PlanBug(f"{spec} is no field of a count.")
        return Fact(spec.what)

    def counts(group: Group, branches: tuple[tuple[str, Branch], ...]) -> Counts:
        shape = ObjectShape(counted.name, selector.members(counted, group, of_count, Constant(counted.name)))
        return Counts(tuple((name, selector.branches.add(branch)) for name, branch in branches), shape)

    def value_of(_: GraphQLField, spec: FieldSpec, group: Group) -> Value:
        match spec:
            case OfInformation(what="labels"):
                labels = (*(item.label for item in model.entities), *_COUNTED_BESIDE)
                return counts(group, tuple((label, Branch(CountOf(label))) for label in labels))
            case OfInformation(what="relationshipTypes"):
                return counts(group, tuple((item.type, Branch(CountOfType(item.type))) for item in model.claimed))
            case OfInformation(what="loadRuns"):
                rows = Rows((LOAD_RUN,))
                selector.row_source(rows, group)
                selection, (row,) = rows.finish()
                return BranchRows(selector.branches.add(Branch(PageOf(LOAD_RUN, Page(MOST_RUNS)), selection.items)), row)
            case OfInformation(what=what):
                return Fact(what)
            case _:
                raise PlanBug(f"{spec} is no field of graphInfo.")

    return InformationShape(ObjectShape(declared.name, selector.members(declared, group, value_of, Constant(declared.name))))
