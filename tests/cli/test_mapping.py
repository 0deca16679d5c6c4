"""Lists on the command line: a template is filled in, tried, loaded beside a running server, seen, and taken out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.errors import RecordError, RecordErrors
from graph.store import Store
from liantu.cli.lists import given_lists
from liantu.cli.parser import build_parser
from liantu.wiring import load_bundled, prepare
from loaders.mappings.bundled import bundled_mappings
from loaders.mappings.page import template
from loaders.pipeline import load_lists, loaded_sources
from tests.cli.conftest import Run, Running
from tests.cli.test_wiring import AGE
from tests.loaders.lists import FIRMS, listed
from tests.store_fixtures import run_write

FIRM = "禾木硅材料有限公司"
SHOWN = (
    f'{{ enterprise(name: "{FIRM}") {{ basis stage scale {{ value unit text }} produces {{ edges {{ node {{ name }} }} }} }} }}'
)


def example(folder: Path, file: str = "招商名单.csv", **changed: str) -> Path:
    """Write the example of the page on mappings, with cells changed, as a spreadsheet saves it."""
    text = template(bundled_mappings()["outside-firms"].mapping, example=True)
    for old, new in changed.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / file
    path.write_text(text, encoding="utf-8-sig")
    return path


def given(*words: str) -> argparse.Namespace:
    return build_parser().parse_args(["load", *words])


def test_a_template_is_csv_on_standard_output_and_its_columns_are_told_beside(liantu: Run, tmp_path: Path) -> None:
    chinese = liantu("mapping", "outside-firms", data=tmp_path)
    english = liantu("mapping", "bases", "--lang", "en", data=tmp_path)

    assert chinese.returncode == english.returncode == 0
    assert chinese.stdout == "\ufeff名称,所在地,产品,规模,股票代码,来源,阶段,时点\n"
    assert english.stdout == "\ufeffname,group,built_on,carried_by,supported_by,source,as_of\n"
    assert "意向、签约、开工、投产" in chinese.stderr
    assert english.stderr.startswith("Official list of bases: The bases that")
    assert sum(" yes " in line for line in english.stderr.splitlines()) == 2
    assert list(tmp_path.iterdir()) == []


def test_mappings_are_listed_and_described_as_json(liantu: Run, tmp_path: Path) -> None:
    listed = liantu("mapping", data=tmp_path)
    described = json.loads(liantu("mapping", "outside-firms", "--json", data=tmp_path).stdout)
    wrong = liantu("mapping", "outside", data=tmp_path)

    assert [line.split()[0] for line in listed.stdout.splitlines()[2:]] == ["bases", "outside-firms"]
    assert [column["key"] for column in described["columns"] if column["required"]] == ["name", "products", "source"]
    assert described["columns"][2]["headers"] == ["产品", "主要产品", "products"]
    assert (wrong.returncode, wrong.stderr) == (
        1,
        "error: There is no mapping 'outside'. Did you mean outside-firms?\n",
    )


def test_a_list_is_tried_loaded_seen_replaced_and_taken_out(running: Running, liantu: Run, tmp_path: Path) -> None:
    path = example(tmp_path)
    name = "outside-firms/招商名单"

    def load(*words: str) -> dict[str, object]:
        run = liantu("load", str(path), "--json", *words, data=running.data)
        assert run.returncode == 0, run.stderr
        return dict(json.loads(run.stdout))

    def shown() -> object:
        return running.served.ask(SHOWN)["data"]["enterprise"]

    tried = load("--dry-run")
    unseen = shown()
    try:
        first = load()
        seen, info = shown(), liantu("info", data=running.data).stdout
        checked = liantu("check", data=running.data)
        again = load()
        example(tmp_path, 意向="签约")
        load()
        replaced = shown()
    finally:
        removed = liantu("unload", name, data=running.data)

    assert (tried["dryRun"], tried["rows"], tried["summary"]) == (True, 0, first["summary"])
    assert unseen is None
    assert seen == {
        "basis": "REFERENCE",
        "stage": "INTENDED",
        "scale": {"value": 50_000.0, "unit": "t", "text": "年产5万吨"},
        "produces": {"edges": [{"node": {"name": "单晶硅片"}}, {"node": {"name": "多晶硅"}}]},
    }
    assert f"{name} " in info
    assert (checked.returncode, checked.stdout) == (0, "Nothing is wrong.\n")
    assert again["summary"] == {}
    assert replaced == {**seen, "stage": "SIGNED"}
    assert removed.returncode == 0
    assert shown() is None


def test_a_wrong_list_ends_with_1_and_all_its_errors(running: Running, liantu: Run, tmp_path: Path) -> None:
    path = example(tmp_path, 年产5万吨="五万顿", 意向="谈过")

    found = liantu("load", str(path), data=running.data)

    assert (found.returncode, found.stdout) == (1, "")
    first, *errors = found.stderr.splitlines()
    assert first == "error: 2 errors in outside-firms/招商名单; nothing was loaded."
    assert [line.split(":")[:2] for line in errors] == [
        ["  招商名单.csv", "2 column 规模"],
        ["  招商名单.csv", "2 column 阶段"],
    ]


def test_a_store_that_never_held_anything_gets_the_register_first(liantu: Run, tmp_path: Path) -> None:
    path, data = example(tmp_path), tmp_path / "data"

    tried = liantu("load", str(path), "--dry-run", data=data)
    loaded = liantu("load", str(path), data=data)
    runs = json.loads(liantu("info", "--json", data=data).stdout)["loadRuns"]

    assert "warning: the graph is empty" in tried.stderr
    assert loaded.stderr.startswith("The graph was empty: the bundled sources were loaded first.\n")
    assert sorted(run["source"] for run in runs) == ["outside-firms/招商名单", "qinghai-2013", "reference"]


async def test_a_server_renews_the_register_beside_a_list_and_leaves_the_list_alone(store: Store) -> None:
    await prepare(store)
    await load_bundled(store)
    await load_lists(store, [listed(FIRMS)])
    settled = await load_bundled(store)
    await run_write(store, Statement(AGE))
    renewed = await load_bundled(store)

    assert settled is None
    assert renewed is not None
    assert [source.name for source in renewed.sources if not source.unchanged] == ["qinghai-2013"]
    assert sorted(await loaded_sources(store)) == ["outside-firms/candidates", "qinghai-2013", "reference"]


def test_lists_are_told_from_sources_by_suffix_or_mapping(tmp_path: Path) -> None:
    path = example(tmp_path, "a.csv")
    text = path.rename(tmp_path / "a.txt")
    path = example(tmp_path, "a.csv")

    assert given_lists(given()) == given_lists(given("qinghai-2013", str(text))) == []
    assert [item.name for item in given_lists(given(str(path)))] == ["outside-firms/a"]
    assert [item.name for item in given_lists(given(str(text), "--mapping", "outside-firms", "--name", "b"))] == [
        "outside-firms/b"
    ]
    assert [item.mapping.name for item in given_lists(given(str(path), str(path), "--mapping", "bases"))] == ["bases", "bases"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere.csv",), "There is no file nowhere.csv."),
        (("{list}", "qinghai-2013"), "Lists and bundled sources are loaded apart."),
        (("{list}", "{list}", "--name", "x"), "--name names one list."),
        (("{list}", "--name", "a/b"), "'a/b' is no name for a list."),
        (("{list}", "--mapping", "outside-firm"), "There is no mapping 'outside-firm'."),
        (("--mapping", "bases"), "--mapping and --name go with the file of a list."),
        (("qinghai-2013", "--name", "x"), "--mapping and --name go with the file of a list."),
    ],
)
def test_what_cannot_be_a_list_is_refused(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    path = str(example(tmp_path))

    with pytest.raises(RecordError) as raised:
        given_lists(given(*(word.format(list=path) for word in words)))

    assert raised.value.message == message
    assert raised.value.hint or "nowhere" in message


def test_a_workbook_is_told_from_a_list(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04")

    with pytest.raises(RecordErrors, match="The file is a workbook and no CSV"):
        given_lists(given(str(tmp_path / "list.xlsx")))
