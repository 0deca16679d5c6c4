"""The READMEs show a query and its answer: both are the same in both languages, and the answer is the one that a server gives."""

from __future__ import annotations

import json
import re

import pytest

from tests.contract.repository import text
from tests.served import Served

READMES = ("README.md", "README.zh-CN.md")


def _block(name: str, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"{name} has {len(found)} blocks of {language}"
    return str(found[0])


@pytest.mark.parametrize("language", ["graphql", "json"])
def test_both_readmes_show_the_same_query_and_answer(language: str) -> None:
    assert _block(READMES[0], language) == _block(READMES[1], language)


def test_the_answer_in_the_readmes_is_the_one_that_the_server_gives(served: Served) -> None:
    answer = served.ask(_block(READMES[0], "graphql"))

    assert answer == json.loads(_block(READMES[0], "json"))


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_the_two_commands(name: str) -> None:
    assert "```console\n$ make serve\n$ make test\n```" in text(name)


def test_both_readmes_have_the_same_parts_and_name_the_same_things() -> None:
    english, chinese = (text(name) for name in READMES)

    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("\n| ") == chinese.count("\n| ")
    assert set(re.findall(r"`[^`\n]+`", english)) == set(re.findall(r"`[^`\n]+`", chinese))
