"""Chinese names: normal form for matching, pinyin for order and keys.

A name keeps its printed form everywhere it is shown; the functions here make what is compared, sorted and sought.

    normal_form("聚能电力（青海）")  -> "聚能电力(青海)"
    sort_key("都兰县")              -> "du lan xian 都兰县"
    slug("聚能电力")                -> "ju-neng-dian-li"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Readings that pypinyin's phrase tables get wrong or do not know. Source: the place-name register of the Ministry of Civil
# Affairs gives Dulan, Ledu, Huangzhong; 重 and 长 in industrial compounds as in the Xiandai Hanyu Cidian, 7th edition.
READINGS: dict[str, tuple[str, ...]] = {
    "都兰": ("du", "lan"),
    "乐都": ("le", "du"),
    "大柴旦": ("da", "chai", "dan"),
    "德尔尼": ("de", "er", "ni"),
    "一里坪": ("yi", "li", "ping"),
    "藏毯": ("zang", "tan"),
    "中藏药": ("zhong", "zang", "yao"),
    "重大": ("zhong", "da"),
    "重点": ("zhong", "dian"),
    "增长": ("zeng", "zhang"),
}
_LONGEST_READING = max(map(len, READINGS))

# Marks that printers add or drop at will around the same name: quotation marks, spaces, middle dots.
_DROPPED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·・•‧]+")
_DASHES = re.compile(r"[-‐‑‒–—―−－~～]+")


def normal_form(name: str) -> str:
    """Return the form under which two printings of one name are equal.

    Full-width letters, digits and brackets become half-width (Unicode NFKC), letters lower-case, dashes of all kinds one "-",
    quotation marks, middle dots and white space vanish. Idempotent; empty for a name of such marks only.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = _DASHES.sub("-", _DROPPED.sub("", folded))
    return unicodedata.normalize("NFKC", folded)


def syllables(name: str) -> tuple[str, ...]:
    """Return toneless pinyin, one entry a Chinese character; a run of anything else is one entry as it stands."""
    return tuple(_syllables(unicodedata.normalize("NFKC", name)))


def _syllables(text: str) -> Iterator[str]:
    start = 0
    position = 0
    while position < len(text):
        phrase = _reading_at(text, position)
        if phrase is None:
            position += 1
            continue
        yield from _plain(text[start:position])
        yield from READINGS[phrase]
        start = position = position + len(phrase)
    yield from _plain(text[start:])


def _reading_at(text: str, position: int) -> str | None:
    for length in range(_LONGEST_READING, 1, -1):
        phrase = text[position : position + length]
        if phrase in READINGS:
            return phrase
    return None


def _plain(text: str) -> Iterator[str]:
    # Imported here because the import reads 3 MB of tables, half a second that a server which loads nothing does not need.
    from pypinyin import Style, pinyin

    for readings in pinyin(text, style=Style.NORMAL, v_to_u=False) if text else ():
        yield readings[0].lower()


def sort_key(name: str) -> str:
    """Return the stored order key of a name: its pinyin, then the name itself to part homophones."""
    spelled = " ".join(part.strip() for part in syllables(name) if part.strip())
    return f"{spelled} {name}"


def slug(name: str) -> str:
    """Return the readable ASCII part of a minted key: pinyin syllables and ASCII runs joined by "-".

    Never empty: a name without any letter or digit gives its code points in hexadecimal.
    """
    parts = re.findall(r"[a-z0-9]+", " ".join(syllables(name)).lower())
    return "-".join(parts) or "-".join(f"{ord(character):x}" for character in name)
