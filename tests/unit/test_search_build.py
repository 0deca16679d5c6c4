"""The pure half of search: what a text seeks, and how rows become ranked nodes, whatever order the branches come in."""

from __future__ import annotations

import random

import pytest

from graph.analytics.search import LONGEST_TEXT, SHARES, Way, build, sought_of
from graph.analytics.search_statement import USERS, Sought, ranges_of, statement_of
from graph.errors import BadArguments, PlanBug
from graph.model.registry import MODEL

LABELS = tuple(item.label for item in MODEL.entities)
NAME_START, PRODUCT_START, NAME_INSIDE, PRODUCT_INSIDE = range(4)
PINYIN_START, INITIALS_INSIDE = 4, 10


def row(branch: int, key: str, form: str, *, text: str = "", of: str = "name", users: object = None) -> list[object]:
    values = [text, key, form, form.upper(), of]
    return [branch, values if users is None else [*values, users]]


def test_every_way_by_name_is_above_every_way_by_product_and_all_are_within_one() -> None:
    by_name = [way.value for way in Way]

    assert by_name == sorted(by_name, reverse=True)
    assert max(by_name) == 1
    assert max(SHARES.values()) < min(by_name)
    assert min(SHARES.values()) * min(by_name) > 0


def test_a_text_seeks_its_form_and_its_letters() -> None:
    assert sought_of("Dū lán", MODEL).latin == "dulan"
    assert sought_of(" 都“兰”", MODEL, ["Park", "Chain"]) == Sought("都兰", "", ("Park", "Chain"))


@pytest.mark.parametrize("text", ["", " \t", "“·”", "硅" * (LONGEST_TEXT + 1)])
def test_a_blank_or_endless_text_is_refused(text: str) -> None:
    with pytest.raises(BadArguments):
        sought_of(text, MODEL)


def test_a_text_walks_the_ranges_of_its_kind() -> None:
    chinese, latin = ranges_of(Sought("铝", "", LABELS)), ranges_of(Sought("lv", "lv", LABELS))
    products = ranges_of(Sought("铝", "", ("Product",)))

    assert {walked.held for walked in chinese} == {"key"}
    assert latin[:4] == chinese
    assert [walked.held for walked in latin[4:]] == ["pinyin"] * 4 + ["initials"] * 4
    assert [(walked.at_start, walked.of_product) for walked in chinese] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
    ]
    assert [walked.of_product for walked in products] == [True, True]


def test_every_parameter_of_a_statement_is_named_in_it_and_given() -> None:
    for sought in (Sought("铝", "", LABELS), Sought("lv", "lv", LABELS), Sought("lv", "lv", ("Product",))):
        statement = statement_of(sought)
        named = {word.strip(",)") for word in statement.text.split() if word.startswith("$")}
        assert {name.removeprefix("$") for name in named} == set(statement.params)


def test_the_best_match_of_a_node_counts_and_equal_ones_go_by_the_shorter_name_then_the_key() -> None:
    sought = Sought("铝", "", LABELS)
    rows = [
        row(NAME_START, "place:d", "铝"),
        row(NAME_START, "place:c", "铝", of="aliases"),
        row(NAME_START, "place:b", "铝厂村"),
        row(NAME_START, "place:b", "铝村"),
        row(NAME_INSIDE, "place:b", "小铝"),
        row(NAME_INSIDE, "place:a", "小铝"),
        row(NAME_START, "place:aa", "铝村"),
    ]

    result = build(rows, sought)

    assert [(hit.node, hit.score, hit.matched) for hit in result.hits] == [
        ("place:d", 1.0, "铝"),
        ("place:c", 0.95, "铝"),
        ("place:aa", 0.9, "铝村"),
        ("place:b", 0.9, "铝村"),
        ("place:a", 0.8, "小铝"),
    ]
    assert not result.truncated
    random.Random(1).shuffle(rows)
    assert build(rows, sought) == result


def test_who_makes_a_product_goes_before_who_uses_it_and_the_product_before_both() -> None:
    users = [["USES", "segment:s"], ["PRODUCES", "enterprise:e"], ["USES", "enterprise:e"]]
    rows = [row(PRODUCT_START, "product:p", "铝板", users=users)]

    whole, firms = build(rows, Sought("铝", "", LABELS)), build(rows, Sought("铝", "", ("Enterprise",)))

    assert [(hit.node, hit.score) for hit in whole.hits] == [("product:p", 0.9), ("enterprise:e", 0.27), ("segment:s", 0.18)]
    assert "product:p" not in [hit.node for hit in firms.hits]


def test_spellings_are_below_the_name_and_whole_ones_above_their_starts() -> None:
    rows = [
        row(PINYIN_START, "place:a", "都兰", text="n^dulan place:a|都兰"),
        row(PINYIN_START, "place:b", "都兰县", text="n^dulanxian place:b|都兰县"),
        row(INITIALS_INSIDE, "place:c", "大都兰", text="n~dl place:c|大都兰"),
    ]

    result = build(rows, Sought("dulan", "dulan", LABELS))

    assert [(hit.node, Way(hit.score)) for hit in result.hits] == [
        ("place:a", Way.PINYIN_EXACT),
        ("place:b", Way.PINYIN_PREFIX),
        ("place:c", Way.INITIALS_INFIX),
    ]


def test_more_users_of_a_product_than_are_read_are_told() -> None:
    users = [["USES", f"segment:{number}"] for number in range(USERS + 1)]

    result = build([row(PRODUCT_INSIDE, "product:p", "板铝", users=users)], Sought("铝", "", LABELS))

    assert (len(result.hits), result.truncated) == (USERS + 1, True)


@pytest.mark.parametrize("wrong", [[0, "x"], ["0", []]])
def test_a_row_of_another_shape_is_a_bug(wrong: list[object]) -> None:
    with pytest.raises(PlanBug):
        build([wrong], Sought("铝", "", LABELS))
