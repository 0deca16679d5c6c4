"""What a field of the schema means: the specification that the compiler reads instead of a resolver.

Every field of a derived type bears one of these in its metadata; `api.schema.build` refuses a field that bears none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.model.declarations import Property

METADATA_KEY = "liantu"


@dataclass(frozen=True, slots=True)
class Identity:
    """`id`: the global id made from the node's key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A property of the node."""

    declared: Property


@dataclass(frozen=True, slots=True)
class StoredOnRelationship:
    """A property of the relationship by which a list came to the node, by relationship type; null for any other type."""

    by_type: tuple[tuple[str, Property], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quantity; which quantity, the field above says."""

    part: str


@dataclass(frozen=True, slots=True)
class Claims:
    """`evidence(field)` of an entity."""


@dataclass(frozen=True, slots=True)
class Leads:
    """A connection along a relationship type."""

    type: str
    forward: bool
    far: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadsToOne:
    """The one node to which a relationship type leads, if any."""

    type: str
    forward: bool
    far: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastFinished:
    """When a load run was last finished."""


@dataclass(frozen=True, slots=True)
class OfConnection:
    """A field of a connection."""

    what: Literal["nodes", "edges", "pageInfo", "totalCount", "aggregate"]


@dataclass(frozen=True, slots=True)
class OfEdge:
    """A field of an edge that every edge has."""

    what: Literal["cursor", "node", "basis", "evidence"]


@dataclass(frozen=True, slots=True)
class OfPage:
    """A field of `pageInfo`."""

    what: Literal["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"]


@dataclass(frozen=True, slots=True)
class OfAggregate:
    """A field of one group of a list."""

    what: Literal["key", "count", "sum", "avg", "min", "max"]


@dataclass(frozen=True, slots=True)
class RootNode:
    """`node(id)`."""


@dataclass(frozen=True, slots=True)
class RootNodes:
    """`nodes(ids)`."""


@dataclass(frozen=True, slots=True)
class RootOne:
    """The look-up of one node of a label by id, key or name."""

    label: str


@dataclass(frozen=True, slots=True)
class RootPage:
    """The list of all nodes of a label."""

    label: str


@dataclass(frozen=True, slots=True)
class RootInformation:
    """`graphInfo`."""


@dataclass(frozen=True, slots=True)
class OfInformation:
    """A field of `graphInfo`."""

    what: Literal["store", "storeVersion", "version", "modelVersion", "labels", "relationshipTypes", "loadRuns"]


@dataclass(frozen=True, slots=True)
class OfCount:
    """A field of a named count."""

    what: Literal["name", "count"]


@dataclass(frozen=True, slots=True)
class RootAnalysis:
    """An analysis: what it returns holds keys and figures, and the nodes behind the keys are read in one statement of their own.

    Attributes:
        run: Called with a reader of statements, the model and the field's arguments; returns what the field's type describes, objects
            whose attributes have the fields' names in snake_case.
    """

    run: Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class OfAnalysis:
    """A field of an analysis result.

    Attributes:
        attribute: Which attribute of the result object holds it; keys where the field's type is a node or evidence.
        labels: Which labels the nodes may have; empty when they are no nodes.
    """

    attribute: str
    labels: tuple[str, ...] = ()


FieldSpec = (
    Identity
    | Stored
    | StoredOnRelationship
    | Part
    | Claims
    | Leads
    | LeadsToOne
    | LastFinished
    | OfConnection
    | OfEdge
    | OfPage
    | OfAggregate
    | RootNode
    | RootNodes
    | RootOne
    | RootPage
    | RootInformation
    | OfInformation
    | OfCount
    | RootAnalysis
    | OfAnalysis
)

Specs = Mapping[tuple[str, str], FieldSpec]
