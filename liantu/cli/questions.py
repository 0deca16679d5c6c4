"""Questions that commands put to the API in this process: things looked up by name or key, and data or errors.

async with asking(settings) as question:
    park = await question.find("park", "甘河园区")
    data = await question.data("query Q($park: ID) { … }", {"park": park})
"""

from __future__ import annotations

import difflib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from api.execute import GraphQLService
from graph.errors import NotFound
from liantu.settings import DeclaredSettings
from liantu.wiring import build_service, open_store

# What a command's arguments may name, with the field that lists all of its kind.
_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "chain": "chains", "park": "parks", "project": "projects", "enterprise": "enterprises", "department": "departments",
        "plan": "plans", "place": "places", "segment": "segments",
    }
)  # fmt: skip


class Refused(Exception):
    """The API answered with errors, in `errors` as GraphQL gives them."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Question:
    """The API on a store, for one command."""

    service: GraphQLService

    async def data(self, text: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the data of one operation.

        Raises:
            Refused: It has errors.
        """
        answer = await self.service.execute(
            text, dict(variables), None, allow_introspection=True, request_id="", only_queries=True
        )
        if answer.errors or answer.data is None:
            raise Refused(list(answer.errors))
        data: dict[str, Any] = answer.data
        return data

    async def find(self, field: str, given: str) -> str:
        """Return the id of what has the name or key.

        Args:
            field: Look-up field of the API, such as `park`.
            given: A name, an alias, or a key such as `park:gan-he-yuan-qu`.

        Raises:
            NotFound: There is none; the hint names one that is spelt alike.
            Refused: The name stands for several things.
        """
        by = "key" if given.startswith(f"{field}:") else "name"
        data = await self.data(f"query Find($given: String) {{ {field}({by}: $given) {{ id }} }}", {"given": given})
        if data[field] is not None:
            return str(data[field]["id"])
        listed = await self.data(f"{{ {_LISTS[field]}(first: 500) {{ nodes {{ name }} }} }}", {})
        names = [node["name"] for node in listed[_LISTS[field]]["nodes"]]
        near = difflib.get_close_matches(given, names, n=3, cutoff=0.3)
        hint = (
            f"Did you mean {' or '.join(near)}?"
            if near
            else f"`liantu query '{{ {_LISTS[field]} {{ nodes {{ name }} }} }}'` lists all."
        )
        raise NotFound(f"No {field} is named «{given}».", hint=hint)


@asynccontextmanager
async def asking(settings: DeclaredSettings) -> AsyncIterator[Question]:
    """Yield the API on the store that the settings name; its folder must hold a graph."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        yield Question(build_service(settings, opened.store))


def locators(evidence: list[dict[str, Any]]) -> str:
    """Return where claims stand, by source: "a-plan 1.p6.s3 1.p6.s4; atlas table!3"."""
    by_source: dict[str, dict[str, None]] = {}
    for claim in evidence:
        by_source.setdefault(claim["source"], {})[claim["locator"]] = None
    return "; ".join(f"{source} {' '.join(places)}" for source, places in by_source.items())
