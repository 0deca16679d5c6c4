r"""The typed pieces of a read statement, and the one function that joins them to text.

A piece takes other pieces, never text, so a string from a request or a file cannot get into a statement: values are `Param`, names are
`Identifier`s made from declarations of the model, variables are numbered by the writer. There is no piece for a map literal, so a map
projection inside one, which loses data on the embedded engine, cannot be written; and none for a clause that writes.

    write(Return((Alias(Listing((Get(Variable("n0"), KEY),)), M),), (Get(Variable("n0"), KEY),), Param("limit0")), "")
        -> "RETURN [n0.key] AS m\nORDER BY n0.key\nLIMIT $limit0"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graph.cypher.statement import STATE_FIRST, STATE_LAST
from graph.errors import PlanBug
from graph.model.declarations import NodeType, RelationshipType
from graph.model.kinds import Column

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_INDENT = "  "


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
    """How often a pattern is found, from the current row where it names a variable of it."""

    pattern: NodePattern | Path


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


Expression = (
    Variable | Param | Number | Get | LabelOf | Listing | Collect | First | Collected | CountMatches | Either | ByLabel
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two expressions."""

    left: Expression
    operator: Literal["=", ">", ">="]
    right: Expression


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether an expression is null."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Keyset:
    """Whether a row comes after a cursor of two columns; in the form that lets an index answer it."""

    first: Expression
    first_after: Param
    second: Expression
    second_after: Param


Condition = Compare | Absent | Keyset


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
class Match:
    """Finds a pattern; `optional` keeps the row with nulls when there is none."""

    pattern: NodePattern | Path
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
class With:
    """What the rows carry on, ordered and cut when asked for."""

    values: tuple[Variable | Alias, ...]
    order: tuple[Expression, ...] = ()
    limit: Param | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """What the query returns, ordered and cut when asked for."""

    values: tuple[Expression | Alias, ...]
    order: tuple[Expression, ...] = ()
    limit: Param | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The read of the graph's epoch, as first or as last branch."""

    first: bool


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses in their order; the last one returns."""

    clauses: tuple[Match | Unwind | With | Return, ...]


def write_union(queries: tuple[Query | State, ...]) -> str:
    """Return the text of the queries joined by UNION ALL, in their order."""
    return "\nUNION ALL\n".join(write(query, "") for query in queries)


def write(piece: object, indent: str) -> str:
    """Return a piece's text; lines after the first start with `indent`.

    Raises:
        PlanBug: It is no piece, for example text.
    """
    writer = _WRITERS.get(type(piece))
    if writer is None:
        raise PlanBug(f"{type(piece).__name__} is no piece of a statement.")
    return writer(piece, indent)


def _check(name: str) -> None:
    if not _NAME.match(name):
        raise PlanBug(f"{name!r} cannot stand in a statement.")


def _listing(piece: Listing, indent: str) -> str:
    """Scalars on one line; what spans lines starts one of its own."""
    inner = indent + _INDENT
    parts = [write(value, inner) for value in piece.values]
    text = ""
    for number, part in enumerate(parts):
        comma = "," if number < len(parts) - 1 else ""
        before = f"\n{inner}" if "\n" in part else " " if text and not text.endswith("\n") else ""
        text += f"{before}{part}{comma}"
    return f"[{text}]"


def _collect(piece: Collect, indent: str) -> str:
    inner = indent + _INDENT
    return f"COLLECT {{\n{inner}{write(piece.query, inner)}\n{indent}}}"


def _by_label(piece: ByLabel, indent: str) -> str:
    inner = indent + _INDENT
    text = "CASE"
    for labels, value in piece.arms:
        condition = " OR ".join(f"{piece.of.name}:{label.name}" for label in labels)
        text += f"\n{inner}WHEN {condition} THEN {write(value, inner)}"
    return f"{text}\n{indent}END"


def _keyset(piece: Keyset, indent: str) -> str:
    first, second = write(piece.first, indent), write(piece.second, indent)
    after = f"${piece.first_after.name}"
    return f"{first} >= {after} AND ({first} > {after} OR {second} > ${piece.second_after.name})"


def _node(piece: NodePattern, indent: str) -> str:
    variable = "" if piece.variable is None else piece.variable.name
    label = "" if piece.label is None else f":{piece.label.name}"
    key = "" if piece.key is None else f"{{{piece.key[0].name}: {write(piece.key[1], indent)}}}"
    return f"({' '.join(part for part in (variable + label, key) if part)})"


def _path(piece: Path, indent: str) -> str:
    variable = "" if piece.variable is None else piece.variable.name
    kind = "" if piece.type is None else f":{piece.type.name}"
    before, after = ("-", "->") if piece.forward else ("<-", "-")
    return f"{write(piece.near, indent)}{before}[{variable}{kind}]{after}{write(piece.far, indent)}"


def _match(piece: Match, indent: str) -> str:
    text = ("OPTIONAL " if piece.optional else "") + f"MATCH {write(piece.pattern, indent)}"
    return text if piece.where is None else f"{text}\n{indent}WHERE {write(piece.where, indent)}"


def _projection(piece: Projection, indent: str) -> str:
    del indent
    return f"{piece.of.name} {{{', '.join('.' + key.name for key in piece.keys)}}}"


def _row_clause(word: str, piece: With | Return, indent: str) -> str:
    text = f"{word} {', '.join(write(value, indent) for value in piece.values)}"
    if piece.order:
        text += f"\n{indent}ORDER BY {', '.join(write(value, indent) for value in piece.order)}"
    return text if piece.limit is None else f"{text}\n{indent}LIMIT ${piece.limit.name}"


_Writer = Callable[..., str]
_WRITERS: dict[type, _Writer] = {
    Variable: lambda piece, _: piece.name,
    Param: lambda piece, _: f"${piece.name}",
    Number: lambda piece, _: str(piece.value),
    Get: lambda piece, _: f"{piece.of.name}.{piece.key.name}",
    LabelOf: lambda piece, _: f"labels({piece.of.name})[0]",
    Projection: _projection,
    Listing: _listing,
    Collect: _collect,
    First: lambda piece, indent: f"{write(piece.of, indent)}[0]",
    Collected: lambda piece, indent: f"collect({write(piece.value, indent)})",
    CountMatches: lambda piece, indent: f"COUNT {{ {write(piece.pattern, indent)} }}",
    Either: lambda piece, indent: f"coalesce({write(piece.first, indent)}, {write(piece.second, indent)})",
    ByLabel: _by_label,
    Compare: lambda piece, indent: f"{write(piece.left, indent)} {piece.operator} {write(piece.right, indent)}",
    Absent: lambda piece, indent: f"{write(piece.of, indent)} IS NULL",
    Keyset: _keyset,
    NodePattern: _node,
    Path: _path,
    Match: _match,
    Unwind: lambda piece, indent: f"UNWIND {write(piece.values, indent)} AS {piece.variable.name}",
    Alias: lambda piece, indent: f"{write(piece.value, indent)} AS {piece.name.name}",
    With: lambda piece, indent: _row_clause("WITH", piece, indent),
    Return: lambda piece, indent: _row_clause("RETURN", piece, indent),
    Query: lambda piece, indent: f"\n{indent}".join(write(clause, indent) for clause in piece.clauses),
    State: lambda piece, _: STATE_FIRST if piece.first else STATE_LAST,
}
