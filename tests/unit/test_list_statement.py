"""The text of filters, orders, places and groups: what is written, in which form, and what cannot be."""

from __future__ import annotations

import pytest

from graph.cypher.read import ReadWriter
from graph.errors import ModelError, PlanBug
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
from graph.query.plan import (
    Anchor,
    Branch,
    ByKey,
    CountOf,
    Cursor,
    FarColumn,
    Grouping,
    GroupsOf,
    Hop,
    HopCount,
    HopGroups,
    Item,
    NodeColumn,
    OrderBy,
    Page,
    PageOf,
    Parameter,
    ReadPlan,
    RelationshipColumn,
    Selection,
)

ROWS, LIST = ReadWriter(MODEL, root_list=False), ReadWriter(MODEL, root_list=True)
V, W, LIMIT, KEY = (Parameter(name) for name in ("v", "w", "limit", "key"))
STATUS = Compared(NodeColumn("status"), Operator.EQ, V)
SINCE = Compared(RelationshipColumn("since"), Operator.EQ, V)
BY_NUMBER = OrderBy(NodeColumn("investment"), descending=True)
UNDERTAKERS = HopCount("UNDERTAKES", forward=False)


def text_of(anchor: Anchor, *items: Item, writer: ReadWriter = ROWS) -> str:
    return writer.write(ReadPlan((Branch(anchor, items),))).split("\nUNION ALL\n")[1]


def filtered(where: Condition) -> str:
    """The condition alone, as it stands behind that of the page."""
    text = text_of(PageOf("Project", Page(LIMIT), where), NodeColumn("key"))
    return text.partition("\n  AND ")[2].partition("\nRETURN")[0]


def undertaken(quantifier: Quantifier, where: Condition | None) -> Related:
    return Related(quantifier, "UNDERTAKES", forward=False, far=("Enterprise",), where=where)


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (STATUS, "NOT n0.status <> $v"),
        (Negation(STATUS), "n0.status <> $v"),
        (Compared(NodeColumn("key"), Operator.EQ, V), "n0.key = $v"),
        (Compared(NodeColumn("sortKey"), Operator.GT, V), "NOT n0.sortKey <= $v"),
        (Compared(NodeColumn("phase"), Operator.CONTAINS, V, folded=True), "coalesce(n0.phaseForm, n0.phase) CONTAINS $v"),
        (Negation(Compared(NodeColumn("status"), Operator.IN, V)), "n0.status IS NOT NULL\n  AND NOT n0.status IN $v"),
        (Missing(NodeColumn("status"), V), "(n0.status IS NULL) = $v"),
        (Negation(Missing(NodeColumn("status"), V)), "(n0.status IS NULL) <> $v"),
        (Holds(NodeColumn("aliases"), Operator.IN, V), "any(x0 IN n0.aliases WHERE x0 IN $v)"),
        (LabelIs(Operator.NE, V), "labels(n0)[0] <> $v"),
        (Negation(OfLabel("Project", None)), "NOT n0:Project"),
        (RelatedCount("UNDERTAKES", forward=False, operator=Operator.GTE, value=V), "COUNT { (n0)<-[:UNDERTAKES]-() } >= $v"),
        (Within("LOCATED_IN", ("LOCATED_IN", "PART_OF"), V),
         "EXISTS { (n0)-[:LOCATED_IN]->()-[:LOCATED_IN|PART_OF*0..8]->({key: $v}) }"),
        (Named(Operator.CONTAINS, V), "EXISTS {\n    MATCH (n0)<-[:NAMES]-(f1:NameForm)\n    WHERE f1.form CONTAINS $v\n  }"),
        (undertaken(Quantifier.SOME, None), "EXISTS { (n0)<-[:UNDERTAKES]-(:Enterprise) }"),
        (undertaken(Quantifier.SINGLE, None), "COUNT { (n0)<-[:UNDERTAKES]-(:Enterprise) } = 1"),
        (Negation(undertaken(Quantifier.NONE, None)), "EXISTS { (n0)<-[:UNDERTAKES]-(:Enterprise) }"),
        (undertaken(Quantifier.ALL, Compared(NodeColumn("listedCode"), Operator.EQ, V)),
         ("NOT EXISTS {\n    MATCH (n0)<-[:UNDERTAKES]-(n1:Enterprise)\n"
          "    WHERE n1.listedCode IS NULL OR n1.listedCode <> $v\n  }")),
        (Either((STATUS, Every((STATUS, STATUS)))), "(NOT n0.status <> $v OR (NOT n0.status <> $v AND NOT n0.status <> $v))"),
        (Either(()), "false"),
        (Every((Every(()), STATUS)), "NOT n0.status <> $v"),
    ],
)  # fmt: skip
def test_a_condition_has_one_text(where: Condition, text: str) -> None:
    assert filtered(where) == text


def test_an_empty_and_asks_for_nothing() -> None:
    assert text_of(PageOf("Project", Page(LIMIT), Every(()))) == text_of(PageOf("Project", Page(LIMIT)))


def test_a_relationship_has_a_name_only_where_its_column_is_compared() -> None:
    occupied = Related(Quantifier.SOME, "OCCUPIES", forward=False, far=("Enterprise", "Project"), where=Every((SINCE, STATUS)))

    text = text_of(CountOf("Segment", occupied))

    assert text == (
        "MATCH (n0:Segment)\nWHERE EXISTS {\n  MATCH (n0)<-[r1:OCCUPIES]-(n1)\n  WHERE r1.since = $v\n    AND NOT n1.status <> $v\n}\n"
        "WITH count(*) AS c0\nRETURN 0 AS r, [c0] AS m"
    )


def test_a_name_that_nodes_must_have_is_where_the_store_starts() -> None:
    text = text_of(CountOf("Project", Every((STATUS, Every((Named(Operator.EQ, W),))))))

    assert text.startswith("MATCH (:NameForm {form: $w})-[:NAMES]->(n0:Project)\nWHERE NOT n0.status <> $v\n")


def test_a_page_behind_a_place_by_a_number_with_gaps() -> None:
    page = Page(LIMIT, (BY_NUMBER,), after=Cursor((V,), KEY))

    assert text_of(PageOf("Project", page), NodeColumn("name")) == (
        "MATCH (n0:Project)\n"
        "WHERE ($v IS NOT NULL AND (n0.investment < $v OR n0.investment IS NULL))"
        " OR ((n0.investment = $v OR (n0.investment IS NULL AND $v IS NULL)) AND n0.key < $key)\n"
        "RETURN 0 AS r, [n0.name] AS m\n"
        "ORDER BY n0.investment IS NULL, n0.investment DESC, n0.key DESC\nLIMIT $limit"
    )


def test_a_page_read_from_its_end_by_pinyin_keeps_to_the_index() -> None:
    page = Page(LIMIT, (OrderBy(NodeColumn("sortKey")),), before=Cursor((V,), KEY), backward=True)

    assert text_of(PageOf("Project", page), NodeColumn("name")) == (
        "MATCH (n0:Project)\nWHERE n0.key IS NOT NULL\n  AND n0.sortKey <= $v\n  AND (n0.sortKey < $v OR n0.key < $key)\n"
        "RETURN 0 AS r, [n0.name] AS m\nORDER BY n0.sortKey DESC, n0.key DESC\nLIMIT $limit"
    )


def test_what_an_order_computes_is_computed_once_and_read_by_the_row() -> None:
    page = Page(LIMIT, (OrderBy(UNDERTAKERS),), after=Cursor((V,), KEY))

    assert text_of(PageOf("Project", page), UNDERTAKERS, writer=LIST) == (
        "MATCH (n0:Project)\nWITH n0, COUNT { (n0)<-[:UNDERTAKES]-() } AS o0_0\n"
        "WHERE o0_0 >= $v\n  AND (o0_0 > $v OR n0.key > $key)\n"
        "WITH n0, o0_0\nORDER BY o0_0, n0.key\nLIMIT $limit\n"
        "RETURN 0 AS r, collect([o0_0]) AS m"
    )


def test_nothing_is_ordered_by_behind_the_key() -> None:
    order = (OrderBy(NodeColumn("key"), descending=True), BY_NUMBER)

    text = text_of(PageOf("Project", Page(LIMIT, order, after=Cursor((V, W), KEY))), NodeColumn("key"))

    assert text.partition("WHERE ")[2] == "n0.key < $key\nRETURN 0 AS r, [n0.key] AS m\nORDER BY n0.key DESC\nLIMIT $limit"


def test_texts_of_sources_are_compared_as_neo4j_sorts_them() -> None:
    order = (OrderBy(NodeColumn("phase")), OrderBy(FarColumn("PART_OF", forward=True, column="fullName")))

    text = text_of(PageOf("Project", Page(LIMIT, order)), NodeColumn("key"))

    assert "}[0] + '' AS o0_0" in text
    assert text.endswith("ORDER BY n0.phase + '', o0_0, n0.key\nLIMIT $limit")


def test_a_list_within_a_row_is_filtered_and_ordered_likewise() -> None:
    hop = Hop(
        "OCCUPIES", forward=True, far=("Segment",),
        page=Page(LIMIT, (OrderBy(HopCount("FEEDS", forward=True), descending=True),), after=Cursor((V,), KEY, W)),
        selection=Selection((NodeColumn("name"),)), where=SINCE,
    )  # fmt: skip

    assert text_of(ByKey("Project", KEY), hop).partition("COLLECT ")[2] == (
        "{\n    MATCH (n0)-[r1:OCCUPIES]->(n1:Segment)\n    WHERE r1.since = $v\n"
        "    WITH r1, n1, COUNT { (n1)-[:FEEDS]->() } AS o1_0\n"
        "    WHERE o1_0 <= $v\n      AND (o1_0 < $v OR (n1.key <= $key AND (n1.key < $key OR r1.id < $w)))\n"
        "    WITH r1 {.id} AS q1, o1_0, n1 {.key, .name} AS p1\n"
        "    RETURN [p1.name]\n    ORDER BY o1_0 DESC, p1.key DESC, q1.id DESC\n    LIMIT $limit\n  }] AS m"
    )


def test_groups_come_the_most_frequent_first_and_none_last() -> None:
    grouping = Grouping(NodeColumn("status"), NodeColumn("investment"), LIMIT)

    assert text_of(GroupsOf("Project", STATUS, grouping)) == (
        "MATCH (n0:Project)\nWHERE NOT n0.status <> $v\nWITH n0.status AS g0, n0.investment AS v0\n"
        "WITH g0, count(*) AS c0, count(v0) AS f0, sum(v0) AS s0, min(v0) AS l0, max(v0) AS m0\n"
        "RETURN 0 AS r, [g0, c0, f0, s0, l0, m0] AS m\nORDER BY c0 DESC, g0 IS NULL, g0\nLIMIT $limit"
    )


def test_what_is_summed_up_within_rows_stands_under_a_name_behind_their_cut() -> None:
    groups = HopGroups("UNDERTAKES", forward=True, far=("Project",), where=None, grouping=Grouping(None, None, LIMIT))

    assert text_of(PageOf("Enterprise", Page(LIMIT)), NodeColumn("key"), groups) == (
        "MATCH (n0:Enterprise)\nWHERE n0.key > $floor\nWITH n0\nORDER BY n0.key\nLIMIT $limit\n"
        "WITH n0, COLLECT {\n  MATCH (n0)-[:UNDERTAKES]->(n1:Project)\n  WITH count(*) AS c1\n"
        "  RETURN [null, c1, 0, 0, null, null]\n  LIMIT $limit\n} AS h0_0\n"
        "RETURN 0 AS r, [n0.key, [coalesce(h0_0[0], [null, 0, 0, 0, null, null])]] AS m\nORDER BY n0.key"
    )


@pytest.mark.parametrize(
    ("where", "error"),
    [
        (SINCE, PlanBug),
        (Negation(Missing(RelationshipColumn("since"), V)), PlanBug),
        (Compared(NodeColumn("status"), Operator.EQ, V, folded=True), PlanBug),
        (Compared(NodeColumn("nosuch"), Operator.EQ, V), PlanBug),
        (undertaken(Quantifier.SOME, Compared(RelationshipColumn("nosuch"), Operator.EQ, V)), PlanBug),
        (OfLabel("Spaceship", None), ModelError),
        (Related(Quantifier.SOME, "ORBITS", forward=True, far=("Park",), where=None), ModelError),
        (Within("LOCATED_IN", ("ORBITS",), V), ModelError),
    ],
)
def test_a_condition_over_what_there_is_not_is_refused(where: Condition, error: type[Exception]) -> None:
    with pytest.raises(error):
        text_of(CountOf("Project", where))
