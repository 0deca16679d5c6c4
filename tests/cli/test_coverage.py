"""`liantu coverage` on the bundled register."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run, Running

# A park whose firms have land approved, while the one project that is known to stand there has no record.
PARK = "甘河园区"


def test_what_is_not_recorded_is_unknown_and_never_outstanding(running: Running, liantu: Run) -> None:
    found = liantu("coverage", "--park", PARK, "--json", data=running.data)

    coverage = json.loads(found.stdout)
    (row,) = coverage["rows"]
    assert (found.returncode, row["project"]["name"]) == (0, "德尔尼尾矿综合利用")
    assert {cell["state"] for cell in row["cells"]} == {"UNKNOWN"}
    assert Counter((one["enterprise"]["name"], one["kind"], one["state"]) for one in coverage["firms"]) == Counter(
        {(name, "LAND_APPROVAL", "GIVEN"): 1 for name in ("大美煤业", "力同铝业", "同鑫化工")}
    )


def test_csv_has_one_line_a_project_and_kind_then_the_sets_and_the_firms(running: Running, liantu: Run) -> None:
    found = liantu("coverage", "--csv", data=running.data)

    records = list(csv.DictReader(io.StringIO(found.stdout)))
    projects = running.served.ask("{ projects { totalCount } }")["data"]["projects"]["totalCount"]
    assert Counter(record["of"] for record in records)["project"] == 6 * projects
    counted = {
        (one["state"], one["stated"], one["named"])
        for one in records
        if one["kind"] == "ENVIRONMENT_APPROVAL" and one["of"] == "set"
    }
    assert counted == {("GIVEN", "58", "0"), ("GIVEN", "11", "0"), ("IN_PROGRESS", "33", "0"), ("IN_PROGRESS", "10", "0")}
    assert all(record["locators"] for record in records if record["of"] != "project")


def test_people_get_a_matrix_that_marks_what_is_recorded_without_its_end(running: Running, liantu: Run) -> None:
    table = liantu("coverage", "--chain", "镁产业链", data=running.data)
    english = liantu("coverage", "--chain", "镁产业链", "--kind", "MINERAL_ALLOCATION", "--lang", "en", data=running.data)

    lines = table.stdout.splitlines()
    assert lines[1].split()[:3] == ["项目", "环评审批", "用地审批"]
    (magnesium,) = [line for line in lines if line.startswith("金属镁一体化")]
    assert magnesium.split()[3] == "未知*"
    assert "办到哪一步没有记录" in magnesium
    assert "计数集合" in lines
    assert english.stdout.splitlines()[0].split() == ["project", "MINERAL_ALLOCATION", "remark"]
    assert "unknown*" in english.stdout


def test_a_workbook_has_a_sheet_for_projects_sets_firms_and_records(running: Running, liantu: Run, tmp_path: Path) -> None:
    found = liantu("coverage", "--xlsx", str(tmp_path / "c.xlsx"), data=running.data)

    book = load_workbook(tmp_path / "c.xlsx")
    assert (found.returncode, found.stdout) == (0, "")
    assert book.sheetnames == ["项目", "计数集合", "企业", "records"]
    assert {row[5] for row in book["计数集合"].iter_rows(min_row=2, values_only=True)} == {58, 11, 33, 10, 55}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--park", "西宁市"), 1, "No park is named «西宁市»."),
        (("--chain", "光伏产业"), 1, "光伏产业链"),
        (("--kind", "LAND"), 2, "there is no «LAND»"),
    ],
)
def test_a_place_is_no_park_and_wrong_names_are_named(
    running: Running, liantu: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    found = liantu("coverage", *words, data=running.data)

    assert found.returncode == code
    assert said in found.stderr
