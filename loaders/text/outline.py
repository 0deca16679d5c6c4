"""The outline of a document: sections, paragraphs and sentences, each with a locator that people can count out by hand.

    3.p7.s2      section 三, its seventh paragraph, its second sentence
    3.1.p2.s1    section 三, nested section （一）, second paragraph, first sentence
    0.p1.s1      before the first heading
    3.p7         the whole paragraph          3, 3.1      the heading line itself

A heading is a line of its own that begins with a Chinese number ("一、", nested "（一）") and does not end like a sentence; a line that
begins so and runs on to a full stop is a paragraph. A section has the number that it prints; where numbering starts anew (an annex
that begins with 一、 again) it has one more than the section before, so that no two share a locator. Every other line that is not
blank is a paragraph. A sentence ends after 。 ； ！ ？ and the closing marks that follow them.

Spans are [start, end) in code points of the stored text, without the white space around a line. Time and memory are linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, unique

LOCATOR = re.compile(r"\d+(?:\.\d+)?(?:\.p[1-9]\d*(?:\.s[1-9]\d*)?)?")

_NUMERAL = "[零一二三四五六七八九十百]+"
_HEADING = re.compile(rf"(?P<top>{_NUMERAL})、|[（(](?P<nested>{_NUMERAL})[）)]")
_SENTENCE = re.compile(r"[^。；！？]*(?:[。；！？]+[”’」』）)\"']*|\Z)")
_SENTENCE_END = re.compile(r"[。；！？][”’」』）)\"']*\Z")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


@unique
class Part(Enum):
    """What a span of the outline is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Span:
    """One part of a document: its locator and its place in the stored text."""

    locator: str
    part: Part
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """All parts of one document in the order of the text, a paragraph before its sentences."""

    text: str
    spans: tuple[Span, ...]
    _by_locator: Mapping[str, Span] = field(init=False, repr=False, compare=False)
    _leaves: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the spans by locator and by place."""
        object.__setattr__(self, "_by_locator", {span.locator: span for span in self.spans})
        object.__setattr__(self, "_leaves", tuple(span for span in self.spans if span.part is not Part.PARAGRAPH))

    def find(self, locator: str) -> Span | None:
        """Return the part that a locator names; None when the document has no such part."""
        return self._by_locator.get(locator)

    def words(self, span: Span) -> str:
        """Return the document's words of a part."""
        return self.text[span.start : span.end]

    def locator_at(self, offset: int) -> str | None:
        """Return the locator of the sentence or heading at an offset; None between lines and outside the text."""
        place = bisect_right(self._leaves, offset, key=_start) - 1
        if place < 0 or offset >= self._leaves[place].end:
            return None
        return self._leaves[place].locator


def _start(span: Span) -> int:
    return span.start


def outline_of(text: str) -> Outline:
    """Return the outline of a stored text."""
    return Outline(text, tuple(_spans(text)))


def _spans(text: str) -> Iterator[Span]:
    section = nested = paragraph = 0
    for start, end in _lines(text):
        heading = _heading(text[start:end])
        if heading is None:
            paragraph += 1
            within = f"{section}.{nested}" if nested else str(section)
            locator = f"{within}.p{paragraph}"
            yield Span(locator, Part.PARAGRAPH, start, end)
            yield from _sentences(text, locator, start, end)
            continue
        is_top, number = heading
        paragraph = 0
        if is_top:
            section, nested = _after(section, number), 0
        else:
            nested = _after(nested, number)
        yield Span(str(section) if is_top else f"{section}.{nested}", Part.HEADING, start, end)


def _after(last: int, printed: int) -> int:
    return printed if printed > last else last + 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(body)
        position += len(line) + 1


def _heading(line: str) -> tuple[bool, int] | None:
    """Whether a heading is a top one, and its number; None for a line that is no heading."""
    match = _HEADING.match(line)
    if match is None or _SENTENCE_END.search(line):
        return None
    numeral = match["top"] or match["nested"]
    return match["top"] is not None, _number(numeral)


def _number(numeral: str) -> int:
    total = current = 0
    for character in numeral:
        if character in _DIGITS:
            current = _DIGITS[character]
        else:
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
    return total + current


def _sentences(text: str, paragraph: str, start: int, end: int) -> Iterator[Span]:
    position, number = start, 0
    while position < end:
        match = _SENTENCE.match(text, position, end)
        position_after = end if match is None else match.end()
        number += 1
        yield Span(f"{paragraph}.s{number}", Part.SENTENCE, position, position_after)
        position = position_after
