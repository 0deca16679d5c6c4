"""`liantu schema`: the schema that the server serves, from the model alone."""

from __future__ import annotations

from api.schema.build import build_schema
from api.schema.sdl import print_sdl
from graph.model.registry import MODEL
from liantu.cli.output import Output


def run(output: Output) -> int:
    """Print schema.graphql."""
    output.text(print_sdl(build_schema(MODEL)))
    return 0
