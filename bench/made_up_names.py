"""Chinese names that nobody bears: as many different ones as a graph needs, each with the key and order key that the model gives it.

    made_up(7, "硅业")     -> MadeUp(name="…硅业", slug="…-gui-ye", sort_key="… gui ye  …硅业")

A name is a district, a word of two characters and an ending. The parts of each list are spelled differently, so that different names
have different keys. Spelling whole names as `graph.names` does takes 0.2 ms each; the parts are spelled once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.names import syllables

DISTRICTS = (
    "河阳", "云岭", "白沙", "石门", "江口", "南湾", "东川", "西原", "北塔", "临泉", "高台", "柳林", "松坪", "桥头", "金山", "银滩",
    "红崖", "翠湖", "广陵", "梅州", "铜官", "玉泉", "青石", "双井",
)  # fmt: skip
CHARACTERS = "安博晨达恩丰光海吉康兰茂宁鹏启瑞盛泰伟兴远正宏嘉凯龙明平荣顺天旺鑫益卓昌德福冠华"

# Names with one ending; a prime step through them scatters neighbours, as in a graph that grew by and by.
NAMES = len(DISTRICTS) * len(CHARACTERS) ** 2
_STEP = 7_919


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A name, the readable part of its key, and its order key; as `graph.names.slug` and `sort_key` give them."""

    name: str
    slug: str
    sort_key: str


def made_up(number: int, ending: str) -> MadeUp:
    """Return the name of a number below NAMES with an ending; different numbers have different names and keys."""
    if not 0 <= number < NAMES:
        raise ValueError(f"There are {NAMES:,} names with one ending, none has number {number:,}.")
    place = number * _STEP % NAMES
    place, district = divmod(place, len(DISTRICTS))
    first, second = divmod(place, len(CHARACTERS))
    parts = (DISTRICTS[district], CHARACTERS[first], CHARACTERS[second], ending)
    spelled = [syllable for part in parts for syllable in _spelled(part)]
    name = "".join(parts)
    return MadeUp(name, "-".join(spelled), f"{' '.join(spelled)}  {name}")


@cache
def _spelled(part: str) -> tuple[str, ...]:
    return syllables(part)
