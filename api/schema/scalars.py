"""The scalars of the contract. Stored values are answered as they are; only what people give is read.

read_yuan("1.5亿元")       -> 150000000
read_date("2013年4月")     -> "2013-04"
"""

from __future__ import annotations

from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph.model.values import MAX_EXACT_INTEGER, parse_yuan
from graph.model.values import PartialDate as StatedDate

Yuan = NewType("Yuan", int)
Decimal = NewType("Decimal", str)
PartialDate = NewType("PartialDate", str)
DateTime = NewType("DateTime", str)


def read_yuan(given: object) -> int:
    """Return an amount of money as whole yuan.

    Args:
        given: A whole number, or a text with a unit: "1.5亿元", "4100万元".

    Raises:
        ValueError: Anything else, or more than 2^53 - 1 either way.
    """
    if isinstance(given, str):
        return parse_yuan(given)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if type(given) is not int or not -MAX_EXACT_INTEGER <= given <= MAX_EXACT_INTEGER:
        raise ValueError(f'{given!r} is no whole number of yuan up to {MAX_EXACT_INTEGER}, and no text such as "1.5亿元"')
    return given


def read_date(given: object) -> str:
    """Return a date of stated precision in its one form.

    Raises:
        ValueError: It is none; the message shows how one is written.
    """
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no date; write 2013, 2013-04 or 2013-04-30")  # noqa: TRY004  GraphQL's word for it
    return str(StatedDate.parse(given))


SCALARS: dict[object, ScalarDefinition] = {
    Yuan: strawberry.scalar(
        name="Yuan",
        description='金额: Money in whole yuan, a JSON integer exact to 2^53-1; given also as a text: "1.5亿元"',
        parse_value=read_yuan,
    ),
    Decimal: strawberry.scalar(name="Decimal", description="Exact decimal, as a JSON string"),
    PartialDate: strawberry.scalar(
        name="PartialDate", description="日期: ISO 8601 of stated precision: 2013, 2013-04 or 2013-04-30", parse_value=read_date
    ),
    DateTime: strawberry.scalar(name="DateTime", description="Instant in UTC, ISO 8601"),
}
