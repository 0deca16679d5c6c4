"""Tokens of names: what stands in them, where spellings start, and that their keys depend on the name alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model.name_tokens import LONGEST_TOKEN, Name, is_whole, marked, token_keys, tokens
from graph.names import normal_form

FORMS = st.text(alphabet="青海都兰镁美重大330kvpvc()-α", max_size=40).map(normal_form)


def tokens_of(printed: str, label: str = "Place", entity: str = "place:x") -> list[tuple[object, object, object]]:
    """What each token holds before the space that ends it."""
    found = tokens(Name(label, entity, normal_form(printed), printed, "name"))
    held = [[node.properties.get(name, "") for name in ("key", "pinyin", "initials")] for node in found]
    return [tuple(str(part).split(" ")[0] for part in parts) for parts in held]  # type: ignore[misc]


def test_a_name_has_a_token_from_each_of_its_characters() -> None:
    assert tokens_of("都兰县") == [
        ("n^都兰县", "n^dulanxian", "n^dlx"),
        ("n~兰县", "n~lanxian", "n~lx"),
        ("n~县", "n~xian", "n~x"),
    ]


def test_a_run_of_letters_and_digits_is_spelled_as_it_stands_and_only_from_its_start() -> None:
    assert tokens_of("10kV变") == [
        ("n^10kv变", "n^10kvbian", "n^10kvb"),
        ("n~0kv变", "", ""),
        ("n~kv变", "", ""),
        ("n~v变", "", ""),
        ("n~变", "n~bian", "n~b"),
    ]


def test_signs_are_no_part_of_a_spelling() -> None:
    assert tokens_of("（铝）锂") == [
        ("n^(铝)锂", "", ""),
        ("n~铝)锂", "n^lvli", "n^ll"),
        ("n~)锂", "", ""),
        ("n~锂", "n~li", "n~l"),
    ]


def test_names_of_products_stand_apart() -> None:
    assert tokens_of("镁", "Product", "product:mei") == [("p^镁", "p^mei", "p^m")]


def test_a_token_tells_a_whole_name_from_the_start_of_one() -> None:
    (token, *_) = tokens(Name("Place", "place:x", "都兰县", "都兰县", "name"))

    assert is_whole(token.key, "都兰县", of_product=False)
    assert is_whole(str(token.properties["pinyin"]), "dulanxian", of_product=False)
    assert not is_whole(token.key, "都兰", of_product=False)


def test_a_long_name_is_cut_and_no_whole_name() -> None:
    form = "镁" * (LONGEST_TOKEN + 1)
    first, second, *_ = tokens(Name("Place", "place:x", form, form, "name"))

    assert first.key.startswith("n^" + "镁" * LONGEST_TOKEN + "… ")
    assert second.key.startswith("n~" + "镁" * LONGEST_TOKEN + " ")
    assert not is_whole(first.key, form[:LONGEST_TOKEN], of_product=False)


@given(FORMS, st.sampled_from(["Place", "Product"]))
def test_keys_are_distinct_and_those_of_the_tokens(form: str, label: str) -> None:
    keys = token_keys(label, "place:x", form)

    assert keys == [token.key for token in tokens(Name(label, "place:x", form, form, "name"))]
    assert len(set(keys)) == len(form)


@given(FORMS, st.data())
def test_every_part_of_a_name_starts_one_of_its_tokens(form: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(form)))
    part = form[start : data.draw(st.integers(start, len(form)))][:LONGEST_TOKEN]
    found = [
        key
        for key in token_keys("Place", "place:x", form)
        if key.startswith(marked(part, of_product=False, at_start=start == 0))
    ]

    assert found or start == len(form)
