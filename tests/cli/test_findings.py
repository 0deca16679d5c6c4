"""`liantu findings` beside a running server: a table, CSV and JSON of one answer, severities and plans."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.conftest import Run, Running

PLAN = "青海省2013年工业“双百”行动实施方案"


def test_findings_end_with_0_and_are_one_line_each(running: Running, liantu: Run) -> None:
    as_json = liantu("findings", "--json", data=running.data)
    as_csv = liantu("findings", "--csv", data=running.data)
    as_table = liantu("findings", data=running.data)

    assert [found.returncode for found in (as_json, as_csv, as_table)] == [0, 0, 0]
    findings = json.loads(as_json.stdout)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["id"], row["code"], row["severity"], row["message"]) for row in rows] == [
        (item["id"], item["code"], item["severity"], item["message"]) for item in findings
    ]
    assert all(row["locators"] and row["subjects"] for row in rows)
    assert len(as_table.stdout.splitlines()) == len(findings) + 2
    assert as_table.stderr.startswith(f"共{len(findings)}条：HARD 1、")


def test_findings_of_severities_and_of_a_named_plan(running: Running, liantu: Run) -> None:
    every = json.loads(liantu("findings", "--json", data=running.data).stdout)

    chosen = liantu("findings", PLAN, "--severity", "HARD", "--severity", "GAP", "--lang", "en", "--json", data=running.data)

    expected = [item["id"] for item in every if item["severity"] in ("HARD", "GAP")]
    assert [item["id"] for item in json.loads(chosen.stdout)] == expected
    assert "add up to 22.345 billion yuan" in json.loads(chosen.stdout)[0]["message"]


def test_an_unknown_plan_is_an_error_that_names_it(running: Running, liantu: Run) -> None:
    found = liantu("findings", "青海省2013年工业行动", data=running.data)

    assert found.returncode == 1
    assert found.stderr.startswith("error: No plan is named «青海省2013年工业行动».")
    assert PLAN in found.stderr
