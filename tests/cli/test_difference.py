"""`liantu difference` on two plans of an invented county."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from liantu.settings import read_settings
from liantu.wiring import open_store, prepare
from loaders.pipeline import load
from tests.analytics.difference_sources import plans
from tests.cli.conftest import Run, Running

ENDS = ("柳河县2020年工业安排", "plan:liu-he-2021")


@pytest.fixture(scope="module")
async def two_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with both plans."""
    folder = tmp_path_factory.mktemp("difference")
    async with open_store(read_settings(data=folder), serving=False) as opened:
        await prepare(opened.store)
        await load(opened.store, plans())
    return folder


def test_difference_prints_one_line_a_change(two_plans: Path, liantu: Run) -> None:
    as_json, as_csv, as_table = (liantu("difference", *ENDS, *more, data=two_plans) for more in (["--json"], ["--csv"], []))

    document = json.loads(as_json.stdout)
    assert (document["from"]["key"], document["to"]["key"]) == ("plan:liu-he-2020", "plan:liu-he-2021")
    changes = [(item["kind"], item["subject"]["name"], item["field"] or "") for item in document["changes"]]
    assert ("CHANGED", "齿轮厂", "status") in changes
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["kind"], row["subject"], row["field"]) for row in rows] == changes
    assert all(row["locators"] and row["explanation"] for row in rows)
    assert len(as_table.stdout.splitlines()) == len(changes) + 2
    assert as_table.stderr == "新增2，删去3，改动9。\n"


def test_a_plan_is_compared_with_a_loaded_plan_only(running: Running, liantu: Run) -> None:
    listed = running.served.ask("{ plans { nodes { key role } } }")["data"]["plans"]["nodes"]
    keys = {role: next(node["key"] for node in listed if node["role"] == role) for role in ("MAIN", "CITED")}

    same = liantu("difference", keys["MAIN"], keys["MAIN"], data=running.data)
    cited = liantu("difference", keys["CITED"], keys["MAIN"], data=running.data)
    unknown = liantu("difference", "no plan", keys["MAIN"], data=running.data)

    assert (same.returncode, same.stderr) == (0, "新增0，删去0，改动0。\n")
    assert (cited.returncode, unknown.returncode) == (1, 1)
    assert "only cited" in cited.stderr
    assert "No plan is named" in unknown.stderr
