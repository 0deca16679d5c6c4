"""A list: one CSV file and the mapping that says what its columns become; to the pipeline a source as every other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.errors import RecordError
from graph.model.claims import Basis, Channel
from loaders.mappings.declared import Mapping
from loaders.source import Manifest, Source

_TAIL = re.compile(r"[^\s/](?:[^/\x00-\x1f\x7f]*[^\s/\x00-\x1f\x7f])?")
LONGEST_TAIL = 100


@dataclass(frozen=True, slots=True)
class MappedList:
    """A list's file.

    Attributes:
        mapping: What its columns become.
        mapping_bytes: The mapping's file, a part of what a load reads.
        file: Name of the file, without folders; it stands in locators.
        data: Its bytes.
        name: Registered name of the source that it is, see `list_name`.
    """

    mapping: Mapping
    mapping_bytes: bytes
    file: str
    data: bytes
    name: str

    def source(self) -> Source:
        """Return the list as a source: files and manifest; its rows are read by this package alone."""
        manifest = Manifest(
            name=self.name, title=self.mapping.title.zh, channel=Channel.LIST.name, basis=Basis.REFERENCE.name, tables=[]
        )
        return Source(self.name, manifest, {f"{self.mapping.name}.yaml": self.mapping_bytes, self.file: self.data})


def list_name(mapping: Mapping, tail: str) -> str:
    """Return the registered name of a list: the mapping's name, a slash, and what tells it from other lists of the mapping.

    Args:
        mapping: The mapping.
        tail: A name of the user's choice, or the file's name without suffix; equal in any Unicode form.

    Raises:
        RecordError: It cannot be such a name.
    """
    composed = unicodedata.normalize("NFC", tail)
    if not _TAIL.fullmatch(composed) or len(composed) > LONGEST_TAIL:
        hint = f"Give --name, up to {LONGEST_TAIL} characters that can be printed, without a slash."
        raise RecordError(f"{tail!r} is no name for a list.", hint=hint)
    return f"{mapping.name}/{composed}"
