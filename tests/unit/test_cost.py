"""What plans may cost: rows by pages, work by filters and orders, and never less for asking more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import PlanBug
from graph.query.columns import NodeColumn, Parameter
from graph.query.conditions import (
    Compared,
    Condition,
    Either,
    Every,
    Named,
    Negation,
    Operator,
    Quantifier,
    Related,
    RelatedCount,
    Within,
)
from graph.query.cost import ASSUMED_CLAIMS, ASSUMED_DEGREE, ASSUMED_NODES, Cost, cost
from graph.query.groups import Grouping
from graph.query.page import HopCount, OrderBy, Page
from graph.query.plan import (
    Branch,
    ByKey,
    ByKeys,
    CountOf,
    GroupsOf,
    Hop,
    Item,
    NodeEvidence,
    PageOf,
    ReadPlan,
    Selection,
)

SIZES = {"ten": 10, "five": 5, "one": 1, "many": 500}
EQUAL = Compared(NodeColumn("status"), Operator.EQ, Parameter("value"))


def _costs(*branches: Branch, values: dict[str, Any] | None = None) -> Cost:
    return cost(ReadPlan(branches), {**SIZES, **(values or {})})


def _hop(limit: str, *items: Item, where: Condition | None = None) -> Hop:
    return Hop(
        "UNDERTAKES", forward=True, far=("Project",), page=Page(Parameter(limit)), selection=Selection(items), where=where
    )


def _page(limit: str, *items: Item, where: Condition | None = None, order: tuple[OrderBy, ...] = ()) -> Branch:
    return Branch(PageOf("Enterprise", Page(Parameter(limit), order), where), items)


def test_rows_are_pages_times_pages() -> None:
    found = _costs(_page("ten", NodeColumn("key"), _hop("five", _hop("five"))))

    assert found.rows == 10 + 10 * 5 + 10 * 5 * 5
    assert found.widest == ("Enterprise", "UNDERTAKES", "UNDERTAKES")


def test_branches_add_up_and_the_widest_is_named() -> None:
    found = _costs(_page("ten"), Branch(ByKey("Park", Parameter("key")), (_hop("many"),)))

    assert (found.rows, found.widest) == (10 + 1 + 500, ("Park", "UNDERTAKES"))


def test_a_look_up_by_several_keys_counts_each() -> None:
    keys = Branch(ByKeys("Park", Parameter("keys"), redirected=True), (_hop("five"),))

    assert _costs(keys, values={"keys": ["a", "b", "c"]}).rows == 3 + 15


def test_claims_count_with_an_assumed_number() -> None:
    assert _costs(_page("ten", NodeEvidence(Parameter("many"), ()))).rows == 10 + 10 * ASSUMED_CLAIMS


def test_a_page_by_key_or_pinyin_looks_at_its_rows_and_any_other_at_the_label() -> None:
    by_name, by_status = OrderBy(NodeColumn("sortKey")), OrderBy(NodeColumn("status"))

    assert _costs(_page("ten")).work == 10
    assert _costs(_page("ten", order=(by_name,))).work == 10 * 2
    assert _costs(_page("ten", order=(by_status,))).work == ASSUMED_NODES * 2
    assert _costs(_page("ten", where=EQUAL)).work == ASSUMED_NODES * 2


def test_orders_by_counts_and_deep_quantifiers_weigh_by_degree() -> None:
    def some(where: Condition | None) -> Related:
        return Related(Quantifier.SOME, "UNDERTAKES", forward=True, far=("Project",), where=where)

    counted = OrderBy(HopCount("UNDERTAKES", forward=True))
    one, two, three = (
        _costs(_page("ten", where=where)).work for where in (some(EQUAL), some(some(EQUAL)), some(some(some(EQUAL))))
    )

    assert _costs(_page("ten", order=(counted,))).work == ASSUMED_NODES * (1 + ASSUMED_DEGREE)
    assert one < two < three
    assert three > two * ASSUMED_DEGREE * 0.9


def test_totals_and_groups_of_a_filtered_label_look_at_all_of_it() -> None:
    grouping = Grouping(NodeColumn("status"), None, Parameter("many"))

    assert _costs(Branch(CountOf("Project"))).work == 1
    assert _costs(Branch(CountOf("Project", EQUAL))).work == ASSUMED_NODES * 2
    assert _costs(Branch(GroupsOf("Project", None, grouping))).rows == 500


def test_a_page_without_a_size_is_a_fault_of_ours() -> None:
    with pytest.raises(PlanBug, match=r"The page size \$nothing has no value"):
        _costs(_page("nothing"))


conditions = st.recursive(
    st.sampled_from((
        EQUAL,
        Named(Operator.CONTAINS, Parameter("value")),
        RelatedCount("UNDERTAKES", forward=True, operator=Operator.GT, value=Parameter("value")),
        Within("LOCATED_IN", ("PART_OF",), Parameter("value")),
    )),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: Every(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Either(tuple(parts))),
        inner.map(Negation),
        inner.map(lambda where: Related(Quantifier.NONE, "UNDERTAKES", forward=True, far=("Project",), where=where)),
    ),
    max_leaves=6,
)  # fmt: skip
limits = st.sampled_from(("one", "five", "ten", "many"))
items = st.recursive(
    st.just(NodeColumn("key")) | st.just(HopCount("UNDERTAKES", forward=True)),
    lambda inner: st.builds(
        lambda limit, below, where: _hop(limit, *below, where=where),
        limits,
        st.lists(inner, max_size=3),
        st.none() | conditions,
    ),
    max_leaves=8,
)


@given(st.lists(items, max_size=4), items, st.none() | conditions, conditions)
@settings(max_examples=100, deadline=None)
def test_asking_more_never_costs_less(selected: list[Item], more: Item, where: Condition | None, further: Condition) -> None:
    before = _costs(_page("ten", *selected, where=where))
    both = further if where is None else Every((where, further))

    wider, filtered, larger = (
        _page("ten", *selected, more, where=where),
        _page("ten", *selected, where=both),
        _page("many", *selected),
    )

    assert _costs(wider).rows >= before.rows
    assert _costs(wider).work >= before.work
    assert _costs(filtered).work >= before.work
    assert _costs(larger).rows >= _costs(_page("ten", *selected)).rows
