"""Compiles `aggregate`: the grouping that the plan holds, and the shape of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from api.compiler.shapes import GroupFact
from api.compiler.sites import Arguments
from api.schema.fields import FieldSpec, OfAggregate
from api.schema.orders import Ordering
from graph.errors import BadArguments, PlanBug
from graph.query.plan import Grouping, NodeColumn, Parameter

# How many groups at most; see api.schema.bounds.
MOST_GROUPS = Parameter("mostGroups")


def compile_grouping(orderings: Mapping[str, Ordering], numbers: Mapping[str, NodeColumn], arguments: Arguments) -> Grouping:
    """Return how the arguments of an `aggregate` sum a list up.

    Raises:
        BadArguments: It groups by a quantity, whose numbers have several units.
    """
    by, of = grouping_structure(arguments)
    group = None
    if by is not None:
        group = orderings[by].group
        if group is None:
            raise BadArguments(f"by: {by} is a quantity, and quantities make no groups.", hint="Group by another field.")
    return Grouping(group, None if of is None else numbers[of], MOST_GROUPS)


def grouping_structure(arguments: Arguments) -> tuple[str | None, str | None]:
    """Return what of the arguments decides the plan: by what is grouped, and what is added up."""
    return _name(arguments.get("by")), _name(arguments.get("of"))


def group_fact(spec: FieldSpec) -> GroupFact:
    """Return what a field of a group is answered with."""
    if not isinstance(spec, OfAggregate):
        raise PlanBug(f"{spec} is no field of a group.")
    return GroupFact(spec.what)


def _name(member: Any) -> str | None:
    name: str | None = member.value if isinstance(member, Enum) else member
    return name
