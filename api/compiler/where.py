"""Compiles a `where`: the condition that the plan holds, and the operands that each run reads again.

    where: {investment: {gt: "1亿元"}, undertakenBy: {none: {}}}

    Every((Compared(NodeColumn("investment"), GT, $value0), Related(NONE, "UNDERTAKES", …, None)))   value0 at where.investment.gt

Only what is there and what is null decides the condition; what null means stands in docs/query.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from api.compiler.operands import Operand, Read, Reader, Step, number, path_text, plain
from api.limits import setting_of
from api.schema.bounds import Bounds
from api.schema.filters import (
    COMBINATIONS,
    Filters,
    FilterSpec,
    OnId,
    OnKey,
    OnLabel,
    OnMember,
    OnName,
    OnProperty,
    OnRelated,
    OnRelationship,
)
from api.schema.views import far_type
from graph.errors import BadArguments, PlanBug, TooDeep, TooWide
from graph.model.declarations import Kind, Property
from graph.query.columns import NodeColumn, Parameter, RelationshipColumn
from graph.query.conditions import (
    Compared,
    Condition,
    Either,
    Every,
    Holds,
    LabelIs,
    Missing,
    Named,
    Negation,
    OfLabel,
    Operator,
    Quantifier,
    Related,
    RelatedCount,
    Within,
)

Column = NodeColumn | RelationshipColumn
Compare = Callable[[Operator, Parameter], Condition]
Path = tuple[Step, ...]

# What `isNull` says of a column, for conditions that null itself asks for.
YES, NO = Parameter("yes"), Parameter("no")
WHERE_CONSTANTS = {YES.name: True, NO.name: False}

_NEVER = Either(())
_KEY = NodeColumn("key")

_OPERATORS: Mapping[str, Operator] = {
    "eq": Operator.EQ,
    "ne": Operator.NE,
    "in": Operator.IN,
    "gt": Operator.GT,
    "gte": Operator.GTE,
    "lt": Operator.LT,
    "lte": Operator.LTE,
    "contains": Operator.CONTAINS,
    "startsWith": Operator.STARTS_WITH,
    "endsWith": Operator.ENDS_WITH,
}
_ORDERED = frozenset({Operator.GT, Operator.GTE, Operator.LT, Operator.LTE})


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list or quantifier whose nodes are judged.

    Attributes:
        of: Type of its nodes.
        name: How people call it: a field's name.
        type: Relationship type that it follows; "" for a list of a label.
    """

    of: str
    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A compiled filter: what must be true (None when everything passes), and where its parameters come from."""

    condition: Condition | None = None
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class _Depth:
    """How deep a part of a filter stands: inside how many relationships, and inside how many parts of any kind."""

    levels: int = 0
    nesting: int = 0

    def inside(self, *, relationship: bool = False) -> _Depth:
        return _Depth(self.levels + relationship, self.nesting + 1)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What one field of a filter compares.

    Attributes:
        compare: The condition of an operator and its parameter.
        read: How operands are read; by operator where they differ.
        missing: Column whose absence `isNull` asks for; of what is always known, the key.
    """

    compare: Compare
    read: Callable[[Operator], Read]
    missing: Column = _KEY


def compile_where(
    filters: Filters, bounds: Bounds, parameter: Callable[[str], Parameter], place: ListPlace, given: Mapping[str, Any] | None
) -> Filter:
    """Compile the coerced `where` of a list.

    Args:
        filters: What each field of each filter means.
        bounds: How much it may hold.
        parameter: Makes a parameter that no other has.
        place: The list.
        given: The argument's value; None for none.

    Raises:
        BadArguments: It asks for a relationship's property where the list follows another type, or compares with null.
        TooDeep: It nests too deeply.
        TooWide: It compares too often.
    """
    if given is None:
        return Filter()
    compiling = _Compiling(filters, bounds, parameter)
    condition = compiling.where(place, given, ("where",), _Depth())
    return Filter(condition, tuple(compiling.operands))


class _Compiling:
    def __init__(self, filters: Filters, bounds: Bounds, parameter: Callable[[str], Parameter]) -> None:
        self._filters = filters
        self._bounds = bounds
        self._parameter = parameter
        self._reader = Reader(bounds)
        self._parts = 0
        self.operands: list[Operand] = []

    def where(self, place: ListPlace, given: Mapping[str, Any], path: Path, depth: _Depth) -> Condition | None:
        """Return the condition of one filter object; None when everything passes it."""
        self._check_depth(path, depth)
        parts: list[Condition] = []
        for name, value in given.items():
            if value is None:
                continue
            at = (*path, name)
            if name in COMBINATIONS:
                parts += self._combined(name, place, value, at, depth.inside())
            else:
                spec = self._filters[place.of].get(name)
                if spec is None:
                    raise PlanBug(f"{path_text(at)} means nothing.")
                parts += self._field(spec, place, value, at, depth)
        return _every(parts)

    def _combined(self, name: str, place: ListPlace, value: Any, path: Path, depth: _Depth) -> Iterator[Condition]:
        if name == "not":
            inner = self.where(place, value, path, depth)
            yield _NEVER if inner is None else Negation(inner)
            return
        found = []
        for position, item in enumerate(value):
            self._count_part((*path, position))
            found.append(self.where(place, item, (*path, position), depth))
        held = [item for item in found if item is not None]
        if name == "and":
            yield from held
        elif len(held) == len(found):
            yield Either(tuple(held))

    def _field(self, spec: FilterSpec, place: ListPlace, value: Any, path: Path, depth: _Depth) -> Iterator[Condition]:
        match spec:
            case OnRelated():
                yield from self._related(spec, value, path, depth)
            case OnMember(label=label):
                yield OfLabel(label, self.where(replace(place, of=label), value, path, depth.inside()))
            case _:
                yield from self._compared(self._subject(spec, place, path), value, path)

    def _related(self, spec: OnRelated, given: Mapping[str, Any], path: Path, depth: _Depth) -> Iterator[Condition]:
        inner = ListPlace(far_type(spec.far), str(path[-1]), spec.type)
        for word, value in given.items():
            at = (*path, word)
            if word == "within":
                if value is None:
                    raise _compared_with_null(at)
                yield Within(spec.type, spec.within, self._operand(at, self._reader.key))
            elif value is None:
                continue
            elif word == "count":
                counted = _Subject(
                    lambda operator, parameter: RelatedCount(spec.type, spec.forward, operator, parameter), lambda _: plain
                )
                yield from self._compared(counted, value, at)
            else:
                self._count_part(at)
                passing = self.where(inner, value, at, depth.inside(relationship=True))
                yield Related(Quantifier(word), spec.type, spec.forward, spec.far, passing)

    def _subject(self, spec: FilterSpec, place: ListPlace, path: Path) -> _Subject:
        reader = self._reader
        match spec:
            case OnId():
                return _Subject(lambda operator, parameter: Compared(_KEY, operator, parameter), lambda _: reader.key)
            case OnKey():
                return _Subject(lambda operator, parameter: Compared(_KEY, operator, parameter), lambda _: reader.text)
            case OnName():
                return _Subject(_named, lambda operator: reader.sort_key if operator in _ORDERED else reader.form)
            case OnLabel():
                return _Subject(LabelIs, lambda _: plain)
            case OnProperty(declared=declared):
                return self._of_property(declared, NodeColumn)
            case OnRelationship(by_type=by_type):
                for type_name, declared in by_type:
                    if type_name == place.type:
                        return self._of_property(declared, RelationshipColumn)
                raise _misplaced(path, place, by_type)
            case _:
                raise PlanBug(f"{spec} compares nothing.")

    def _of_property(self, declared: Property, column: type[NodeColumn | RelationshipColumn]) -> _Subject:
        if declared.kind is Kind.QUANTITY:
            value = column(f"{declared.key}Value")
            return _Subject(lambda operator, parameter: Compared(value, operator, parameter), lambda _: number, value)
        held = column(declared.key)
        if declared.kind is Kind.TEXT_LIST:
            if not isinstance(held, NodeColumn):
                raise PlanBug(f"{declared.key} is a list of a relationship, which no condition compares.")
            return _Subject(_holding(held), lambda _: self._reader.text, held)
        if declared.kind is Kind.TEXT:
            read = self._reader.form if declared.folded else self._reader.text
            folded = declared.folded
            return _Subject(lambda operator, parameter: Compared(held, operator, parameter, folded), lambda _: read, held)
        return _Subject(lambda operator, parameter: Compared(held, operator, parameter), lambda _: plain, held)

    def _compared(self, subject: _Subject, given: Mapping[str, Any], path: Path) -> Iterator[Condition]:
        for word, value in given.items():
            at = (*path, word)
            self._count_part(at)
            if word in ("eq", "ne") and value is None:
                yield from _of_null(subject, wanted=word == "eq")
            elif value is None:
                raise _compared_with_null(at)
            elif word == "isNull":
                yield Missing(subject.missing, self._operand(at, plain))
            elif word == "unit":
                yield Compared(_unit_of(subject), Operator.EQ, self._operand(at, self._reader.text))
            else:
                operator = _OPERATORS[word]
                read = subject.read(operator)
                several = self._reader.several(read) if operator is Operator.IN else read
                yield subject.compare(operator, self._operand(at, several))

    def _operand(self, path: Path, read: Read) -> Parameter:
        made = self._parameter("value")
        self.operands.append(Operand(path, made.name, read))
        return made

    def _count_part(self, path: Path) -> None:
        self._parts += 1
        if self._parts > self._bounds.where_parts:
            raise TooWide(
                f"{path_text(path)}: the filter compares more than {self._bounds.where_parts} times ({setting_of('where_parts')}).",
                hint="Ask in several operations.",
            )

    def _check_depth(self, path: Path, depth: _Depth) -> None:
        bounds = self._bounds
        if depth.levels > bounds.where_levels:
            raise TooDeep(
                f"{path_text(path)}: the filter follows more than {bounds.where_levels} relationships, one inside the other "
                f"({setting_of('where_levels')})."
            )
        if depth.nesting > bounds.where_nesting:
            raise TooDeep(
                f"{path_text(path)}: the filter nests more than {bounds.where_nesting} times ({setting_of('where_nesting')})."
            )


def _every(parts: list[Condition]) -> Condition | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _named(operator: Operator, parameter: Parameter) -> Condition:
    if operator in _ORDERED:
        return Compared(NodeColumn("sortKey"), operator, parameter)
    return Negation(Named(Operator.EQ, parameter)) if operator is Operator.NE else Named(operator, parameter)


def _holding(column: NodeColumn) -> Compare:
    def compare(operator: Operator, parameter: Parameter) -> Condition:
        if operator is Operator.NE:
            return Negation(Holds(column, Operator.EQ, parameter))
        return Holds(column, operator, parameter)

    return compare


def _of_null(subject: _Subject, *, wanted: bool) -> Iterator[Condition]:
    """`eq: null` (`wanted`) and `ne: null`: without a value, and with one."""
    if subject.missing == _KEY:
        if wanted:
            yield _NEVER
        return
    yield Missing(subject.missing, YES if wanted else NO)


def _unit_of(subject: _Subject) -> Column:
    held = subject.missing
    return type(held)(f"{held.column.removesuffix('Value')}Unit")


def _compared_with_null(path: Path) -> BadArguments:
    return BadArguments(
        f"{path_text(path)}: nothing compares with null.",
        hint="Leave the operator out, or ask for `isNull`; only `eq` and `ne` take null.",
    )


def _misplaced(path: Path, place: ListPlace, by_type: tuple[tuple[str, Property], ...]) -> BadArguments:
    name, types = path[-1], " and ".join(type_name for type_name, _ in by_type)
    follows = f"follows {place.type}" if place.type else "follows no relationship"
    return BadArguments(
        f"{path_text(path)}: {name} is a property of {types} relationships, and {place.name} {follows}.",
        hint=f"Filter by {name} where a list or a quantifier leads along {types}.",
    )
