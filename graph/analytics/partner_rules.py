"""The rules of candidate partners as one table of plain data: what is scored, how much each part weighs, what each observed case is worth.

Every row bears where it comes from. docs/partners.md shows the table for people; a test holds that it has every row. Changing a row
changes every ranking; nothing else knows these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph.analytics.chain_rules import Figure

# A screen shows ten firms; nobody compares more than a hundred.
DEFAULT_PARTNERS = 10
MOST_PARTNERS = 100


@dataclass(frozen=True, slots=True)
class PartRule:
    """One part of the score: its name, its default weight, the bounds of a weight given with a question, and why it weighs so much."""

    name: str
    weight: int
    least: int
    most: int
    source: str


_FORM = "a published diligence form of investment promotion"
PARTS: tuple[PartRule, ...] = (
    PartRule("position", 40, 0, 100,
             f"Weighs most in {_FORM}: 30 of the 65 points on what a graph can know. With less, large firms on the spot that have little to do "
             "with the segment come before those beside it."),
    PartRule("capacity", 20, 0, 100,
             "Ours: whoever is too small cannot carry the works. The form has 15 for finance, of which the graph knows size alone."),
    PartRule("place", 15, 0, 100,
             "Ours: who is on the spot, or beside its suppliers and customers, needs neither land nor roads of its own first."),
    PartRule("readiness", 15, 0, 100,
             "The form has 20 for the will to expand; stages and plans are what the graph knows of it."),
    PartRule("services", 10, 0, 100, "Ours: approvals that a firm has been given shorten the next ones, and decide little."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What is observed of a firm, the share of its part's points that it is worth, and why. Of several the one worth most counts.

    `code` is the name of the row and of its sentence in the catalogue.
    """

    part: str
    code: str
    share: Fraction
    source: str


def _cases(part: str, *rows: tuple[str, str, str]) -> tuple[Case, ...]:
    return tuple(Case(part, code, Fraction(share), source) for code, share, source in rows)


_STAGE = "Meaning of the stage in the model"
_SIZE = "Bands of yearly sales of industrial firms in the national rules on sizes of firms (工信部联企业〔2011〕300号)"
CASES: tuple[Case, ...] = (
    *_cases(
        "position",
        ("works", "1", "It produces in the segment, or in a part of it, outside the place asked about."),
        ("maker", "1", "It makes a product that no other segment makes, so it does what the segment does."),
        ("comes", "0.9", "It builds or plans in the segment, or has a project that is to make its product: it has said that it will."),
        ("stands", "0.9", "It stands in the segment, and no source says how far it has come."),
        ("peer", "0.9", "It makes the product in a segment of another kind, or a product that such segments make too."),
        ("both-sides", "0.8", "It has the material and would take the product itself: both trades are its own."),
        ("takes-output", "0.6", "It takes the product: it would make what it buys."),
        ("makes-input", "0.6", "It has the material: it would go one step further."),
        ("makes-next", "0.5", "It makes what the next segment makes, so it must take the product; that it does is inferred."),
        ("takes-by-product", "0.1", "It takes only what the segment gives beside its product."),
        ("shares-input", "0.1", "It takes the same material for something else: it knows the material and competes for it."),
    ),
    *_cases(
        "capacity",
        ("sales-large", "1", f"{_SIZE}: large from 400 million yuan."),
        ("sales-medium", "0.7", f"{_SIZE}: medium from 20 million yuan."),
        ("sales-small", "0.4", f"{_SIZE}: small from 3 million yuan."),
        ("sales-micro", "0.1", f"{_SIZE}: micro below."),
        ("listed", "0.7", "Ours: an exchange has looked at its size and its books, which says at least medium."),
        ("compared", "0.5", "Ours: half the points for a stated capacity, the other half by its share of the greatest stated one."),
        ("stated", "0.5", "Ours: a stated capacity or scale that nothing can be compared with is half the points."),
    ),
    *_cases(
        "place",
        ("beside", "1", "It stands in the place, and in one park with somebody who works one step up or down the chain."),
        ("inside", "0.8", "It stands in the place."),
        ("near", "0.5", "It stands in a place or park that holds the place asked about, below the province."),
        ("province", "0.3", "It stands in the same province."),
        ("elsewhere", "0.1", "It is known to stand elsewhere: it would have to come."),
    ),
    *_cases(
        "readiness",
        ("settled", "1", f"{_STAGE}: it produces here."),
        ("building", "0.9", f"{_STAGE}, or meaning of the state of an occupant: building has begun."),
        ("signed", "0.7", f"{_STAGE}: a contract binds both sides."),
        ("approved", "0.6", "Meaning of a project's status in the model: its approvals are given."),
        ("planned", "0.4", "Meaning of the status or the state of an occupant in the model: named as an intention."),
        ("intended", "0.3", f"{_STAGE}: an intention, which binds nobody."),
        ("listed-in-plan", "0.2", "A plan backs the firm or a project of its; for what, the list need not say."),
    ),
    *_cases(
        "services",
        ("several", "1", "Ours: two kinds of services given, so several departments know it."),
        ("given", "0.7", "Ours: one kind of services given."),
        ("begun", "0.4", "Ours: a service is under way, or no source says how far it has come."),
        ("park", "0.3", "Ours: its park was served, and it among others."),
        ("announced", "0.1", "Ours: a service is announced or not begun, for it or its park."),
    ),
)  # fmt: skip
CASE: Mapping[str, Case] = {case.code: case for case in CASES}

# On which side of the segment a case of position sets a firm. Beside the best case the best of another side is told, and adds no points.
SIDES: Mapping[str, str] = {
    **dict.fromkeys(("works", "maker", "comes", "stands", "peer"), "inside"),
    **dict.fromkeys(("takes-output", "makes-next"), "after"),
    "makes-input": "before", "both-sides": "both", "takes-by-product": "aside", "shares-input": "aside",
}  # fmt: skip

# Sales from which a firm is of a size, greatest first, by the case of the size.
SALES: tuple[tuple[int, str], ...] = (
    (400_000_000, "sales-large"), (20_000_000, "sales-medium"), (3_000_000, "sales-small"), (0, "sales-micro"),
)  # fmt: skip
STAGES: Mapping[str, str] = {"PRODUCING": "settled", "STARTED": "building", "SIGNED": "signed", "INTENDED": "intended"}
# A project's status, where it says more than the state of an occupant that it reads as.
STATUSES: Mapping[str, str] = {"APPROVED": "approved"}
STATES: Mapping[str, str] = {"UNDER_CONSTRUCTION": "building", "PLANNED": "planned"}
# NOT_APPLICABLE says nothing of who was served. The empty name stands for no status.
SERVICE_STATUSES: Mapping[str, str] = {
    "GIVEN": "given", "IN_PROGRESS": "begun", "": "begun", "PLANNED": "announced", "OUTSTANDING": "announced",
}  # fmt: skip

SEVERAL_KINDS = Figure("several-kinds", 2, "Ours: one approval may be luck, two show a firm that departments know.")
FIGURES: tuple[Figure, ...] = (SEVERAL_KINDS,)


@dataclass(frozen=True, slots=True)
class Veto:
    """What leaves a firm out whatever its score, and why. `code` is the name of its sentence in the catalogue."""

    code: str
    when: str
    source: str


VETOES: tuple[Veto, ...] = (
    Veto("incumbent", "It produces, on trial too, in the segment or a part of it in the place asked about; without a place anywhere.",
         "Where it produces already there is nothing that it could fill; the gap, if there is one, is left beside it."),
    Veto("maker-here", "All that is known of where it stands lies in the place asked about, and it makes what no other segment makes; "
         "without a place its stage says that it produces here.",
         "It does there what the segment does, though no source has put it into the segment yet."),
    Veto("serving-body", "It serves others, and neither makes nor occupies nor undertakes anything.",
         "A body that serves, as a grid company does, answers as a department: it takes materials and does not settle in a segment."),
)  # fmt: skip
