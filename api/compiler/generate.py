"""Writes the code that checks positional rows and builds response objects from them, once for each shape.

For `parks { nodes { name level } }`, with rows `[name, level]`, it writes about this:

    def page0(rows, total, groups, P):
        n = P['limit0'] - 1
        if len(rows) > n:
            rows = rows[:n]
        out0 = []
        for row in rows:
            v0, v1 = row
            if v0.__class__ is not str or (v1 is not None and v1 not in E0):
                raise Mismatch
            out0.append({'name': v0, 'level': v1})
        return {'nodes': out0}

Every key stands in the order of the selection, so nothing is visited twice. A value that does not fit raises `Mismatch`, and the caller
completes the same rows by `api.compiler.complete`, which finds out what GraphQL answers then.

What is written consists of names of this module, numbers, and `repr` of response keys and type names, which GraphQL's grammar keeps to
letters, digits and underscores; values never stand in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.compiler.fitting import GROUPS, UNFIT, Mismatch, cursor, texts
from api.compiler.shapes import (
    Check,
    ConnectionValue,
    Constant,
    EdgeCursor,
    GlobalId,
    GroupFact,
    Inner,
    Leaf,
    Many,
    Nothing,
    ObjectShape,
    One,
    PageEdges,
    PageFact,
    PageGroups,
    PageInfo,
    PageNodes,
    PageShape,
    PageTotal,
    RowShape,
    SameRow,
    TypeName,
    Value,
)
from api.ids import encode_id
from graph.errors import PlanBug

RowFunction = Callable[[Sequence[Any], dict[str, Any]], dict[str, Any]]
PageFunction = Callable[[Sequence[Any] | None, Any, Sequence[Any], dict[str, Any]], dict[str, Any]]


@dataclass(slots=True)
class _Body:
    """Lines of one function, and where new ones go."""

    lines: list[str] = field(default_factory=list)
    depth: int = 1

    def add(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)


@dataclass(frozen=True, slots=True)
class _Row:
    """Names of the variables that hold a row's values, and of the one that holds its label."""

    prefix: str
    label: str = ""

    def at(self, position: int) -> str:
        return f"{self.prefix}{position}"


class Generator:
    """Collects shapes; `compile` gives one function for each."""

    def __init__(self) -> None:
        self._functions: list[str] = []
        self._names: dict[tuple[int, str], tuple[object, str]] = {}
        self._scope: dict[str, Any] = {
            "Mismatch": Mismatch, "isfinite": math.isfinite, "texts": texts, "ids": encode_id, "cursor": cursor,
        }  # fmt: skip
        self._number = 0

    def row(self, shape: RowShape) -> str:
        """Return the name of the function (row, P) -> object."""
        return self._once(shape, "row", lambda name: self._write_row(name, shape))

    def page(self, shape: PageShape) -> str:
        """Return the name of the function (rows, total, groups, P) -> connection."""
        return self._once(shape, "page", lambda name: self._write_page(name, shape))

    def compile(self) -> tuple[dict[str, Any], str]:
        """Return all functions by name, and their source."""
        source = "\n\n".join(self._functions) + "\n"
        scope = dict(self._scope)
        exec(compile(source, "<compiled selection>", "exec"), scope)  # noqa: S102  the source is written here alone
        return scope, source

    def _list(self, shape: RowShape) -> str:
        return self._once(shape, "list", lambda name: self._write_list(name, shape))

    def _once(self, shape: object, prefix: str, write: Callable[[str], None]) -> str:
        """Name the function of a shape, writing it at first; what is compiled once is the same object wherever it stands."""
        known = self._names.get((id(shape), prefix))
        if known is not None:
            return known[1]
        name = self._fresh(prefix)
        self._names[id(shape), prefix] = (shape, name)
        write(name)
        return name

    def _fresh(self, prefix: str) -> str:
        self._number += 1
        return f"{prefix}{self._number}"

    def _constant(self, prefix: str, value: object) -> str:
        name = self._fresh(prefix)
        self._scope[name] = value
        return name

    # ---- functions -----------------------------------------------------------------------------------------------------------

    def _write_row(self, name: str, shape: RowShape) -> None:
        body = _Body()
        built = self._node(body, shape, self._unpack(body, "row", shape.width))
        body.add(f"return {built}")
        self._functions.append("\n".join([f"def {name}(row, P):", *body.lines]))

    def _write_list(self, name: str, shape: RowShape) -> None:
        body = _Body()
        body.add("out = []")
        body.add("for row in rows:")
        body.depth += 1
        built = self._node(body, shape, self._unpack(body, "row", shape.width))
        body.add(f"out.append({built})")
        body.depth -= 1
        body.add("return out")
        self._functions.append("\n".join([f"def {name}(rows, P):", *body.lines]))

    def _write_page(self, name: str, shape: PageShape) -> None:
        body = _Body()
        values = [member.value for member in shape.object.members]
        if any(isinstance(value, PageNodes | PageEdges | PageInfo) for value in values):
            body.add("if rows.__class__ is not list: raise Mismatch")
            body.add(f"n = P[{shape.limit!r}] - 1")
            body.add("more = len(rows) > n")
            body.add("if more: rows = rows[:n]")
            if shape.backward:
                body.add("rows = rows[::-1]")
        if any(isinstance(value, PageTotal) for value in values):
            body.add(f"if {UNFIT[Check.INTEGER].format(v='total')}: raise Mismatch")
        lists = {number: self._fresh("out") for number, value in enumerate(values) if isinstance(value, PageNodes | PageEdges)}
        if lists:
            self._write_loop(body, shape, lists)
        parts = [
            f"{member.key!r}: {lists.get(number) or self._of_page(member.value, shape)}"
            for number, member in enumerate(shape.object.members)
        ]
        body.add(f"return {{{', '.join(parts)}}}")
        self._functions.append("\n".join([f"def {name}(rows, total, groups, P):", *body.lines]))

    def _write_loop(self, body: _Body, shape: PageShape, lists: dict[int, str]) -> None:
        for name in lists.values():
            body.add(f"{name} = []")
        body.add("for row in rows:")
        body.depth += 1
        row = self._unpack(body, "row", shape.width)
        for number, name in lists.items():
            value = shape.object.members[number].value
            if isinstance(value, PageNodes):
                body.add(f"{name}.append({self._node(body, value.row, row)})")
            elif isinstance(value, PageEdges):
                body.add(f"{name}.append({self._object(body, value.object, row)})")
        body.depth -= 1

    def _of_page(self, value: Value, shape: PageShape) -> str:
        match value:
            case Constant(text=text):
                return repr(text)
            case PageTotal():
                return "total"
            case PageGroups(number=number):
                return f"{self._groups(value)}(groups[{number}])"
            case PageInfo(object=found):
                return (
                    "{" + ", ".join(f"{member.key!r}: {self._page_fact(member.value, shape)}" for member in found.members) + "}"
                )
            case _:
                raise PlanBug(f"{value} is no value of a connection.")

    def _groups(self, value: PageGroups) -> str:
        return self._once(value.object, "groups", lambda name: self._write_groups(name, value.object))

    def _write_groups(self, name: str, shape: ObjectShape) -> None:
        parts, unfit = [], []
        for member in shape.members:
            if isinstance(member.value, GroupFact):
                answered, condition = GROUPS[member.value.what]
                unfit.append(condition)
            else:
                answered = self._of_group(member.value)
            parts.append(f"{member.key!r}: {answered}")
        body = _Body()
        body.add("if rows.__class__ is not list: raise Mismatch")
        body.add("out = []")
        body.add("for g, c, f, s, l, m in rows:")
        body.depth += 1
        if unfit:
            body.add(f"if {' or '.join(dict.fromkeys(unfit))}: raise Mismatch")
        body.add(f"out.append({{{', '.join(parts)}}})")
        body.depth -= 1
        body.add("return out")
        self._functions.append("\n".join([f"def {name}(rows):", *body.lines]))

    def _of_group(self, value: Value) -> str:
        if not isinstance(value, Constant):
            raise PlanBug(f"{value} is no value of a group.")
        return repr(value.text)

    def _page_fact(self, value: Value, shape: PageShape) -> str:
        match value:
            case Constant(text=text):
                return repr(text)
            case PageFact(what="hasNextPage"):
                return _whether_more(ahead=not shape.backward, bounded=shape.before)
            case PageFact(what="hasPreviousPage"):
                return _whether_more(ahead=shape.backward, bounded=shape.after)
            case PageFact(what=("startCursor" | "endCursor") as what) if shape.cursor is not None:
                row = "rows[0]" if what == "startCursor" else "rows[-1]"
                return f"({_cursor_of(shape.cursor, lambda position: f'{row}[{position}]')} if rows else None)"
            case _:
                raise PlanBug(f"{value} is no value of a page.")

    # ---- rows ----------------------------------------------------------------------------------------------------------------

    def _unpack(self, body: _Body, source: str, width: int) -> _Row:
        row = _Row(self._fresh("v") + "_")
        if width:
            names = ", ".join(row.at(position) for position in range(width))
            body.add(f"{names}{',' if width == 1 else ''} = {source}")
        return row

    def _node(self, body: _Body, shape: RowShape, row: _Row) -> str:
        if shape.label is None:
            (variant,) = shape.variants
            return self._object(body, variant.object, row)
        label, result = row.at(shape.label), self._fresh("x")
        word = "if"
        for variant in shape.variants:
            condition = f"== {variant.labels[0]!r}"
            if len(variant.labels) > 1:
                condition = f"in {self._constant('L', frozenset(variant.labels))}"
            body.add(f"{word} {label} {condition}:")
            body.depth += 1
            inner = _Row("", label)
            if variant.inner is not None:
                inner = _Row(self._unpack(body, row.at(variant.inner), variant.width).prefix, label)
            body.add(f"{result} = {self._object(body, variant.object, inner)}")
            body.depth -= 1
            word = "elif"
        body.add("else: raise Mismatch")
        return result

    def _object(self, body: _Body, shape: ObjectShape, row: _Row) -> str:
        unfit: list[str] = []
        parts = [
            f"{member.key!r}: {self._value(body, member.value, row, unfit, nullable=member.nullable)}"
            for member in shape.members
        ]
        if unfit:
            body.add(f"if {' or '.join(dict.fromkeys(unfit))}: raise Mismatch")
        return f"{{{', '.join(parts)}}}"

    def _value(self, body: _Body, value: Value, row: _Row, unfit: list[str], *, nullable: bool) -> str:
        match value:
            case Constant(text=text):
                return repr(text)
            case TypeName():
                return row.label
            case Leaf():
                return self._leaf(value, row, unfit, nullable=nullable)
            case GlobalId(position=position):
                unfit.append(UNFIT[Check.TEXT].format(v=row.at(position)))
                return f"ids({row.at(position)})"
            case EdgeCursor():
                return _cursor_of(value, row.at)
            case _:
                return self._made(body, value, row, unfit, nullable=nullable)

    def _made(self, body: _Body, value: Value, row: _Row, unfit: list[str], *, nullable: bool) -> str:
        match value:
            case Nothing():
                return "None"
            case Inner(object=found, present=present):
                return self._inner(body, found, row, present, nullable=nullable)
            case SameRow(row=shape):
                return self._node(body, shape, row)
            case Many(position=position, row=shape):
                unfit.append(f"{row.at(position)}.__class__ is not list")
                return f"{self._list(shape)}({row.at(position)}, P)"
            case One(position=position, row=shape):
                unfit.append(f"{row.at(position)}.__class__ is not list")
                if not nullable:
                    unfit.append(f"not {row.at(position)}")
                return f"({self._list(shape)}({row.at(position)}, P)[0] if {row.at(position)} else None)"
            case ConnectionValue(rows=rows, total=total, groups=groups, page=page):
                names = ["None" if position is None else row.at(position) for position in (rows, total)]
                summed = "".join(f"{row.at(position)}, " for position in groups)
                return f"{self.page(page)}({names[0]}, {names[1]}, ({summed}), P)"
            case _:
                raise PlanBug(f"{value} is no value of a row.")

    def _inner(self, body: _Body, found: ObjectShape, row: _Row, present: int | None, *, nullable: bool) -> str:
        if present is None:
            return self._object(body, found, row)
        result = self._fresh("x")
        body.add(f"if {row.at(present)} is None:")
        body.depth += 1
        body.add(f"{result} = None" if nullable else "raise Mismatch")
        body.depth -= 1
        body.add("else:")
        body.depth += 1
        body.add(f"{result} = {self._object(body, found, row)}")
        body.depth -= 1
        return result

    def _leaf(self, value: Leaf, row: _Row, unfit: list[str], *, nullable: bool) -> str:
        name = row.at(value.position)
        names = self._constant("E", frozenset(value.names)) if value.check is Check.ENUM else ""
        condition = UNFIT[value.check].format(v=name, e=names)
        unfit.append(f"({name} is not None and ({condition}))" if nullable else condition)
        return name


def _cursor_of(cursor: EdgeCursor, at: Callable[[int], str]) -> str:
    relationship_id = "''" if cursor.relationship_id is None else at(cursor.relationship_id)
    values = "".join(f", {at(position)}" for position in cursor.values)
    return f"cursor(P[{cursor.digest!r}], {at(cursor.key)}, {relationship_id}{values})"


def _whether_more(*, ahead: bool, bounded: bool) -> str:
    """Whether rows stand beyond an end of the page: at the end to which it was read (`ahead`) it was looked up; behind a cursor there are."""
    if bounded:
        return "True"
    return "more" if ahead else "False"
