"""Requests that are too much or the wrong shape: a clear error with a code, and nothing is sent to the store."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest

from api import operations
from api.schema.build import ApiSchema
from graph.store import Store
from tests.hostile.conftest import Guarded, codes, guarded_service


def _nested_where(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"contains": "x"}}
    for level in range(levels):
        found = {("undertakes", "undertakenBy")[level % 2]: {"some": found}}
    return found


def _nots(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"eq": "x"}}
    for _ in range(levels):
        found = {"not": found}
    return found


_DEEP = "{ projects { nodes { " + "undertakenBy { nodes { undertakes { nodes { " * 6 + "key" + " } } } }" * 6 + " } } }"
_WHERE = "query($w: EnterpriseWhere) { enterprises(where: $w) { nodes { key } } }"
_ORDER = "query($o: [ProjectOrder!]) { projects(orderBy: $o) { nodes { key } } }"
_FIVE = "first: 500"

# What is sent, its variables, and the code that it earns.
REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "deep": (_DEEP, {}, "TOO_DEEP"),
    "wide": ("{ " + " ".join(f"a{n}: parks {{ totalCount }}" for n in range(51)) + " }", {}, "TOO_WIDE"),
    "many fields": ("{ parks { nodes { " + "key " * 1_001 + "} } }", {}, "TOO_WIDE"),
    "aliased": ("{ parks { nodes { " + " ".join(f"a{n}: key" for n in range(201)) + " } } }", {}, "TOO_WIDE"),
    "many tokens": ("{ parks { nodes { key " + "# x\n" * 10_001 + "} } }", {}, "TOO_WIDE"),
    "many directives": ("{ parks { nodes { key " + "@include(if: true) " * 101 + "} } }", {}, "TOO_WIDE"),
    "circular fragments": (
        "{ parks { nodes { ...A } } } fragment A on Park { ...B } fragment B on Park { ...A }", {}, "GRAPHQL_VALIDATION_FAILED",
    ),
    "doubling fragments": (
        "{ parks { nodes { ...F0 } } } "
        + " ".join(f"fragment F{n} on Park {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
        + " fragment F30 on Park { key }",
        {},
        "TOO_WIDE",
    ),
    "pages times pages": (
        f"{{ chains({_FIVE}) {{ nodes {{ segments({_FIVE}) {{ nodes {{ occupiedBy({_FIVE}) {{ nodes {{ key }} }} }} }} }} }} }}",
        {},
        "TOO_COSTLY",
    ),
    "pages times pages by variable": (
        "query($n: Int) { chains(first: $n) { nodes { segments(first: $n) { nodes { occupiedBy(first: $n) { nodes { key } } } } } } }",
        {"n": 500},
        "TOO_COSTLY",
    ),
    "a page too large": ("{ parks(first: 501) { nodes { key } } }", {}, "BAD_ARGUMENTS"),
    "a negative page": ("{ parks(last: -1) { nodes { key } } }", {}, "BAD_ARGUMENTS"),
    "both ends": ("{ parks(first: 1, last: 1) { nodes { key } } }", {}, "BAD_ARGUMENTS"),
    "a huge list of ids": ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["cGFyazp4"] * 501}, "BAD_ARGUMENTS"),
    "a huge in": (_WHERE, {"w": {"name": {"in": ["x"] * 501}}}, "BAD_ARGUMENTS"),
    "a huge or": (_WHERE, {"w": {"or": [{"name": {"eq": "x"}}] * 5_000}}, "TOO_WIDE"),
    "a long text": (_WHERE, {"w": {"name": {"eq": "长" * 1_001}}}, "BAD_ARGUMENTS"),
    "a deep filter": (_WHERE, {"w": _nested_where(31)}, "TOO_DEEP"),
    "a deep not": (_WHERE, {"w": _nots(40)}, "TOO_DEEP"),
    "a bottomless not": (_WHERE, {"w": _nots(5_000)}, "BAD_ARGUMENTS"),
    "many orders": (_ORDER, {"o": [{"field": "undertakenBy_count"}] * 9}, "BAD_ARGUMENTS"),
    "a wrong shape": (_WHERE, {"w": [1]}, "BAD_ARGUMENTS"),
    "an unknown member": (_WHERE, {"w": {"nothing": 1}}, "BAD_ARGUMENTS"),
    "a text for a number": (_ORDER.replace("projects(", "projects(first: $o, "), {"o": "x"}, "GRAPHQL_VALIDATION_FAILED"),
    "a cursor that is none": ('{ parks(after: "x") { nodes { key } } }', {}, "BAD_ARGUMENTS"),
    "a cursor of nothing": ('{ parks(after: "W10=") { nodes { key } } }', {}, "BAD_ARGUMENTS"),
    "a mutation": ("mutation { x }", {}, "GRAPHQL_VALIDATION_FAILED"),
    "nothing": ("", {}, "GRAPHQL_PARSE_FAILED"),
    "brackets": ("{" * 5_000, {}, "GRAPHQL_PARSE_FAILED"),
    "lists of lists": ("{ parks(first: " + "[" * 3_000 + "1" + "]" * 3_000 + ") { totalCount } }", {}, "TOO_DEEP"),
}  # fmt: skip


async def test_each_earns_its_code_and_no_statement(guarded: Guarded) -> None:
    wrong = []
    for name, (query, variables, code) in REFUSED.items():
        answer = await guarded.ask(query, variables)
        said = " ".join(error["message"] for error in answer.errors)
        if code not in codes(answer) or guarded.sent or "Traceback" in said or "MATCH" in said:
            wrong.append((name, codes(answer), len(guarded.sent), said[:200]))

    assert wrong == []


async def test_a_limit_s_message_names_limit_value_and_place(guarded: Guarded) -> None:
    query, variables, _ = REFUSED["pages times pages"]

    answer = await guarded.ask(query, variables)

    (error,) = answer.errors
    assert "LIANTU_MAX_ROWS" in error["message"]
    assert "Chain → HAS_SEGMENT → OCCUPIES" in error["message"]
    assert "first" in error["extensions"]["hint"]


# On one store only: that none of them sees any of it, the tests above say.
async def test_refusing_hundreds_of_requests_keeps_the_memory_that_it_had(
    embedded_store: Store, schema: ApiSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The cache of operations is bounded by the characters of their texts; a tenth of the bound needs fewer requests.
    monkeypatch.setattr(operations, "MOST_CHARACTERS", operations.MOST_CHARACTERS // 10)
    service = guarded_service(schema, embedded_store)
    for query, variables, _ in REFUSED.values():
        await service.execute(query, variables)
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(300 // len(REFUSED)):
            for query, variables, _ in REFUSED.values():
                # Each text is a new one, as an attacker would send them, so nothing is answered from what is remembered.
                await service.execute(f"{query} # {number}", variables)
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    # A document takes about 80 times its text; all 300 of them would take 50 MB.
    assert held < 40_000_000
