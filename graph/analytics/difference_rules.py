"""What of two plans is compared, and which part of the one is which part of the other.

Parts are what is PART_OF a plan (also by way of another instrument) and what is LISTED_IN it. A part of the one plan is matched with a part
of the other of the same label by the first of these rules under which exactly one part on either side fits, and only parts that no earlier
rule matched take part in the next:

1. the same key, merges followed;
2. the same normal form of the name;
3. the same normal form of the name with its years told from the plan's year: 2012年 in a plan for 2013 is 2013年 in a plan for 2014, so the
   figure for the past year stands beside the figure for the past year. Both plans must have a year.

What a plan says of a part is what its own claims say: those that cite a document of the plan, and those of a source that states it as
MAIN. Of several on one property the first by the declared precedence counts. So two plans that speak of one project are told apart.

Values are compared by what they mean: numbers with unit, upper bound and comparator, money in yuan, texts by their normal form. A year
that moves with the plan's year, as a property or in a name, is no change. A set (leaders, members) is compared as a whole, with matched
parts counting as one thing. A value that one of the plans does not give is unknown there, and told so; it is not "none".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.names import normal_form

# A year as it stands in a name; a longer number is no year.
_YEAR = re.compile(r"(?<!\d)(\d{4})年")

# How a part belongs to a plan.
BELONGS = ("PART_OF", "LISTED_IN")


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a relationship type: which nodes stand at the other end is compared."""

    type: str
    forward: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared of the parts of one label: properties, then sets of neighbours, in the order in which people read them."""

    properties: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()


# Labels in the order in which changes are told: aims, then what is to be built, then who is to do what.
COMPARED: Mapping[str, Compared] = {
    "Indicator": Compared(("value", "year"), (Side("MEASURES", forward=True),)),
    "Group": Compared(("declaredCount", "year", "memberLabel"), (Side("MEMBER_OF", forward=False),)),
    "RevenueTier": Compared(("min", "max", "target", "year"), (Side("IN_TIER", forward=False),)),
    "Project": Compared(("status", "investment", "capacity", "phase")),
    "Enterprise": Compared(("fullName", "listedCode")),
    "Base": Compared(
        (), (Side("BUILT_ON", forward=True), Side("CARRIED_BY", forward=True), Side("SUPPORTED_BY", forward=True))
    ),
    "Task": Compared(
        ("text", "deadline"),
        (Side("LEADS", forward=False), Side("PARTICIPATES_IN", forward=False), Side("TARGETS", forward=True)),
    ),
    "Instrument": Compared(("kind", "amount", "year")),
}

# A part that has the same key in both plans may have another name in each.
NAME = "name"

# Properties of LISTED_IN, compared like those of the part.
LISTED = ("year", "role")

# Properties that hold a year which may move with the plan's.
YEARS = frozenset({"year"})


def timeless_name(name: str, plan_year: int | None) -> str | None:
    """Return the normal form of a name with its years told from the plan's year; None without one.

    timeless_name("2012年产值", 2013) == timeless_name("2013年产值", 2014)
    """
    if plan_year is None:
        return None
    return _YEAR.sub(lambda found: f"{int(found[1]) - plan_year:+d}年", normal_form(name))
