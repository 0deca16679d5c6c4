"""When a stored value can be answered as it is: the conditions that generated code tests, and what it calls."""

from __future__ import annotations

from typing import Any

from api.compiler.shapes import Check
from api.cursors import encode_cursor
from graph.model.values import MAX_EXACT_INTEGER


class Mismatch(Exception):
    """A value of a row does not fit its field; the rows are to be completed exactly."""


def texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return value.__class__ is list and all(item.__class__ is str for item in value)


def cursor(digest: str, key: Any, relationship_id: Any, *values: Any) -> str:
    """Return the cursor of a row, by what the row holds; raises Mismatch when it can have none."""
    if key.__class__ is not str or relationship_id.__class__ is not str:
        raise Mismatch
    for value in values:
        if value is not None and value.__class__ not in _PLAIN:
            raise Mismatch
    try:
        return encode_cursor(digest, key, relationship_id, *values)
    except ValueError:
        raise Mismatch from None


_PLAIN = frozenset({str, int, float})

# Fields of a group -> what is answered, and conditions under which the row does not fit; see `graph.query.groups.Grouping` for the row.
GROUPS = {
    "key": (
        "(g if g is None or g.__class__ is str else str(g))",
        "(g is not None and g.__class__ is not str and g.__class__ is not int)",
    ),
    "count": ("c", "c.__class__ is not int or not 0 <= c <= 2147483647"),
    "sum": ("(str(s) if f else None)", "f.__class__ is not int or s.__class__ is not int"),
    "avg": ("(s / f if f else None)", "f.__class__ is not int or s.__class__ is not int"),
    "min": ("(None if l is None else str(l))", "(l is not None and l.__class__ is not int)"),
    "max": ("(None if m is None else str(m))", "(m is not None and m.__class__ is not int)"),
}

# Type -> condition under which a value does not fit. {v} stands for the value, {e} for the names of an enumeration.
UNFIT = {
    Check.TEXT: "{v}.__class__ is not str",
    Check.TEXTS: "not texts({v})",
    Check.INTEGER: "{v}.__class__ is not int or not -2147483648 <= {v} <= 2147483647",
    Check.FLOAT: "{v}.__class__ is not float or not isfinite({v})",
    Check.BOOLEAN: "{v}.__class__ is not bool",
    Check.YUAN: f"{{v}}.__class__ is not int or not -{MAX_EXACT_INTEGER} <= {{v}} <= {MAX_EXACT_INTEGER}",
    Check.ENUM: "{v}.__class__ is not str or {v} not in {e}",
}
