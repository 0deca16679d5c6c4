"""What conditions, orders and items of a read plan are made of: parameters and columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that stands not in the plan but is given with each run."""

    name: str


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """A store column of the node."""

    column: str


@dataclass(frozen=True, slots=True)
class RelationshipColumn:
    """A store column of the relationship by which a hop came to the node."""

    column: str
