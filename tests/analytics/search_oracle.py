"""Search in plain Python: every name of every entity of an image is looked at, character by character.

Only the table of scores is the analysis's own. There are no tokens, no ranges and no limits here, and pinyin is taken syllable by syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin

from graph.analytics.search import SHARES, Way
from graph.model.image import Image, ImageNode
from graph.model.registry import MODEL
from graph.names import READINGS, normal_form

# Key, score, the name that matched, in the order of the answer.
Found = tuple[str, float, str]

NAMES = ("name", "aliases", "fullName")


class SearchOracle:
    """Answers searches over an image."""

    def __init__(self, image: Image) -> None:
        self._entities = [node for node in image.nodes.values() if MODEL.node(node.label).entity]
        self._uses = [item for item in image.relationships.values() if item.type in SHARES]

    def search(self, text: str, labels: tuple[str, ...] | None = None) -> list[Found]:
        """Return everything that the text finds, best first."""
        sought = normal_form(text)
        plain = sought.replace("-", "")
        letters = plain if plain.isascii() and plain.isalnum() and not plain.isdigit() else ""
        ranked: list[tuple[float, int, str, str]] = []
        for node in self._entities:
            for form, printed, is_name in _forms(node):
                ways = _ways(form, sought, letters, is_name=is_name)
                for way in ways:
                    ranked.append((-way.value, len(form), node.key, printed))
                    if node.label == "Product":
                        ranked += [
                            (-round(way.value * SHARES[item.type], 4), len(form), item.start, printed)
                            for item in self._uses
                            if item.end == node.key
                        ]
        found: dict[str, Found] = {}
        for score, _, key, printed in sorted(ranked):
            if labels is None or MODEL.label_of_key(key) in labels:
                found.setdefault(key, (key, -score, printed))
        return list(found.values())


def _forms(node: ImageNode) -> list[tuple[str, str, bool]]:
    printed: dict[str, tuple[str, bool]] = {}
    for name in NAMES:
        held = node.properties.get(name, [])
        for text in sorted(held) if isinstance(held, list) else [held]:
            printed.setdefault(normal_form(str(text)), (str(text), name == "name"))
    return [(form, text, is_name) for form, (text, is_name) in printed.items() if form]


def _ways(form: str, sought: str, letters: str, *, is_name: bool) -> Iterator[Way]:
    if form == sought:
        yield Way.EXACT_NAME if is_name else Way.EXACT_ALIAS
    elif form.startswith(sought):
        yield Way.PREFIX
    elif sought in form:
        yield Way.INFIX
    if letters:
        syllables = _syllables(form)
        pinyin = ["".join(syllables[at:]) for at in range(len(syllables))]
        yield from _latin_ways(pinyin, letters, (Way.PINYIN_EXACT, Way.PINYIN_PREFIX, Way.PINYIN_INFIX))
        initials = [syllable if is_run else syllable[0] for syllable, is_run in _pieces(form)]
        rests = ["".join(initials[at:]) for at in range(len(initials))]
        yield from _latin_ways(rests, letters, (Way.INITIALS_EXACT, Way.INITIALS_PREFIX, Way.INITIALS_INFIX))


def _latin_ways(rests: list[str], letters: str, ways: tuple[Way, Way, Way]) -> Iterator[Way]:
    exact, prefix, infix = ways
    for at, rest in enumerate(rests):
        if rest.startswith(letters):
            yield infix if at else exact if rest == letters else prefix


def _syllables(form: str) -> list[str]:
    return [syllable for syllable, _ in _pieces(form)]


def _pieces(form: str) -> list[tuple[str, bool]]:
    """Return syllables of Chinese characters and runs of letters and digits, each with whether it is such a run."""
    phrases = "|".join(sorted(READINGS, key=len, reverse=True))
    pieces: list[tuple[str, bool]] = []
    for part in re.findall(rf"{phrases}|[a-z0-9]+|[^a-z0-9]", form):
        if part in READINGS:
            pieces += [(syllable, False) for syllable in READINGS[part]]
        elif re.match("[a-z0-9]", part):
            pieces.append((part, True))
        else:
            pieces += [(read, False) for read in lazy_pinyin(part, style=Style.NORMAL, v_to_u=False) if read != part]
    return pieces
