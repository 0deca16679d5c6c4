"""`liantu bases` beside a running server: a table, CSV, JSON and a workbook of one answer, and plans."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run, Running


def test_proposals_are_one_line_each_in_every_form(running: Running, liantu: Run, tmp_path: Path) -> None:
    as_json = liantu("bases", "--json", data=running.data)
    as_csv = liantu("bases", "--csv", data=running.data)
    as_table = liantu("bases", data=running.data)
    workbook = liantu("bases", "--xlsx", str(tmp_path / "bases.xlsx"), data=running.data)

    assert [found.returncode for found in (as_json, as_csv, as_table, workbook)] == [0, 0, 0, 0]
    bases = json.loads(as_json.stdout)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["key"], row["name"], float(row["score"])) for row in rows] == [
        (base["key"], base["name"], base["score"]) for base in bases
    ]
    assert all(row["locators"] and row["parks"] for row in rows)
    assert len(as_table.stdout.splitlines()) == len(bases) + 2
    assert as_table.stderr == f"拟议{len(bases)}个，都不是文件列出的基地。\n"
    assert load_workbook(tmp_path / "bases.xlsx").sheetnames == ["拟议基地", "明细"]


def test_an_unknown_plan_is_an_error_that_names_it(running: Running, liantu: Run) -> None:
    found = liantu("bases", "无名计划", data=running.data)

    assert found.returncode == 1
    assert found.stderr.startswith("error: No plan is named «无名计划».")
