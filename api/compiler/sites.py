"""Parameter sites: where an operation's arguments become parameters of the statement, read again on every run.

A plan is made once for a selection; the values behind it change from run to run. A site remembers the field's place in the document, and
`bind` turns the arguments found there into parameters. What is wrong with them is told for the root field below which they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLField, ListValueNode, ObjectValueNode, ValueNode, VariableNode
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import FragmentVariableValues, VariableValues, get_argument_values

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
        return any(_has_variables(argument.value) for argument in self.node.arguments or () if argument.name.value in names)


def place_of(field: GraphQLField, details: FieldDetails) -> Place:
    """Return the place of a collected field."""
    return Place(field, details.node, details.fragment_variable_values)


@dataclass(frozen=True, slots=True)
class Site:
    """A place, the response key of its root field, and what its arguments mean."""

    root: str
    place: Place
    bind: Callable[[Arguments], Params]


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
            params.update(site.bind(site.place.arguments(variables)))
        except (QueryError, GraphQLError) as error:
            failures[site.root] = error
    return params, failures


def _has_variables(value: ValueNode) -> bool:
    match value:
        case VariableNode():
            return True
        case ListValueNode(values=values):
            return any(map(_has_variables, values))
        case ObjectValueNode(fields=fields):
            return any(_has_variables(field.value) for field in fields)
        case _:
            return False
