"""Compiles an operation's root fields to everything that its runs need: statement texts, sites, shapes, generated code.

Nothing of one run stands in it, so it is kept for the next one with the same structure of variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLObjectType
from graphql.execution import Executor

from api.compiler.analysis import AnalysisShape
from api.compiler.generate import Generator, PageFunction, RowFunction
from api.compiler.groups import MOST_GROUPS
from api.compiler.information import MOST_RUNS, InformationShape
from api.compiler.roots import (
    ROOT_CONSTANTS,
    RootConnection,
    RootRow,
    RootRows,
    RootSelector,
    RootValue,
)
from api.compiler.selecting import CONSTANTS, Group
from api.compiler.shapes import AttributeNodes, AttributeObject, BranchRows, ObjectShape, PageShape, RowShape
from api.compiler.sites import Params, Site, StructureSite
from api.compiler.where import WHERE_CONSTANTS
from api.costing import Costing
from api.schema.bounds import Bounds
from api.schema.build import ApiSchema
from graph.cypher.read import ReadWriter
from graph.errors import QueryError
from graph.query.plan import ReadPlan, parameters


def constants(bounds: Bounds) -> Params:
    """Return the parameters that are the same in every run."""
    most = {MOST_RUNS.name: bounds.max_page, MOST_GROUPS.name: bounds.max_page}
    return {**CONSTANTS, **ROOT_CONSTANTS, **WHERE_CONSTANTS, **most}


class RootFailed(Exception):
    """A root field that cannot be compiled; the executor answers it with the error and compiles the others."""

    def __init__(self, key: str, error: QueryError | GraphQLError) -> None:
        super().__init__(key)
        self.key = key
        self.error = error


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """One statement: its plan, its text ("" when the plan is empty), its parameters, which branches are one row, and its costs."""

    plan: ReadPlan
    text: str
    parameters: tuple[str, ...]
    listed: frozenset[int]
    costing: Costing


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled operation.

    Attributes:
        roots: Response key -> value, in the order of the operation.
        statement: All compiled reads.
        follow: The reads of what analyses name; its keys are known only after them.
        sites: Where parameters come from.
        structures: Arguments whose values decided the plan.
        rows: Shape, by identity -> generated function.
        pages: The same for connections.
        source: The generated code, for people.
    """

    roots: Mapping[str, RootValue]
    statement: CompiledStatement
    follow: CompiledStatement
    sites: tuple[Site, ...]
    structures: tuple[StructureSite, ...]
    rows: Mapping[int, RowFunction]
    pages: Mapping[int, PageFunction]
    source: str


def compile_operation(
    schema: ApiSchema, executor: Executor[Any], groups: Mapping[str, Group], root: GraphQLObjectType, writer: ReadWriter, bounds: Bounds
) -> Compiled:  # fmt: skip
    """Compile root fields.

    Args:
        schema: What the fields mean.
        executor: graphql-core's executor of this run: it collects fields and knows the variables.
        groups: The collected root fields to compile, by response key.
        root: The root type.
        writer: Writes the statements.
        bounds: How much one list may take.

    Raises:
        RootFailed: A root field has wrong arguments or reads too much; the others may still be compiled without it.
    """
    selector = RootSelector(schema, executor, bounds)
    roots = {}
    for key, group in groups.items():
        name = group[0].node.name.value
        try:
            roots[key] = selector.compile_root(key, root.fields[name], schema.specs[root.name, name], group)
        except (QueryError, GraphQLError) as error:
            raise RootFailed(key, error) from error
    generator = _Generating()
    for value in roots.values():
        generator.add(value)
    rows, pages, source = generator.finish()
    return Compiled(
        roots,
        _statement(ReadPlan(tuple(selector.branches.found)), writer, bounds),
        _statement(ReadPlan(tuple(selector.follow.found)), writer, bounds),
        tuple(selector.sites),
        tuple(selector.structures),
        rows,
        pages,
        source,
    )


def _statement(plan: ReadPlan, writer: ReadWriter, bounds: Bounds) -> CompiledStatement:
    text = writer.write(plan) if plan.branches else ""
    listed = frozenset(number for number, branch in enumerate(plan.branches) if writer.is_listed(branch))
    return CompiledStatement(plan, text, parameters(plan), listed, Costing(plan, bounds))


class _Generating:
    """Finds every shape that stands directly on a branch."""

    def __init__(self) -> None:
        self._generator = Generator()
        self._rows: dict[int, str] = {}
        self._pages: dict[int, str] = {}

    def add(self, value: RootValue) -> None:
        match value:
            case RootRow(row=row):
                self._row(row)
            case RootRows(branches=branches):
                for _, row in branches.values():
                    self._row(row)
            case RootConnection(page=page):
                self._page(page)
            case InformationShape(object=found) | AnalysisShape(object=found):
                self._object(found)
            case _:
                pass

    def _object(self, shape: ObjectShape) -> None:
        for member in shape.members:
            match member.value:
                case BranchRows(row=row):
                    self._row(row)
                case AttributeNodes(branches=branches):
                    for _, _, row in branches:
                        self._row(row)
                case AttributeObject(object=found):
                    self._object(found)
                case _:
                    pass

    def _row(self, shape: RowShape) -> None:
        self._rows[id(shape)] = self._generator.row(shape)

    def _page(self, shape: PageShape) -> None:
        self._pages[id(shape)] = self._generator.page(shape)

    def finish(self) -> tuple[dict[int, RowFunction], dict[int, PageFunction], str]:
        made, source = self._generator.compile()
        rows = {mark: made[name] for mark, name in self._rows.items()}
        return rows, {mark: made[name] for mark, name in self._pages.items()}, source
