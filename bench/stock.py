"""The same schema shape as stock strawberry has it: declared types, plain resolvers over objects that are ready, its caches on.

It is what P1 compares with, so it gets every advantage: nothing is converted, cut or sorted when it is asked, and only fields with
arguments have resolvers.
"""

from __future__ import annotations

from enum import Enum

import strawberry
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from api.schema.scalars import SCALARS, Yuan
from bench.queries import PageSize
from graph.model.image import Image, ImageNode


@strawberry.enum
class Basis(Enum):
    """The basis of a fact."""

    STATED = "STATED"
    REFERENCE = "REFERENCE"
    INFERRED = "INFERRED"
    PROPOSED = "PROPOSED"


@strawberry.enum
class ProjectStatus(Enum):
    """The status of a project."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    STARTED = "STARTED"
    UNDER_CONSTRUCTION = "UNDER_CONSTRUCTION"
    TRIAL_PRODUCTION = "TRIAL_PRODUCTION"
    PARTLY_IN_PRODUCTION = "PARTLY_IN_PRODUCTION"
    IN_PRODUCTION = "IN_PRODUCTION"


@strawberry.type
class Enterprise:
    """A firm."""

    key: str
    name: str
    fullName: str | None  # noqa: N815  the field's name in GraphQL
    listedCode: str | None  # noqa: N815
    basis: Basis
    held: strawberry.Private[ProjectConnection]

    @strawberry.field
    def undertakes(self, first: int = 50, after: str | None = None) -> ProjectConnection:  # noqa: ARG002
        """Return the page that is ready."""
        return self.held


@strawberry.type
class EnterpriseConnection:
    """A page of firms."""

    nodes: list[Enterprise]


@strawberry.type
class Project:
    """A project."""

    key: str
    name: str
    status: ProjectStatus | None
    phase: str | None
    investment: Yuan | None
    held: strawberry.Private[EnterpriseConnection]

    @strawberry.field
    def undertakenBy(self, first: int = 50, after: str | None = None) -> EnterpriseConnection:  # noqa: ARG002, N802
        """Return the page that is ready."""
        return self.held


@strawberry.type
class ProjectConnection:
    """A page of projects."""

    nodes: list[Project]


def stock_schema(page: EnterpriseConnection) -> strawberry.Schema:
    """Return a schema whose root list is the page, whatever is asked of it."""

    @strawberry.type
    class Query:
        @strawberry.field
        def enterprises(self, first: int = 50, after: str | None = None) -> EnterpriseConnection:  # noqa: ARG002
            return page

    config = StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS)
    return strawberry.Schema(Query, extensions=[ParserCache, ValidationCache], config=config)


def stock_page(image: Image, size: PageSize) -> EnterpriseConnection:
    """Return the objects of the nested page of a size, taken from the image."""
    reading = _Objects(image, size)
    firms = sorted(key for label, key in image.nodes if label == "Enterprise")[: size.firms]
    return EnterpriseConnection(nodes=[reading.root(key) for key in firms])


class _Objects:
    def __init__(self, image: Image, size: PageSize) -> None:
        self._image = image
        self._size = size
        self._none = ProjectConnection(nodes=[])
        self._projects: dict[str, list[str]] = {}
        self._firms: dict[str, list[str]] = {}
        for item in image.relationships.values():
            if item.type == "UNDERTAKES":
                self._projects.setdefault(item.start, []).append(item.end)
                self._firms.setdefault(item.end, []).append(item.start)

    def root(self, key: str) -> Enterprise:
        projects = sorted(self._projects[key])[: self._size.projects]
        held = ProjectConnection(nodes=[self._project(project) for project in projects])
        return _enterprise(self._image.nodes["Enterprise", key], held)

    def _project(self, key: str) -> Project:
        firms = sorted(self._firms[key])[: self._size.partners]
        held = EnterpriseConnection(nodes=[_enterprise(self._image.nodes["Enterprise", firm], self._none) for firm in firms])
        node = self._image.nodes["Project", key]
        investment = node.properties.get("investment")
        return Project(
            key=node.key,
            name=str(node.properties["name"]),
            status=ProjectStatus[str(node.properties["status"])],
            phase=_text(node, "phase"),
            investment=Yuan(investment) if isinstance(investment, int) else None,
            held=held,
        )


def _enterprise(node: ImageNode, held: ProjectConnection) -> Enterprise:
    return Enterprise(
        key=node.key,
        name=str(node.properties["name"]),
        fullName=_text(node, "fullName"),
        listedCode=_text(node, "listedCode"),
        basis=Basis[str(node.properties["basis"])],
        held=held,
    )


def _text(node: ImageNode, name: str) -> str | None:
    value = node.properties.get(name)
    return None if value is None else str(value)
