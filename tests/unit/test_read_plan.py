"""Read plans print themselves, name their parameters, and sort rows by branch."""

from __future__ import annotations

import pytest

from graph.errors import PlanBug
from graph.query.answers import answers_of
from graph.query.conditions import (
    Compared,
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
from graph.query.plan import (
    Arm,
    Branch,
    ByColumn,
    ByKey,
    ByKeys,
    ByName,
    CountOf,
    CountOfType,
    Cursor,
    FarColumn,
    FinishedAt,
    Grouping,
    GroupsOf,
    Hop,
    HopCount,
    HopGroups,
    NodeColumn,
    NodeEvidence,
    NodeLabel,
    OrderBy,
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
    page=Page(Parameter("limit1"), after=Cursor((), Parameter("after1"), Parameter("afterId1"))),
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
        Branch(PageOf("Park", Page(Parameter("limit0"), after=Cursor((), Parameter("after0")))), (NodeColumn("key"), SERVICES)),
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
        Branch(PageOf("LoadRun", Page(Parameter("limit0"), after=Cursor((), Parameter("after0")))), (FinishedAt(),)),
    )
)
SHOWN = """\
0 page of Park, after $after0, at most $limit0
  key
  <-SERVES- Department | Enterprise, after $after1 and $afterId1, at most $limit1
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
8 page of LoadRun, after $after0, at most $limit0
  finished at
"""


def test_a_plan_shows_itself_as_a_tree() -> None:
    assert show(PLAN) == SHOWN


STATUS = Compared(NodeColumn("status"), Operator.IN, Parameter("status0"))
OCCUPIED = HopCount("OCCUPIES", False, ("Project",), Compared(RelationshipColumn("state"), Operator.EQ, Parameter("state0")))
FILTERED = ReadPlan(
    (
        Branch(
            PageOf(
                "Project",
                Page(
                    Parameter("limit0"),
                    (OrderBy(NodeColumn("investment"), descending=True), OrderBy(FarColumn("PART_OF", True, "sortKey"))),
                    after=Cursor((Parameter("place0"), Parameter("place1")), Parameter("key0")),
                    before=Cursor((Parameter("place2"), Parameter("place3")), Parameter("key1")),
                    backward=True,
                ),
                Every(
                    (
                        STATUS,
                        Negation(Either((Named(Operator.CONTAINS, Parameter("part0")), Missing(NodeColumn("phase"), Parameter("no"))))),
                        Related(
                            Quantifier.NONE, "SERVES", False, ("Department", "Enterprise"),
                            OfLabel("Department", Compared(RelationshipColumn("kind"), Operator.NE, Parameter("kind0"), folded=True)),
                        ),
                        RelatedCount("UNDERTAKES", False, Operator.GTE, Parameter("count0")),
                        Within("LOCATED_IN", ("LOCATED_IN", "PART_OF"), Parameter("key2")),
                    )
                ),
            ),
            (
                FarColumn("PART_OF", True, "sortKey"),
                HopGroups(
                    "LOCATED_IN", True, ("Park", "Place"), LabelIs(Operator.EQ, Parameter("label0")),
                    Grouping(None, None, Parameter("most")),
                ),
                Hop(
                    "OCCUPIES", True, ("Segment",), Page(Parameter("limit1"), (OrderBy(OCCUPIED),)), Selection((OCCUPIED,)),
                    Holds(NodeColumn("aliases"), Operator.EQ, Parameter("alias0")),
                ),
            ),
        ),
        Branch(CountOf("Project", STATUS)),
        Branch(GroupsOf("Project", STATUS, Grouping(OCCUPIED, NodeColumn("investment"), Parameter("most")))),
    )
)  # fmt: skip
FILTERED_SHOWN = """\
0 page of Project by investment descending, -PART_OF-> sortKey, backward, after $place0 and $place1 and $key0, before $place2 and $place3 and $key1, at most $limit0
  where every of
    status IN $status0
    not
      either of
        a name CONTAINS $part0
        phase is missing: $no
    none <-SERVES- Department | Enterprise
      is Department
        ~kind <> $kind0 in normal form
    count <-UNDERTAKES- >= $count0
    -LOCATED_IN-> within $key2 by LOCATED_IN | PART_OF
  -PART_OF-> sortKey
  groups of -LOCATED_IN-> Park | Place, at most $most
    where label = $label0
  -OCCUPIES-> Segment by count <-OCCUPIES- Project, at most $limit1
    where an element of aliases = $alias0
    in count <-OCCUPIES- Project
      where ~state = $state0
    count <-OCCUPIES- Project
      where ~state = $state0
1 count of Project
  where status IN $status0
2 groups of Project by count <-OCCUPIES- Project, adding up investment, at most $most
  where status IN $status0
  in count <-OCCUPIES- Project
    where ~state = $state0
"""  # noqa: E501


def test_filters_orders_places_and_groups_show_themselves_as_lines() -> None:
    assert show(FILTERED) == FILTERED_SHOWN


def test_the_parameters_of_filters_orders_and_places_are_named_too() -> None:
    assert parameters(FILTERED) == (
        "floor", "status0", "part0", "no", "kind0", "count0", "key2", "place0", "place1", "key0", "place2", "place3", "key1", "limit0",
        "label0", "most", "alias0", "state0", "limit1",
    )  # fmt: skip


def test_a_plan_names_each_parameter_once_in_order_of_first_use() -> None:
    found = parameters(PLAN)

    assert found == (
        "floor", "after0", "limit0", "after1", "afterId1", "limit1", "most", "key0", "form0", "candidates", "field0", "name0", "keys0",
        "found0",
    )  # fmt: skip


def test_rows_are_sorted_by_branch_and_lists_are_unfolded() -> None:
    rows: list[list[object]] = [[0, ["a"]], [2, [["x"], ["y"]]], [0, ["b"]]]

    assert answers_of(rows, branches=3, listed={2}) == [[["a"], ["b"]], [], [["x"], ["y"]]]


@pytest.mark.parametrize("row", [[3, []], [-1, []], [None, []], [0, "text"]])
def test_a_row_of_no_branch_is_a_bug(row: list[object]) -> None:
    with pytest.raises(PlanBug):
        answers_of([row], branches=3)
