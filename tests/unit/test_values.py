"""Printed Chinese numbers, money and dates read exactly, and stored values read back as they were."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import PlanBug
from graph.model.declarations import EnumType, EnumValue, Kind, Property
from graph.model.kinds import QUANTITY_PARTS, Value, canonical, columns, from_text, quantity_of, to_columns
from graph.model.values import (
    MAX_EXACT_INTEGER,
    Comparator,
    PartialDate,
    Quantity,
    parse_integer,
    parse_quantity,
    parse_yuan,
)

COLOUR = EnumType("Colour", "颜色", "A colour", (EnumValue("RED", "红", "Red"), EnumValue("GREEN", "绿", "Green")))


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "upper"),
    [
        ("40万吨", 400_000.0, "t", Comparator.EXACT, None),
        ("2000吨", 2_000.0, "t", Comparator.EXACT, None),
        ("50兆瓦", 50.0, "MW", Comparator.EXACT, None),
        ("330ＫＶ", 330.0, "kV", Comparator.EXACT, None),
        ("750KV", 750.0, "kV", Comparator.EXACT, None),
        ("85．34％", 85.34, "%", Comparator.EXACT, None),
        ("25.6%", 25.6, "%", Comparator.EXACT, None),
        ("2.5个百分点", 2.5, "pp", Comparator.EXACT, None),
        ("500度以上", 500.0, "kWh", Comparator.AT_LEAST, None),
        ("20％以上", 20.0, "%", Comparator.AT_LEAST, None),
        ("3000余名", 3_000.0, "名", Comparator.OVER, None),
        ("4100余万元", 41_000_000.0, "CNY", Comparator.OVER, None),
        ("12500多人次", 12_500.0, "人次", Comparator.OVER, None),
        ("近7000名", 7_000.0, "名", Comparator.UNDER, None),
        ("约3.5万吨", 35_000.0, "t", Comparator.ABOUT, None),
        ("100户左右", 100.0, "户", Comparator.ABOUT, None),
        ("不低于10%", 10.0, "%", Comparator.AT_LEAST, None),
        ("不超过3项", 3.0, "项", Comparator.AT_MOST, None),
        ("10—15万吨", 100_000.0, "t", Comparator.BETWEEN, 150_000.0),
        ("50-100亿元", 5e9, "CNY", Comparator.BETWEEN, 1e10),
        ("40－50个", 40.0, "个", Comparator.BETWEEN, 50.0),
        ("十大", 10.0, "大", Comparator.EXACT, None),
        ("三次", 3.0, "次", Comparator.EXACT, None),
        ("一百零五户", 105.0, "户", Comparator.EXACT, None),
        ("1,571.6亿元", 1571.6e8, "CNY", Comparator.EXACT, None),
        ("15", 15.0, "", Comparator.EXACT, None),
        ("年产5万吨", 50_000.0, "t", Comparator.EXACT, None),
        ("年产能约10GW", 10.0, "GW", Comparator.ABOUT, None),
        ("产能2ＧＷｈ/年以上", 2.0, "GWh", Comparator.AT_LEAST, None),
        ("5—8万吨/年", 50_000.0, "t", Comparator.BETWEEN, 80_000.0),
        ("3亿片", 300_000_000.0, "片", Comparator.EXACT, None),
    ],
)
def test_a_printed_quantity_is_read(text: str, value: float, unit: str, comparator: Comparator, upper: float | None) -> None:
    assert parse_quantity(text) == Quantity(value, unit, comparator, text, upper)


@pytest.mark.parametrize("text", ["", "吨", "很多", "40万吨铝", "12瓶", "15—10万吨", "--3吨", "三万亿亿元"])
def test_what_is_no_quantity_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("472.8亿元", 47_280_000_000),
        ("472．8亿元", 47_280_000_000),
        ("4100余万元", 41_000_000),
        ("3.39亿元", 339_000_000),
        ("2亿元", 200_000_000),
        ("0.0001万元", 1),
        ("19800000000", 19_800_000_000),
        ("9007199254740991", MAX_EXACT_INTEGER),
    ],
)
def test_money_is_whole_yuan_exactly(text: str, yuan: int) -> None:
    assert parse_yuan(text) == yuan


@pytest.mark.parametrize(
    "text", ["", "1吨", "0.5元", "0.00001万元", "5-10亿元", "9007199254740992", "元", "年产5亿元", "5亿元/年"]
)
def test_what_is_no_whole_amount_of_yuan_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_yuan(text)


@given(st.integers(0, MAX_EXACT_INTEGER), st.sampled_from([("亿元", 8), ("万元", 4), ("元", 0)]))
def test_money_printed_in_any_scale_reads_back_to_the_yuan(yuan: int, scale: tuple[str, int]) -> None:
    word, power = scale

    printed = f"{Decimal(yuan).scaleb(-power):f}{word}"

    assert parse_yuan(printed) == yuan


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2013", "2013"),
        ("2013年", "2013"),
        ("2013年底", "2013"),
        ("2013-04", "2013-04"),
        ("2013-4", "2013-04"),
        ("2013年4月", "2013-04"),
        ("２０１３年１２月３１日", "2013-12-31"),
        ("2012-02-29", "2012-02-29"),
    ],
)
def test_a_date_keeps_its_precision(text: str, iso: str) -> None:
    assert str(PartialDate.parse(text)) == iso


@pytest.mark.parametrize("text", ["", "13", "2013-13", "2013-00", "2013-02-30", "2013-04-00", "2013-04-31", "去年", "2013.4"])
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@given(st.lists(st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)), min_size=2, max_size=2))
def test_dates_order_as_their_text_does(pair: list[PartialDate]) -> None:
    first, second = pair

    assert (first < second) == (str(first) < str(second))
    assert PartialDate.parse(str(first)) == first


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("１，０００", 1000), ("-3", -3), ("12,500", 12_500)])
def test_whole_numbers_are_read(text: str, number: int) -> None:
    assert parse_integer(text) == number


@pytest.mark.parametrize("text", ["", "1.5", "十", "9007199254740992"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_integer(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "一期", "一期"),
        (Kind.TEXT_LIST, "甲；乙； 丙 ；", ("甲", "乙", "丙")),
        (Kind.INTEGER, "2013", 2013),
        (Kind.YUAN, "2亿元", 200_000_000),
        (Kind.QUANTITY, "40万吨", Quantity(400_000.0, "t", Comparator.EXACT, "40万吨")),
        (Kind.PARTIAL_DATE, "2013-4", PartialDate(2013, 4)),
        (Kind.ENUM, "RED", "RED"),
    ],
)
def test_the_canonical_text_of_a_value_reads_back(kind: Kind, text: str, value: Value) -> None:
    declared = Property("size", kind, "大小", "How large", enum=COLOUR if kind is Kind.ENUM else None)

    read = from_text(declared, text)

    assert read == value
    assert from_text(declared, canonical(read)) == value
    assert {column.name for column in columns(declared)} >= set(to_columns(declared, read))


def test_an_enum_value_is_one_of_the_declared_ones() -> None:
    declared = Property("colour", Kind.ENUM, "颜色", "Its colour", enum=COLOUR)

    with pytest.raises(ValueError, match="none of RED, GREEN"):
        from_text(declared, "红")


@pytest.mark.parametrize("text", ["40万吨", "10—15万吨", "近7000名"])
def test_a_quantity_survives_its_columns(text: str) -> None:
    declared = Property("capacity", Kind.QUANTITY, "规模", "Capacity")
    quantity = parse_quantity(text)

    stored = to_columns(declared, quantity)

    assert quantity_of({part: stored.get("capacity" + part.capitalize()) for part, _ in QUANTITY_PARTS}) == quantity


def test_columns_without_a_number_hold_no_quantity() -> None:
    assert quantity_of({"value": None, "unit": None, "comparator": None, "text": None}) is None


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("青石有限公司", {"issuer": "青石有限公司"}),
        ("ＡＢ “青石”", {"issuer": "ＡＢ “青石”", "issuerForm": "ab青石"}),
        ("“”", {"issuer": "“”", "issuerForm": ""}),
    ],
)
def test_a_folded_text_has_its_normal_form_beside_it_where_they_differ(text: str, stored: dict[str, str]) -> None:
    declared = Property("issuer", Kind.TEXT, "发布机关", "Who issued it", folded=True)

    assert to_columns(declared, text) == stored
    assert [column.name for column in columns(declared)] == ["issuer", "issuerForm"]


@pytest.mark.parametrize(("kind", "value"), [(Kind.QUANTITY, "40万吨"), (Kind.TEXT, parse_quantity("40万吨"))])
def test_a_value_of_another_kind_cannot_be_stored(kind: Kind, value: Value) -> None:
    with pytest.raises(PlanBug):
        to_columns(Property("capacity", kind, "规模", "Capacity"), value)


@pytest.mark.parametrize(
    ("comparator", "upper"), [(Comparator.BETWEEN, None), (Comparator.EXACT, 2.0), (Comparator.BETWEEN, 0.5)]
)
def test_bounds_must_fit_the_comparator(comparator: Comparator, upper: float | None) -> None:
    with pytest.raises(ValueError):
        Quantity(1.0, "t", comparator, "1吨", upper)
