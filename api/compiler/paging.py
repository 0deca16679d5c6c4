"""Compiles the arguments of a list, but for what is selected of it: filter, order, the places that bound the page, and its size.

What is null or left out decides the plan; sizes, cursors and the filter's operands are read on every run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.compiler.operands import bind_operands
from api.compiler.order import order_structure
from api.compiler.sites import Arguments, Params
from api.compiler.where import Filter
from api.cursors import Expected, decode_cursor, list_digest
from api.limits import setting_of
from api.schema.bounds import Bounds
from graph.errors import BadArguments
from graph.query.plan import Cursor, OrderBy, Page, Parameter


@dataclass(frozen=True, slots=True)
class Identity:
    """Which list a cursor belongs to: a label's, or the one along a relationship type.

    Attributes:
        far: Labels of its nodes.
        type: Relationship type; "" for all nodes of a label.
        forward: Whether the relationship type starts where the list stands.
        repeated: Whether one node may stand in it several times, by relationships that discriminators tell apart.
    """

    far: tuple[str, ...]
    type: str = ""
    forward: bool = True
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """The compiled arguments of a list.

    Attributes:
        page: The plan's page.
        where: The filter.
        digest: Parameter of a run (no statement's) that holds what the list's cursors are bound to.
        bind: Returns the parameters of a run.
    """

    page: Page
    where: Filter
    digest: str
    bind: Callable[[Arguments], Params]


def compile_paging(
    listed: Identity, where: Filter, order: tuple[OrderBy, ...], given: Arguments, parameter: Callable[[str], Parameter], bounds: Bounds
) -> Paging:  # fmt: skip
    """Compile the arguments of a list.

    Args:
        listed: Which list it is.
        where: Its compiled filter.
        order: Its compiled order.
        given: Its coerced arguments in the run that is compiled.
        parameter: Makes a parameter that no other has.
        bounds: How long pages may be.

    Raises:
        BadArguments: Both `first` and `last` are given.
    """
    asked = {name for name in ("first", "after", "last", "before") if given.get(name) is not None}
    if {"first", "last"} <= asked:
        raise BadArguments("first and last exclude each other.", hint="Page forward with `first`, or backward with `last`.")
    places = {name: _place(listed, order, parameter) for name in ("after", "before") if name in asked}
    page = Page(
        parameter("limit"),
        order,
        places.get("after"),
        places.get("before"),
        # A place alone says in which direction people page.
        backward="last" in asked or asked == {"before"},
    )
    digest = parameter("list").name
    identity: list[str | bool] = [*listed.far, listed.type, listed.forward] if listed.type else [*listed.far]
    named = order_structure(given)
    unfiltered = list_digest(identity, named, None)
    size_of = _size_of("last" if page.backward else "first", bounds)

    def bind(arguments: Arguments) -> Params:
        params: Params = {page.limit.name: size_of(arguments) + 1, **bind_operands(where.operands, arguments)}
        filtered = arguments.get("where")
        params[digest] = list_digest(identity, named, filtered) if filtered else unfiltered
        expected = Expected(params[digest], len(order), listed.repeated)
        for name, place in places.items():
            params.update(_bind_place(place, arguments[name], name, expected))
        return params

    return Paging(page, where, digest, bind)


def _size_of(name: str, bounds: Bounds) -> Callable[[Arguments], int]:
    other = "before" if name == "last" else "after"

    def size_of(arguments: Arguments) -> int:
        given: int | None = arguments.get(name)
        size = bounds.default_page if given is None else given
        if not 0 <= size <= bounds.max_page:
            raise BadArguments(
                f"{name}: {size} is not between 0 and {bounds.max_page} ({setting_of('max_page')}).",
                hint=f"Page with `{other}`.",
            )
        return size

    return size_of


def _place(listed: Identity, order: tuple[OrderBy, ...], parameter: Callable[[str], Parameter]) -> Cursor:
    values = tuple(parameter("at") for _ in order)
    return Cursor(values, parameter("key"), parameter("id") if listed.repeated else None)


def _bind_place(place: Cursor, text: Any, argument: str, expected: Expected) -> Params:
    found = decode_cursor(text, argument, expected)
    params: Params = {held.name: value for held, value in zip(place.values, found.values, strict=True)}
    params[place.key.name] = found.key
    if place.id is not None:
        params[place.id.name] = found.id
    return params
