"""Asks the small graph by compiled execution, in plain Python: the data, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.operations import Operations
from api.schema.bounds import BOUNDS, Bounds
from api.schema.build import build_schema
from graph.errors import QueryError
from graph.model.registry import MODEL
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import run
from tests.compiled.small_graph import small_image

SCHEMA = build_schema(MODEL)


@dataclass(frozen=True)
class Found:
    """The data, and code and message of each error."""

    data: Any
    errors: list[tuple[str, str]]


class Asker:
    """Asks one query text several times, as a server does that keeps what it compiled."""

    def __init__(self, query: str, bounds: Bounds = BOUNDS) -> None:
        self.reader = ImageReader(small_image())
        self.operation = Operations(SCHEMA.core).get(query, allow_introspection=True)
        assert self.operation.errors == ()
        self._query = query
        self._bounds = bounds

    async def ask(self, variables: Mapping[str, Any] | None = None) -> Found:
        result = await run(
            SCHEMA, self.reader, self.reader.writer, self._query, variables, operation=self.operation, bounds=self._bounds
        )
        errors = []
        for error in result.errors or ():
            original = error.original_error
            errors.append((original.code if isinstance(original, QueryError) else "", error.message))
        return Found(result.data, errors)

    @property
    def plans(self) -> int:
        """How many plans were made."""
        return sum(map(len, self.operation.plans.values()))


async def ask(query: str, variables: Mapping[str, Any] | None = None, bounds: Bounds = BOUNDS) -> Found:
    """Ask once."""
    return await Asker(query, bounds).ask(variables)


async def refusal(query: str, variables: Mapping[str, Any] | None = None, bounds: Bounds = BOUNDS) -> tuple[str, str]:
    """Return code and message of the one error; nothing was asked of the store."""
    asker = Asker(query, bounds)
    (error,) = (await asker.ask(variables)).errors
    assert asker.reader.statements == []
    return error
