"""Turns the answers of one run into the values of its root fields, by generated code where the rows fit, exactly where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import GraphQLError
from graphql.pyutils import Path

from api.compiler.analysis import AnalysisShape
from api.compiler.compiled import Compiled
from api.compiler.complete import Completer, Held, leaf_value
from api.compiler.fitting import Mismatch
from api.compiler.information import InformationShape
from api.compiler.roots import RootConnection, RootNothing, RootRow, RootRows, RootValue
from api.compiler.shapes import (
    Attribute,
    AttributeNodes,
    AttributeObject,
    BranchRows,
    Constant,
    Counts,
    Fact,
    Member,
    ObjectShape,
    RowShape,
)
from api.compiler.sites import Params
from api.ids import label_of
from graph.errors import AmbiguousName, LiantuError, PlanBug
from graph.model.registry import Model
from graph.query.answers import Answer

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What one run read.

    Attributes:
        answers: The rows of each branch of the statement.
        results: What each analysis returned, or what went wrong with it, by response key.
        followed: For each branch of the statement after the analyses, its rows by key.
        facts: What is known without the graph.
    """

    answers: Sequence[Answer]
    results: Mapping[str, object]
    followed: Sequence[Mapping[str, Sequence[Any]]]
    facts: Facts


class Answering:
    """Builds the values of one run."""

    def __init__(self, compiled: Compiled, model: Model, found: Found, completer: Completer) -> None:
        self._compiled = compiled
        self._model = model
        self._found = found
        self._completer = completer
        self._params: Params = completer.params

    def value(self, key: str, path: Path) -> Any:
        """Return the value of a root field.

        Raises:
            LiantuError: The field's arguments or its analysis went wrong.
            GraphQLError: A null rose to the root, located where it came from.
        """
        value = self._compiled.roots[key]
        match value:
            case InformationShape(object=shape):
                return self._completer.members(shape, shape.type, path, self._information)
            case AnalysisShape():
                return self._analysis(value, key, path)
            case _:
                return self._read(value, path)

    def _read(self, value: RootValue, path: Path) -> Any:
        match value:
            case RootNothing():
                return None
            case RootRow():
                return self._looked_up(value, path)
            case RootRows(asked=asked, branches=branches):
                return self._rows_in_order(self._params[asked], branches, path)
            case RootConnection(page=page):
                held = self._held(value)
                try:
                    return self._compiled.pages[id(page)](held.rows, held.total, held.groups, self._params)
                except Mismatch:
                    return self._completer.page(page, held, path)
            case _:
                raise PlanBug(f"{value} is no value of a root field.")

    def _held(self, value: RootConnection) -> Held:
        rows = None if value.rows is None else self._found.answers[value.rows]
        total = None if value.total is None else self._count(value.total)
        return Held(rows, total, tuple(self._found.answers[branch] for branch in value.groups))

    def _looked_up(self, value: RootRow, path: Path) -> Any:
        rows = self._found.answers[value.branch]
        if value.named is not None and len(rows) > 1:
            key, name = value.named
            candidates = [(str(row[key]), str(row[name])) for row in rows]
            raise AmbiguousName(
                f"{self._params[value.name]!r} is a name of several nodes.", candidates, hint="Ask by `key` or `id` instead."
            )
        return self._row(value.row, rows[0], path) if rows else None

    def _rows_in_order(self, keys: Sequence[str], branches: Mapping[str, tuple[int, RowShape]], path: Path) -> list[Any]:
        by_key = {row[0]: (shape, row[1:]) for branch, shape in branches.values() for row in self._found.answers[branch]}
        return [
            self._item(*by_key[key], path.add_key(number, None)) if key in by_key else None for number, key in enumerate(keys)
        ]

    def _item(self, shape: RowShape, row: Sequence[Any], path: Path) -> Any:
        """Return an item of a list whose items may be null."""
        try:
            return self._row(shape, row, path)
        except GraphQLError as error:
            self._completer.absorb(error, path)
            return None

    def _row(self, shape: RowShape, row: Sequence[Any], path: Path) -> Any:
        try:
            return self._compiled.rows[id(shape)](row, self._params)
        except Mismatch:
            return self._completer.row(shape, row, path)

    def _count(self, branch: int) -> Any:
        return self._found.answers[branch][0][0]

    # ---- graphInfo -----------------------------------------------------------------------------------------------------------

    def _information(self, member: Member, path: Path) -> Any:
        match member.value:
            case Constant(text=text):
                return text
            case Fact(name=name):
                return self._found.facts[name]
            case Counts(branches=branches, object=shape):
                return [
                    self._named_count(shape, name, self._count(branch), path.add_key(number, None))
                    for number, (name, branch) in enumerate(branches)
                ]
            case BranchRows(branch=branch, row=shape):
                rows = self._found.answers[branch]
                return [self._row(shape, row, path.add_key(number, None)) for number, row in enumerate(rows)]
            case _:
                raise PlanBug(f"{member.value} is no value of graphInfo.")

    def _named_count(self, shape: ObjectShape, name: str, count: Any, path: Path) -> dict[str, Any]:
        held = {"name": name, "count": count}

        def complete(member: Member, _: Path) -> Any:
            return member.value.text if isinstance(member.value, Constant) else held[member.name]

        return self._completer.members(shape, shape.type, path, complete)

    # ---- analyses ------------------------------------------------------------------------------------------------------------

    def _analysis(self, value: AnalysisShape, key: str, path: Path) -> Any:
        result = self._found.results[key]
        if isinstance(result, LiantuError | GraphQLError):
            raise result
        return self._objects(value.object, result, path, many=value.many)

    def _objects(self, shape: ObjectShape, held: Any, path: Path, *, many: bool) -> Any:
        if not many:
            return None if held is None else self._object(shape, held, path)
        return [self._object(shape, item, path.add_key(number, None)) for number, item in enumerate(held)]

    def _object(self, shape: ObjectShape, held: object, path: Path) -> dict[str, Any]:
        return self._completer.members(shape, shape.type, path, lambda member, at: self._analysed(member, held, at))

    def _analysed(self, member: Member, held: object, path: Path) -> Any:
        match member.value:
            case Constant(text=text):
                return text
            case Attribute(name=name, leaf=leaf, many=many):
                values = getattr(held, name)
                return [leaf_value(leaf, _plain(item)) for item in values] if many else leaf_value(leaf, _plain(values))
            case AttributeObject(name=name, object=shape, many=many):
                return self._objects(shape, getattr(held, name), path, many=many)
            case AttributeNodes(name=name, many=many) as nodes:
                keys = getattr(held, name)
                if not many:
                    return None if keys is None else self._node(nodes, keys, path)
                return [self._node(nodes, key, path.add_key(number, None)) for number, key in enumerate(keys)]
            case _:
                raise PlanBug(f"{member.value} is no value of an analysis.")

    def _node(self, nodes: AttributeNodes, key: str, path: Path) -> Any:
        branch, shape = branch_of(nodes, key, self._model)
        row = self._found.followed[branch].get(key)
        if row is None:
            raise PlanBug(f"An analysis names {key!r}, which is not in the graph.")
        return self._row(shape, row, path)


def branch_of(nodes: AttributeNodes, key: str, model: Model) -> tuple[int, RowShape]:
    """Return the branch that reads a key that an analysis returned, and the shape of its rows.

    Raises:
        PlanBug: The analysis returned a key of a label that it does not declare.
    """
    if len(nodes.branches) == 1:
        return nodes.branches[0][1:]
    label = label_of(model, key)
    for known, branch, shape in nodes.branches:
        if known == label:
            return branch, shape
    raise PlanBug(f"An analysis returned {key!r} where it declares other labels.")


def keys_by_branch(compiled: Compiled, results: Mapping[str, object], model: Model) -> list[list[str]]:
    """Return the keys that each branch of the statement after the analyses reads, each once, in the order of the results."""
    found: list[dict[str, None]] = [{} for _ in compiled.follow.plan.branches]

    for key, result in results.items():
        value = compiled.roots[key]
        if isinstance(value, AnalysisShape) and not isinstance(result, Exception):
            _gather(value.object, _listed(result, many=value.many), model, found)
    return [list(keys) for keys in found]


def _gather(shape: ObjectShape, parts: Sequence[object], model: Model, found: list[dict[str, None]]) -> None:
    for member in shape.members:
        match member.value:
            case AttributeObject(name=name, object=inner, many=many):
                for held in parts:
                    _gather(inner, _listed(getattr(held, name), many=many), model, found)
            case AttributeNodes(name=name, many=many) as nodes:
                for key in (key for held in parts for key in _listed(getattr(held, name), many=many)):
                    found[branch_of(nodes, key, model)[0]][key] = None
            case _:
                pass


def _listed(value: Any, *, many: bool) -> Sequence[Any]:
    if many:
        found: Sequence[Any] = value
        return found
    return () if value is None else (value,)


def _plain(value: Any) -> Any:
    """Return an enumeration's member as its name, which is also its name in GraphQL."""
    return value.name if isinstance(value, Enum) else value
