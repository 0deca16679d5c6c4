"""`search`: nodes by parts of their names, in Chinese, pinyin or initials, best first, in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from api.cursors import Expected, decode_cursor, encode_cursor, list_digest
from api.schema.analyses.declaration import AnalysisDeclaration, result_field
from api.schema.bounds import BOUNDS
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.search import LONGEST_TEXT, SHARES, Rank, Way, search, sought_of
from graph.analytics.search_statement import CANDIDATES, PRODUCTS, Sought
from graph.errors import BadArguments
from graph.model.registry import Model
from graph.store.reader import Reader

# Source: what a list of suggestions shows; other lists have 50.
DEFAULT_PAGE = 20


@dataclass(frozen=True, slots=True)
class SearchEdge:
    """One node that was found, by key."""

    cursor: str
    score: float
    matched: str
    node: str


@dataclass(frozen=True, slots=True)
class SearchPageInfo:
    """Where the page stands."""

    hasNextPage: bool  # noqa: N815  attributes have the fields' names
    hasPreviousPage: bool  # noqa: N815
    startCursor: str | None  # noqa: N815
    endCursor: str | None  # noqa: N815


@dataclass(frozen=True, slots=True)
class SearchConnection:
    """One page of what was found."""

    edges: tuple[SearchEdge, ...]
    nodes: tuple[str, ...]
    pageInfo: SearchPageInfo  # noqa: N815
    truncated: bool


async def run_search(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> SearchConnection:
    """Call `search` and cut the page that the arguments name.

    Raises:
        BadArguments: The text is blank or too long, the page too large, or the cursor of another search.
    """
    labels = arguments.get("labels")
    sought = sought_of(arguments["text"], model, None if labels is None else [label.name for label in labels])
    first = arguments.get("first")
    size = DEFAULT_PAGE if first is None else first
    if not 0 <= size <= BOUNDS.max_page:
        raise BadArguments(f"first: {size} is not between 0 and {BOUNDS.max_page}.", hint="Page with `after`.")
    after = arguments.get("after")
    start = None if after is None else _rank_after(after, sought)
    found = await search(reader, sought)
    following = (hit for hit in found.hits if start is None or hit.rank > start)
    hits = tuple(islice(following, size))
    digest = _digest(sought)
    edges = tuple(
        SearchEdge(encode_cursor(digest, hit.node, "", hit.score, hit.size), hit.score, hit.matched, hit.node) for hit in hits
    )
    info = SearchPageInfo(
        hasNextPage=next(following, None) is not None,
        hasPreviousPage=start is not None,
        startCursor=edges[0].cursor if edges else None,
        endCursor=edges[-1].cursor if edges else None,
    )
    return SearchConnection(edges, tuple(hit.node for hit in hits), info, found.truncated)


def _rank_after(cursor: str, sought: Sought) -> Rank:
    place = decode_cursor(cursor, "after", Expected(_digest(sought), values=2, repeated=False))
    score, size = place.values
    if not isinstance(score, int | float) or not isinstance(size, int):
        raise BadArguments("after: this is no cursor of a search.", hint="Take cursors from its `pageInfo` or `edges`.")
    return -score, size, place.key


def _digest(sought: Sought) -> str:
    return list_digest(["search", sought.form, sought.latin, *sought.labels], (), None)


def _of(way: Way) -> str:
    return f"{way.value:g}"


def declare_search(model: Model) -> AnalysisDeclaration:
    """Return search as the API shows it."""
    labels = tuple(item.label for item in model.entities)
    connection = TypeDeclaration(
        "SearchConnection",
        "搜索结果: A page of what was found, best first; equal scores by shorter name, then key",
        (
            result_field("nodes", "[Entity!]!", "", labels),
            result_field("edges", "[SearchEdge!]!", ""),
            result_field("pageInfo", "PageInfo!", ""),
            result_field(
                "truncated",
                "Boolean!",
                f"Whether more match than are ranked: {CANDIDATES} names and {PRODUCTS} products at their start, as many inside, each "
                "again by pinyin and by initials",
            ),
        ),
    )
    edge = TypeDeclaration(
        "SearchEdge",
        "One node that was found",
        (
            result_field("cursor", "String!", ""),
            result_field(
                "score",
                "Float!",
                f"In (0, 1]: exact name {_of(Way.EXACT_NAME)}, exact alias {_of(Way.EXACT_ALIAS)}, start of a name {_of(Way.PREFIX)}, "
                f"inside one {_of(Way.INFIX)}, pinyin from {_of(Way.PINYIN_EXACT)}, initials from {_of(Way.INITIALS_EXACT)}, "
                f"by product from {max(SHARES.values()):g}",
            ),
            result_field("matched", "String!", "The name that matched, as printed: its own or its product's"),
            result_field("node", "Entity!", "", labels),
        ),
    )
    field = FieldDeclaration(
        "search",
        "SearchConnection!",
        "搜索: By name, alias, any part of one, pinyin, initials, and by what it produces or uses",
        RootAnalysis(run_search),
        (
            ArgumentDeclaration("text", "String!", f"Chinese, pinyin or initials; at most {LONGEST_TEXT} characters"),
            ArgumentDeclaration("labels", "[Label!]", "Which labels are sought; all when left out"),
            ArgumentDeclaration("first", "Int", f"At most {BOUNDS.max_page}", DEFAULT_PAGE),
            ArgumentDeclaration("after", "String", ""),
        ),
    )
    return AnalysisDeclaration(field, (connection, edge))
