"""GraphiQL in Chromium, served from local files alone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, Page

from tests.served import Served, serve

QUERY = "{ chains { totalCount nodes { name } } }"
CHAIN = "光伏产业链"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("guarded"), key="a-key-for-reading") as server:
        yield server


class Watched:
    """What a page asked for beyond its own server, and what it complained about."""

    def __init__(self, page: Page, server: Served) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self._requested(request.url, server.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _requested(self, url: str, own: str) -> None:
        if not url.startswith((own, "data:", "blob:")):
            self.outside.append(url)


async def _run_query(page: Page) -> None:
    await page.get_by_role("button", name="Execute query").click()
    await page.locator(".result-window").get_by_text(CHAIN).wait_for()


async def test_a_query_runs_in_graphiql_and_shows_its_data(browser: Browser, served: Served) -> None:
    page = await browser.new_page()
    watched = Watched(page, served)

    await page.goto(f"{served.url}/graphql?query={quote(QUERY)}")
    await _run_query(page)

    assert watched.outside == []
    assert watched.complaints == []
    await page.close()


async def test_the_first_question_of_graphiql_is_answered_as_it_stands(browser: Browser, served: Served) -> None:
    page = await browser.new_page()

    await page.goto(f"{served.url}/graphql")
    await page.get_by_role("button", name="Execute query").click()

    await page.locator(".result-window").get_by_text("departmentsServing").wait_for()
    assert "errors" not in await page.locator(".result-window").inner_text()
    await page.close()


async def test_graphiql_asks_for_the_key_that_the_server_wants(browser: Browser, guarded: Served) -> None:
    context = await browser.new_context()
    page = await context.new_page()

    await page.goto(f"{guarded.url}/graphql?query={quote(QUERY)}")
    await page.get_by_label("密钥 / Key").fill(guarded.key)
    await page.get_by_role("button", name="确定 / OK").click()
    await _run_query(page)

    assert guarded.key not in page.url
    await context.close()


async def test_the_front_page_leads_to_graphiql_and_the_schema(browser: Browser, served: Served) -> None:
    page = await browser.new_page()
    watched = Watched(page, served)

    await page.goto(f"{served.url}/")
    links = {await link.get_attribute("href") for link in await page.get_by_role("link").all()}

    assert {"/graphql", "/schema.graphql"} <= links
    assert watched.outside == []
    assert watched.complaints == []
    await page.close()


async def test_graphiql_keeps_what_was_typed_until_the_next_visit(browser: Browser, served: Served) -> None:
    context = await browser.new_context()
    page = await context.new_page()

    await page.goto(f"{served.url}/graphql?query={quote(QUERY)}")
    await _run_query(page)
    await page.goto(f"{served.url}/graphql")
    await _run_query(page)

    assert await page.get_by_role("tab").filter(has_text="untitled").count() == 1
    await context.close()
