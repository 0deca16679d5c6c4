"""The rules of chain maps and gaps as one table of plain data: what decides a segment's state, what counts as a gap, what weighs how much.

Every row bears where it comes from. docs/chains.md shows the table for people; a test holds that it has every row. Changing a row changes
maps, gaps and figures everywhere; nothing else knows these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique


@unique
class SegmentState(Enum):
    """How a segment stands at a place and in a year, best first; the values are places in that order."""

    PRESENT = 0
    WEAK = 1
    UNDER_CONSTRUCTION = 2
    MISSING = 3
    UNKNOWN = 4


@unique
class GapKind(Enum):
    """Kinds of gaps, in the order in which they are listed for one segment."""

    MISSING = 0
    WEAK = 1
    UNDER_CONSTRUCTION = 2
    EXTERNAL_INPUT = 3
    UNUSED_BY_PRODUCT = 4


# State of an occupant of which no source says how far it has come; beside the names of graph.model.enums.OCCUPANCY.
UNSTATED = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class StateRule:
    """One row of the table of states; the first row that holds decides.

    Attributes:
        code: Name of the row and of its sentence in the catalogue.
        state: What follows.
        occupancy: The row holds when an occupant in scope has this state; "" when it asks for none.
        source: Why.
        surveyed: The row holds only when somebody looked there.
        short: The row holds only when what is made there is surely less than what is needed (SHORT_OF_NEED).
    """

    code: str
    state: SegmentState
    occupancy: str
    source: str
    surveyed: bool = False
    short: bool = False


_CARD = "The five states that planners asked for"
STATE_RULES: tuple[StateRule, ...] = (
    StateRule("short", SegmentState.WEAK, "PRODUCING", f"{_CARD}: the capacity is too small for the next segment.", short=True),
    StateRule("producing", SegmentState.PRESENT, "PRODUCING", f"{_CARD}: a firm that produces occupies."),
    StateRule("trial", SegmentState.WEAK, "TRIAL", f"{_CARD}: what runs on trial cannot be relied on by the next segment yet."),
    StateRule("building", SegmentState.UNDER_CONSTRUCTION, "UNDER_CONSTRUCTION",
              f"{_CARD}: a project under way closes the gap on a date."),
    StateRule("unstated", SegmentState.UNKNOWN, UNSTATED,
              "Somebody stands there, and no source says how far: neither present nor missing follows."),
    StateRule("nobody", SegmentState.MISSING, "",
              "Missing is a finding of somebody who looked (SURVEYED_IN); what is only planned does not occupy.", surveyed=True),
    StateRule("unsurveyed", SegmentState.UNKNOWN, "", "Not known is not the same as none."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a project has come, read as the state of an occupant, and why."""

    occupancy: str
    source: str


_STATUS = "Meaning of the status in the model"
STATUS_OCCUPANCY: Mapping[str, Reading] = {
    "PROPOSED": Reading("PLANNED", f"{_STATUS}: named as an intention."),
    "APPROVED": Reading("PLANNED", f"{_STATUS}: approvals are given, building is not."),
    "STARTED": Reading("UNDER_CONSTRUCTION", f"{_STATUS}: building has begun."),
    "UNDER_CONSTRUCTION": Reading("UNDER_CONSTRUCTION", f"{_STATUS}: building goes on."),
    "TRIAL_PRODUCTION": Reading("TRIAL", f"{_STATUS}: it runs on trial."),
    "PARTLY_IN_PRODUCTION": Reading("PRODUCING", f"{_STATUS}: a part of it produces, so the segment is not empty."),
    "IN_PRODUCTION": Reading("PRODUCING", f"{_STATUS}: a completed project occupies its segment."),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A rule that lists names of the model: which, and why these."""

    code: str
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A rule that is a number: how much, and why so much."""

    code: str
    value: float
    source: str


WORKING = Named(
    "working", ("PRODUCING", "TRIAL"),
    "Who produces, on trial too, takes inputs and gives outputs; who builds or plans does neither yet.",
)  # fmt: skip
COMING = Named(
    "coming", ("UNDER_CONSTRUCTION", "PLANNED"), "Who builds or plans is told beside a gap, and does not close it yet."
)
SETTLED = Named(
    "settled", ("PRODUCING",),
    "A firm of which a source says how far it has come toward settling here makes and takes nothing here before it produces here.",
)  # fmt: skip
NETWORKS = Named(
    "networks", ("ENERGY",),
    "Power and heat come from a network and not from one segment, so they are no external input and no unused output.",
)  # fmt: skip
RETURNS = Named(
    "returns", ("RECYCLE",),
    "What comes to a segment by recycling alone stands in for a main material, so its lack is no external input.",
)  # fmt: skip
BY_PRODUCTS = Named(
    "by-products", ("BY_PRODUCT", "RECYCLE"), "Kinds of flows that the model declares as by-products and returns."
)
PASSING = Named(
    "passing",
    ("TRIAL", "UNDER_CONSTRUCTION"),
    "States that end by themselves: works get finished, trials pass; production goes on.",
)
LISTS: tuple[Named, ...] = (WORKING, COMING, PASSING, SETTLED, NETWORKS, RETURNS, BY_PRODUCTS)

SHORT_OF_NEED = Figure(
    "short-of-need", 1.0,
    "A producing segment is WEAK when the stated capacities of all who make a product are surely below this multiple of the stated "
    "needs of those who take it; one unstated capacity, and nothing follows. 1 is the plain meaning of too little.",
)  # fmt: skip
PASSING_YEARS = Figure(
    "passing-years", 3,
    "Ours: works of industry take some three years; so many years after the last statement nothing says whether a passing state "
    "still holds, and the occupant's state is UNKNOWN.",
)  # fmt: skip
NAMES_TOLD = Figure("names-told", 4, "Ours: a sentence with more names is not read; the lists beside it have them all.")
COMPLETENESS_WEIGHTS: Mapping[SegmentState, Figure] = {
    SegmentState.PRESENT: Figure("weight-present", 1.0, "It is there."),
    SegmentState.WEAK: Figure("weight-weak", 0.5, "Ours: between there and not there, and nothing says to which it is nearer."),
    SegmentState.UNDER_CONSTRUCTION: Figure("weight-building", 0.0, "It is not there yet."),
    SegmentState.MISSING: Figure("weight-missing", 0.0, "It is not there."),
    SegmentState.UNKNOWN: Figure("weight-unknown", 0.0, "It counts nothing in the figure, and 1 in its upper bound."),
}
FIGURES: tuple[Figure, ...] = (SHORT_OF_NEED, PASSING_YEARS, *COMPLETENESS_WEIGHTS.values(), NAMES_TOLD)


@dataclass(frozen=True, slots=True)
class GapRule:
    """When there is a gap of a kind, and why that is a gap."""

    kind: GapKind
    when: str
    source: str


_KINDS = "One of the five kinds of gaps that planners distinguish"
GAP_RULES: tuple[GapRule, ...] = (
    GapRule(GapKind.MISSING, "The segment is MISSING.", f"{_KINDS}: no firm."),
    GapRule(GapKind.WEAK, "The segment is WEAK.", f"{_KINDS}: too little capacity."),
    GapRule(GapKind.UNDER_CONSTRUCTION, "The segment is UNDER_CONSTRUCTION.", f"{_KINDS}: a project under way, closing on a date."),
    GapRule(GapKind.EXTERNAL_INPUT, "Somebody works in the segment, and nobody in scope is known to work at making one of its inputs.",
            f"{_KINDS}: the input is bought outside."),
    GapRule(GapKind.UNUSED_BY_PRODUCT, "Somebody works in the segment, and nobody in scope is known to work at taking one of its outputs, "
            "though some segment takes it.", f"{_KINDS}: an output nobody takes."),
)  # fmt: skip
