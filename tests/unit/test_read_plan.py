"""Read plans print themselves, name their parameters, and sort rows by branch."""

from __future__ import annotations

import pytest

from graph.errors import PlanBug
from graph.query.answers import answers_of
from graph.query.plan import (
    Arm,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    FinishedAt,
    Hop,
    HopCount,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    Page,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
    parameters,
)
from graph.query.show import show

SERVICES = Hop(
    "SERVES",
    forward=False,
    far=("Department", "Enterprise"),
    page=Page(Parameter("limit1"), Parameter("after1"), Parameter("afterId1")),
    selection=Selection(
        (NodeLabel(), RelationshipColumn("kind"), RelationshipEvidence(Parameter("most"), (NodeColumn("claim"),))),
        (
            Arm(("Department",), (NodeColumn("level"),)),
            Arm(("Enterprise",), (NodeColumn("listedCode"), HopCount("SERVES", forward=True))),
        ),
    ),
)
PLAN = ReadPlan(
    (
        Branch(PageOf("Park", Page(Parameter("limit0"), Parameter("after0"))), (NodeColumn("key"), SERVICES)),
        Branch(CountOf("Park")),
        Branch(CountOfType("SERVES")),
        Branch(ByKey("Chain", Parameter("key0")), (NodeEvidence(Parameter("most"), (NodeColumn("value"),)),)),
        Branch(
            ByName("Chain", Parameter("form0"), Parameter("candidates")),
            (NodeEvidence(Parameter("most"), (), Parameter("field0")),),
        ),
        Branch(ByColumn("Document", "name", Parameter("name0"), Parameter("candidates"))),
        Branch(ByKeys("Chain", Parameter("keys0"), redirected=True)),
        Branch(ByKeys("Evidence", Parameter("found0"), redirected=False)),
        Branch(PageOf("LoadRun", Page(Parameter("limit0"), Parameter("after0"))), (FinishedAt(),)),
    )
)
SHOWN = """\
0 page of Park after $after0, at most $limit0
  key
  <-SERVES- Department | Enterprise after $after1 and $afterId1, at most $limit1
    label
    ~kind
    evidence of the relationship, at most $most
      claim
    on Department
      level
    on Enterprise
      listedCode
      count -SERVES->
1 count of Park
2 count of SERVES
3 Chain with key $key0
  evidence of the node's own fields, at most $most
    value
4 Chain named $form0, at most $candidates
  evidence of the node's field $field0, at most $most
5 Document with name $name0, at most $candidates
6 Chain with a key of $keys0
7 Evidence with a key of $found0, as they are
8 page of LoadRun after $after0, at most $limit0
  finished at
"""


def test_a_plan_shows_itself_as_a_tree() -> None:
    assert show(PLAN) == SHOWN


def test_a_plan_names_each_parameter_once_in_order_of_first_use() -> None:
    found = parameters(PLAN)

    assert found == (
        "limit0", "after0", "limit1", "after1", "afterId1", "most", "key0", "form0", "candidates", "field0", "name0", "keys0", "found0",
    )  # fmt: skip


def test_rows_are_sorted_by_branch_and_lists_are_unfolded() -> None:
    rows: list[list[object]] = [[0, ["a"]], [2, [["x"], ["y"]]], [0, ["b"]]]

    assert answers_of(rows, branches=3, listed={2}) == [[["a"], ["b"]], [], [["x"], ["y"]]]


@pytest.mark.parametrize("row", [[3, []], [-1, []], [None, []], [0, "text"]])
def test_a_row_of_no_branch_is_a_bug(row: list[object]) -> None:
    with pytest.raises(PlanBug):
        answers_of([row], branches=3)
