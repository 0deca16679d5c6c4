"""What a load did, or with a dry run would do: plain values that a command prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, unique

from graph.model.image import Image, ImageDifference
from graph.model.kinds import StoreValue
from loaders.issues import Issue


@unique
class Verb(Enum):
    """What happens to a node or relationship."""

    ADD = "added"
    CHANGE = "changed"
    REMOVE = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One node or relationship that becomes another.

    Attributes:
        verb: What happens to it.
        what: Its label or relationship type.
        key: Its key or id.
        fields: Property -> (value before, value after), only those that differ; None for absent.
    """

    verb: Verb
    what: str
    key: str
    fields: Mapping[str, tuple[StoreValue | None, StoreValue | None]]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source.

    Attributes:
        name: Its registered name.
        run: Key of its load run; "" when it was unloaded.
        unchanged: Whether the store already held exactly this, so that nothing was compared.
        claims: How many claims it makes.
        counts: Label or relationship type -> how many it states.
        issues: Oddities that do not stop a load.
    """

    name: str
    run: str
    unchanged: bool
    claims: int
    counts: Mapping[str, int]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One load or unload.

    Attributes:
        sources: One report a source, required ones first.
        changes: Everything that differs, nodes before relationships, each sorted by label or type and key.
        rows: How many rows were written; 0 with a dry run.
        dry_run: Whether writing was left out.
    """

    sources: tuple[SourceReport, ...]
    changes: tuple[Change, ...]
    rows: int
    dry_run: bool

    def summary(self) -> dict[str, dict[str, int]]:
        """Return verb -> label or type -> how many, sorted, what did not happen left out."""
        found: dict[str, dict[str, int]] = {}
        counted = Counter((change.verb, change.what) for change in self.changes)
        for verb in Verb:
            of_verb = {
                what: number for (held, what), number in sorted(counted.items(), key=lambda item: item[0][1]) if held is verb
            }
            if of_verb:
                found[verb.value] = of_verb
        return found


def changes_of(old: Image, difference: ImageDifference) -> Iterator[Change]:
    """Yield what a difference does to the image that it was computed from."""
    nodes = [
        (item.label, item.key, item.properties, old.nodes.get((item.label, item.key))) for item in difference.nodes_to_write
    ]
    for what, key, after, was in nodes:
        yield _change(what, key, was.properties if was else None, after)
    for node in difference.nodes_to_delete:
        yield _change(node.label, node.key, node.properties, None)
    for item in difference.relationships_to_write:
        before = old.relationships.get((item.type, item.id))
        yield _change(item.type, item.id, before.properties if before else None, item.properties)
    for item in difference.relationships_to_delete:
        yield _change(item.type, item.id, item.properties, None)


def _change(what: str, key: str, before: Mapping[str, StoreValue] | None, after: Mapping[str, StoreValue] | None) -> Change:
    verb = Verb.ADD if before is None else Verb.REMOVE if after is None else Verb.CHANGE
    was, now = before or {}, after or {}
    names = sorted(name for name in {*was, *now} if was.get(name) != now.get(name))
    return Change(verb, what, key, {name: (was.get(name), now.get(name)) for name in names})
