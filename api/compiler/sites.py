"""Parameter sites: where an operation's arguments become parameters of the statement, read again on every run.

A plan is made once for a selection; the values behind it change from run to run. A site remembers the field's place in the document, and
`bind` turns the arguments found there into parameters. What is wrong with them is told for the root field below which they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLField, ListValueNode, ObjectValueNode, Undefined, ValueNode, VariableNode
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import FragmentVariableValues, VariableValues, get_argument_values
from graphql.pyutils import UndefinedType

from graph.errors import LiantuError, QueryError

Arguments = Mapping[str, Any]
Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the document with arguments."""

    field: GraphQLField
    node: FieldNode
    fragment_variables: FragmentVariableValues | None

    def arguments(self, variables: VariableValues) -> Arguments:
        """Return the coerced arguments of this run; raises GraphQLError when they cannot be coerced."""
        return get_argument_values(self.field, self.node, variables, self.fragment_variables)

    def varies(self, *names: str) -> bool:
        """Whether variables stand in one of the arguments of these names."""
        arguments = (argument for argument in self.node.arguments or () if argument.name.value in names)
        return any(True for argument in arguments for _ in _variables(argument.value))

    def variables(self) -> Iterator[str]:
        """Yield the names of the variables in the arguments."""
        for argument in self.node.arguments or ():
            yield from _variables(argument.value)


def place_of(field: GraphQLField, details: FieldDetails) -> Place:
    """Return the place of a collected field."""
    return Place(field, details.node, details.fragment_variable_values)


class Site:
    """A place, the response key of its root field, and what its arguments mean.

    The parameters of the last run are kept while nothing but numbers and switches decides them: pages are asked for in few sizes, and
    coercing their arguments takes longer than anything else that a run does before it reads. Texts are never kept.

    Args:
        root: Response key of the root field below which the place stands.
        place: Where the arguments stand.
        bind: Turns arguments into parameters; the same ones always into the same.
    """

    def __init__(self, root: str, place: Place, bind: Callable[[Arguments], Params]) -> None:
        self.root = root
        self._place = place
        self._bind = bind
        self._names = None if place.fragment_variables else tuple(place.variables())
        self._last: tuple[tuple[object, ...], Params] | None = None

    def params(self, variables: VariableValues) -> Params:
        """Return the parameters of a run, not to be changed.

        Raises:
            GraphQLError: The arguments cannot be coerced.
            QueryError: Their values are wrong.
        """
        if self._names is None:
            return self._bind(self._place.arguments(variables))
        coerced = variables.coerced
        values = tuple(coerced.get(name, Undefined) for name in self._names)
        if self._last is not None and self._last[0] == values:
            return self._last[1]
        params = self._bind(self._place.arguments(variables))
        if all(isinstance(value, int | float | UndefinedType | None) for value in values):
            self._last = values, params
        return params


@dataclass(frozen=True, slots=True)
class StructureSite:
    """Arguments whose values decided the plan, such as the labels of ids and the fields of an order.

    Attributes:
        place: Where they stand.
        read: Returns what of them decides.
        found: What it was when the plan was made.
    """

    place: Place
    read: Callable[[Arguments], Hashable]
    found: Hashable

    def fits(self, variables: VariableValues) -> bool:
        """Whether the arguments of a run decide the same; those that cannot be coerced do not."""
        try:
            return self.read(self.place.arguments(variables)) == self.found
        except GraphQLError:
            return False


def bind_values(sites: Iterable[Site], variables: VariableValues) -> tuple[Params, dict[str, LiantuError | GraphQLError]]:
    """Return the parameters of a run, and what is wrong by the response key of the root field (its first error)."""
    params: Params = {}
    failures: dict[str, LiantuError | GraphQLError] = {}
    for site in sites:
        if site.root in failures:
            continue
        try:
            params.update(site.params(variables))
        except (QueryError, GraphQLError) as error:
            failures[site.root] = error
    return params, failures


def _variables(value: ValueNode) -> Iterator[str]:
    match value:
        case VariableNode():
            yield value.name.value
        case ListValueNode(values=values):
            for inner in values:
                yield from _variables(inner)
        case ObjectValueNode(fields=fields):
            for field in fields:
                yield from _variables(field.value)
