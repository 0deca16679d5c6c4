"""`liantu tasks`: deadlines, order, whom a name means, and what is written on the bundled register."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from graph.analytics.messages import Lang
from graph.errors import AmbiguousName, NotFound
from graph.model.claims import Basis
from liantu.cli.parser import build_parser
from liantu.cli.task_register import Body, Part, Task, last_day, register_order
from liantu.cli.task_tables import document_of, listing_of, records_of, summary_of
from liantu.cli.tasks import find_body
from tests.cli.conftest import Run, Running

ROADS = Body("department:jiao-tong", "交通局", ("县交通局",))
AIR = Body("department:huan-bao", "环保局", ())
HEADERS = ["序号", "任务", "牵头单位", "参与单位", "完成时限", "依据位置", "依据性质"]


def task(
    name: str, deadline: str = "", *, order: int | None = 1, leaders: tuple[Part, ...] = (Part(ROADS, Basis.STATED),),
    participants: tuple[Part, ...] = (), deadline_basis: Basis | None = None, more: bool = False, source: str = "qing-shi",
) -> Task:  # fmt: skip
    basis = deadline_basis if deadline_basis is not None or not deadline else Basis.STATED
    return Task(
        f"task:{name}", name, order, f"{name}一次", "青石县计划", deadline, basis, leaders, participants, more, Basis.STATED,
        {source: ("1.p1.s1",)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "last"),
    [
        ("2013", date(2013, 12, 31)),
        ("2013-02", date(2013, 2, 28)),
        ("2012-02", date(2012, 2, 29)),
        ("2013-12", date(2013, 12, 31)),
        ("2013-04-30", date(2013, 4, 30)),
    ],
)
def test_a_deadline_ends_with_the_last_day_of_what_is_stated(stated: str, last: date) -> None:
    assert last_day(stated) == last
    assert not task("修路", stated).is_overdue(last)
    assert task("修路", stated).is_overdue(date.fromordinal(last.toordinal() + 1))


def test_a_task_without_deadline_is_never_overdue() -> None:
    assert not task("修路").is_overdue(date.max)


def test_overdue_tasks_come_first_then_by_deadline_then_those_without_one_and_last_those_that_nobody_leads() -> None:
    today = date(2014, 1, 1)
    tasks = [
        task("无时限无人", leaders=()),
        task("无时限交通", order=2),
        task("无时限环保", order=9, leaders=(Part(AIR, Basis.STATED),)),
        task("明年", "2015"),
        task("上月", "2013-12"),
        task("年初", "2013-01", leaders=()),
        task("无序号", order=None),
    ]

    ordered = sorted(tasks, key=lambda one: register_order(one, today))

    assert [one.name for one in ordered] == ["年初", "上月", "明年", "无时限环保", "无时限交通", "无序号", "无时限无人"]


def test_a_body_is_found_by_name_alias_and_key() -> None:
    tasks = [task("修路", participants=(Part(AIR, Basis.STATED),))]

    assert [find_body(tasks, given) for given in ("交通局", "县交通局", ROADS.key, "环保局")] == [ROADS, ROADS, ROADS, AIR]


def test_a_name_that_nobody_or_several_bear_is_an_error_that_helps() -> None:
    other = Body("department:jiao-tong-2", "市交通局", ("县交通局",))
    tasks = [task("修路"), task("架桥", leaders=(Part(other, Basis.STATED),))]

    with pytest.raises(NotFound, match=r"«交通厅».*交通局"):
        find_body(tasks, "交通厅")
    with pytest.raises(AmbiguousName, match="department:jiao-tong-2"):
        find_body(tasks, "县交通局")


def test_the_document_has_the_columns_of_an_office_and_says_what_is_past_and_what_is_inferred() -> None:
    tasks = [
        task("修路", "2013-04", deadline_basis=Basis.INFERRED, leaders=(Part(AIR, Basis.INFERRED), Part(ROADS, Basis.STATED))),
        task("架桥", leaders=(), participants=(Part(ROADS, Basis.STATED),), more=True),
    ]

    described = document_of(tasks, date(2014, 1, 1), Lang.ZH)

    assert [column.header for column in described.columns] == HEADERS
    assert described.subtitle == "青石县计划　截至2014年1月1日"
    assert list(described.rows) == [
        ("1", "修路一次", "环保局、交通局", "", "2013年4月（已过）", "1.p1.s1", "原文（牵头：推断；时限：推断）"),
        ("2", "架桥一次", "", "交通局等", "", "1.p1.s1", "原文"),
    ]
    assert described.notes == ("共2项任务：时限已过1项，没有写明时限1项，没有指定牵头单位1项。是否完成没有记录。",)


def test_english_words_stand_in_the_same_places() -> None:
    tasks, today = [task("修路", "2013-04")], date(2013, 4, 1)

    listing = listing_of(tasks, today, Lang.EN)

    assert listing.headers == ("No.", "Task", "Leads", "Takes part", "Deadline", "Last day", "Source", "Basis")
    assert listing.rows[0][4:] == ("2013-04", date(2013, 4, 30), "1.p1.s1", "stated")
    assert "1 tasks: 0 past" in summary_of(tasks, today, Lang.EN)


def test_sources_are_named_where_there_are_several() -> None:
    rows = listing_of([task("修路"), task("架桥", source="bai-shi")], date(2014, 1, 1), Lang.ZH).rows

    assert [row[6] for row in rows] == ["qing-shi 1.p1.s1", "bai-shi 1.p1.s1"]


def test_records_hold_dates_as_stated_and_as_the_last_day() -> None:
    listing = records_of([task("修路", "2013-04")], date(2014, 1, 1))

    (row,) = listing.rows
    record = dict(zip(listing.headers, row, strict=True))
    assert (record["deadline"], record["due"], record["overdue"]) == ("2013-04", date(2013, 4, 30), "true")
    assert (record["leaders"], record["leaderBasis"], record["locators"]) == ("交通局", "STATED", "qing-shi 1.p1.s1")


def test_a_day_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        build_parser().parse_args(["tasks", "--today", "2014-13"])

    assert raised.value.code == 2
    assert "2014-13 is no day; write it as 2014-01-31" in capsys.readouterr().err


def test_the_register_has_every_task_once_and_counts_those_that_nobody_leads(running: Running, liantu: Run) -> None:
    found = liantu("tasks", "--today", "2013-06-01", "--json", data=running.data)

    register = json.loads(found.stdout)
    answer = running.served.ask("{ tasks { totalCount } }")["data"]["tasks"]
    assert (found.returncode, len(register["tasks"])) == (0, answer["totalCount"])
    assert len({one["key"] for one in register["tasks"]}) == len(register["tasks"])
    assert register["withoutLeader"] == sum(not one["leaders"] for one in register["tasks"]) > 0
    # The first money of the year is promised for April; the other two deadlines are the year and 2015.
    assert [(one["deadline"], one["overdue"]) for one in register["tasks"][:4]] == [
        ("2013-04", True), ("2013", False), ("2015", False), (None, False),
    ]  # fmt: skip


def test_the_register_is_written_as_csv_workbook_and_document_alike(running: Running, liantu: Run, tmp_path: Path) -> None:
    sheet, document = tmp_path / "tasks.xlsx", tmp_path / "tasks.docx"
    day = ("tasks", "--today", "2014-01-01")

    printed = liantu(*day, "--csv", data=running.data)
    written = liantu(*day, "--xlsx", str(sheet), "--docx", str(document), data=running.data)

    records = list(csv.DictReader(io.StringIO(printed.stdout)))
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr.splitlines()[:2] == [f"Wrote {document}.", f"Wrote {sheet}."]
    (table,) = Document(str(document)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == HEADERS
    assert [row[1] for row in rows[1:]] == [record["text"] for record in records]
    assert [row[2].split("、") for row in rows[1:]] == [record["leaders"].split("；") for record in records]
    book = load_workbook(sheet)
    assert [row[1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [one["task"] for one in records]
    assert [record["overdue"] for record in records].count("true") == 2


def test_tasks_of_one_department_are_those_that_it_leads_or_takes_part_in(running: Running, liantu: Run) -> None:
    found = liantu("tasks", "--department", "省经信委", "--json", data=running.data)
    unknown = liantu("tasks", "--department", "经委", data=running.data)

    tasks = json.loads(found.stdout)["tasks"]
    assert tasks
    assert all("省经委" in {part["name"] for part in (*one["leaders"], *one["participants"])} for one in tasks)
    assert unknown.returncode == 1
    assert "Did you mean 省经委" in unknown.stderr
