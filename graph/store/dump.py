"""The whole graph to a file and back: sorted JSON Lines, equal bytes for equal graphs, from either store into either.

A dump holds what the model declares. The State, the log of load times and anything else that a store keeps for itself stay out.
"""

from __future__ import annotations

import asyncio
import heapq
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from pathlib import Path

from graph.cypher.stream import read_any_node, stream_nodes, stream_relationships
from graph.errors import DumpError
from graph.model.image import Image, ImageNode, ImageRelationship, difference
from graph.model.kinds import StoreValue
from graph.model.lines import node_line, parse_line, relationship_line
from graph.model.registry import Model
from graph.store.apply import Progress, silent, write_difference
from graph.store.store import Store

# Bytes of lines that are sorted in memory before they go to a file of their own: bounds memory at about three times as much, since
# Python's objects weigh more than their text. At 16 MiB a graph of 6 million lines makes about a hundred files to merge.
CHUNK_BYTES = 16 * 1024 * 1024

DUMPING, CHECKING = "dump", "check"


@dataclass(frozen=True, slots=True)
class DumpReport:
    """What a dump or a restore handled: the epoch that was read or compared with, nodes, relationships, rows written."""

    epoch: int
    nodes: int
    relationships: int
    rows: int = 0


async def dump(
    store: Store, model: Model, file: Path, *, progress: Progress = silent, chunk_bytes: int = CHUNK_BYTES
) -> DumpReport:
    """Write the graph to a file that appears, whole, when all of it is written.

    Args:
        store: The database; it may be serving and loading meanwhile.
        model: The declarations.
        file: Where to write; an existing file is replaced.
        progress: Told "dump", labels and types done, and how many there are.
        chunk_bytes: Bytes of lines to sort in memory at a time.

    Raises:
        GraphChanging: Loads kept being committed.
        DumpError: The file cannot be written.
        StoreError: The store failed; an existing file is as it was.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:

            async def work() -> tuple[int, int]:
                return await _collect(store, model, _Sorter(Path(folder), chunk_bytes), progress)

            epoch, (nodes, relationships) = await store.read_settled(work)
            await asyncio.to_thread(_replace, Path(folder), file)
    except OSError as error:
        raise DumpError(f"{file} cannot be written: {error.strerror}.", where=str(file)) from error
    return DumpReport(epoch, nodes, relationships)


async def restore(store: Store, model: Model, file: Path, *, replace: bool = False, progress: Progress = silent) -> DumpReport:
    """Put a dump into the database, in one transaction, after every line was checked.

    Args:
        store: The database; its schema must have been ensured.
        model: The declarations.
        file: A dump, its lines in any order.
        replace: Turn what the database holds into the dump; without it the database must be empty.
        progress: Told "check" in lines, then "write" in rows.

    Raises:
        DumpError: A line cannot be restored (named by its number), the file cannot be read, or the database is not empty.
        LoadTooLarge, GraphChanging, StoreError: As `write_difference`; the graph is as it was.
    """
    image = await asyncio.to_thread(_read, file, model, progress)
    if not replace and await store.read(read_any_node(model)):
        raise DumpError(
            f"The database at {store.server} holds a graph.", hint="Restore into an empty database, or replace the graph."
        )

    async def work() -> Image:
        return await whole_image(store, model) if replace else Image()

    epoch, old = await store.read_settled(work)
    rows = await write_difference(store, difference(old, image), model, base_epoch=epoch, progress=progress)
    return DumpReport(epoch, len(image.nodes), len(image.relationships), rows)


async def whole_image(store: Store, model: Model) -> Image:
    """Return everything that a dump would hold; memory grows with the graph."""
    image = Image()
    for item in model.nodes:
        async with aclosing(store.stream(stream_nodes(item.label, model))) as rows:
            async for row in rows:
                image.add_node(_node(item.label, row))
    for declared in model.relationships:
        async with aclosing(store.stream(stream_relationships(declared.type, model))) as rows:
            async for row in rows:
                image.add_relationship(_relationship(declared.type, row))
    return image


class _Sorter:
    """Lines in files of sorted chunks."""

    def __init__(self, folder: Path, chunk_bytes: int) -> None:
        self._folder = folder
        self._chunk_bytes = chunk_bytes
        self._lines: list[bytes] = []
        self._weight = 0
        self._chunks = 0
        for left in _chunks(folder):
            left.unlink()

    async def add(self, line: bytes) -> None:
        self._lines.append(line + b"\n")
        self._weight += len(line) + 1
        if self._weight >= self._chunk_bytes:
            await self.flush()

    async def flush(self) -> None:
        lines, self._lines, self._weight = self._lines, [], 0
        target = self._folder / f"{self._chunks:06d}.chunk"
        self._chunks += 1
        await asyncio.to_thread(_write_sorted, target, lines)


def _write_sorted(target: Path, lines: list[bytes]) -> None:
    # Comparing with the line ends on gives the order without them: JSON writes no byte below "\n".
    lines.sort()
    target.write_bytes(b"".join(lines))


def _chunks(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.chunk"))


def _replace(folder: Path, file: Path) -> None:
    whole = folder / "whole"
    with ExitStack() as stack, whole.open("wb") as out:
        parts = [stack.enter_context(chunk.open("rb")) for chunk in _chunks(folder)]
        out.writelines(heapq.merge(*parts))
        out.flush()
        os.fsync(out.fileno())
    whole.replace(file)


async def _collect(store: Store, model: Model, sorter: _Sorter, progress: Progress) -> tuple[int, int]:
    steps = len(model.nodes) + len(model.relationships)
    nodes = relationships = 0
    for number, item in enumerate(model.nodes):
        progress(DUMPING, number, steps)
        async with aclosing(store.stream(stream_nodes(item.label, model))) as rows:
            async for row in rows:
                await sorter.add(node_line(_node(item.label, row)))
                nodes += 1
    for number, declared in enumerate(model.relationships, len(model.nodes)):
        progress(DUMPING, number, steps)
        async with aclosing(store.stream(stream_relationships(declared.type, model))) as rows:
            async for row in rows:
                await sorter.add(relationship_line(_relationship(declared.type, row)))
                relationships += 1
    await sorter.flush()
    progress(DUMPING, steps, steps)
    return nodes, relationships


def _node(label: str, row: Sequence[object]) -> ImageNode:
    properties = stored_properties(row[0])
    return ImageNode(label, str(properties["key"]), properties)


def _relationship(type_name: str, row: Sequence[object]) -> ImageRelationship:
    start_label, start, end_label, end = (str(part) for part in row[:4])
    properties = stored_properties(row[4])
    return ImageRelationship(type_name, str(properties["id"]), start_label, start, end_label, end, properties)


def stored_properties(held: object) -> dict[str, StoreValue]:
    """Return the driver's map as store values: strings, numbers, lists of strings; null is left out, as both stores do."""
    found: dict[str, StoreValue] = {}
    if isinstance(held, dict):
        for name, value in held.items():
            if isinstance(value, list):
                found[name] = [str(item) for item in value]
            elif isinstance(value, str | int | float):
                found[name] = value
    return found


def _read(file: Path, model: Model, progress: Progress) -> Image:
    image = Image()
    ends: list[tuple[int, ImageRelationship]] = []
    try:
        with file.open("rb") as lines:
            total = sum(1 for _ in lines)
            lines.seek(0)
            for number, line in enumerate(lines, 1):
                _add(image, ends, number, line, model, file)
                if number % 10_000 == 0 or number == total:
                    progress(CHECKING, number, total)
    except OSError as error:
        raise DumpError(f"{file} cannot be read: {error.strerror}.", where=str(file)) from error
    for number, item in ends:
        for label, key in ((item.start_label, item.start), (item.end_label, item.end)):
            if (label, key) not in image.nodes:
                raise DumpError(
                    f"{item.type} {item.id!r} names the {label} {key!r}, which no line holds.", where=f"{file}:{number}"
                )
    return image


def _add(image: Image, ends: list[tuple[int, ImageRelationship]], number: int, line: bytes, model: Model, file: Path) -> None:
    where = f"{file}:{number}"
    try:
        item = parse_line(line, model)
    except DumpError as error:
        raise DumpError(error.message, hint=error.hint, where=where) from error
    if isinstance(item, ImageNode):
        if (item.label, item.key) in image.nodes:
            raise DumpError(f"The {item.label} {item.key!r} stands on an earlier line too.", where=where)
        image.add_node(item)
        return
    if (item.type, item.id) in image.relationships:
        raise DumpError(f"The {item.type} {item.id!r} stands on an earlier line too.", where=where)
    image.add_relationship(item)
    ends.append((number, item))
