"""How a cell is read: by the kind of its property, with the Chinese words of an enumeration, or by a parser that a mapping names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from graph.model.declarations import EnumType, Property
from graph.model.kinds import Value, from_text
from graph.model.values import PartialDate
from graph.names import normal_form

# First digits of a six-digit code -> exchange. Source: the code segments that the Shanghai (60x, 68x; B shares 900), Shenzhen (00x, 30x;
# B shares 200) and Beijing (4x, 8x, 920) exchanges publish; the longest one decides.
_SEGMENTS: Mapping[str, str] = {
    "6": "SH", "900": "SH", "0": "SZ", "200": "SZ", "3": "SZ", "4": "BJ", "8": "BJ", "92": "BJ",
}  # fmt: skip
_CHINESE_CODE = re.compile(r"(?:(SH|SZ|BJ|HK)[.:]?)?([0-9]{5,6})(?:[.:]?(SH|SZ|BJ|HK))?")
_FOREIGN_CODE = re.compile(r"([A-Z]{2,8})[ :.]+([A-Z0-9.]{1,8})")
_CODE_HINT = "write the exchange and all its digits, such as SH 600001 or HK 00001"


def stock_code(text: str) -> str:
    """Return a stock code as exchange, blank, code: "600001", "600001.SH" and "SH600001" give "SH 600001".

    Raises:
        ValueError: It is no code, or names the exchange wrongly.
    """
    folded = unicodedata.normalize("NFKC", text).upper().strip()
    match = _CHINESE_CODE.fullmatch(re.sub(r"\s+", "", folded))
    if match is None:
        foreign = _FOREIGN_CODE.fullmatch(folded)
        if foreign is None or foreign[1] in _SEGMENTS.values() or foreign[1] == "HK":
            raise ValueError(f"{text!r} is no stock code; {_CODE_HINT}")
        return f"{foreign[1]} {foreign[2]}"
    front, digits, behind = match.groups()
    named = {name for name in (front, behind) if name is not None}
    # Five digits without the exchange may be six of which a spreadsheet dropped the first, a zero.
    by_digits = _exchange(digits) if len(digits) == 6 else "HK" if named else None
    if by_digits is None or not named <= {by_digits}:
        raise ValueError(f"{text!r} is no stock code of {' and '.join(sorted(named)) or 'an exchange'}; {_CODE_HINT}")
    return f"{by_digits} {digits}"


def _exchange(digits: str) -> str | None:
    fitting = [segment for segment in _SEGMENTS if digits.startswith(segment)]
    return _SEGMENTS[max(fitting, key=len)] if fitting else None


PARSERS: Mapping[str, Callable[[str], str]] = {"stock-code": stock_code}


def read_cell(declared: Property, parser: str, text: str) -> Value:
    """Return the value that a cell states.

    Args:
        declared: The property.
        parser: Name in `PARSERS`; "" for none.
        text: The cell.

    Raises:
        ValueError: The cell states none; the message has the cell's text and what was expected.
    """
    if parser:
        return PARSERS[parser](text)
    return enum_name(declared.enum, text) if declared.enum is not None else from_text(declared, text)


def enum_name(declared: EnumType, text: str) -> str:
    """Return the name of an enumeration's value that is written as its Chinese word or its name, in any width and case.

    Raises:
        ValueError: It has no such value.
    """
    words = {normal_form(word): value.name for value in declared.values for word in (value.name, value.zh)}
    if normal_form(text) not in words:
        raise ValueError(f"{text!r} is none of {', '.join(value.zh for value in declared.values)}")
    return words[normal_form(text)]


def read_date(text: str) -> str:
    """Return a date as ISO 8601 of its precision; a spreadsheet's 2024/5/1 is read too.

    Raises:
        ValueError: It is no date.
    """
    try:
        return str(PartialDate.parse(re.sub(r"[/.]", "-", unicodedata.normalize("NFKC", text))))
    except ValueError:
        raise ValueError(f"{text!r} is no date; write 2024, 2024-05 or 2024-05-01") from None
