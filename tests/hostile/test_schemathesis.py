"""What schemathesis makes of the schema: operations that fit it with arguments of every kind, sent to the served program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from tests.served import Served

ROOT = Path(__file__).resolve().parents[2]
schema = schemathesis.graphql.from_path(ROOT / "schema.graphql")

# Codes by which a request that fits the schema may still be refused.
CLEAN = {
    "BAD_ARGUMENTS", "NOT_FOUND", "AMBIGUOUS_NAME", "TOO_COSTLY", "TOO_DEEP", "TOO_WIDE", "TOO_LARGE", "GRAPHQL_VALIDATION_FAILED",
    "GRAPHQL_PARSE_FAILED",
}  # fmt: skip


@schema.parametrize()
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_an_operation_that_fits_the_schema_is_answered_or_refused_cleanly(case: Case[Any], served: Served) -> None:
    response = case.call(base_url=f"{served.url}/graphql")

    assert response.status_code < 500, response.text
    errors = response.json().get("errors", [])
    assert [error for error in errors if error["extensions"]["code"] not in CLEAN] == []
