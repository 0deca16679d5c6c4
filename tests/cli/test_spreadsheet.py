"""Workbooks as openpyxl, which shares no code with what writes them, reads them back."""

from __future__ import annotations

import argparse
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from graph.errors import TooLarge
from liantu.cli.listings import Listing, show
from liantu.cli.spreadsheet import MAX_CHARACTERS, MAX_NAME, WIDEST, sheet_name, workbook_bytes
from tests.cli.streams import Streams

RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "https://example.invalid", "007", "1e5", "_x0041_")
GAPS = Listing("缺口", ("环节", "年份", "得分", "日期"), [("多晶硅", 2012, 0.5, date(2013, 4, 30)), ("组件", None, -3, None)])


def opened(*listings: Listing) -> Workbook:
    return load_workbook(io.BytesIO(workbook_bytes(listings)))


def arguments(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**{"json": False, "csv": False, "xlsx": None, **given})


def test_numbers_are_numbers_dates_are_dates_and_nothing_is_an_empty_cell() -> None:
    sheet = opened(GAPS)["缺口"]

    assert list(sheet.iter_rows(values_only=True)) == [
        ("环节", "年份", "得分", "日期"),
        ("多晶硅", 2012, 0.5, datetime(2013, 4, 30)),  # noqa: DTZ001 - the format has no time zone
        ("组件", None, -3, None),
    ]
    assert sheet["D2"].is_date
    assert sheet["D2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", RISKY)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    cell = opened(Listing("a", ("a",), [(text,)]))["a"]["A2"]

    assert (cell.data_type, cell.value) == ("s", text.replace("\t", " "))
    assert cell.hyperlink is None


def test_text_that_reads_as_a_formula_stays_text_when_somebody_edits_its_cell() -> None:
    sheet = opened(Listing("a", ("a",), [("=1+1",), ("正常",)]))["a"]

    assert [sheet[name].quotePrefix for name in ("A2", "A3")] == [True, False]


def test_the_header_is_frozen_filtered_and_repeated_in_print_on_landscape_a4() -> None:
    sheet = opened(GAPS)["缺口"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet["A1"].font.b


def test_columns_are_as_wide_as_their_text_and_a_chinese_character_takes_two() -> None:
    sheet = opened(Listing("a", ("名", "name", "long"), [("光" * 20, "a" * 20, "长" * 200)]))["a"]

    chinese, latin, longest = [sheet.column_dimensions[column].width for column in "ABC"]
    assert chinese > 40
    assert 20 < latin < 30
    assert longest == pytest.approx(WIDEST, abs=1)
    assert sheet.row_dimensions[2].height > 5 * 15


def test_equal_listings_give_equal_bytes() -> None:
    assert workbook_bytes([GAPS]) == workbook_bytes([GAPS])


def test_a_listing_without_rows_is_a_sheet_with_its_header() -> None:
    assert list(opened(Listing("空", ("a", "b"), []))["空"].iter_rows(values_only=True)) == [("a", "b")]


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("项目", (), "项目"),
        ("a/b:c*[d]?", (), "a b c d"),
        ("'quoted'", (), "quoted"),
        ("", (), "Sheet"),
        ("::", (), "Sheet"),
        ("History", (), "History 1"),
        ("长" * 40, (), "长" * MAX_NAME),
        ("𠮷" * 20, (), "𠮷" * 15),
        ("Rows", ("rows",), "Rows 2"),
        ("长" * 40, ("长" * MAX_NAME, "长" * 29 + " 2"), "长" * 29 + " 3"),
    ],
)
def test_a_sheet_has_a_valid_name_of_its_own(title: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(title, taken) == name


def test_sheets_of_one_title_are_told_apart() -> None:
    assert opened(GAPS, GAPS).sheetnames == ["缺口", "缺口 2"]


def test_a_text_that_no_cell_holds_is_an_error_that_names_another_form() -> None:
    assert opened(Listing("a", ("a",), [("长" * MAX_CHARACTERS,)]))["a"]["A2"].value == "长" * MAX_CHARACTERS
    with pytest.raises(TooLarge, match="--csv"):
        workbook_bytes([Listing("a", ("a",), [("长" * (MAX_CHARACTERS + 1),)])])


def test_a_workbook_is_written_instead_of_the_table_and_beside_json(tmp_path: Path) -> None:
    alone, beside = Streams(), Streams()

    show(arguments(xlsx=str(tmp_path / "1.xlsx")), {}, alone.output, GAPS)
    show(arguments(xlsx=str(tmp_path / "2.xlsx"), json=True), {"a": 1}, beside.output, GAPS, records=GAPS)

    assert (alone.written, alone.said) == ("", f"Wrote {tmp_path / '1.xlsx'}.\n")
    assert beside.written == '{\n  "a": 1\n}\n'
    assert load_workbook(tmp_path / "2.xlsx").sheetnames == ["缺口", "缺口 2"]


def test_several_listings_are_tables_under_their_titles_and_csv_is_the_records() -> None:
    tables, records = Streams(), Streams()
    other = Listing("其他", ("x",), [(1,)])

    show(arguments(), {}, tables.output, Listing("甲", ("a",), [("b",)]), other)
    show(arguments(csv=True), {}, records.output, GAPS, records=other)

    assert tables.written.splitlines() == ["甲", "a", "-", "b", "", "其他", "x", "-", "1"]
    assert records.written == "x\n1\n"


def test_csv_puts_an_apostrophe_before_text_that_a_spreadsheet_takes_for_a_formula() -> None:
    streams = Streams()

    streams.output.csv(("a", "b"), [("=1+1", -1), ("-", 0.5), ("＠x", date(2013, 4, 30)), ("正常", None)])

    assert streams.written == "a,b\n'=1+1,-1\n'-,0.5\n'＠x,2013-04-30\n正常,\n"
