"""The page of questions as data, and how an answer is written there.

A question is a section: two titles, a ```graphql block, lines `Keep: …`, a ```json block, notes.

    parse(page)                                          -> every section
    shorten({"group": {"members": {"nodes": [{"name": "甲"}]}}})  -> ["甲"]
    keep(data, Keep.of("tasks.nodes where deadline != null"))     -> the tasks that have a deadline
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode
from graphql import parse as parse_document

SECTION = re.compile(r"^### ", re.MULTILINE)
BLOCK = r"^```{}\n(.*?)^```$"
OPERATION = re.compile(BLOCK.format("graphql"), re.MULTILINE | re.DOTALL)
ANSWER = re.compile(BLOCK.format("json"), re.MULTILINE | re.DOTALL)
KEEP_LINE = re.compile(r"^Keep: (.*)$", re.MULTILINE)
KEEP = re.compile(r"`(?P<items>[\w.]+) where (?P<field>[\w.]+) (?P<sign>=|!=) (?P<value>[^`]+)`")
# Columns, of which a Chinese character takes two; a list or object that is longer is written one item a line.
LINE = 140
WIDE_FROM = "\u2e80"


@dataclass(frozen=True, slots=True)
class Keep:
    """What a client keeps of a list.

    Args:
        items: Response keys from the data to the list.
        field: Response keys from an item to what is compared.
        equal: Whether it has to equal the value, or to differ from it.
        value: JSON value.
    """

    items: tuple[str, ...]
    field: tuple[str, ...]
    equal: bool
    value: Any

    @staticmethod
    def of(line: str) -> Keep:
        """Read what stands after `Keep: `.

        Raises:
            ValueError: The line has another form.
        """
        found = KEEP.fullmatch(line)
        if found is None:
            raise ValueError(f"not a line to keep by: {line}")
        items, field = tuple(found["items"].split(".")), tuple(found["field"].split("."))
        return Keep(items, field, found["sign"] == "=", json.loads(found["value"]))


@dataclass(frozen=True, slots=True)
class Question:
    """One section of the page.

    Args:
        title: The question in Chinese, with its number.
        english: The question in English.
        document: Text of one operation; or of two, the first of which finds the variables of the second.
        keeps: What the client keeps, in order.
        answer: What is left of the data, shortened; None while the block is empty.
    """

    title: str
    english: str
    document: str
    keeps: tuple[Keep, ...]
    answer: Any

    def operations(self) -> list[str]:
        """Return the names of the operations in order."""
        document: DocumentNode = parse_document(self.document)
        found = [item for item in document.definitions if isinstance(item, OperationDefinitionNode)]
        return [item.name.value if item.name else "" for item in found]


def parse(page: str) -> Iterator[Question]:
    """Yield the questions of the page in order.

    Raises:
        ValueError: A section lacks a part.
    """
    for section in SECTION.split(page)[1:]:
        title, _, rest = section.partition("\n")
        operation, answer = OPERATION.search(rest), ANSWER.search(rest)
        english = rest.strip().partition("\n")[0]
        if operation is None or answer is None or not english.isascii():
            raise ValueError(f"a part is missing: {title}")
        keeps = tuple(Keep.of(line) for line in KEEP_LINE.findall(rest))
        yield Question(title, english, operation[1], keeps, json.loads(answer[1]) if answer[1].strip() else None)


def with_answer(page: str, title: str, answer: object) -> str:
    """Return the page with another answer to the question of that title."""
    start = page.index(f"### {title}\n")
    block = ANSWER.search(page, start)
    if block is None:
        raise ValueError(f"no answer to replace: {title}")
    return f"{page[: block.start(1)]}{write(answer)}\n{page[block.end(1) :]}"


def keep(data: dict[str, Any], what: Keep) -> None:
    """Take out of a list of the data what is not kept; a field compared for equality goes too, being the same everywhere.

    Raises:
        KeyError: The data have no such list, or an item no such field.
    """
    owner = _at(data, what.items[:-1])
    kept = [item for item in owner[what.items[-1]] if (_at(item, what.field) == what.value) is what.equal]
    if what.equal:
        for item in kept:
            _remove(item, what.field)
    owner[what.items[-1]] = kept


def shorten(value: Any) -> Any:
    """Return the value with every object of a single field written as that field's value, and evidence without repeats."""
    if isinstance(value, list):
        return [shorten(item) for item in value]
    if not isinstance(value, dict):
        return value
    short = {key: shorten(item) for key, item in value.items()}
    if isinstance(claims := short.get("evidence"), list):
        short["evidence"] = [claim for number, claim in enumerate(claims) if claim not in claims[:number]]
    return next(iter(short.values())) if len(short) == 1 else short


def write(value: Any, indent: int = 0) -> str:
    """Return JSON text on one line when it fits, else with one item a line."""
    text = json.dumps(value, ensure_ascii=False)
    columns = indent + len(text) + sum(character >= WIDE_FROM for character in text)
    if columns <= LINE or not isinstance(value, list | dict):
        return text
    pad = " " * (indent + 2)
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"{pad}{write(item, indent + 2)}" for item in value) + f"\n{pad[2:]}]"
    lines = (f"{pad}{json.dumps(key)}: {write(item, indent + 2)}" for key, item in value.items())
    return "{\n" + ",\n".join(lines) + f"\n{pad[2:]}}}"


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _remove(item: dict[str, Any], path: tuple[str, ...]) -> None:
    inner = item[path[0]]
    if len(path) > 1:
        _remove(inner, path[1:])
    if len(path) == 1 or not inner:
        del item[path[0]]
