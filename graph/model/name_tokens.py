"""Tokens of names: what `search` seeks, written by projection, so that every question about a part of a name is one walk of an index.

One token stands for one name of one entity from one code point on. Its key begins with the normal form from there, `pinyin` and
`initials` with the spelling from there, each after two marks: whether it is a product's name, and whether the name starts here.

    都兰县 of place:dulan    n^都兰县 place:dulan|都兰县|0    n^dulanxian place:dulan|都兰县    n^dlx place:dulan|都兰县
                             n~兰县 place:dulan|都兰县|1      n~lanxian place:dulan|都兰县      n~lx place:dulan|都兰县
                             n~县 place:dulan|都兰县|2        n~xian place:dulan|都兰县         n~x place:dulan|都兰县

"Which names contain 兰" is then the keys that start with n~兰. A spelling is left out inside a run of letters and at signs, where no
syllable starts. The space that ends what is sought sorts before anything else, so that a walk meets whole names first; normal forms
have no spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model.image import ImageNode
from graph.model.kinds import StoreValue
from graph.names import readings

LABEL = "NameToken"

# Code points of a name that one token holds, so that a name of n costs at most 32 n characters instead of n²/2. Names of the bundled
# register have at most 26; a longer text is sought by its first 32 code points and then compared with the whole name.
LONGEST_TOKEN = 32

# The names of products lead to who makes and uses them, so they are walked by themselves.
PRODUCT = "Product"
_OF_PRODUCT, _OF_OTHERS = "p", "n"
_AT_START, _INSIDE = "^", "~"
_WHOLE, _CUT = " ", "… "

_WORD = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entity.

    Attributes:
        label: Label of the entity.
        entity: Its key.
        form: Normal form of the name.
        printed: The name as printed.
        property: Key of the property that it is a value of.
    """

    label: str
    entity: str
    form: str
    printed: str
    property: str


def marked(text: str, *, of_product: bool, at_start: bool) -> str:
    """Return with what a token starts that finds a text: a normal form in its key, a spelling in `pinyin` or `initials`."""
    scope = _OF_PRODUCT if of_product else _OF_OTHERS
    return scope + (_AT_START if at_start else _INSIDE) + text


def is_whole(sought: str, text: str, *, of_product: bool) -> bool:
    """Whether what a token holds under a mark is a whole name's form or spelling, and equal to the text."""
    return sought.startswith(marked(text, of_product=of_product, at_start=True) + _WHOLE)


def token_keys(label: str, entity: str, form: str) -> list[str]:
    """Return the keys of a name's tokens, from its start to its end; they depend on nothing else."""
    of_product = label == PRODUCT
    return [
        marked(form[at : at + LONGEST_TOKEN], of_product=of_product, at_start=at == 0)
        + _end(form, at)
        + f"{entity}|{form}|{at}"
        for at in range(len(form))
    ]


def tokens(name: Name) -> Iterator[ImageNode]:
    """Yield the tokens of a name, from its start to its end."""
    spelled = readings(name.form)
    starts = [_starts_syllable(spelled, name.form, at) for at in range(len(name.form))]
    first = starts.index(True) if True in starts else -1
    for at, key in enumerate(token_keys(name.label, name.entity, name.form)):
        properties: dict[str, StoreValue] = {"key": key}
        if starts[at]:
            part = slice(at, at + LONGEST_TOKEN)
            begin = marked("", of_product=name.label == PRODUCT, at_start=at == first)
            end = f"{_end(name.form, at)}{name.entity}|{name.form}"
            properties["pinyin"] = begin + _spelling(spelled[part]) + end
            properties["initials"] = begin + _spelling(_initials(spelled[part], name.form[part])) + end
        properties |= {
            "entity": name.entity,
            "label": name.label,
            "form": name.form,
            "printed": name.printed,
            "property": name.property,
        }
        yield ImageNode(LABEL, key, properties)


def _end(form: str, at: int) -> str:
    return _CUT if len(form) - at > LONGEST_TOKEN else _WHOLE


def _starts_syllable(spelled: Sequence[str], form: str, at: int) -> bool:
    """Whether a Chinese character stands here, or a run of letters and digits begins."""
    if not _WORD.match(spelled[at]):
        return False
    return spelled[at] != form[at] or at == 0 or not _WORD.match(form[at - 1])


def _spelling(parts: Sequence[str]) -> str:
    return "".join(_WORD.findall("".join(parts)))


def _initials(spelled: Sequence[str], form: str) -> list[str]:
    """First letters of syllables; letters and digits stand as they are."""
    return [reading[:1] if reading != character else character for reading, character in zip(spelled, form, strict=True)]
