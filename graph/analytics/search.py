"""Search over names: Chinese, in whole or in part, by alias, pinyin or initials, and who makes or uses a product of such a name.

    await search(store, sought_of("dulan", MODEL))     -> 都兰县 first, matched "都兰县", 0.6

How well something matches is declared by `Way`, the same on every store: an exact name before an exact alias, before a name that starts with
the text, before one that holds it, before what only sounds so, before what has such a product. Of several matches of one node the best
counts; equal ones go by the shorter name, then by key. Of a range of tokens (`graph.analytics.search_statement`) so many are ranked as
`CANDIDATES` and `PRODUCTS` say, in the order of the tokens, whole names first; a result says when there were more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique

from graph.analytics.search_statement import (
    INITIALS,
    KEY,
    PINYIN,
    USERS,
    Range,
    Sought,
    ranges_of,
    shapes,
    statement_of,
)
from graph.errors import BadArguments, PlanBug
from graph.model.name_tokens import PRODUCT, is_whole
from graph.model.registry import Model
from graph.names import latin_form, normal_form
from graph.store.reader import Reader

# Code points. Source: three times the longest name of the bundled register, so nothing that is a name is refused.
LONGEST_TEXT = 100


@unique
class Way(Enum):
    """How a name matches, with its score; the figures only say which goes before which."""

    EXACT_NAME = 1.0
    EXACT_ALIAS = 0.95
    PREFIX = 0.9
    INFIX = 0.8
    PINYIN_EXACT = 0.7
    PINYIN_PREFIX = 0.6
    PINYIN_INFIX = 0.55
    INITIALS_EXACT = 0.5
    INITIALS_PREFIX = 0.45
    INITIALS_INFIX = 0.4


# By product: the score of the product's name times this, so always below what matches by its own name; makers before users.
SHARES: Mapping[str, float] = {"PRODUCES": 0.3, "USES": 0.2}

_WAYS: Mapping[tuple[str, bool], Way] = {
    (PINYIN, True): Way.PINYIN_PREFIX,
    (PINYIN, False): Way.PINYIN_INFIX,
    (INITIALS, True): Way.INITIALS_PREFIX,
    (INITIALS, False): Way.INITIALS_INFIX,
}
_WHOLE: Mapping[str, Way] = {PINYIN: Way.PINYIN_EXACT, INITIALS: Way.INITIALS_EXACT}

Rank = tuple[float, int, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found: its key, how well it matches, by which name (as printed), and how long that name's normal form is."""

    node: str
    score: float
    matched: str
    size: int

    @property
    def rank(self) -> Rank:
        """Best first: the highest score, the shortest name, the first key."""
        return -self.score, self.size, self.node


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that was found, best first, each node once; and whether more names matched than were ranked."""

    hits: tuple[Hit, ...]
    truncated: bool


def sought_of(text: str, model: Model, labels: Iterable[str] | None = None) -> Sought:
    """Return what a text seeks.

    Args:
        text: As it was typed.
        model: Its entity labels are sought where `labels` is None.
        labels: Which labels nodes may have.

    Raises:
        BadArguments: The text is blank, or longer than LONGEST_TEXT.
    """
    if len(text) > LONGEST_TEXT:
        raise BadArguments(f"text: {len(text)} characters are more than {LONGEST_TEXT}.", hint="Search for a part of the name.")
    form = normal_form(text)
    if not form:
        raise BadArguments("text: there is nothing to search for.", hint="Give a name, a part of one, or its pinyin.")
    wanted = None if labels is None else set(labels)
    return Sought(
        form, latin_form(text), tuple(item.label for item in model.entities if wanted is None or item.label in wanted)
    )


async def search(store: Reader, sought: Sought) -> SearchResult:
    """Return what is found; one statement, and none when no label is sought.

    Raises:
        StoreError: The store failed.
    """
    if not sought.labels:
        return SearchResult((), truncated=False)
    reading = await store.read_whole([statement_of(sought)])
    return build(reading.answers[0], sought)


async def warm_up(store: Reader) -> None:
    """Make the store plan the statements of search, so that the first person to search does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    for sought in shapes():
        await store.read_whole([statement_of(sought)])


def build(rows: Iterable[Sequence[object]], sought: Sought) -> SearchResult:
    """Turn the statement's rows, in any order of the branches, into the result; pure."""
    ranges = ranges_of(sought)
    found: dict[int, list[list[object]]] = {number: [] for number in range(len(ranges))}
    for branch, values in rows:
        found[_whole_number(branch)].append(_list(values))
    best: dict[str, Hit] = {}
    truncated = False
    for number, walked in enumerate(ranges):
        of_range = found[number]
        truncated = truncated or len(of_range) > walked.limit
        for values in of_range[: walked.limit]:
            hits, more = _hits(values, walked, sought)
            truncated = truncated or more
            for hit in hits:
                known = best.get(hit.node)
                if known is None or (*hit.rank, hit.matched) < (*known.rank, known.matched):
                    best[hit.node] = hit
    return SearchResult(tuple(sorted(best.values(), key=lambda hit: hit.rank)), truncated)


def _hits(values: Sequence[object], walked: Range, sought: Sought) -> tuple[list[Hit], bool]:
    """Return the nodes that a row finds, and whether more make or use its product than were read."""
    text, entity, form, printed, of_property = map(str, values[:5])
    way = _way(walked, sought, text, form, is_name=of_property == "name")
    if way is None:
        return [], False
    if not walked.of_product:
        return [Hit(entity, way.value, printed, len(form))], False
    hits = [Hit(entity, way.value, printed, len(form))] if PRODUCT in sought.labels else []
    users = [_list(user) for user in _list(values[5])]
    hits += [Hit(str(key), round(way.value * SHARES[str(how)], 4), printed, len(form)) for how, key in users[:USERS]]
    return hits, len(users) > USERS


def _way(walked: Range, sought: Sought, text: str, form: str, *, is_name: bool) -> Way | None:
    """Return how a row matches; None when a text longer than a token only starts like the name."""
    if walked.held != KEY:
        if walked.at_start and is_whole(text, sought.latin, of_product=walked.of_product):
            return _WHOLE[walked.held]
        return _WAYS[walked.held, walked.at_start]
    if not walked.at_start:
        return Way.INFIX if form.find(sought.form, 1) > 0 else None
    if form == sought.form:
        return Way.EXACT_NAME if is_name else Way.EXACT_ALIAS
    return Way.PREFIX if form.startswith(sought.form) else None


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A row of a search is no list: {value!r}.")
    return value


def _whole_number(value: object) -> int:
    if not isinstance(value, int):
        raise PlanBug(f"A branch of a search has the number {value!r}.")
    return value
