"""Names: what is compared, what is sorted by, what keys are made of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import latin_form, normal_form, readings, slug, sort_key, syllables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("聚能电力（青海）", "聚能电力(青海)"),
        ("工业“双百”行动", "工业双百行动"),
        ("日月山---康城", "日月山—康城"),
        ("ＰＶＣ 项目", "pvc项目"),
        ("盐湖·镁业", "盐湖镁业"),
    ],
)
def test_printings_of_one_name_have_one_normal_form(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), [("盐湖集团", "盐湖股份"), ("一期", "二期"), ("10万吨", "100万吨")])
def test_different_names_keep_different_normal_forms(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(st.text(max_size=20))
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("都兰县", ("du", "lan", "xian")),
        ("乐都", ("le", "du")),
        ("大柴旦", ("da", "chai", "dan")),
        ("西部水电", ("xi", "bu", "shui", "dian")),
        ("重大项目", ("zhong", "da", "xiang", "mu")),
    ],
)
def test_place_names_are_read_as_people_say_them(name: str, read: tuple[str, ...]) -> None:
    assert syllables(name) == read


@given(st.text(max_size=20) | st.text(alphabet="青海都兰重大330kvPVC（）·α", max_size=12))
def test_every_code_point_has_one_reading(text: str) -> None:
    assert len(readings(text)) == len(text)


def test_what_is_no_chinese_character_is_read_as_it_stands() -> None:
    assert readings("330kV杨乐变(α)") == ("3", "3", "0", "k", "V", "yang", "le", "bian", "(", "α", ")")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("dulan", "dulan"),
        ("Du Lan", "dulan"),
        ("Dūlán", "dulan"),
        ("ｄｕｌａｎ", "dulan"),
        ("xi'an", "xian"),
        ("lǜ", "lv"),
        ("ju-neng dian-li", "junengdianli"),
        ("330kV", "330kv"),
        ("330", ""),
        ("n^", ""),
        ("-", ""),
        ("都兰", ""),
        ("du兰", ""),
        ("()", ""),
        ("", ""),
    ],
)
def test_a_text_that_may_be_pinyin_is_compared_by_its_letters(text: str, letters: str) -> None:
    assert latin_form(text) == letters


def test_names_sort_by_their_sound() -> None:
    assert sorted(["西宁市", "大通县", "都兰县", "格尔木市"], key=sort_key) == ["大通县", "都兰县", "格尔木市", "西宁市"]


@given(st.lists(st.text(alphabet="甲Ａa～\ue000\uffee𠀀😀 ", max_size=4), max_size=6))
def test_sort_keys_have_one_order_by_code_points_and_by_code_units(names: list[str]) -> None:
    keys = [sort_key(name) for name in names]

    assert sorted(keys) == sorted(keys, key=lambda key: key.encode("utf-16-be"))


def test_homophones_sort_by_the_name_itself() -> None:
    assert sort_key("公式") != sort_key("公示")


def test_a_name_stands_in_front_of_those_that_begin_like_it() -> None:
    assert sorted(["西宁", "西", "供电公司", "供电", "西钢"], key=sort_key) == ["供电", "供电公司", "西", "西钢", "西宁"]


@given(st.text(min_size=1, max_size=12))
def test_a_slug_is_plain_ascii_and_never_empty(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


def test_a_slug_is_readable() -> None:
    assert slug("聚能电力") == "ju-neng-dian-li"
    assert slug("330KV杨乐变电站") == "330kv-yang-le-bian-dian-zhan"
