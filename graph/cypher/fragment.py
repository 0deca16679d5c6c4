r"""The typed pieces of a read statement; `graph.cypher.text` joins them to text.

A piece takes other pieces, never text, so a string from a request or a file cannot get into a statement: values are `Param`, names are
`Identifier`s made from declarations of the model, variables are numbered by the writer. There is no piece for a map literal, so a map
projection inside one, which loses data on the embedded engine, cannot be written; and none for a clause that writes.

    write(Return((Alias(Listing((Get(Variable("n0"), KEY),)), M),), (Get(Variable("n0"), KEY),), Param("limit0")), "")
        -> "RETURN [n0.key] AS m\nORDER BY n0.key\nLIMIT $limit0"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.errors import PlanBug
from graph.model.declarations import NodeType, RelationshipType
from graph.model.kinds import Column

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A label, relationship type or property key that a declaration names."""

    name: str

    def __post_init__(self) -> None:
        """Raise PlanBug for a name that would need quoting; the model has none."""
        _check(self.name)


def label_identifier(declared: NodeType) -> Identifier:
    """Return the identifier of a declared label."""
    return Identifier(declared.label)


def type_identifier(declared: RelationshipType) -> Identifier:
    """Return the identifier of a declared relationship type."""
    return Identifier(declared.type)


def column_identifier(column: Column) -> Identifier:
    """Return the identifier of a store column."""
    return Identifier(column.name)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the statement."""

    name: str

    def __post_init__(self) -> None:
        """Raise PlanBug for what is no variable name."""
        _check(self.name)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter; its value is never part of the text."""

    name: str

    def __post_init__(self) -> None:
        """Raise PlanBug for what is no parameter name."""
        _check(self.name)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number that the plan's shape decides, such as a branch's; never a value of a request."""

    value: int


@dataclass(frozen=True, slots=True)
class Get:
    """A property of a node, of a relationship or of a projected map."""

    of: Variable
    key: Identifier


@dataclass(frozen=True, slots=True)
class LabelOf:
    """The label of a node."""

    of: Variable


@dataclass(frozen=True, slots=True)
class Projection:
    """A map of some properties of a node or relationship; stands in a `With` only."""

    of: Variable
    keys: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of expressions."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Collect:
    """The rows of an inner query, as a list."""

    query: Query


@dataclass(frozen=True, slots=True)
class First:
    """The first element of a list, or null."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Collected:
    """All rows of the query so far, as one list in their order."""

    value: Expression


@dataclass(frozen=True, slots=True)
class CountMatches:
    """How often a pattern is found where the condition holds, from the current row where it names a variable of it."""

    match: NodePattern | Path | Match


@dataclass(frozen=True, slots=True)
class Either:
    """The first of two that is not null."""

    first: Expression
    second: Expression


@dataclass(frozen=True, slots=True)
class ByLabel:
    """For each set of labels an expression; null for a node of another label."""

    of: Variable
    arms: tuple[tuple[tuple[Identifier, ...], Expression], ...]


@dataclass(frozen=True, slots=True)
class Recoded:
    """A text as Neo4j holds it in memory, not as it stores it: it compares the two by different orders of rare characters."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Summary:
    """What an aggregating function makes of the rows, or of the values that are not null; only alone, under a name of its own."""

    function: Literal["count", "sum", "min", "max"]
    of: Expression | None = None


@dataclass(frozen=True, slots=True)
class Null:
    """No value."""


Expression = (
    Variable
    | Param
    | Number
    | Null
    | Get
    | LabelOf
    | Listing
    | Collect
    | First
    | Collected
    | CountMatches
    | Either
    | ByLabel
    | Recoded
    | Summary
)

Comparison = Literal["=", "<>", ">", ">=", "<", "<=", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH"]


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two expressions; null when one of them is."""

    left: Expression
    operator: Comparison
    right: Expression


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether an expression is null."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Present:
    """Whether an expression is not null."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Agrees:
    """Whether the truth of a condition is what a parameter says, or is not."""

    condition: Absent
    operator: Literal["=", "<>"]
    value: Param


@dataclass(frozen=True, slots=True)
class HasLabel:
    """Whether a node has a label."""

    of: Variable
    label: Identifier


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Whether an element of a list passes; null when there is no list."""

    element: Variable
    of: Expression
    where: Compare


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether something is found."""

    match: Match


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of what is no conjunction or disjunction; null of null."""

    of: Compare | HasLabel | AnyElement | Exists


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false, as the plan's shape decides."""

    value: bool


@dataclass(frozen=True, slots=True)
class AllOf:
    """Whether all hold; two parts at least, see `all_of`."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Whether one holds; two parts at least, see `any_of`."""

    parts: tuple[Condition, ...]


Condition = Compare | Absent | Present | Agrees | HasLabel | AnyElement | Exists | Not | Truth | AllOf | AnyOf


TRUE, FALSE = Truth(value=True), Truth(value=False)


def all_of(*parts: Condition) -> Condition:
    """Return the conjunction in its shortest form; true of none."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
    kept = tuple(part for part in flat if part != TRUE)
    return kept[0] if len(kept) == 1 else AllOf(kept) if kept else TRUE


def any_of(*parts: Condition) -> Condition:
    """Return the disjunction in its shortest form; false of none."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    kept = tuple(part for part in flat if part != FALSE)
    return kept[0] if len(kept) == 1 else AnyOf(kept) if kept else FALSE


@dataclass(frozen=True, slots=True)
class NodePattern:
    """A node with its variable, label and the value of one property, each of them optional."""

    variable: Variable | None = None
    label: Identifier | None = None
    key: tuple[Identifier, Expression] | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One relationship from a node (`forward`) or to it; any type when it has none."""

    near: NodePattern
    type: Identifier | None
    forward: bool
    far: NodePattern
    variable: Variable | None = None


@dataclass(frozen=True, slots=True)
class Containment:
    """A relationship from a node, and up to so many of some types that lead on from its end."""

    near: NodePattern
    type: Identifier
    types: tuple[Identifier, ...]
    most: int
    far: NodePattern


@dataclass(frozen=True, slots=True)
class Match:
    """Finds a pattern; `optional` keeps the row with nulls when there is none."""

    pattern: NodePattern | Path | Containment
    where: Condition | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Unwind:
    """One row an element of a list."""

    values: Expression
    variable: Variable


@dataclass(frozen=True, slots=True)
class Alias:
    """An expression under a name."""

    value: Expression | Projection
    name: Variable


@dataclass(frozen=True, slots=True)
class Descending:
    """The other direction of an order."""

    by: Expression | Absent


Order = Expression | Absent | Descending


@dataclass(frozen=True, slots=True)
class With:
    """What the rows carry on, ordered, cut and sifted when asked for."""

    values: tuple[Variable | Alias, ...]
    order: tuple[Order, ...] = ()
    limit: Param | Number | None = None
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """What the query returns, ordered and cut when asked for."""

    values: tuple[Expression | Alias, ...]
    order: tuple[Order, ...] = ()
    limit: Param | Number | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The read of the graph's epoch, as first or as last branch."""

    first: bool


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses in their order; the last one returns."""

    clauses: tuple[Match | Unwind | With | Return, ...]


def _check(name: str) -> None:
    if not _NAME.match(name):
        raise PlanBug(f"{name!r} cannot stand in a statement.")
