"""The Cypher of search: which ranges of tokens are walked, each a branch of one UNION ALL.

A branch of names returns rows `[sought, entity, form, printed, property]`, one of products `[sought, entity, form, printed, property, users]`,
where `sought` is the token's text under which it was found and `users` are `[PRODUCES or USES, key]` of who makes or uses the product.

Every branch is `WHERE t.property STARTS WITH $parameter … ORDER BY t.property LIMIT`, which both stores walk in the order of the
property's index, and stop at the limit. An equality beside it, or a second MATCH after it, would make the embedded engine scan or sort
all tokens (measured); so labels are tested by IN, and users are collected inside the row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from graph.analytics.statements import union
from graph.cypher.statement import Statement
from graph.model.name_tokens import LONGEST_TOKEN, PRODUCT, marked

# How many names of one range are ranked. Source: measured, 200 rows cost the embedded engine about 5 ms. More would rank more of the
# thousands of names that hold a frequent character, at a cost in proportion; a list of suggestions shows 20.
CANDIDATES = 200
# How many products of one range are ranked, and of each how many who make or use it: rows are lists, so fewer.
PRODUCTS = 50
USERS = 200

KEY, PINYIN, INITIALS = "key", "pinyin", "initials"


@dataclass(frozen=True, slots=True)
class Range:
    """Tokens that one branch walks.

    Attributes:
        held: KEY for normal forms, PINYIN or INITIALS.
        at_start: Whether what is sought begins the name.
        of_product: Whether products are sought, for themselves and for who makes or uses them.
    """

    held: str
    at_start: bool
    of_product: bool

    @property
    def parameter(self) -> str:
        """Name of the parameter that tells with what its tokens start."""
        kind = "text" if self.held == KEY else "latin"
        return kind + ("Product" if self.of_product else "Name") + ("Start" if self.at_start else "Inside")

    @property
    def limit(self) -> int:
        """How many of its rows are ranked."""
        return PRODUCTS if self.of_product else CANDIDATES


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought.

    Attributes:
        form: Normal form of the text, not empty.
        latin: Its letters and digits, when it may be pinyin or initials; else "".
        labels: Labels of the nodes to be found, in the model's order.
    """

    form: str
    latin: str
    labels: tuple[str, ...]


def ranges_of(sought: Sought) -> tuple[Range, ...]:
    """Return the ranges to walk; a range's place is the number of its branch."""
    return _ranges(bool(sought.latin), bool(set(sought.labels) - {PRODUCT}))


def statement_of(sought: Sought) -> Statement:
    """Return the statement that walks the ranges."""
    ranges = ranges_of(sought)
    params: dict[str, object] = {
        "labels": list(sought.labels), "candidates": CANDIDATES + 1, "products": PRODUCTS + 1, "users": USERS + 1,
    }  # fmt: skip
    for walked in ranges:
        text = sought.form[:LONGEST_TOKEN] if walked.held == KEY else sought.latin
        params[walked.parameter] = marked(text, of_product=walked.of_product, at_start=walked.at_start)
    if all(walked.of_product for walked in ranges):
        del params["candidates"]
    return Statement(_text(ranges), params)


def shapes() -> Collection[Sought]:
    """Return an example of every shape of statement there is, none of which finds anything."""
    return tuple(Sought("?", latin, labels) for latin in ("", "?") for labels in ((PRODUCT,), (PRODUCT, "")))


@cache
def _ranges(by_latin: bool, by_name: bool) -> tuple[Range, ...]:  # noqa: FBT001  the key of a cache
    all_held = (KEY, PINYIN, INITIALS) if by_latin else (KEY,)
    scopes = (False, True) if by_name else (True,)
    return tuple(Range(held, at_start, scope) for held in all_held for at_start in (True, False) for scope in scopes)


@cache
def _text(ranges: tuple[Range, ...]) -> str:
    return union([_branch(number, walked) for number, walked in enumerate(ranges)])


def _branch(number: int, walked: Range) -> str:
    form = _PRODUCTS if walked.of_product else _NAMES
    return form.format(number=number, held=walked.held, parameter=walked.parameter)


_NAMES = """MATCH (t:NameToken)
WHERE t.{held} STARTS WITH ${parameter} AND t.label IN $labels
RETURN {number} AS r, [t.{held}, t.entity, t.form, t.printed, t.property] AS m
ORDER BY t.{held}
LIMIT $candidates"""
_PRODUCTS = """MATCH (t:NameToken)
WHERE t.{held} STARTS WITH ${parameter}
RETURN {number} AS r, [t.{held}, t.entity, t.form, t.printed, t.property, COLLECT {{
  MATCH (:Product {{key: t.entity}})<-[v:PRODUCES|USES]-(e)
  WHERE labels(e)[0] IN $labels
  WITH DISTINCT type(v) AS how, e.key AS key
  RETURN [how, key]
  ORDER BY key, how
  LIMIT $users
}}] AS m
ORDER BY t.{held}
LIMIT $products"""
