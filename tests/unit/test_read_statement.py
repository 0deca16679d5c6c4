"""The writer of read statements: its two forms, what it cannot write, and that equal plans give equal text."""

from __future__ import annotations

import inspect

import pytest

from graph.cypher import fragment
from graph.cypher.fragment import Get, Identifier, Listing, Match, NodePattern, Param, Projection, Return, Variable
from graph.cypher.names import KEY
from graph.cypher.read import ReadWriter
from graph.cypher.text import write
from graph.errors import ModelError, PlanBug
from graph.model.registry import MODEL
from graph.query.plan import (
    Branch,
    ByKey,
    CountOf,
    Cursor,
    Hop,
    Item,
    NodeColumn,
    Page,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipColumn,
    RelationshipEvidence,
    Selection,
)

LIMIT = Parameter("limit0")
PAGE = Page(LIMIT, after=Cursor((), Parameter("after0")))
ROWS, LIST = ReadWriter(MODEL, root_list=False), ReadWriter(MODEL, root_list=True)
BAD_NAMES = ("a`b", "a b", "", "1a", "n) DETACH DELETE (m", "名称", "a.b", "$x")


def page_of(*items: Item) -> ReadPlan:
    return ReadPlan((Branch(PageOf("Park", PAGE), items),))


def only_branch(text: str) -> str:
    return text.split("\nUNION ALL\n")[1]


def test_a_root_page_walks_the_index_and_reads_columns_from_the_node() -> None:
    assert only_branch(ROWS.write(page_of(NodeColumn("key"), NodeColumn("name")))) == (
        "MATCH (n0:Park)\nWHERE n0.key > $after0\nRETURN 0 AS r, [n0.key, n0.name] AS m\nORDER BY n0.key\nLIMIT $limit0"
    )


def test_a_root_list_is_cut_before_it_is_collected() -> None:
    assert only_branch(LIST.write(page_of(NodeColumn("key"), NodeColumn("name")))) == (
        "MATCH (n0:Park)\nWHERE n0.key > $after0\nWITH n0\nORDER BY n0.key\nLIMIT $limit0\n"
        "WITH n0 {.key, .name} AS p0\nRETURN 0 AS r, collect([p0.key, p0.name]) AS m"
    )


def test_the_state_is_read_first_and_last() -> None:
    branches = ROWS.write(ReadPlan((Branch(CountOf("Park")), Branch(CountOf("Plan"))))).split("\nUNION ALL\n")

    assert [branch.partition("RETURN ")[2][:2] for branch in branches] == ["-1", "0 ", "1 ", "-2"]


def test_a_count_gives_a_row_even_for_nothing() -> None:
    assert only_branch(ROWS.write(ReadPlan((Branch(CountOf("Park")),)))) == "RETURN 0 AS r, [COUNT { (:Park) }] AS m"


def test_equal_plans_give_equal_text_and_values_never_stand_in_it() -> None:
    hop = Hop("LOCATED_IN", forward=False, far=("Project",), page=Page(LIMIT), selection=Selection((NodeColumn("key"),)))

    first, second = (ROWS.write(page_of(hop)) for _ in range(2))

    assert first == second
    assert "LIMIT $limit0" in first


def test_only_types_with_discriminators_are_ordered_by_the_relationship_too() -> None:
    def ordered(name: str, far: str) -> str:
        hop = Hop(name, forward=True, far=(far,), page=Page(LIMIT), selection=Selection((NodeColumn("key"),)))
        text = ROWS.write(ReadPlan((Branch(ByKey("Segment", Parameter("key0")), (hop,)),)))
        return text.partition("ORDER BY ")[2].partition("\n")[0]

    found = ordered("OCCUPIES", "Segment"), ordered("FEEDS", "Segment"), ordered("PART_OF", "Segment")
    assert found == ("p1.key, q1.id", "p1.key, q1.id + ''", "p1.key")


@pytest.mark.parametrize(
    "plan",
    [
        ReadPlan((Branch(PageOf("Spaceship", PAGE)),)),
        page_of(Hop("ORBITS", forward=True, far=("Park",), page=Page(LIMIT), selection=Selection())),
    ],
)
def test_a_name_that_the_model_does_not_declare_is_refused(plan: ReadPlan) -> None:
    with pytest.raises(ModelError):
        ROWS.write(plan)


@pytest.mark.parametrize(
    "item",
    [
        NodeColumn("name} RETURN n //"),
        NodeColumn("nosuch"),
        RelationshipColumn("basis"),
        RelationshipEvidence(LIMIT, ()),
        Hop("PART_OF", forward=True, far=("Place",), page=Page(LIMIT), selection=Selection((RelationshipColumn("nosuch"),))),
    ],
)
def test_what_has_no_column_or_no_relationship_is_a_bug(item: Item) -> None:
    with pytest.raises(PlanBug):
        ROWS.write(page_of(item))


def test_a_root_page_without_a_place_starts_after_the_empty_text() -> None:
    text = ROWS.write(ReadPlan((Branch(PageOf("Park", Page(LIMIT)), (NodeColumn("key"),)),)))

    assert "WHERE n0.key > $floor" in only_branch(text)


@pytest.mark.parametrize("name", BAD_NAMES)
@pytest.mark.parametrize("kind", [Identifier, Variable, Param])
def test_names_that_would_need_quoting_are_refused(kind: type[Identifier | Variable | Param], name: str) -> None:
    with pytest.raises(PlanBug):
        kind(name)


def test_text_cannot_be_spliced_into_a_statement() -> None:
    with pytest.raises(PlanBug):
        write(Listing(("n.key] AS m //",)), "")  # type: ignore[arg-type]


def test_no_piece_is_a_map_literal_or_a_clause_that_writes() -> None:
    pieces = {
        name for name, found in vars(fragment).items() if inspect.isclass(found) and found.__module__ == fragment.__name__
    }
    node = Variable("n")

    assert not {name for name in pieces if any(word in name for word in ("Create", "Merge", "Set", "Delete", "Map", "Literal"))}
    assert write(Match(NodePattern(node, Identifier("Park"), (KEY, Param("key0")))), "") == "MATCH (n:Park {key: $key0})"
    assert (
        write(Return((Get(node, KEY),), (Get(node, KEY),), Param("limit0")), "  ")
        == "RETURN n.key\n  ORDER BY n.key\n  LIMIT $limit0"
    )
    assert write(Projection(node, (KEY, Identifier("name"))), "") == "n {.key, .name}"
