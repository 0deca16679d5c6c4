"""The rules of proposed bases as one table of plain data: what a base needs at least, when two are one, and what counts how much.

Every row bears where it comes from. docs/bases.md shows the table for people; a test holds that it has every row.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.analytics.chain_rules import Figure


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score.

    Attributes:
        name: Of the part, and of its sentence in the catalogue.
        weight: Points when it is full; all weights together are 100.
        full: Number from which on it is full.
        counts: What is counted.
        source: Why.
    """

    name: str
    weight: int
    full: int
    counts: str
    source: str


PARTS: tuple[Part, ...] = (
    Part("houses", 30, 5, "Houses that stand there",
         "Ours: a base is many firms at one trade; with more than five the other parts tell them apart."),
    Part("segments", 25, 4, "Segments of its chains that they occupy",
         "Ours: a chain that stands together makes a base of a park; four steps lead from raw material to product in most chains."),
    Part("running", 20, 3, "Houses that produce, on trial too",
         "Ours: what is built already carries a base; what is planned may not come."),
    Part("links", 15, 3, "Flows from one of the segments to another",
         "Ours: firms that supply each other hold a base together."),
    Part("named", 10, 1, "Whether the plan lists or aims at the park, the trade or somebody there",
         "Ours: it is the plan's bases that are looked for, so what it names itself comes first."),
)  # fmt: skip

LEAST_HOUSES = Figure("least-houses", 2, "Ours: one firm with its projects is a firm, and no cluster.")
SHARED = Figure(
    "shared",
    0.5,
    "Ours: two trades of a park that have at least this share of the smaller one's houses in common are one base.",
)
FIGURES = (LEAST_HOUSES, SHARED)
