"""The files of the pages: other people's code unchanged, everything local."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from api import pages
from api.pages import link_cards, page_answer, read_page

FOLDER = Path(pages.__file__).parent
VENDOR = FOLDER / "assets/vendor"
PAGES = sorted(path.name.removesuffix(".html") for path in FOLDER.glob("*.html"))
# An address in a comment of a style sheet is not loaded.
COMMENTS = re.compile(r"<!--.*?-->|/\*.*?\*/", re.DOTALL)


def test_other_peoples_files_are_as_published() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ./") for line in lines)}
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in ("README.md", "SHA256SUMS")
    }

    assert found == listed
    assert all((VENDOR / folder / "LICENSE").is_file() for folder in {name.split("/")[0] for name in found})


def test_no_file_is_large() -> None:
    assert [path.name for path in FOLDER.rglob("*") if path.is_file() and path.stat().st_size > 1_500_000] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_local_files_only_and_they_are_there(name: str) -> None:
    page = read_page(name)

    loaded = re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["']([^"']+)["']""", page)
    assert loaded
    assert [address for address in loaded if not (FOLDER / address.lstrip("/")).is_file()] == []
    assert not re.search(r"https?://", COMMENTS.sub("", page))


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    for path in FOLDER.rglob("*.css"):
        text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"https?://|@import", text), path.name
        assert all(target.startswith(("data:", '"data:')) for target in re.findall(r"url\(([^)]{0,12})", text)), path.name


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_no_script_or_style_of_their_own(name: str) -> None:
    page = read_page(name)

    assert "<style" not in page
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"\son\w+=", page) == []


def test_values_are_escaped_and_links_are_built() -> None:
    page = page_answer("{{a}} {{links}}", {"a": "<b>&", "links": link_cards([("/x?a&b", "<t>", "what")])})

    assert bytes(page.body).decode() == '&lt;b&gt;&amp; <li><a href="/x?a&amp;b"><b>&lt;t&gt;</b><span>what</span></a></li>'


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        page_answer("{{nobody}}", {})
