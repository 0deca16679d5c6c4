"""The bounds of one request: numbers, units and the settings that change them; no checks (see `rules` and `route`).

Each bound is declared once, as a field whose metadata say its unit and what it protects. The settings class, the documentation
and the checks read these declarations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from api.schema.bounds import BOUNDS, Bounds


@dataclass(frozen=True, slots=True)
class LimitField:
    """One bound as settings and documentation see it.

    Args:
        name: Field of `Limits`.
        setting: Environment name, `LIANTU_MAX_DEPTH`.
        default: Value without a setting.
        unit: What is counted.
        about: What the bound protects, one sentence.
    """

    name: str
    setting: str
    default: int
    unit: str
    about: str


def _limit(default: int, setting: str, unit: str, about: str) -> int:
    # The dataclass machinery wants a Field here, type checkers want the type of the value.
    return field(default=default, metadata={"setting": f"LIANTU_{setting}", "unit": unit, "about": about})


@dataclass(frozen=True, slots=True)
class Limits:
    """All bounds of one request; every value is a positive whole number in the unit of its field.

    Source of the defaults: the deepest query of the explorer nests 9 levels, graphql-js' introspection 15; each other bound is about
    ten times what a hand-written query needs and keeps parsing, checking and answering under a second on two cores.
    """

    depth: int = _limit(
        20, "MAX_DEPTH", "levels of nested fields", "How deep one operation nests; introspection as tools send it needs 15."
    )
    fields: int = _limit(
        1_000, "MAX_FIELDS", "fields", "How many fields one operation selects, each fragment counted where it is spread."
    )
    aliases: int = _limit(
        200, "MAX_ALIASES", "aliases", "How many fields of one operation bear an alias, fragments counted likewise."
    )
    root_fields: int = _limit(
        50, "MAX_ROOT_FIELDS", "fields", "Fields at the root of one operation, each one branch of its statement."
    )
    default_page: int = _limit(BOUNDS.default_page, "DEFAULT_PAGE", "rows", "Rows of a page without `first` or `last`.")
    max_page: int = _limit(
        BOUNDS.max_page, "MAX_PAGE", "rows", "Rows of a page, ids of a look-up and groups of a list at most."
    )
    rows: int = _limit(
        BOUNDS.rows, "MAX_ROWS", "rows", "Rows of all lists of one operation together, page size times page size."
    )
    work: int = _limit(
        BOUNDS.work,
        "MAX_WORK",
        "nodes",
        "Nodes that filters, orders, counts and groups of one operation may look at, estimated.",
    )
    where_levels: int = _limit(
        BOUNDS.where_levels,
        "MAX_WHERE_LEVELS",
        "relationships",
        "How many relationships a filter follows, one inside the other.",
    )
    where_nesting: int = _limit(
        BOUNDS.where_nesting, "MAX_WHERE_NESTING", "levels", "How deep `and`, `or`, `not` and relationships of a filter nest."
    )
    where_parts: int = _limit(BOUNDS.where_parts, "MAX_WHERE_PARTS", "comparisons", "How many times one filter compares.")
    in_values: int = _limit(BOUNDS.in_values, "MAX_IN_VALUES", "values", "How many values one `in` of a filter lists.")
    text_points: int = _limit(BOUNDS.text_points, "MAX_TEXT", "code points", "How long one text of a filter is.")
    order_terms: int = _limit(BOUNDS.order_terms, "MAX_ORDER_TERMS", "fields", "How many fields one order has.")
    tokens: int = _limit(10_000, "MAX_TOKENS", "tokens", "How long a query text is; the parser stops there.")
    directives: int = _limit(100, "MAX_DIRECTIVES", "directives", "How many directives a query text bears.")
    errors: int = _limit(20, "MAX_ERRORS", "errors", "How many errors one answer reports.")
    head_bytes: int = _limit(65_536, "MAX_HEAD_BYTES", "bytes", "Size of a request's line and headers; reading stops there.")
    body_bytes: int = _limit(262_144, "MAX_BODY_BYTES", "bytes", "Size of a request body; reading stops there.")
    body_timeout_s: int = _limit(10, "BODY_TIMEOUT_S", "seconds", "Time a client has to send a request body.")
    operations: int = _limit(
        64, "MAX_OPERATIONS", "operations", "How many operations are answered at once; one more is refused and may try again."
    )
    request_timeout_s: int = _limit(30, "REQUEST_TIMEOUT_S", "seconds", "Time one operation may take, retries included.")
    statement_timeout_s: int = _limit(20, "STATEMENT_TIMEOUT_S", "seconds", "Time one statement may take in the store.")

    def __post_init__(self) -> None:
        """Refuse a bound below one."""
        for declared in limit_fields():
            if getattr(self, declared.name) < 1:
                msg = f"{declared.setting} must be at least 1"
                raise ValueError(msg)

    def bounds(self) -> Bounds:
        """Return those of lists and filters."""
        return Bounds(**{declared.name: getattr(self, declared.name) for declared in fields(Bounds)})


def limit_fields() -> Iterator[LimitField]:
    """Yield every bound in declared order."""
    for declared in fields(Limits):
        metadata = declared.metadata
        if not isinstance(declared.default, int):  # pragma: no cover - every bound has a whole number as default
            raise TypeError(declared.name)
        yield LimitField(declared.name, metadata["setting"], declared.default, metadata["unit"], metadata["about"])


def setting_of(name: str) -> str:
    """Return the environment name of the bound `name`.

    Raises:
        KeyError: No bound has that name.
    """
    return _SETTINGS[name]


_SETTINGS = {declared.name: declared.setting for declared in limit_fields()}
