"""Joins the pieces of a read statement to its text; the only place where they become text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.cypher.fragment import (
    TRUE,
    Absent,
    Agrees,
    Alias,
    AllOf,
    AnyElement,
    AnyOf,
    ByLabel,
    Collect,
    Collected,
    Compare,
    Condition,
    Containment,
    CountMatches,
    Descending,
    Either,
    Exists,
    First,
    Get,
    HasLabel,
    LabelOf,
    Listing,
    Match,
    NodePattern,
    Not,
    Null,
    Number,
    Param,
    Path,
    Present,
    Projection,
    Query,
    Recoded,
    Return,
    State,
    Summary,
    Truth,
    Unwind,
    Variable,
    With,
)
from graph.cypher.statement import STATE_FIRST, STATE_LAST
from graph.errors import PlanBug

_INDENT = "  "


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


def _exists(piece: Exists, indent: str) -> str:
    return _braced("EXISTS", piece.match, indent)


def _count(piece: CountMatches, indent: str) -> str:
    if not isinstance(piece.match, Match):
        return f"COUNT {{ {write(piece.match, indent)} }}"
    return _braced("COUNT", piece.match, indent)


def _braced(word: str, match: Match, indent: str) -> str:
    """A pattern on one line; a pattern with a condition on lines of its own."""
    if match.where is None:
        return f"{word} {{ {write(match.pattern, indent)} }}"
    inner = indent + _INDENT
    return f"{word} {{\n{inner}{write(match, inner)}\n{indent}}}"


def _any_element(piece: AnyElement, indent: str) -> str:
    return f"any({piece.element.name} IN {write(piece.of, indent)} WHERE {write(piece.where, indent)})"


def _joined(word: str, parts: Iterable[Condition], indent: str) -> str:
    inner = indent + _INDENT
    held = (f"({write(part, inner)})" if isinstance(part, AllOf | AnyOf) else write(part, inner) for part in parts)
    return f" {word} ".join(held)


def _where(where: Condition | None, indent: str) -> str:
    """A condition on a line of its own, each part of a conjunction on one more."""
    if where is None or where == TRUE:
        return ""
    if not isinstance(where, AllOf):
        return f"\n{indent}WHERE {write(where, indent)}"
    inner = indent + _INDENT
    held = (f"({write(part, inner)})" if isinstance(part, AnyOf) else write(part, inner) for part in where.parts)
    return f"\n{indent}WHERE " + f"\n{inner}AND ".join(held)


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


def _containment(piece: Containment, indent: str) -> str:
    types = "|".join(item.name for item in piece.types)
    near, far = write(piece.near, indent), write(piece.far, indent)
    return f"{near}-[:{piece.type.name}]->()-[:{types}*0..{piece.most}]->{far}"


def _match(piece: Match, indent: str) -> str:
    text = ("OPTIONAL " if piece.optional else "") + f"MATCH {write(piece.pattern, indent)}"
    return text + _where(piece.where, indent)


def _projection(piece: Projection, indent: str) -> str:
    del indent
    return f"{piece.of.name} {{{', '.join('.' + key.name for key in piece.keys)}}}"


def _row_clause(word: str, piece: With | Return, indent: str) -> str:
    text = f"{word} {', '.join(write(value, indent) for value in piece.values)}"
    if piece.order:
        text += f"\n{indent}ORDER BY {', '.join(write(value, indent) for value in piece.order)}"
    if piece.limit is not None:
        text += f"\n{indent}LIMIT {write(piece.limit, indent)}"
    return text


def _with(piece: With, indent: str) -> str:
    return _row_clause("WITH", piece, indent) + _where(piece.where, indent)


def _summary(piece: Summary, indent: str) -> str:
    return f"{piece.function}({'*' if piece.of is None else write(piece.of, indent)})"


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
    CountMatches: _count,
    Either: lambda piece, indent: f"coalesce({write(piece.first, indent)}, {write(piece.second, indent)})",
    ByLabel: _by_label,
    Recoded: lambda piece, indent: f"{write(piece.of, indent)} + ''",
    Summary: _summary,
    Null: lambda _, __: "null",
    Compare: lambda piece, indent: f"{write(piece.left, indent)} {piece.operator} {write(piece.right, indent)}",
    Absent: lambda piece, indent: f"{write(piece.of, indent)} IS NULL",
    Present: lambda piece, indent: f"{write(piece.of, indent)} IS NOT NULL",
    Agrees: lambda piece, indent: f"({write(piece.condition, indent)}) {piece.operator} ${piece.value.name}",
    HasLabel: lambda piece, _: f"{piece.of.name}:{piece.label.name}",
    AnyElement: _any_element,
    Exists: _exists,
    Not: lambda piece, indent: f"NOT {write(piece.of, indent)}",
    Truth: lambda piece, _: "true" if piece.value else "false",
    AllOf: lambda piece, indent: _joined("AND", piece.parts, indent),
    AnyOf: lambda piece, indent: _joined("OR", piece.parts, indent),
    NodePattern: _node,
    Path: _path,
    Containment: _containment,
    Match: _match,
    Unwind: lambda piece, indent: f"UNWIND {write(piece.values, indent)} AS {piece.variable.name}",
    Alias: lambda piece, indent: f"{write(piece.value, indent)} AS {piece.name.name}",
    Descending: lambda piece, indent: f"{write(piece.by, indent)} DESC",
    With: _with,
    Return: lambda piece, indent: _row_clause("RETURN", piece, indent),
    Query: lambda piece, indent: f"\n{indent}".join(write(clause, indent) for clause in piece.clauses),
    State: lambda piece, _: STATE_FIRST if piece.first else STATE_LAST,
}
