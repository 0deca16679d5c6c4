"""`liantu partners`: candidate partners of a segment, on the bundled register."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Running

WAFERS = ("partners", "铸锭/拉棒/切片(硅片)", "--place", "青海省")


def test_partners_prints_the_best_first_in_every_form(running: Running, liantu: Run, tmp_path: Path) -> None:
    as_json, as_csv = liantu(*WAFERS, "--json", data=running.data), liantu(*WAFERS, "--csv", data=running.data)
    as_table = liantu(*WAFERS, "--lang", "en", data=running.data)
    written = liantu(*WAFERS, "--xlsx", str(tmp_path / "partners.xlsx"), data=running.data)

    found = json.loads(as_json.stdout)
    assert [(item["enterprise"]["name"], item["score"], item["scoreUpper"]) for item in found] == [
        ("黄河水电", 62.0, 87.0), ("聚能电力", 54.3, 54.3), ("亚洲硅业", 40.0, 75.0), ("中电投太阳能电力公司", 27.0, 72.0),
    ]  # fmt: skip
    assert {item["basis"] for item in found} == {"PROPOSED"}
    assert [node["name"] for node in found[2]["path"]["nodes"]] == ["亚洲硅业", "多晶硅", "铸锭/拉棒/切片(硅片)"]
    lines = list(csv.DictReader(as_csv.stdout.splitlines()))
    assert [(line["rank"], line["part"]) for line in lines[:6]] == [
        ("1", "position"), ("1", "capacity"), ("1", "place"), ("1", "readiness"), ("1", "services"), ("2", "position"),
    ]  # fmt: skip
    assert lines[0]["reason"] == found[0]["parts"][0]["reason"]
    assert "黄河水电 plans to build in 铸锭/拉棒/切片(硅片)." in as_table.stdout
    assert as_table.stderr.startswith("Candidates: 4; left out: 0. All are suggestions by rules")
    assert (written.returncode, (tmp_path / "partners.xlsx").exists()) == (0, True)


def test_who_is_there_already_stands_last_with_the_rule(running: Running, liantu: Run) -> None:
    found = json.loads(liantu("partners", "电解金属镁", "--place", "青海省", "--json", data=running.data).stdout)

    assert found[0]["enterprise"]["name"] == "盐湖集团"
    assert [(item["enterprise"]["name"], item["excluded"]) for item in found if item["excluded"]] == [
        ("盐湖镁业", "“盐湖镁业”已在“电解金属镁”环节生产（青海省），是现有企业，没有缺口可由它来补。")
    ]
    assert found[-1]["excluded"]


def test_weights_change_the_order_and_first_the_length(running: Running, liantu: Run) -> None:
    weights = [word for part in ("capacity", "readiness", "services") for word in ("--weight", f"{part}=0")]

    found = json.loads(liantu(*WAFERS, *weights, "--weight", "place=60", "--first", "2", "--json", data=running.data).stdout)

    assert [item["enterprise"]["name"] for item in found] == ["聚能电力", "亚洲硅业"]
    assert [part["weight"] for part in found[0]["parts"]] == [40.0, 0.0, 60.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("电解金镁",), 1, "Did you mean 电解金属镁"),
        (("隔膜", "--place", "青海"), 1, "No place is named «青海»."),
        (("隔膜", "--weight", "luck=3"), 1, "there is no part 'luck'"),
        (("隔膜", "--weight", "place=nan"), 1, "the weight of 'place' is nan; it can be 0 to 100"),
        (("隔膜", "--weight", "place"), 2, "place is no weight; write it as position=40"),
        (("隔膜", "--first", "0"), 1, "first is 0; it can be 1 to 100"),
    ],
)
def test_what_is_wrong_is_named(running: Running, liantu: Run, words: tuple[str, ...], code: int, said: str) -> None:
    wrong = liantu("partners", *words, data=running.data)

    assert (wrong.returncode, said in wrong.stderr, wrong.stdout) == (code, True, "")


def test_a_segment_without_candidates_says_what_to_do(running: Running, liantu: Run) -> None:
    found = liantu("partners", "逆变器", data=running.data)

    assert found.returncode == 0
    assert found.stderr == "图里没有与“逆变器”环节相连的企业；把招商名单装载进来再问。\n"
