"""What people type: right and wrong usage, exit codes, help; in this process, without a store."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

from liantu.cli.commands import COMMANDS
from liantu.cli.main import main
from liantu.cli.parser import build_parser
from liantu.logs import JsonFormatter, TextFormatter
from liantu.reference import PAGES, ROOT
from tests.cli.streams import Streams


def _leave(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as raised:
        main(words)
    return raised.value.code


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself_with_an_example_that_parses(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    declared = next(one for one in COMMANDS if one is command)

    assert _leave(declared.name, "--help") == 0
    assert declared.example in capsys.readouterr().out
    words = re.sub(r"^\S+=\S+ ", "", declared.example).replace(" > schema.graphql", "")
    typed = [word.strip("'") for word in re.findall(r"'[^']*'|\S+", words)]
    assert typed[0] == "liantu"
    assert build_parser().parse_args(typed[1:]).command == declared.name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serv"], "error: there is no «serv». Did you mean serve? Try `liantu --help`.\n"),
        (["zzz"], "There are serve, load"),
        (["query"], "GRAPHQL"),
        (["serving"], "one of the arguments CHAIN --park --project --enterprise is required"),
        (["serving", "光伏", "--park", "x"], "not allowed with"),
        (["serving", "光伏", "--lang", "fr"], "there is no «fr»"),
        (["load", "--dryrun"], "unrecognized arguments: --dryrun"),
        (["serve", "--port", "x"], "invalid int value"),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage_takes_one_line_and_ends_with_2(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _leave(*words) == 2

    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.startswith("error: ")
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_a_wrong_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LIANTU_PORT", "abc")

    assert main(["info"]) == 2
    assert capsys.readouterr().err.startswith("error: LIANTU_PORT is wrong")


def test_reading_a_folder_without_a_graph_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "nothing"

    codes = [
        main([*words, "--data", str(folder)]) for words in (["info"], ["check"], ["query", "{ __typename }"], ["dump", "x"])
    ]

    assert codes == [1, 1, 1, 1]
    said = capsys.readouterr().err
    assert said.count(f"error: There is no graph in the data folder {folder}. Fill it with `liantu load`") == 4
    assert not folder.exists()


def test_variables_must_be_one_json_object(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for text in ("{", "[1]"):
        assert main(["query", "{ __typename }", "--vars", text, "--data", str(tmp_path)]) == 1
        assert "--vars" in capsys.readouterr().err


def test_nobody_answers_at_a_wrong_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "{ __typename }", "--url", "http://127.0.0.1:9/graphql"]) == 1
    assert "Nothing answers at http://127.0.0.1:9/graphql" in capsys.readouterr().err
    assert main(["query", "{ __typename }", "--url", "file:///etc/passwd"]) == 1
    assert "not an address" in capsys.readouterr().err


def test_schema_prints_what_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == PAGES["schema.graphql"]()


@pytest.mark.parametrize("name", ["docs/cli.md", "docs/errors.md", "docs/settings.md"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_json_is_utf8_without_escapes_and_csv_is_quoted() -> None:
    streams = Streams()

    streams.output.json({"名": "光伏"})
    streams.output.csv(("a", "b"), [("x,y", None), ("光\n伏", 1)])

    assert streams.written == '{\n  "名": "光伏"\n}\na,b\n"x,y",\n"光\n伏",1\n'


def test_progress_shows_on_a_terminal_only() -> None:
    streams = Streams()

    streams.output.progress("half done")
    streams.output.say("done")

    assert streams.said == "done\n"


def test_log_lines_are_json_or_text_with_the_fields_of_the_call() -> None:
    record = logging.LogRecord("liantu.access", logging.INFO, __file__, 1, "请求 %s", ("好",), None)
    record.created, record.fields = 0.25, {"status": 200}

    assert json.loads(JsonFormatter().format(record)) == {
        "time": "1970-01-01T00:00:00.250Z",
        "level": "info",
        "logger": "liantu.access",
        "message": "请求 好",
        "status": 200,
    }
    assert "请求" in JsonFormatter().format(record)
    assert TextFormatter().format(record) == "1970-01-01T00:00:00.250Z info 请求 好 status=200"


def test_an_exception_is_one_json_line_too() -> None:
    error = ValueError("囧")
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "broke", (), (type(error), error, None))

    line = JsonFormatter().format(record)

    assert "\n" not in line
    assert "ValueError: 囧" in json.loads(line)["error"]
