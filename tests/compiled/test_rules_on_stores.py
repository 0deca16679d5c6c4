"""The rules of filters, each with the nodes that it finds: on both stores, and by the evaluator in plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.query.conditions import (
    Compared,
    Condition,
    Either,
    Every,
    Holds,
    LabelIs,
    Missing,
    Named,
    Negation,
    OfLabel,
    Operator,
    Quantifier,
    Related,
    RelatedCount,
    Within,
)
from graph.query.plan import Branch, CountOf, NodeColumn, Page, PageOf, Parameter, ReadPlan, RelationshipColumn
from graph.store import Store
from tests.compiled.plan_rows import ImageRows
from tests.compiled.rules_graph import rules_image

EQ, NE, IN, GT, GTE, LT, LTE = (
    Operator.EQ, Operator.NE, Operator.IN, Operator.GT, Operator.GTE, Operator.LT, Operator.LTE,
)  # fmt: skip
CONTAINS, STARTS_WITH, ENDS_WITH = Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH
SOME, ALL, NONE, SINGLE = Quantifier.SOME, Quantifier.ALL, Quantifier.NONE, Quantifier.SINGLE
V, W = Parameter("v"), Parameter("w")
WRITERS = (ReadWriter(MODEL, root_list=False), ReadWriter(MODEL, root_list=True))


@dataclass(frozen=True)
class Case:
    """A condition, and the keys of the nodes of the label of which it is true."""

    where: Condition
    found: str
    label: str = "Project"
    values: dict[str, Any] = field(default_factory=dict)


def column(name: str, operator: Operator, *, folded: bool = False, value: Parameter = V) -> Compared:
    return Compared(NodeColumn(name), operator, value, folded)


def led(name: str, operator: Operator, value: Parameter = V) -> Compared:
    return Compared(RelationshipColumn(name), operator, value)


def undertaken(quantifier: Quantifier, where: Condition | None = None) -> Related:
    return Related(quantifier, "UNDERTAKES", forward=False, far=("Enterprise",), where=where)


def undertakes(quantifier: Quantifier, where: Condition | None = None) -> Related:
    return Related(quantifier, "UNDERTAKES", forward=True, far=("Project",), where=where)


def served(quantifier: Quantifier, where: Condition | None = None) -> Related:
    return Related(quantifier, "SERVES", forward=False, far=("Department", "Enterprise"), where=where)


def serves(quantifier: Quantifier, where: Condition | None = None) -> Related:
    far = ("Enterprise", "Project", "Park", "Place", "Group")
    return Related(quantifier, "SERVES", forward=True, far=far, where=where)


APPROVED = column("status", EQ)
ALL_PROJECTS = "p-approved p-done p-none p-small"
INSIDE = MODEL.relationship("LOCATED_IN").within
V_APPROVED: dict[str, Any] = {"v": "APPROVED"}
LARGE: dict[str, Any] = {"v": "APPROVED", "w": 50_000_000}
UNKNOWN_AND = Every((APPROVED, column("investment", GT, value=W)))

COMPARISONS = {
    "equal": Case(APPROVED, "p-approved p-small", values=V_APPROVED),
    "not equal leaves out a missing value": Case(column("status", NE), "p-done", values=V_APPROVED),
    "one of a list": Case(column("status", IN), "p-done", values={"v": ["IN_PRODUCTION", "PLANNED"]}),
    "one of no list": Case(column("status", IN), "", values={"v": []}),
    "not one of no list leaves out a missing value": Case(
        Negation(column("status", IN)), "p-approved p-done p-small", values={"v": []}
    ),
    "numbers by value": Case(column("capacityValue", GTE), "p-approved", values={"v": 400_000}),
    "money by yuan": Case(column("investment", LT), "p-small", values={"v": 100_000_000}),
    "the lower number of a range of numbers": Case(column("capacityValue", LTE), "p-done", values={"v": 100_000.5}),
    "a year stands before its months": Case(column("statusAsOf", GT), "p-done", values={"v": "2013"}),
    "a year by its first digits": Case(column("statusAsOf", STARTS_WITH), "p-approved p-done", values={"v": "2013"}),
    "text in normal form": Case(column("phase", EQ, folded=True), "p-approved", values={"v": "a期"}),
    "text in normal form that is none": Case(column("phase", EQ, folded=True), "", values={"v": "Ａ 期"}),
    "text in normal form, not equal": Case(column("phase", NE, folded=True), "p-done p-small", values={"v": "a期"}),
    "a part of a text in normal form": Case(column("phase", ENDS_WITH, folded=True), "p-approved", values={"v": "a期"}),
    "text by order": Case(column("phase", GT, folded=True), "p-done p-small", values={"v": "a期"}),
    "text of a relationship in normal form": Case(
        Related(
            SINGLE, "FEEDS", forward=True, far=("Segment",), where=Compared(RelationshipColumn("material"), EQ, V, folded=True)
        ),
        "s-raw",
        "Segment",
        {"v": "a料"},
    ),
    "key letter for letter": Case(column("key", CONTAINS), "p-none", values={"v": "no"}),
    "keys by order": Case(column("key", GT), "p-none p-small", values={"v": "p-done"}),
    "key": Case(column("key", EQ), "p-done", values={"v": "p-done"}),
    "not the key": Case(Negation(column("key", EQ)), "p-approved p-none p-small", values={"v": "p-done"}),
    "names by pinyin": Case(column("sortKey", LT), "p-done", values={"v": "b"}),
    "missing": Case(Missing(NodeColumn("status"), V), "p-none", values={"v": True}),
    "not missing": Case(Missing(NodeColumn("status"), V), "p-approved p-done p-small", values={"v": False}),
    "not that it is missing": Case(Negation(Missing(NodeColumn("status"), V)), "p-approved p-done p-small", values={"v": True}),
}
NAMED = {
    "any name in normal form": Case(Named(EQ, V), "e-one", "Enterprise", {"v": "a厂"}),
    "the full name is a name": Case(Named(CONTAINS, V), "e-two", "Enterprise", {"v": "石甲公"}),
    "brackets of either width": Case(Named(EQ, V), "e-one", "Enterprise", {"v": "乙(集团)"}),
    "names of a list": Case(Named(IN, V), "e-none e-one", "Enterprise", {"v": ["丙厂", "a厂", "丁"]}),
    "none of the names": Case(Negation(Named(EQ, V)), "e-none e-two", "Enterprise", {"v": "a厂"}),
    "an element of a list": Case(Holds(NodeColumn("aliases"), CONTAINS, V), "e-one", "Enterprise", {"v": "Ａ"}),
    "an element of an empty list is known to be none": Case(
        Negation(Holds(NodeColumn("aliases"), EQ, V)), "e-none e-two", "Enterprise", {"v": "Ａ厂"}
    ),
}
UNKNOWN = {
    "not equal by negation leaves out a missing value": Case(Negation(APPROVED), "p-done", values=V_APPROVED),
    "and is false when a part is": Case(Negation(UNKNOWN_AND), "p-done p-small", values=LARGE),
    "and is true when all are": Case(UNKNOWN_AND, "p-approved", values=LARGE),
    "or is true when a part is": Case(
        Either((APPROVED, column("investment", GT, value=W))), "p-approved p-small", values=LARGE
    ),
    "or with an unknown part is not false": Case(
        Negation(Either((APPROVED, column("investment", GT, value=W)))), "", values=LARGE
    ),
    "not of not is itself": Case(Negation(Negation(APPROVED)), "p-approved p-small", values=V_APPROVED),
    "an empty and is true": Case(Every(()), ALL_PROJECTS),
    "an empty or is false": Case(Either(()), ""),
    "not of an empty or": Case(Negation(Either(())), ALL_PROJECTS),
    "not of an empty and": Case(Negation(Every(())), ""),
}
RELATED = {
    "some": Case(undertaken(SOME, column("key", EQ)), "p-done", values={"v": "e-one"}),
    "some at all": Case(undertaken(SOME), "p-approved p-done"),
    "none": Case(undertaken(NONE, column("key", EQ)), "p-approved p-none p-small", values={"v": "e-one"}),
    "none at all": Case(undertaken(NONE), "p-none p-small"),
    "all, and all of none": Case(undertaken(ALL, column("key", EQ)), "p-approved p-none p-small", values={"v": "e-two"}),
    "all without a filter": Case(undertaken(ALL), ALL_PROJECTS),
    "not all without a filter": Case(Negation(undertaken(ALL)), ""),
    "single": Case(undertaken(SINGLE), "p-approved"),
    "single of those that pass": Case(undertaken(SINGLE, column("key", EQ)), "p-approved p-done", values={"v": "e-two"}),
    "not single": Case(Negation(undertaken(SINGLE)), "p-done p-none p-small"),
    "not some": Case(Negation(undertaken(SOME)), "p-none p-small"),
    "all is false where the inner filter is unknown": Case(
        undertakes(ALL, column("investment", GT)), "e-none", "Enterprise", {"v": 1}
    ),
    "not all is true where the inner filter is unknown": Case(
        Negation(undertakes(ALL, column("investment", GT))), "e-one e-two", "Enterprise", {"v": 1}
    ),
    "none may be true where the inner filter is unknown": Case(
        undertakes(NONE, column("investment", GT)), "e-none e-one", "Enterprise", {"v": 1}
    ),
    "some is false where the inner filter is unknown": Case(
        Negation(undertakes(SOME, column("investment", GT))), "e-none e-one", "Enterprise", {"v": 1}
    ),
    "a node counts once a relationship": Case(served(SINGLE), "p-done"),
    "so many relationships": Case(RelatedCount("SERVES", forward=False, operator=GTE, value=V), "p-approved", values={"v": 2}),
    "not so many relationships": Case(
        Negation(RelatedCount("SERVES", forward=False, operator=IN, value=V)), "p-approved p-done", values={"v": [0, 3]}
    ),
    "a property of the relationship": Case(served(SOME, led("year", EQ)), "p-approved", values={"v": 2013}),
    "a property of the relationship that is missing": Case(
        served(SOME, Missing(RelationshipColumn("year"), V)), "p-done", values={"v": True}
    ),
    "properties of relationship and node together": Case(
        served(SOME, Every((led("year", EQ), column("key", EQ, value=W)))), "", values={"v": 2013, "w": "e-two"}
    ),
    "a relationship in a relationship": Case(
        undertaken(SOME, undertakes(SOME, column("key", EQ))), "p-approved p-done", values={"v": "p-approved"}
    ),
    "the innermost relationship is the one whose property is meant": Case(
        undertakes(SOME, served(SOME, led("kind", EQ))), "e-one e-two", "Enterprise", {"v": "POWER_SUPPLY"}
    ),
}
LABELS = {
    "of a label": Case(serves(SOME, LabelIs(EQ, V)), "d-road", "Department", {"v": "Park"}),
    "of another label": Case(serves(ALL, LabelIs(NE, V)), "", "Department", {"v": "Park"}),
    "of one of the labels": Case(serves(ALL, LabelIs(IN, V)), "d-road", "Department", {"v": ["Park", "Project"]}),
    "a member of a label": Case(serves(SOME, OfLabel("Project", APPROVED)), "d-road", "Department", V_APPROVED),
    "a member of a label that no related node has": Case(serves(SOME, OfLabel("Group", None)), "", "Department"),
    "a member of a label is known of others": Case(
        serves(ALL, Negation(OfLabel("Park", column("level", EQ)))), "", "Department", {"v": "COUNTY"}
    ),
    "a member of a label without a filter": Case(serves(ALL, OfLabel("Project", None)), "", "Department"),
}
WITHIN = {
    "in the park": Case(Within("LOCATED_IN", INSIDE, V), "p-approved", values={"v": "k-east"}),
    "in what lies in the county": Case(Within("LOCATED_IN", INSIDE, V), "p-approved p-done", values={"v": "l-county"}),
    "in what is a part of the province": Case(Within("LOCATED_IN", INSIDE, V), "p-approved p-done", values={"v": "l-province"}),
    "not in the county": Case(Negation(Within("LOCATED_IN", INSIDE, V)), "p-none p-small", values={"v": "l-county"}),
    "in nothing": Case(Within("LOCATED_IN", INSIDE, V), "", values={"v": "l-nowhere"}),
}
CASES = {**COMPARISONS, **NAMED, **UNKNOWN, **RELATED, **LABELS, **WITHIN}


@pytest.mark.parametrize("name", CASES)
async def test_a_condition_finds_the_nodes_of_which_it_is_true(rules: Store, name: str) -> None:
    case = CASES[name]
    page = Branch(PageOf(case.label, Page(Parameter("limit")), case.where), (NodeColumn("key"),))
    plan, values = ReadPlan((page, Branch(CountOf(case.label, case.where)))), {"floor": "", "limit": 9, **case.values}
    keys = case.found.split()

    assert ImageRows(rules_image()).rows(plan, values, lambda number: number == 0) == [
        [0, [[key] for key in keys]],
        [1, [len(keys)]],
    ]
    for writer in WRITERS:
        (rows,) = (await rules.read_whole([Statement(writer.write(plan), values)])).answers
        paged = [row for number, row in rows if number == 0]
        assert [row for number, row in rows if number == 1] == [[len(keys)]]
        assert (paged[0] if writer.is_listed(page) and paged else paged) == [[key] for key in keys]
