"""What makes a way between two things worth telling: the weight of each relationship type, and what is a hub.

A way of fewer steps always comes first; of ways of equally many steps the one with the least sum of weights does. The weights are the
project's own judgement, made on how much a reader learns from one step of the type; each stands below with its reason. Hubs may be an end
of a way and never stand inside one: what they join has nothing else to do with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Bounds of the arguments. A way of seven steps joins almost anything with anything, so it tells nothing; twenty ways fill a screen.
MOST_HOPS = 6
MOST_PATHS = 20

# Labels whose nodes are hubs whatever their degree: a plan lists hundreds of things, a counted set and a band of sales put things
# together that share a number or a size only.
HUB_LABELS = ("Plan", "Group", "RevenueTier")

# A place of such a level holds everything that the graph knows of; departments serving leaves the province out for the same reason.
HUB_PLACE_LEVELS = ("NATIONAL", "PROVINCIAL")

# A node with more relationships than this is a hub. On the bundled register the largest node that is no hub by the rules above has 21; in
# a generated graph of 100,000 nodes 0.9 % have more than 100. A greater value shows ways through larger parks and departments and makes
# the search slower by up to its square (docs/decisions/008-paths.md).
MOST_RELATIONSHIPS = 100


@dataclass(frozen=True, slots=True)
class Weight:
    """How little one step of a relationship type tells, 1 to 5, and why."""

    value: int
    why: str


WEIGHTS: Mapping[str, Weight] = {
    "UNDERTAKES": Weight(1, "who carries a project out answers for it and owns it"),
    "OCCUPIES": Weight(1, "says what a firm or project does on a chain, the question that the graph is for"),
    "FEEDS": Weight(1, "a material goes from one to the other"),
    "HAS_SEGMENT": Weight(1, "a chain is made of its segments"),
    "SUCCEEDED_BY": Weight(1, "one body or place under two names"),
    "SUPPORTED_BY": Weight(1, "a base lives from the project or firm"),
    "BUILT_ON": Weight(1, "a base is defined by its industry or chain"),
    "PRODUCES": Weight(2, "a product is specific, but several may make it without knowing of each other"),
    "USES": Weight(2, "as PRODUCES"),
    "SERVES": Weight(2, "something was done for the one by the other"),
    "SUPPLIES": Weight(2, "works reach what they supply, and others beside it"),
    "CARRIED_BY": Weight(2, "a base stands in a park beside much else"),
    "LEADS": Weight(2, "answers for it"),
    "TARGETS": Weight(2, "a task is meant for it, and often for others"),
    "PARTICIPATES_IN": Weight(3, "takes part beside others"),
    "LOCATED_IN": Weight(3, "neighbours need not deal with each other"),
    "PART_OF": Weight(3, "parts of one whole need not deal with each other"),
    "MEASURES": Weight(3, "a figure says something about it"),
    "SURVEYED_IN": Weight(4, "somebody looked; whether anything is there is another question"),
    "IN_INDUSTRY": Weight(4, "classification: much belongs to one industry"),
    "SUBCLASS_OF": Weight(4, "classification of industries"),
    "IN_TIER": Weight(5, "shares a size"),
    "LISTED_IN": Weight(5, "stands on one list"),
    "MEMBER_OF": Weight(5, "is counted together"),
}

# A type that nobody has judged yet tells least.
UNJUDGED = Weight(5, "no weight was declared for it")


def weight_of(relationship_type: str) -> int:
    """Return the weight of one step along a relationship type, in either direction."""
    return WEIGHTS.get(relationship_type, UNJUDGED).value
