"""The pages that people see: the front page, GraphiQL, and the files they load; every one from this folder, none from elsewhere.

A page is a file with `{{name}}` places; a value is escaped when it is filled in. Pages hold no script of their own, because the
content policy allows scripts from files only.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

ASSETS_PATH = "/assets"


class Html(str):
    """Text that is HTML already and is filled in as it is; made by `link_cards` alone."""

    __slots__ = ()


_FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\{\{(\w+)\}\}")


class Assets(StaticFiles):
    """The folder of scripts, styles and pictures; a browser keeps them and asks whether they have changed."""

    def __init__(self) -> None:
        super().__init__(directory=_FOLDER / "assets")

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return one file, or 304 when the browser's copy is current."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response


def read_page(name: str) -> str:
    """Return the text of a page, `graphiql` or `front.zh`, its places unfilled."""
    return (_FOLDER / f"{name}.html").read_text(encoding="utf-8")


def link_cards(links: Iterable[tuple[str, str, str]]) -> Html:
    """Return list items for (address, title, description), in the given order."""
    item = '<li><a href="{}"><b>{}</b><span>{}</span></a></li>'
    return Html("\n".join(item.format(*map(html.escape, link)) for link in links))


def page_answer(page: str, values: Mapping[str, str] | None = None) -> Response:
    """Return a page with its places filled.

    Raises:
        KeyError: The page has a place that `values` does not name.
    """
    given = values or {}

    def fill(found: re.Match[str]) -> str:
        value = given[found[1]]
        return value if isinstance(value, Html) else html.escape(value)

    return HTMLResponse(_PLACE.sub(fill, page), headers={"Cache-Control": "no-store"})
