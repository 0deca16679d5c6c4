"""Value types: money, quantities, dates of stated precision; parsed from printed Chinese exactly.

    parse_yuan("472.8亿元")        -> 47280000000
    parse_quantity("10—15万吨")    -> Quantity(100000.0, "t", BETWEEN, "10—15万吨", upper=150000.0)
    parse_quantity("25．6％")       -> Quantity(25.6, "%", EXACT, "25．6％")
    PartialDate.parse("2013-04")   -> PartialDate(2013, 4)

Arithmetic is decimal until the last step, so 亿 and 万 with decimals survive exactly. Source of the units: GB 3100-1993 names,
SI symbols; counting words (户, 项, 个) stay as they are, since they say what is counted.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, unique

# The largest integer that JSON readers keep exact (IEEE 754 double, 2^53 - 1).
MAX_EXACT_INTEGER = 2**53 - 1


@unique
class Comparator(Enum):
    """How a stated number bounds the true one."""

    EXACT = "等于"
    ABOUT = "约"
    OVER = "余"
    AT_LEAST = "以上"
    UNDER = "近"
    AT_MOST = "以下"
    BETWEEN = "至"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number with unit and comparator; `value` is in `unit`, `upper` only with BETWEEN, `text` as printed."""

    value: float
    unit: str
    comparator: Comparator
    text: str
    upper: float | None = None

    def __post_init__(self) -> None:
        """Raise ValueError when the bounds do not fit the comparator."""
        if (self.comparator is Comparator.BETWEEN) != (self.upper is not None):
            raise ValueError(f"{self.text!r}: an upper bound and BETWEEN go together")
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"{self.text!r}: the upper bound lies below the lower one")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precisely as its source states it: year, year and month, or a day. Orders like its ISO 8601 text."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for a date that the calendar does not have."""
        if not 1 <= self.year <= 9999 or not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(f"{self.year}-{self.month}-{self.day} is no date")
        if self.day < 0 or (self.day and self.day > calendar.monthrange(self.year, self.month)[1]):
            raise ValueError(f"{self.year}-{self.month}-{self.day} is no day of the calendar")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2013", "2013-04", "2013-04-30", "2013年4月", "2013年底" (the year) and the like.

        Raises:
            ValueError: The text is no such date.
        """
        folded = unicodedata.normalize("NFKC", text).strip()
        match = _DATE.fullmatch(folded)
        if match is None:
            raise ValueError(f"{text!r} is no date; write 2013, 2013-04 or 2013-04-30")
        part = match.groupdict(default="0")
        return cls(int(part["year"]), int(part["month"]) or int(part["month2"]), int(part["day"]) or int(part["day2"]))

    def __str__(self) -> str:
        """Return ISO 8601 of the stated precision."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        return text + (f"-{self.day:02d}" if self.day else "")


_MONTH, _DAY = "0?[1-9]|1[0-2]", "0?[1-9]|[12][0-9]|3[01]"
_DATE = re.compile(
    rf"(?P<year>\d{{4}})(?:-(?P<month>{_MONTH})(?:-(?P<day>{_DAY}))?|年(?:底|初|末)?"
    rf"|年(?P<month2>{_MONTH})月(?:(?P<day2>{_DAY})日)?)?"
)

_SCALES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}

# Printed unit -> (canonical unit, power of ten to it).
_UNITS: dict[str, tuple[str, int]] = {
    "吨": ("t", 0),
    "千克": ("kg", 0),
    "兆瓦": ("MW", 0),
    "千瓦": ("kW", 0),
    "吉瓦": ("GW", 0),
    "MW": ("MW", 0),
    "GW": ("GW", 0),
    "兆瓦时": ("MWh", 0),
    "MWh": ("MWh", 0),
    "吉瓦时": ("GWh", 0),
    "GWh": ("GWh", 0),
    "kV": ("kV", 0),
    "千伏": ("kV", 0),
    "度": ("kWh", 0),
    "千瓦时": ("kWh", 0),
    "%": ("%", 0),
    "个百分点": ("pp", 0),
    "元": ("CNY", 0),
    "平方米": ("m2", 0),
    "平方公里": ("km2", 0),
    "公里": ("km", 0),
    "亩": ("mu", 0),
    "立方米": ("m3", 0),
}
_COUNTED = ("人次", "户", "项", "个", "名", "人", "次", "家", "套", "台", "条", "座", "大", "种", "年", "片", "只", "块", "辆")

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[零一二两三四五六七八九十百千]+"
_UNIT = "|".join(sorted(map(re.escape, (*_UNITS, *_COUNTED)), key=len, reverse=True))
# What the whole text calls the number, and that it is for a year; neither changes number or unit, the printed text keeps both.
_LEAD, _YEARLY = "年产能|年产量|年产|产能|产量", "/年"
_QUANTITY = re.compile(
    rf"(?P<lead>{_LEAD})?(?P<before>约|近|超过|超|不低于|不少于|至少|不超过|不足|大约|接近)?"
    rf"(?P<low>{_NUMBER})(?P<more>余|多)?(?P<lowscale>万亿|百万|千万|亿|万|千)?"
    rf"(?:(?P<lowunit>{_UNIT})?[-至到](?P<high>{_NUMBER}))?(?P<scale>万亿|百万|千万|亿|万|千)?(?P<more2>余|多)?"
    rf"(?P<unit>{_UNIT})?(?P<yearly>{_YEARLY})?(?P<after>余|多|以上|以下|左右|以内|人次)?"
)
_BEFORE = {
    "约": Comparator.ABOUT,
    "大约": Comparator.ABOUT,
    "近": Comparator.UNDER,
    "接近": Comparator.UNDER,
    "不足": Comparator.UNDER,
    "超过": Comparator.OVER,
    "超": Comparator.OVER,
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "至少": Comparator.AT_LEAST,
    "不超过": Comparator.AT_MOST,
}
_AFTER = {
    "余": Comparator.OVER,
    "多": Comparator.OVER,
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
}


def _fold(text: str) -> str:
    """NFKC, dashes one form, spaces and a trailing full stop gone, ＫＶ as kV."""
    folded = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"\s+", "", re.sub(r"[‐‑‒–—―−~]+", "-", folded))
    return re.sub(r"(?i)kv", "kV", folded)


def _decimal(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total = current = 0
    for character in text:
        if character in _DIGITS:
            current = _DIGITS[character]
        else:
            total += (current or 1) * _POWERS[character]
            current = 0
    return Decimal(total + current)


def _scaled(number: str, scale: str | None, power: int) -> Decimal:
    value = _decimal(number)
    return value.scaleb((_SCALES[scale] if scale else 0) + power) if scale or power else value


def parse_quantity(text: str) -> Quantity:
    """Read a printed number with unit and comparator.

    余, 多 and 超 read as OVER, 近 and 不足 as UNDER, 约 and 左右 as ABOUT, 以上 as AT_LEAST, 以下 as AT_MOST, a dash between two
    numbers as BETWEEN. Tonnes, watts, volts and yuan are brought to one unit (万吨 -> t); a number without unit has unit "". 年产 or 产能 in
    front and /年 behind stand in the printed text alone.

    Raises:
        ValueError: The text is no such number.
    """
    match = _QUANTITY.fullmatch(_fold(text))
    if match is None:
        raise ValueError(f"{text!r} is no number with a known unit")
    part = match.groupdict()
    unit, power = _UNITS.get(part["unit"] or "", (part["unit"] or "", 0))
    comparator = Comparator.EXACT
    for word, meaning in (("before", _BEFORE), ("more", _AFTER), ("more2", _AFTER), ("after", _AFTER)):
        comparator = meaning.get(part[word] or "", comparator)
    if part["high"] is None:
        if part["lowscale"] and part["scale"]:
            raise ValueError(f"{text!r} has two scales")
        low = _scaled(part["low"], part["lowscale"] or part["scale"], power)
        return Quantity(float(low), unit, comparator, text)
    low = _scaled(part["low"], part["lowscale"] or part["scale"], power)
    high = _scaled(part["high"], part["scale"], power)
    return Quantity(float(low), unit, Comparator.BETWEEN, text, float(high))


def parse_yuan(text: str) -> int:
    """Read money as whole yuan: "472.8亿元", "4100万元", "4100余万元" (the stated bound), or digits alone.

    Raises:
        ValueError: No money, a fraction of a yuan, or more than 2^53 - 1 yuan.
    """
    folded = _fold(text)
    match = _QUANTITY.fullmatch(folded)
    is_rate = match is not None and (match["lead"] or match["yearly"])
    if match is None or is_rate or match["high"] or (match["unit"] or "元") != "元":
        raise ValueError(f"{text!r} is no amount of money; write 472.8亿元 or whole yuan")
    amount = _scaled(match["low"], match["lowscale"] or match["scale"], 0)
    if amount != amount.to_integral_value() or not 0 <= amount <= MAX_EXACT_INTEGER:
        raise ValueError(f"{text!r} is no whole number of yuan up to {MAX_EXACT_INTEGER}")
    return int(amount)


def parse_integer(text: str) -> int:
    """Read a whole number, thousands commas and full-width digits allowed.

    Raises:
        ValueError: No whole number, or beyond ±(2^53 - 1).
    """
    folded = _fold(text).replace(",", "")
    if not re.fullmatch(r"-?\d+", folded) or abs(int(folded)) > MAX_EXACT_INTEGER:
        raise ValueError(f"{text!r} is no whole number")
    return int(folded)
