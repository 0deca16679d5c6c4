"""Reads from the store what it knows under the names that lists mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.cypher.known import read_keyed, read_named
from graph.model.registry import Model
from graph.names import normal_form
from graph.store.store import Store
from loaders.mappings.things import Known, Mention, Thing
from loaders.stored import slices


async def read_known(store: Store, mentions: Iterable[Mention], model: Model) -> Known:
    """Return the things that bear a mentioned name or key, with one statement for a thousand names and one for each label of keys."""
    wanted = tuple(mentions)
    by_form: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for forms in slices(sorted({normal_form(item.text) for item in wanted})):
        for form, label, key, name, counts in sorted(await store.read(read_named(forms)), key=lambda row: str(row[2])):
            by_form[str(label), str(form)].append(_thing(label, key, name, counts))
    keys: dict[str, set[str]] = defaultdict(set)
    for item in wanted:
        if item.key is not None:
            keys[item.labels[0]].add(item.key)
    by_key = {}
    for label, own in sorted(keys.items()):
        for some in slices(sorted(own)):
            for key, name, counts in await store.read(read_keyed(label, some, model)):
                by_key[str(key)] = _thing(label, key, name, counts)
    return Known(dict(by_form), by_key)


def _thing(label: object, key: object, name: object, counts: object) -> Thing:
    return Thing(str(label), str(key), str(name), None if counts is None else str(counts))
