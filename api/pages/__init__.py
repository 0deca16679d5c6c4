"""The pages that people see and the files they load; see `files`."""

from api.pages.files import ASSETS_PATH, Assets, Html, link_cards, page_answer, read_page

__all__ = ["ASSETS_PATH", "Assets", "Html", "link_cards", "page_answer", "read_page"]
