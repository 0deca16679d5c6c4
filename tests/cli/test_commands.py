"""Commands beside a running server, on its data folder."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from loaders.bundled import bundled_source
from tests.cli.conftest import Run, Running, environment
from tests.served import ROOT

CHAIN = "光伏产业链"


def chains_of_the_register() -> int:
    rows = bundled_source("reference").files["nodes/Chain.csv"].decode().splitlines()[1:]
    return len({row.partition(",")[0] for row in rows})


def test_info_names_store_counts_and_runs(running: Running, liantu: Run) -> None:
    found = liantu("info", "--json", data=running.data)

    assert (found.returncode, found.stderr) == (0, "")
    info = json.loads(found.stdout)
    assert info["place"] == f"embedded {running.data}"
    assert {item["name"]: item["count"] for item in info["labels"]}["Chain"] == chains_of_the_register()
    assert sorted(run["source"] for run in info["loadRuns"]) == ["qinghai-2013", "reference"]
    assert all(run["finishedAt"] for run in info["loadRuns"])


def test_info_for_people_is_aligned(running: Running, liantu: Run) -> None:
    lines = liantu("info", data=running.data).stdout.splitlines()

    assert lines[0] == f"place: embedded {running.data}"
    assert any(line.split() == ["Chain", str(chains_of_the_register())] for line in lines)


def test_query_gives_the_same_answer_in_process_and_over_http(running: Running, liantu: Run) -> None:
    text = "query Q($n: Int) { chains(first: $n) { totalCount nodes { id name } } }"
    words = ["query", text, "--vars", '{"n": 2}', "--json"]

    inside = liantu(*words, data=running.data)
    outside = liantu(*words, "--url", f"{running.served.url}/graphql", data=running.data)

    assert (inside.returncode, inside.stderr) == (outside.returncode, outside.stderr) == (0, "")
    assert json.loads(inside.stdout) == json.loads(outside.stdout) == running.served.ask(text, {"n": 2})
    assert "\\u" not in inside.stdout


def test_query_prints_tables_and_names_errors(running: Running, liantu: Run) -> None:
    found = liantu("query", "{ chains { nodes { name } } enterprise { name } }", data=running.data)

    assert found.returncode == 1
    assert CHAIN in found.stdout.splitlines()
    assert found.stderr.startswith("error: enterprise: ")
    assert "(BAD_ARGUMENTS)" in found.stderr


def test_a_wrong_query_answers_in_json_with_1(running: Running, liantu: Run) -> None:
    found = liantu("query", "{ nope }", "--json", data=running.data)

    assert found.returncode == 1
    body = json.loads(found.stdout)
    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_serving_prints_one_line_a_service(running: Running, liantu: Run) -> None:
    as_json = liantu("serving", CHAIN, "--json", data=running.data)
    as_csv = liantu("serving", CHAIN, "--csv", data=running.data)
    as_table = liantu("serving", CHAIN, data=running.data)

    departments = json.loads(as_json.stdout)
    services = [
        (one["department"]["name"], item["kind"], item["target"]["name"]) for one in departments for item in one["services"]
    ]
    assert services
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["department"], row["kind"], row["target"]) for row in rows] == services
    assert len(as_table.stdout.splitlines()) == len(services) + 2
    assert all(row["locators"] and row["explanation"] for row in rows)


def test_serving_takes_names_and_keys_of_four_labels(running: Running, liantu: Run) -> None:
    answer = running.served.ask(
        "{ parks(first: 1) { nodes { key name } } projects(first: 1) { nodes { name } } enterprises(first: 1) { nodes { name } } }"
    )
    park = answer["data"]["parks"]["nodes"][0]

    by_name = liantu("serving", "--park", park["name"], "--json", data=running.data)
    by_key = liantu("serving", "--park", park["key"], "--json", data=running.data)
    others = [
        liantu("serving", f"--{end}", answer["data"][f"{end}s"]["nodes"][0]["name"], "--lang", "en", data=running.data)
        for end in ("project", "enterprise")
    ]

    assert json.loads(by_name.stdout) == json.loads(by_key.stdout)
    assert [found.returncode for found in (by_name, by_key, *others)] == [0, 0, 0, 0]


def test_an_unknown_name_is_an_error_that_names_near_ones(running: Running, liantu: Run) -> None:
    found = liantu("serving", "光伏产业", data=running.data)

    assert found.returncode == 1
    assert found.stderr.startswith("error: No chain is named «光伏产业».")
    assert CHAIN in found.stderr


def test_dump_is_the_same_after_loading_again(running: Running, liantu: Run, tmp_path: Path) -> None:
    first = liantu("dump", str(tmp_path / "1.jsonl"), data=running.data)
    load = liantu("load", "qinghai-2013", data=running.data)
    second = liantu("dump", str(tmp_path / "2.jsonl"), data=running.data)

    assert [found.returncode for found in (first, load, second)] == [0, 0, 0]
    assert load.stdout == "reference: unchanged\nqinghai-2013: unchanged\nNothing changed.\n"
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert (tmp_path / "1.jsonl").stat().st_size > 20_000


def test_check_finds_nothing_wrong(running: Running, liantu: Run) -> None:
    assert json.loads(liantu("check", "--json", data=running.data).stdout) == {"problems": []}
    assert liantu("check", data=running.data).stdout == "Nothing is wrong.\n"


def test_a_dry_run_of_unloading_names_what_would_go_and_changes_nothing(running: Running, liantu: Run) -> None:
    found = liantu("unload", "qinghai-2013", "--dry-run", "--json", data=running.data)

    report = json.loads(found.stdout)
    assert (found.returncode, report["dryRun"], report["rows"]) == (0, True, 0)
    assert report["summary"]["removed"]["SERVES"] > 0
    assert liantu("info", "--json", data=running.data).stdout.count('"source"') == 2


def test_restoring_over_a_graph_is_refused(running: Running, liantu: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")

    found = liantu("restore", str(tmp_path / "empty.jsonl"), data=running.data)

    assert found.returncode == 1
    assert "holds a graph" in found.stderr


def test_unknown_sources_and_files_are_named(running: Running, liantu: Run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("别的文件\n", encoding="utf-8")

    unknown = liantu("load", "qinghai-2031", data=running.data)
    strange = liantu("load", str(tmp_path / "other.txt"), data=running.data)

    assert (unknown.returncode, strange.returncode) == (1, 1)
    assert unknown.stderr.startswith("error: No bundled source is named 'qinghai-2031'.")
    assert "qinghai-2013" in unknown.stderr
    assert "is not the document of a bundled source" in strange.stderr


def test_a_second_server_on_the_folder_is_refused_and_names_the_holder(running: Running, liantu: Run) -> None:
    found = liantu("serve", data=running.data, LIANTU_PORT="18999")

    assert found.returncode == 1
    assert found.stdout == ""
    assert str(running.data) in found.stderr
    assert (running.data / "owner.lock").read_text(encoding="ascii") in found.stderr
    assert "Traceback" not in found.stderr
    assert running.served.ask("{ __typename }") == {"data": {"__typename": "Query"}}


def test_a_taken_port_is_named_before_anything_is_started(running: Running, liantu: Run, tmp_path: Path) -> None:
    port = running.served.url.rpartition(":")[2]

    found = liantu("serve", data=tmp_path / "never", LIANTU_PORT=port)

    assert found.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be listened on" in found.stderr
    assert not (tmp_path / "never").exists()


def test_a_reader_that_stops_reading_is_no_error(running: Running) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "liantu", "info"],
        cwd=ROOT,
        env=environment(running.data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()

    _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (0, b"")


def test_unknown_settings_are_reported_and_the_command_goes_on(running: Running, liantu: Run) -> None:
    found = liantu("check", data=running.data, LIANTU_PROT="1")

    assert found.returncode == 0
    assert found.stderr == "warning: LIANTU_PROT is not a setting and is ignored. Did you mean LIANTU_PORT?\n"
