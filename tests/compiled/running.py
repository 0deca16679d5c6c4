"""Runs an operation by the compiled executor on any reader, without the service's cache and masking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, execute, parse

from api.execute import CompiledExecutor, Run
from api.operations import Operation, directive_variables
from api.schema.bounds import BOUNDS, Bounds
from api.schema.build import ApiSchema
from graph.cypher.read import ReadWriter
from graph.store.reader import Reader

FACTS = {"store": "embedded", "storeVersion": "1", "version": "2", "modelVersion": "3"}


async def run(
    schema: ApiSchema,
    reader: Reader,
    writer: ReadWriter,
    query: str,
    variables: Mapping[str, Any] | None = None,
    *,
    operation: Operation | None = None,
    bounds: Bounds = BOUNDS,
) -> ExecutionResult:
    """Return what graphql-core makes of a query with compiled root fields."""
    document = parse(query)
    operation = operation or Operation(document, (), directive_variables(document))
    result = execute(
        schema.core,
        operation.document or document,
        context_value=Run(schema, reader, operation, None, FACTS, writer, bounds),
        variable_values=dict(variables or {}),
        executor_class=CompiledExecutor,
    )
    return result if isinstance(result, ExecutionResult) else await result


def as_plain(result: ExecutionResult) -> dict[str, Any]:
    """Return data and errors (message, locations, path) as plain values; errors in the order of their paths."""
    errors = [
        {"message": error.message, "path": error.path, "locations": [list(place) for place in error.locations or ()]}
        for error in result.errors or ()
    ]
    return {"data": result.data, "errors": sorted(errors, key=lambda error: str(error["path"]))}
