"""`liantu paths` on the bundled register."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.conftest import Run, Running

FIRM, CHAIN, PARK = "黄河水电", "光伏产业链", "甘河园区"


def test_paths_lists_ways_and_their_steps(running: Running, liantu: Run) -> None:
    words = ("paths", FIRM, CHAIN, "--first", "2")
    as_json, as_csv, as_table = (liantu(*words, *more, data=running.data) for more in (["--json"], ["--csv"], []))

    paths = json.loads(as_json.stdout)
    assert [(path["length"], path["nodes"][0]["name"], path["nodes"][-1]["name"]) for path in paths] == [(2, FIRM, CHAIN)] * 2
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["path"], row["type"], row["direction"]) for row in rows] == [
        (number, *step) for number in ("1", "2") for step in (("OCCUPIES", "forward"), ("HAS_SEGMENT", "backward"))
    ]
    assert all(row["locators"] and row["explanation"] for row in rows)
    assert all(path["explanation"] in as_table.stdout for path in paths)


def test_ends_are_named_in_any_printing_or_by_key(running: Running, liantu: Run) -> None:
    park = running.served.ask("query Q($name: String) { park(name: $name) { key } }", {"name": PARK})["data"]["park"]["key"]

    by_name, by_key = (liantu("paths", FIRM, end, "--json", "--lang", "en", data=running.data) for end in (PARK, park))

    assert by_name.returncode == 0
    assert json.loads(by_name.stdout) == json.loads(by_key.stdout) != []


def test_no_way_so_short_is_an_answer(running: Running, liantu: Run) -> None:
    found = liantu("paths", FIRM, PARK, "--max-hops", "1", data=running.data)
    listed = liantu("paths", FIRM, PARK, "--max-hops", "1", "--json", data=running.data)

    assert (found.returncode, found.stdout, found.stderr) == (0, "", "1步以内没有路径。\n")
    assert json.loads(listed.stdout) == []


def test_names_that_stand_for_several_things_are_listed_with_their_keys(running: Running, liantu: Run) -> None:
    answer = running.served.ask(
        "{ industries(first: 500) { nodes { key name } } products(first: 500) { nodes { key name } } chains { nodes { name } } }"
    )["data"]
    products = {node["name"]: node["key"] for node in answer["products"]["nodes"]}
    industry = next(node for node in answer["industries"]["nodes"] if node["name"] in products)

    found = liantu("paths", industry["name"], FIRM, data=running.data)

    assert (found.returncode, found.stdout) == (1, "")
    assert "(AMBIGUOUS_NAME)" in found.stderr
    assert {industry["key"], products[industry["name"]]} <= set(found.stderr.split())


def test_unknown_names_and_bounds_out_of_range_end_with_1(running: Running, liantu: Run) -> None:
    near = liantu("paths", FIRM, "光伏产业连", data=running.data)
    nothing = liantu("paths", "chain:no-such-chain", FIRM, data=running.data)
    wide = liantu("paths", FIRM, CHAIN, "--max-hops", "9", data=running.data)

    assert [found.returncode for found in (near, nothing, wide)] == [1, 1, 1]
    assert near.stderr.startswith("error: Nothing is named «光伏产业连».")
    assert "Search for a part of the name" in nothing.stderr
    assert "maxHops is 9" in wide.stderr
