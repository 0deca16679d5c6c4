"""`liantu gaps`: gaps and maps of chains, on the bundled register."""

from __future__ import annotations

import csv
import json

from tests.cli.conftest import Run, Running


def test_gaps_prints_one_line_a_gap_in_every_form(running: Running, liantu: Run) -> None:
    words = ("gaps", "镁产业链", "--place", "青海省", "--year", "2012")

    as_json, as_csv = liantu(*words, "--json", data=running.data), liantu(*words, "--csv", data=running.data)
    as_table = liantu(*words, "--lang", "en", data=running.data)

    (gap,) = json.loads(as_json.stdout)
    (line,) = csv.DictReader(as_csv.stdout.splitlines())
    assert (gap["kind"], gap["segment"]["name"], gap["place"]["name"], gap["basis"]) == (
        "UNDER_CONSTRUCTION", "电解金属镁", "青海省", "INFERRED",
    )  # fmt: skip
    assert (line["kind"], line["segment"], line["explanation"]) == (gap["kind"], gap["segment"]["name"], gap["explanation"])
    assert "qinghai-2013 1.p2.s5" in line["locators"]
    assert "电解金属镁 is under construction in 青海省 in 2012: 金属镁一体化" in as_table.stdout
    assert (
        as_table.stderr == "Gaps: 1: UNDER_CONSTRUCTION 1. Segments of which nothing is known are no gaps; --map shows them.\n"
    )


def test_without_a_chain_all_chains_are_asked_and_kinds_can_be_chosen(running: Running, liantu: Run) -> None:
    all_kinds = json.loads(liantu("gaps", "--year", "2012", "--json", data=running.data).stdout)
    chosen = liantu("gaps", "--year", "2012", "--kind", "WEAK", "--kind", "UNDER_CONSTRUCTION", "--json", data=running.data)

    assert len({gap["chain"]["key"] for gap in all_kinds}) > 3
    assert json.loads(chosen.stdout) == [gap for gap in all_kinds if gap["kind"] in ("WEAK", "UNDER_CONSTRUCTION")]


def test_map_prints_one_line_a_segment(running: Running, liantu: Run) -> None:
    words = ("gaps", "光伏产业链", "--map", "--place", "东川园区", "--year", "2012")

    as_json, as_csv = liantu(*words, "--json", data=running.data), liantu(*words, "--csv", data=running.data)
    as_table = liantu(*words, "--lang", "en", data=running.data)

    found = json.loads(as_json.stdout)
    lines = list(csv.DictReader(as_csv.stdout.splitlines()))
    assert [line["state"] for line in lines] == [item["state"] for item in found["segments"]]
    assert {line["segment"]: line["occupants"] for line in lines}["多晶硅"] == "亚洲硅业 PRODUCING"
    assert (found["place"]["name"], found["year"]) == ("东川园区", 2012)
    assert as_table.stderr == "Segments: PRESENT 3, UNKNOWN 10. Completeness 23% to 100%, local supply 8% to 100%.\n"


def test_a_place_may_be_given_by_key_and_a_wrong_name_is_named(running: Running, liantu: Run) -> None:
    by_name = liantu("gaps", "--place", "东川园区", "--year", "2012", "--json", data=running.data)
    key = json.loads(by_name.stdout)[0]["place"]["key"]

    assert liantu("gaps", "--place", key, "--year", "2012", "--json", data=running.data).stdout == by_name.stdout
    for words, code, said in (
        (("gaps", "光伏产业"), 1, "Did you mean 光伏产业链"),
        (("gaps", "--place", "青海"), 1, "No place is named «青海»."),
        (("gaps", "--map"), 2, "--map shows all segments of one chain"),
    ):
        wrong = liantu(*words, data=running.data)
        assert (wrong.returncode, said in wrong.stderr, wrong.stdout) == (code, True, "")


def test_no_gaps_are_said_in_a_sentence(running: Running, liantu: Run) -> None:
    found = liantu("gaps", "镁产业链", "--kind", "MISSING", data=running.data)

    assert found.returncode == 0
    assert found.stderr == "没有查到缺口。状态不明的环节不算缺口，用--map查看。\n"
