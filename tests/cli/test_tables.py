"""Tables in which a Chinese character takes two columns."""

from __future__ import annotations

import pytest

from liantu.cli.answers import show_data
from liantu.cli.tables import display_width, table
from tests.cli.streams import Streams


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("光伏", 4),
        ("ＡＢ", 4),
        ("（一）", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("亿元/t", 6),
        ("ｱ", 1),
    ],
)
def test_width_is_counted_in_columns_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


def test_columns_line_up_in_any_script_and_numbers_stand_right() -> None:
    lines = table(("name", "count"), [("光伏产业链", 3), ("x", 12345), (None, None)]).split("\n")

    assert lines == [
        "name         count",
        "----------  ------",
        "光伏产业链       3",
        "x           12,345",
        "",
    ]


def test_a_cell_cannot_break_the_line_or_move_the_cursor() -> None:
    assert table(("a",), [("x\ny\x1b[2J\tz",)]).split("\n")[2] == "x y[2J z"


def test_an_answer_becomes_tables_of_its_lists() -> None:
    streams = Streams()
    data = {
        "parks": {
            "totalCount": 2,
            "nodes": [{"name": "甘河", "partOf": {"nodes": [{"name": "西宁"}]}}, {"name": "东川", "partOf": {"nodes": []}}],
        },
        "chain": {"name": "光伏产业链"},
        "nothing": None,
        "empty": [],
    }

    show_data(data, streams.output)

    assert streams.written.split("\n") == [
        "parks.totalCount: 2",
        "parks",
        "name  partOf",
        "----  ------",
        "甘河  西宁",
        "东川",
        "chain.name: 光伏产业链",
        "nothing: None",
        "empty: ",
        "",
    ]
