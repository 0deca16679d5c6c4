"""How much lists and filters may take: sizes of pages, lengths of filters, and what they add up to.

`api.limits` makes a setting of each.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of lists and filters.

    Source of the page sizes: the public contract, "Page: default 50, at most 500". The others are several times what a hand-written
    filter needs, and keep a statement's text below what both stores plan in a second.

    Attributes:
        default_page: Rows of a page unless told.
        max_page: Rows of a page, groups of an aggregate, and ids of a look-up at most.
        in_values: Values of one `in` at most.
        text_points: Code points of one text, id or cursor value in a filter at most.
        where_levels: How many relationships a filter may follow, one inside the other.
        where_nesting: How many of `and`, `or`, `not` and relationships may stand inside each other.
        where_parts: How many comparisons, quantifiers and alternatives one filter may hold.
        order_terms: How many fields an order may have.
        rows: Rows of all lists of one operation together, as `graph.query.cost` bounds them. Four levels of default pages are 6.4
            million; an answer that large takes about 5 s to build, and real graphs hold far less than pages allow.
        work: Nodes that filters, orders, counts and groups of one operation may look at, as `graph.query.cost` estimates them. Four
            nested quantifiers over all of a large label are about 200 million.
    """

    default_page: int = 50
    max_page: int = 500
    in_values: int = 500
    text_points: int = 1_000
    where_levels: int = 8
    where_nesting: int = 32
    where_parts: int = 200
    order_terms: int = 8
    rows: int = 10_000_000
    work: int = 1_000_000_000


BOUNDS = Bounds()
