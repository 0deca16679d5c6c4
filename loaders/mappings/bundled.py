"""The mappings that come with the project, and a mapping of one's own by its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from graph.errors import RecordError
from graph.model.registry import MODEL, Model
from graph.names import normal_form
from loaders.issues import nearest
from loaders.mappings.declared import Mapping, read_mapping

_PACKAGE = "loaders.mappings"
_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping and the bytes that declare it."""

    mapping: Mapping
    data: bytes


@cache
def bundled_mappings() -> MappingProxyType[str, MappingFile]:
    """Return all bundled mappings by name, in the order of names.

    Raises:
        RecordErrors: A mapping is wrong.
    """
    entries = sorted(
        (entry for entry in files(_PACKAGE).iterdir() if entry.name.endswith(_SUFFIX)), key=lambda entry: entry.name
    )
    read = [MappingFile(read_mapping(entry.name, data := entry.read_bytes(), MODEL), data) for entry in entries]
    return MappingProxyType({item.mapping.name: item for item in read})


def find_mapping(given: str, model: Model = MODEL) -> MappingFile:
    """Return a bundled mapping by its name, or the mapping of a file.

    Raises:
        RecordErrors: The file is no mapping that fits the model.
        RecordError: There is neither.
        OSError: The file cannot be read.
    """
    known = bundled_mappings()
    if given in known:
        return known[given]
    path = Path(given)
    if not path.is_file():
        hint = nearest(given, known) or f"There are {', '.join(known)}; a mapping of your own is given by its file."
        raise RecordError(f"There is no mapping {given!r}.", hint=hint)
    data = path.read_bytes()
    return MappingFile(read_mapping(path.name, data, model), data)


def fitting_mapping(file: str, header: Sequence[str]) -> MappingFile:
    """Return the bundled mapping that a header is meant for: the one that knows most of its columns.

    It may still lack a column or have one too many; reading the list with the mapping says which.

    Raises:
        RecordError: No mapping knows more than one of its columns, or two know equally many.
    """
    ranked = sorted(((_known_columns(header, item.mapping), name) for name, item in bundled_mappings().items()), reverse=True)
    (best, name), *others = ranked
    if best > 1 and all(count < best for count, _ in others):
        return bundled_mappings()[name]
    hint = f"Say which with --mapping: {', '.join(bundled_mappings())}. `liantu mapping NAME` prints a template."
    if len(header) == 1:
        hint = "Columns are separated by commas."
    raise RecordError(f"No mapping can be told from the header {', '.join(header)!r}.", hint=hint, where=file)


def _known_columns(header: Sequence[str], mapping: Mapping) -> int:
    return sum(normal_form(name) in mapping.by_header for name in header)
