"""Prints the schema as text: what `schema.graphql` and the path of that name hold."""

from __future__ import annotations

from typing import Any

from graphql import StringValueNode, Visitor, parse, print_ast, visit
from graphql.utilities import print_schema

from api.schema.build import ApiSchema


def print_sdl(schema: ApiSchema) -> str:
    """Return the schema in GraphQL's schema language, in declared order, with one newline at its end; equal models give equal text.

    Each description is one line: blocks would take three lines for most of them.
    """
    return print_ast(visit(parse(print_schema(schema.core)), _OneLine())).strip() + "\n"


class _OneLine(Visitor):
    def enter_string_value(self, node: StringValueNode, *_: Any) -> StringValueNode:
        return StringValueNode(value=node.value, block=False)
