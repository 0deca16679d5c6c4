"""The rows of operations without a store: read from an image in plain Python, and handed out again and again."""

from __future__ import annotations

from collections.abc import Sequence

from api.schema.build import ApiSchema
from bench.queries import Query
from graph.cypher.statement import Statement
from graph.model.image import Image
from graph.store import Reading
from tests.compiled.plan_rows import ImageReader
from tests.compiled.running import run


class CannedStore:
    """A store that knows the answers to some statements and takes no time for them; any other statement is a KeyError."""

    kind = "embedded"
    version = "canned"

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}

    def add(self, statement: Statement, reading: Reading) -> None:
        """Answer a statement's text with a reading from now on."""
        self._readings[statement.text] = reading

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        """Return what was canned for the one statement."""
        (statement,) = statements
        return self._readings[statement.text]


class ImageAnswers:
    """Answers operations from an image in plain Python, by what the tests compare the stores with.

    Args:
        schema: What can be asked.
        image: The graph.
    """

    def __init__(self, schema: ApiSchema, image: Image) -> None:
        self._schema = schema
        self._reader = ImageReader(image)

    async def data(self, query: Query) -> object:
        """Return the data that answers an operation.

        Raises:
            ValueError: It is answered with errors.
        """
        result = await run(self._schema, self._reader, self._reader.writer, query.text, query.variables)
        if result.errors:
            raise ValueError(f"{query.name}: {result.errors[0].message}")
        return result.data

    async def can(self, query: Query, store: CannedStore) -> None:
        """Let a canned store answer the one statement that an operation sends."""
        await self.data(query)
        statement = self._reader.statements[-1]
        store.add(statement, await self._reader.read_whole([statement]))
