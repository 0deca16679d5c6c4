"""What no file of the repository may hold: paths of one machine, download addresses, secrets, sentences of the plan."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contract.repository import ROOT, files, make_targets, text, texts

# A file above this size is data that belongs elsewhere (bytes); the largest today is the minified GraphiQL.
LARGEST_FILE = 1_200_000
INSTALLERS = ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile", ".ci/run", "Dockerfile")
# So many characters in a row, white space left out, are a quotation and no longer a name or a figure.
QUOTED = 24
# Their absolute paths are those of the image.
CONTAINERS = ("Dockerfile", "docker-compose.yml")
ADDRESS = re.compile(r"(?:https?|ftp|git\+ssh)://(?!127\.0\.0\.1|localhost)[^\s\"'>)]+")
LINK = re.compile(r"\[[^\]]*\]\((?!https?://|#|mailto:)([^)#\s]+)")


def test_no_file_names_a_path_of_this_machine() -> None:
    places = sorted({f"{place}/" for place in (ROOT, ROOT.parent, Path.home()) if len(place.parts) > 1})

    found = [(name, place) for name, held in texts() if name not in CONTAINERS for place in places if place in held]

    assert found == []


def test_no_installing_file_holds_a_download_address() -> None:
    assert {name: ADDRESS.findall(text(name)) for name in INSTALLERS} == {name: [] for name in INSTALLERS}


def test_no_file_is_large() -> None:
    assert [name for name in files() if (ROOT / name).stat().st_size > LARGEST_FILE] == []


def test_text_files_end_with_one_newline_and_hold_no_carriage_return() -> None:
    odd = [name for name, held in texts() if held and ("\r" in held or not held.endswith("\n") or held.endswith("\n\n"))]

    assert odd == []


def test_relative_links_of_documents_lead_somewhere() -> None:
    broken = [
        (name, link)
        for name, held in texts()
        if name.endswith(".md")
        for link in LINK.findall(held)
        if not (ROOT / name).parent.joinpath(link).exists()
    ]

    assert broken == []


def test_documents_name_only_commands_that_make_has() -> None:
    named = {
        (name, target) for name, held in texts() if name.endswith(".md") for target in re.findall(r"`make ([a-z0-9]+)", held)
    }

    assert [(name, target) for name, target in sorted(named) if target not in make_targets()] == []


def test_nothing_is_left_to_do_later_in_the_code() -> None:
    mark = "TO" + "DO"

    assert [
        name for name, held in texts() if re.search(rf"\b(?:{mark}|FIX{'ME'})\b", held) and name.endswith((".py", ".md"))
    ] == []


def test_secrets_and_data_are_ignored_by_version_control() -> None:
    ignored = text(".gitignore").splitlines()

    assert {".env", "liantu-data/", ".venv/"} <= set(ignored)
    assert [name for name in files() if name == ".env" or name.startswith("liantu-data/")] == []


def test_no_file_holds_a_sentence_of_the_plan(plan_text: str) -> None:
    plan = "".join(plan_text.split())
    passages = {plan[start : start + QUOTED] for start in range(len(plan) - QUOTED + 1)}

    found = []
    for name, held in texts():
        bare = "".join(held.split())
        found += [
            (name, bare[start : start + QUOTED])
            for start in range(len(bare) - QUOTED + 1)
            if bare[start : start + QUOTED] in passages
        ]

    assert found == []
