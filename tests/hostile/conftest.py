"""The service over the small graph with the default limits, and a record of what it sends to the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from api.execute import Answer, GraphQLService
from api.limits import Limits
from api.rules import limit_rule
from api.schema.build import ApiSchema, build_schema
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.store import Store
from tests.compiled.small_graph import small_image
from tests.compiled.writing import write_image
from tests.loaders.sources import prepare

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Guarded:
    """A service and the statements that it sends.

    Attributes:
        schema: What can be asked.
        service: The service.
        sent: The statements of the last operation.
    """

    schema: ApiSchema
    service: GraphQLService
    sent: list[Statement]

    async def ask(self, query: str, variables: dict[str, Any] | None = None) -> Answer:
        """Ask once."""
        self.sent.clear()
        return await self.service.execute(query, variables)


@pytest.fixture(scope="session")
def schema() -> ApiSchema:
    """Return the schema, once for all."""
    return build_schema(MODEL)


@pytest.fixture
async def guarded(store: Store, schema: ApiSchema, statements: list[Statement]) -> Guarded:
    """Return the service over the small graph."""
    await prepare(store)
    await write_image(store, small_image())
    return Guarded(schema, guarded_service(schema, store), statements)


def guarded_service(schema: ApiSchema, store: Store) -> GraphQLService:
    """Return the service with the default limits."""
    return GraphQLService(
        schema,
        store,
        root_list=store.kind == "neo4j",
        extra_rules=(limit_rule(LIMITS),),
        max_tokens=LIMITS.tokens,
        bounds=LIMITS.bounds(),
    )


def codes(answer: Answer) -> list[str]:
    """Return the codes of an answer's errors."""
    return [str(error["extensions"]["code"]) for error in answer.errors]
