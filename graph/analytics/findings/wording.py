"""One matter in two wordings: lists that lose or gain an item, two names for one thing, one name for two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from graph.analytics.findings.facts import Facts, Item
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import ACTORS, LEAST_LIST, LEAST_SHARED


@dataclass(frozen=True, slots=True)
class _List:
    """What one sentence names of one thing by one relationship type: items of one label, or who acts."""

    items: tuple[Item, ...]

    @property
    def place(self) -> tuple[list[tuple[int, str]], str, str]:
        """Document order, then what it is a list of."""
        first = self.items[0]
        return (
            [(int(digits or 0), text) for digits, text in re.findall(r"(\d+)|(\D+)", first.locator)],
            first.anchor,
            first.type,
        )

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(item.item for item in self.items)


def find_wording(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield WORDING_CHANGED, TWO_NAMES and SHARED_NAME."""
    for first, second in _same_lists(_lists(facts, phrases)):
        yield _changed(first, second, phrases)
    for key, some in groupby(facts.aliases, key=lambda alias: alias.key):
        aliases = tuple(some)
        said = [
            phrases.say("finding.said", value=phrases.quoted(item.alias.split("；")), locator=item.locator) for item in aliases
        ]
        yield Found(
            "TWO_NAMES", (key,), (key,), "finding.TWO_NAMES",
            {"name": aliases[0].name, "others": phrases.listing(said)},
            phrases.say("finding.name", name=aliases[0].name),
            phrases.quoted((aliases[0].name, *(name for item in aliases for name in item.alias.split("；")))),
            (*aliases[0].claims, *(item.claim for item in aliases)),
        )  # fmt: skip
    for shared in facts.shared:
        ends = (shared.left, shared.right)
        labels = [phrases.label(phrases.model.label_of_key(end.key)) for end in ends]
        yield Found(
            "SHARED_NAME", (shared.form, *(end.key for end in ends)), tuple(end.key for end in ends), "finding.SHARED_NAME",
            {"form": shared.form, "left": ends[0].name, "leftLabel": labels[0], "right": ends[1].name, "rightLabel": labels[1]},
            "1", "2", (*ends[0].claims, *ends[1].claims),
        )  # fmt: skip


def _lists(facts: Facts, phrases: Phrases) -> list[_List]:
    """Return the lists that are long enough, in the order of the document; of lists with equal items only the first."""
    found: dict[tuple[str, str, str, str], dict[str, Item]] = defaultdict(dict)
    for item in facts.items:
        label = phrases.model.label_of_key(item.item)
        if item.type == "MEMBER_OF" and item.is_set:
            continue
        found[item.type, item.anchor, item.locator, "" if label in ACTORS else label].setdefault(item.item, item)
    lists = [_List(tuple(items[key] for key in sorted(items))) for items in found.values() if len(items) >= LEAST_LIST]
    first: dict[frozenset[str], _List] = {}
    for one in sorted(lists, key=lambda one: one.place):
        first.setdefault(one.keys, one)
    return list(first.values())


def _same_lists(lists: list[_List]) -> Iterator[tuple[_List, _List]]:
    """Yield pairs of which the longer shares enough with the other; only lists that share an item are compared."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(lists):
        for key in one.keys:
            holding[key].append(number)
    pairs = {pair for numbers in holding.values() for pair in combinations(numbers, 2)}
    for left, right in sorted(pairs):
        first, second = lists[left], lists[right]
        if len(first.keys & second.keys) >= LEAST_SHARED * max(len(first.keys), len(second.keys)):
            yield first, second


def _changed(first: _List, second: _List, phrases: Phrases) -> Found:
    lost = [item for item in first.items if item.item not in second.keys]
    gained = [item for item in second.items if item.item not in first.keys]
    variant = "both" if lost and gained else "lost" if lost else "gained"
    values: dict[str, str | int] = {
        "first": _of(first, phrases), "firstItems": _names(first.items, phrases), "second": _of(second, phrases),
        "secondItems": _names(second.items, phrases), "lost": _names(lost, phrases), "gained": _names(gained, phrases),
    }  # fmt: skip
    anchors = [(one.items[0].type, one.items[0].anchor, one.items[0].locator) for one in (first, second)]
    changed = (*lost, *gained)
    return Found(
        "WORDING_CHANGED", tuple(part for anchor in anchors for part in anchor),
        (*(anchor for _, anchor, _ in anchors), *(item.item for item in changed)), f"finding.WORDING_CHANGED.{variant}", values,
        _names(first.items, phrases), _names(second.items, phrases), tuple(item.claim for one in (first, second) for item in one.items),
    )  # fmt: skip


def _of(one: _List, phrases: Phrases) -> str:
    item = one.items[0]
    return phrases.say(f"finding.list.{item.type}", anchor=item.anchor_name, locator=item.locator)


def _names(items: tuple[Item, ...] | list[Item], phrases: Phrases) -> str:
    return phrases.quoted(item.name for item in items)
