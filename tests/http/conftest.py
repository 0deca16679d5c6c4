"""The application on this run's embedded engine, reached through ASGI.

make_client   builds a client for an application with given keys, limits, introspection
client        one with the defaults
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import AppOptions, create_app
from api.execute import GraphQLService
from api.health import Readiness
from api.limits import Limits
from api.rules import limit_rule
from api.schema.build import build_schema
from api.schema.sdl import print_sdl
from graph.model.registry import MODEL
from graph.store import Store

MakeClient = Callable[..., httpx.AsyncClient]
ROOT = Path(__file__).resolve().parents[2]


async def _ready() -> Readiness:
    return Readiness(ready=True)


@pytest.fixture(scope="session")
def options(embedded_store: Store) -> AppOptions:
    """Return what an application with the defaults is made of."""
    schema = build_schema(MODEL)
    return AppOptions(
        service=make_service(embedded_store, Limits()),
        sdl=print_sdl(schema),
        probe=_ready,
        hosts=("localhost",),
        build={"version": "1", "model_version": MODEL.version, "store": "embedded"},
        docs=ROOT / "docs",
    )


def make_service(store: Store, limits: Limits) -> GraphQLService:
    """Return a service as the composition root makes it."""
    return GraphQLService(
        build_schema(MODEL), store, extra_rules=(limit_rule(limits),), max_tokens=limits.tokens, bounds=limits.bounds()
    )


@pytest.fixture(scope="session")
def make_client(options: AppOptions, embedded_store: Store) -> MakeClient:
    """Return the function that builds a client; its arguments are fields of AppOptions."""

    def make(**changed: Any) -> httpx.AsyncClient:
        if "limits" in changed and "service" not in changed:
            changed["service"] = make_service(embedded_store, changed["limits"])
        app = create_app(dataclasses.replace(options, **changed))
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    return make


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    """Return a client of an application with the defaults."""
    return make_client()
