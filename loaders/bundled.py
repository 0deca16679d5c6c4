"""The sources that come with the project: package resources, found by their source.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graph.errors import RecordError
from loaders.issues import nearest
from loaders.source import MANIFEST, Source, in_order

_PACKAGE = "loaders.sources"


@cache
def bundled_sources() -> MappingProxyType[str, Source]:
    """Return all bundled sources by registered name, in the order of names.

    Raises:
        RecordErrors: A source.yaml is wrong.
    """
    folders = sorted((item for item in files(_PACKAGE).iterdir() if item.is_dir()), key=lambda item: item.name)
    found = [Source.from_folder(folder) for folder in folders if (folder / MANIFEST).is_file()]
    return MappingProxyType({source.name: source for source in sorted(found, key=lambda item: item.name)})


def bundled_source(name: str) -> Source:
    """Return one bundled source.

    Raises:
        RecordError: There is none of that name; the hint names those like it.
    """
    known = bundled_sources()
    if name not in known:
        hint = nearest(name, known) or f"There are {', '.join(known)}."
        raise RecordError(f"No bundled source is named {name!r}.", hint=hint)
    return known[name]


def with_required(*names: str) -> tuple[Source, ...]:
    """Return the named bundled sources and all that they require, required ones first.

    Raises:
        RecordError: There is none of a name.
    """
    wanted: dict[str, Source] = {}
    open_names = list(names)
    while open_names:
        name = open_names.pop()
        if name not in wanted:
            wanted[name] = bundled_source(name)
            open_names += wanted[name].manifest.requires
    return in_order(wanted.values())


def source_digest(name: str) -> str:
    """Return the digest of a bundled source's tables, without its document's text.

    Raises:
        RecordError: There is none of that name.
    """
    return bundled_source(name).digest()
