"""Which nodes a load can change: the keys that its claims name, closed under old and new redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model.claims import Claim
from graph.model.projection import Redirects
from loaders.tables.judgements import Redirection


def named_keys(claims: Iterable[Claim]) -> set[str]:
    """Return every key that claims name, as subject or as end."""
    found: set[str] = set()
    for claim in claims:
        found.add(claim.subject)
        if claim.link is not None:
            found.add(claim.link.end)
    return found


def changed_redirections(old: Mapping[str, Redirection], new: Mapping[str, Redirection]) -> set[str]:
    """Return the merged keys that one side redirects otherwise, or for other sources, than the other."""
    return {key for key in {*old, *new} if old.get(key) != new.get(key)}


def closure(keys: Iterable[str], old: Redirects, new: Redirects) -> frozenset[str]:
    """Return the keys with every key that means the same thing, by old or by new redirects.

    Old and new meanings are followed together: when a key means A now and meant B before, A and B both change, and so does whatever
    else means either. Linear in keys and redirects.
    """
    together: dict[str, set[str]] = defaultdict(set)
    for redirects in (old, new):
        for merged, target in redirects.target.items():
            together[merged].add(target)
            together[target].add(merged)
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(together.get(key, ()))
    return frozenset(found)
