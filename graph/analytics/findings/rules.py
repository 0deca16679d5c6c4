"""The rules of the plan findings, declared once: code, severity, what is compared, and why a difference matters.

Documents, the API's descriptions and the order of findings are functions of `RULES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique


@unique
class Severity(Enum):
    """How much a finding says against the plan, worst first."""

    HARD = 0
    SERIOUS = 1
    MINOR = 2
    GAP = 3


# Source: the meanings are this project's own; the contract fixes the names.
MEANINGS: Mapping[Severity, str] = {
    Severity.HARD: "Stated figures that cannot all be true",
    Severity.SERIOUS: "Statements that do not fit together unless something unsaid explains it",
    Severity.MINOR: "One matter said in two ways",
    Severity.GAP: "Something that a reader needs and that nobody has said",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: Stable name; message `finding.CODE` says what was found.
        severity: What every finding of the rule is worth.
        compares: What is held against what, one phrase.
        reason: Why a difference matters, or the source of the rule.
    """

    code: str
    severity: Severity
    compares: str
    reason: str


RULES: tuple[Rule, ...] = (
    Rule(
        "SUM_MISMATCH", Severity.HARD,
        "amount of an instrument against the sum of its parts, when every part has an amount",
        "arithmetic; half a unit of the finest printed place is allowed for each figure",
    ),
    Rule(
        "SUBSET_EXCEEDS_WHOLE", Severity.HARD,
        "count of a set against the count of a set that is a part of it",
        "arithmetic: a part has at most as many members as the whole",
    ),
    Rule(
        "MEMBERS_EXCEED_COUNT", Severity.HARD,
        "declared count of a set against its members that are stated by name",
        "arithmetic: nobody can name more members than there are",
    ),
    Rule(
        "GROUP_UNCOVERED", Severity.SERIOUS,
        "firms that the revenue tiers of one year are to hold together against the set that the tiers belong to",
        "tiers that share out a listed set leave nobody out; where the set is not counted, the same set of the nearest counted year",
    ),
    Rule(
        "APPROVALS_BEHIND", Severity.SERIOUS,
        "parts of a set that have begun building against the parts of the same set that have an approval that must come first",
        "laws named in the table of approvals: without it, building may not begin",
    ),
    Rule(
        "DIVISION_MISMATCH", Severity.SERIOUS,
        "count of a set against the sum of two or more parts of it that one sentence counts, when they make up most of it or more than it",
        "who divides a set in one sentence accounts for all of it; parts that make up less are examples, no division",
    ),
    Rule(
        "GOAL_VS_FIGURE", Severity.SERIOUS,
        "growth that a goal promises in words against the growth from the year before that its figure means",
        "least meaning of the words of growth, by the table of such words",
    ),
    Rule(
        "SHARE_MISMATCH", Severity.SERIOUS,
        "a stated share or rate of two stated figures against their quotient",
        "arithmetic over the bounds that the printed figures leave",
    ),
    Rule(
        "GROWTH_MISMATCH", Severity.SERIOUS,
        "a stated growth rate against the growth from the same figure of the year before",
        "arithmetic over the bounds that the printed figures leave",
    ),
    Rule(
        "CONFLICTING_VALUE", Severity.SERIOUS,
        "two values that the plan gives for one property of one thing at one time",
        "only claims of equal date can conflict; names and free texts are left out",
    ),
    Rule(
        "FIGURE_MISMATCH", Severity.SERIOUS,
        "count or amount of a thing against the indicators that state the same figure of it",
        "one figure stated in two places",
    ),
    Rule(
        "CONFLICTING_STATUS", Severity.MINOR,
        "two statuses that the plan gives for one thing at one time",
        "often one wording is the looser one; which holds is not said",
    ),
    Rule(
        "SOURCES_DISAGREE", Severity.MINOR,
        "a value that the plan gives against the value of another source for the same time",
        "the plan may be newer or wrong; both values stay",
    ),
    Rule(
        "WORDING_CHANGED", Severity.MINOR,
        "two lists that name mostly the same things, of which one has an item that the other lacks",
        "whoever acts by the list must know whether the item counts",
    ),
    Rule(
        "TWO_NAMES", Severity.MINOR,
        "names that the plan uses for a thing, where only an inference says that they mean one thing",
        "a reader may count the thing twice",
    ),
    Rule(
        "SHARED_NAME", Severity.MINOR,
        "a name that stands for two things of one label, or for two of a firm, project, park, place and body",
        "a reader may take one for the other; a product called like its industry or maker is no finding",
    ),
    Rule(
        "GROUP_UNNAMED", Severity.GAP,
        "declared count of a set against its members that are stated by name",
        "without a list nobody can follow up the members",
    ),
    Rule(
        "TASK_WITHOUT_LEAD", Severity.GAP,
        "tasks of the plan against those that somebody leads",
        "a task that nobody answers for",
    ),
    Rule(
        "PROJECT_WITHOUT_ENTERPRISE", Severity.GAP,
        "projects that the plan names against those of which any source knows who undertakes them",
        "nobody to ask about the project",
    ),
    Rule(
        "PROJECT_WITHOUT_PARK", Severity.GAP,
        "projects that the plan names against those of which any source knows the park or place",
        "no park to answer for land and works",
    ),
    Rule(
        "PROJECT_WITHOUT_INVESTMENT", Severity.GAP,
        "projects that the plan names against those of which any source knows the investment",
        "the plan's investment cannot be traced to its projects",
    ),
    Rule(
        "FIGURE_MISSING", Severity.GAP,
        "indicators of the plan against those that have a value, but for goals put in words on another figure",
        "a change without its size cannot be checked",
    ),
)  # fmt: skip

RULE_OF: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Approval:
    """A service that by law comes before building: its kind, and the law in both languages."""

    kind: str
    law_zh: str
    law_en: str


# Source: the laws named (2002; 2007). Safety reviews and land approvals are left out: the Work Safety Law asks for the first of mines and
# dangerous goods only, and who rebuilds on own land needs no second, so that fewer of them than of projects say nothing.
APPROVALS: tuple[Approval, ...] = (
    Approval("ENVIRONMENT_APPROVAL", "《环境影响评价法》第二十五条", "the Environmental Impact Assessment Law, article 25"),
    Approval("ENERGY_REVIEW", "《节约能源法》第十五条", "the Energy Conservation Law, article 15"),
)


@dataclass(frozen=True, slots=True)
class GrowthWord:
    """What a word of growth promises at least, in per cent a year, and why."""

    word: str
    gloss: str
    least: int
    reason_zh: str
    reason_en: str


# Longest first, so that the most telling word of a goal is found. Raising a figure reports more goals.
_OUTLINE_ZH = "“十二五”规划纲要以年均7%为平稳较快发展"
_OUTLINE_EN = "the outline of the national twelfth five-year plan puts steady and fairly fast growth at 7% a year"
GROWTH_WORDS: tuple[GrowthWord, ...] = (
    GrowthWord("翻番", "doubling", 100, "翻番即增加一倍", "doubling is growth by 100%"),
    GrowthWord("较快", "fairly fast", 7, _OUTLINE_ZH, _OUTLINE_EN),
    GrowthWord("快速", "fast", 7, _OUTLINE_ZH, _OUTLINE_EN),
    GrowthWord("高速", "at high speed", 7, _OUTLINE_ZH, _OUTLINE_EN),
    GrowthWord("大幅", "by a large margin", 7, _OUTLINE_ZH, _OUTLINE_EN),
)

# Words in the names of rates that say growth; a rate without them is a share.
GROWTH_NAMES = ("增长", "增幅", "增速", "同比")

# What people count members with; an indicator in another unit (people, courses) does not count the set.
# Source: usage of counting words in Chinese official statistics.
COUNTING_WORDS: Mapping[str, frozenset[str]] = {
    "Enterprise": frozenset({"户", "家"}),
    "Project": frozenset({"项", "个"}),
    "Base": frozenset({"个"}),
    "Chain": frozenset({"条", "大"}),
    "Industry": frozenset({"个", "大"}),
    "Park": frozenset({"个"}),
}

# Counted parts of one sentence that make up less of their set than this are examples. Lower reports examples as bad divisions.
LEAST_DIVISION = 0.8
# A list of fewer items than this is too short to be known again in another sentence.
LEAST_LIST = 3
# The share of the longer list that both must have in common to be one list. Lower reports lists that only touch.
LEAST_SHARED = 0.5
# Sets with more known members than this are no list of one sentence; they are not read item by item.
LONGEST_LIST = 60

# Labels of who acts: a list may mix them.
ACTORS = frozenset({"Department", "Enterprise", "Group", "Park"})
# Labels between which a shared name misleads; a product shares its name with industry, segment and project by nature.
NAMED_APART = frozenset({"Enterprise", "Project", "Park", "Place", "Department"})
# Properties whose claims are wording, so that two of them are no conflict.
FREE_TEXT = ("name", "aliases", "fullName", "text")
