"""Parameter sites: where an operation's arguments become parameters of the statement, read again on every run.

A plan is made once for a selection; the values behind it change from run to run. A site remembers the field's place in the document, and
`bind` turns the arguments found there into parameters. What is wrong with them is told for the root field below which they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import FragmentVariableValues, VariableValues, get_argument_values

from api.ids import decode_cursor
from api.schema.connections import DEFAULT_PAGE, LARGEST_PAGE
from graph.errors import BadArguments, LiantuError

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


def place_of(field: GraphQLField, details: FieldDetails) -> Place:
    """Return the place of a collected field."""
    return Place(field, details.node, details.fragment_variable_values)


@dataclass(frozen=True, slots=True)
class Site:
    """A place, the response key of its root field, and what its arguments mean."""

    root: str
    place: Place
    bind: Callable[[Arguments], Params]


def bind_page(limit: str, after: str, after_id: str) -> Callable[[Arguments], Params]:
    """Return the binding of a page's arguments; `after` and `after_id` are "" where the plan has no such parameter."""

    def bind(arguments: Arguments) -> Params:
        first = arguments.get("first")
        size = DEFAULT_PAGE if first is None else first
        if not 0 <= size <= LARGEST_PAGE:
            raise BadArguments(f"first: {size} is not between 0 and {LARGEST_PAGE}.", hint="Page with `after`.")
        params: Params = {limit: size + 1}
        if after:
            cursor = arguments.get("after")
            key, relationship_id = ("", "") if cursor is None else decode_cursor(cursor)
            params[after] = key
            if after_id:
                params[after_id] = relationship_id
        return params

    return bind


def bind_values(sites: Iterable[Site], variables: VariableValues) -> tuple[Params, dict[str, LiantuError | GraphQLError]]:
    """Return the parameters of a run, and what is wrong by the response key of the root field (its first error)."""
    params: Params = {}
    failures: dict[str, LiantuError | GraphQLError] = {}
    for site in sites:
        if site.root in failures:
            continue
        try:
            params.update(site.bind(site.place.arguments(variables)))
        except (BadArguments, GraphQLError) as error:
            failures[site.root] = error
    return params, failures
