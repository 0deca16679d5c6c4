"""Chinese names: normal form for matching, pinyin for order and keys.

A name keeps its printed form everywhere it is shown; the functions here make what is compared, sorted and sought.

    normal_form("聚能电力（青海）")  -> "聚能电力(青海)"
    sort_key("都兰县")              -> "du lan xian  都兰县"
    slug("聚能电力")                -> "ju-neng-dian-li"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

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

# A name is read for its order and again for its tokens, both while it is projected; a load has some thousand names.
_REMEMBERED = 4096

# Marks that printers add or drop at will around the same name: quotation marks, spaces, middle dots.
_DROPPED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·・•‧]+")
# Macron, acute, caron and grave accent over a vowel: the four tones.
_TONES = re.compile(r"[\u0304\u0301\u030c\u0300]")
# The last code point in front of the surrogates; no character has it.
_LATE_MARK = "\ud7ff"
_LATE = re.compile(r"[\ue000-\U0010ffff]")
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
    text = unicodedata.normalize("NFKC", name)
    parts: list[str] = []
    run = ""
    for character, reading in zip(text, readings(text), strict=True):
        if reading == character:
            run += character
            continue
        parts += [run.lower(), reading] if run else [reading]
        run = ""
    return (*parts, run.lower()) if run else tuple(parts)


@lru_cache(maxsize=_REMEMBERED)
def readings(text: str) -> tuple[str, ...]:
    """Return one entry a code point: toneless pinyin of a Chinese character, anything else as it stands."""
    return tuple(_readings(text))


def _readings(text: str) -> Iterator[str]:
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

    position = 0
    for found, *_ in pinyin(text, style=Style.NORMAL, v_to_u=False) if text else ():
        # What has no pinyin comes in runs, as it stands.
        is_run = text.startswith(found, position)
        position += len(found) if is_run else 1
        yield from found if is_run else (found,)


def latin_form(text: str) -> str:
    """Return a text as spellings are compared with it: "Dū lán" -> "dulan", "lǜ" -> "lv"; "" when it is no spelling.

    A spelling consists of letters of ASCII with or without tone marks, ü, and digits, one letter at least; spaces, apostrophes and hyphens
    between syllables do not count. Source: Hanyu Pinyin (GB/T 16159-2012); v for ü as keyboards have it, and as `readings` writes it.
    """
    apart = unicodedata.normalize("NFD", normal_form(text))
    folded = unicodedata.normalize("NFC", _TONES.sub("", apart)).replace("ü", "v").replace("-", "")
    return folded if re.fullmatch("[a-z0-9]*[a-z][a-z0-9]*", folded) else ""


def sort_key(name: str) -> str:
    """Return the stored order key of a name: its pinyin, then the name itself, half-width, to part homophones.

    Two spaces stand between them, so that a name stands in front of all that begin like it: no syllable begins with a space.

    Characters from U+E000 on stand as a mark and six hexadecimal digits each. Below them the order of UTF-16 code units is that of code
    points, and Neo4j goes by the one or the other, depending on whether an index answers.
    """
    spelled = " ".join(part.strip() for part in syllables(name) if part.strip())
    key = f"{spelled}  {unicodedata.normalize('NFKC', name)}"
    return _LATE.sub(lambda found: f"{_LATE_MARK}{ord(found[0]):06x}", key)


def slug(name: str) -> str:
    """Return the readable ASCII part of a minted key: pinyin syllables and ASCII runs joined by "-".

    Never empty: a name without any letter or digit gives its code points in hexadecimal.
    """
    parts = re.findall(r"[a-z0-9]+", " ".join(syllables(name)).lower())
    return "-".join(parts) or "-".join(f"{ord(character):x}" for character in name)
