"""What a recorded service says about the approvals of a single project: the rules of approval coverage, as tables.

A service to the project itself says how its matter stands. A service to the firm that undertakes the project, or to the park in which it
stands, is another fact; whether it may be carried over depends on what the law grants the approval to, kind by kind, and what is carried
over is INFERRED. A service to a counted set is never carried over to a project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique
from types import MappingProxyType


@unique
class CoverageState(Enum):
    """How a matter of a project stands; of two records of one year the earlier member decides."""

    GIVEN = 0
    IN_PROGRESS = 1
    OUTSTANDING = 2
    NOT_APPLICABLE = 3
    UNKNOWN = 4


# What a service's status says. What is announced has not begun. A service without a status says that somebody deals with the matter and
# not how far it has come, so it is no state; and that a matter is not applicable is said by a record or not at all.
STATES: Mapping[str, CoverageState] = MappingProxyType(
    {
        "GIVEN": CoverageState.GIVEN,
        "IN_PROGRESS": CoverageState.IN_PROGRESS,
        "OUTSTANDING": CoverageState.OUTSTANDING,
        "PLANNED": CoverageState.OUTSTANDING,
        "NOT_APPLICABLE": CoverageState.NOT_APPLICABLE,
    }
)


@unique
class Carried(Enum):
    """From whom a record is carried over to a project."""

    FROM_NOBODY = "nobody"
    FROM_ITS_FIRM = "its firm"
    FROM_ITS_FIRM_AND_PARK = "its firm and park"


@dataclass(frozen=True, slots=True)
class KindRule:
    """The rule of one kind of service.

    Attributes:
        kind: ServiceKind.
        carried: From whom it is carried over; from a firm only when the graph knows one project alone that the firm undertakes.
        reason: Why, with the source.
    """

    kind: str
    carried: Carried
    reason: str


# The approval is granted for one construction project to the body that builds it. So a record on that body is about its project when it builds
# one only; a park's own approval, such as the assessment of its planning, replaces no project's.
_PER_PROJECT = (
    "Granted for one construction project to the body that builds it: {}. With one project of the firm known, that is the one; with several "
    "nobody can tell. A park's approval is for the park's planning."
)
_WORKS = "Works for a site: they serve what stands on it. To a firm: as for approvals."
_FOR_THE_FIRM = "Given to the firm as a taxpayer or debtor, whatever it builds, and to a park as a body of its own."
_WITH_SOMEBODY = "Says with whom somebody works; it does not pass on to others."

RULES: tuple[KindRule, ...] = (
    KindRule(
        "ENVIRONMENT_APPROVAL",
        Carried.FROM_ITS_FIRM,
        _PER_PROJECT.format("Environmental Impact Assessment Law (2002), art. 18 and 22"),
    ),
    KindRule(
        "LAND_APPROVAL",
        Carried.FROM_ITS_FIRM,
        _PER_PROJECT.format(
            "Measures for the preliminary examination of land for construction projects (Ministry of Land, no. 42, 2008)"
        ),
    ),
    KindRule(
        "MINERAL_ALLOCATION",
        Carried.FROM_ITS_FIRM,
        _PER_PROJECT.format("resources are allotted to projects that process them, as plans print it"),
    ),
    KindRule(
        "MINING_LICENCE",
        Carried.FROM_ITS_FIRM,
        "Held by the firm for a mining area (State Council, decree 241 of 1998, art. 3). With one project of the firm known, it is that one's.",
    ),
    KindRule(
        "SAFETY_REVIEW",
        Carried.FROM_ITS_FIRM,
        _PER_PROJECT.format(
            "Measures on safety facilities of construction projects (State Administration of Work Safety, no. 36, 2010)"
        ),
    ),
    KindRule(
        "ENERGY_REVIEW",
        Carried.FROM_ITS_FIRM,
        _PER_PROJECT.format(
            "Measures on energy review of fixed-asset projects (National Development and Reform Commission, no. 6, 2010)"
        ),
    ),
    KindRule("GRID_SUPPLY", Carried.FROM_ITS_FIRM_AND_PARK, _WORKS),
    KindRule("POWER_SUPPLY", Carried.FROM_ITS_FIRM_AND_PARK, _WORKS),
    KindRule("ROAD", Carried.FROM_ITS_FIRM_AND_PARK, _WORKS),
    KindRule("TAX_RELIEF", Carried.FROM_NOBODY, _FOR_THE_FIRM),
    KindRule("FINANCE", Carried.FROM_NOBODY, _FOR_THE_FIRM),
    KindRule("COORDINATION", Carried.FROM_NOBODY, _WITH_SOMEBODY),
    KindRule("TASK_LEAD", Carried.FROM_NOBODY, _WITH_SOMEBODY),
    KindRule("OTHER", Carried.FROM_NOBODY, "Nothing is known of what it is."),
)
RULE_OF: Mapping[str, KindRule] = MappingProxyType({rule.kind: rule for rule in RULES})

# What is asked about when no kinds are named: what a project needs before it may be built or run, in the order of the model.
DEFAULT_KINDS: tuple[str, ...] = (
    "ENVIRONMENT_APPROVAL", "LAND_APPROVAL", "MINERAL_ALLOCATION", "MINING_LICENCE", "SAFETY_REVIEW", "ENERGY_REVIEW",
)  # fmt: skip
