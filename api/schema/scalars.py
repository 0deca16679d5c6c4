"""The scalars of the contract; values are stored in the form in which they are answered, so nothing is converted here."""

from __future__ import annotations

from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Yuan = NewType("Yuan", int)
Decimal = NewType("Decimal", str)
PartialDate = NewType("PartialDate", str)
DateTime = NewType("DateTime", str)

SCALARS: dict[object, ScalarDefinition] = {
    Yuan: strawberry.scalar(name="Yuan", description="金额: Money in whole yuan; a JSON integer, exact to 2^53-1"),
    Decimal: strawberry.scalar(name="Decimal", description="Exact decimal, as a JSON string"),
    PartialDate: strawberry.scalar(
        name="PartialDate", description="日期: ISO 8601 of stated precision: 2013, 2013-04 or 2013-04-30"
    ),
    DateTime: strawberry.scalar(name="DateTime", description="Instant in UTC, ISO 8601"),
}
