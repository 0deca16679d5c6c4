"""Prints the schema as text: what `schema.graphql` and the path of that name hold."""

from __future__ import annotations

from graphql.utilities import print_schema

from api.schema.build import ApiSchema


def print_sdl(schema: ApiSchema) -> str:
    """Return the schema in GraphQL's schema language, in declared order, with one newline at its end; equal models give equal text."""
    return print_schema(schema.core).strip() + "\n"
