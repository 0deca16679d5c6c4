"""The sentences in which analyses explain themselves: every message in Chinese and English.

A message is a whole sentence with named places, so that each language orders its words as it must; nothing is pasted together. Each analysis
keeps its own in `graph.analytics.catalogue`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, unique

from graph.analytics.catalogue import bases, chains, coverage, difference, findings, partners, paths, service, words
from graph.errors import PlanBug


@unique
class Lang(Enum):
    """Languages of explanations."""

    ZH = "zh"
    EN = "en"


_PARTS = (
    words.MESSAGES,
    service.MESSAGES,
    chains.MESSAGES,
    coverage.MESSAGES,
    findings.MESSAGES,
    partners.MESSAGES,
    paths.MESSAGES,
    bases.MESSAGES,
    difference.MESSAGES,
)
_CATALOGUE: Mapping[str, tuple[str, str]] = {code: message for part in _PARTS for code, message in part.items()}
if len(_CATALOGUE) != sum(map(len, _PARTS)):
    raise PlanBug("Two analyses have a message of one code.")


def say(code: str, lang: Lang, **values: str | int) -> str:
    """Return the message of a code in a language with its places filled.

    Raises:
        PlanBug: No such message, or a place that was not given a value.
    """
    if code not in _CATALOGUE:
        raise PlanBug(f"There is no message {code!r}.")
    zh, en = _CATALOGUE[code]
    text = zh if lang is Lang.ZH else en
    try:
        return text.format_map(values)
    except KeyError as error:
        raise PlanBug(f"The message {code!r} needs a value for {error}.") from error


def codes() -> tuple[str, ...]:
    """Return all message codes in declared order."""
    return tuple(_CATALOGUE)
