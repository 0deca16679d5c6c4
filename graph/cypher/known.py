"""What the graph knows under names: the things that bear a normal form, or that have a key."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.statement import Statement
from graph.model.registry import Model

_COLUMNS = "n.key AS key, n.name AS name, n.memberLabel AS memberLabel"


def read_named(forms: Sequence[str]) -> Statement:
    """Return the statement that gives [form, label, key, name, label of what a group counts or null] of everything that bears one."""
    text = (
        "UNWIND $forms AS form\n"
        "MATCH (:NameForm {form: form})-[:NAMES]->(n)\n"
        f"RETURN form, labels(n)[0] AS label, {_COLUMNS}"
    )  # fmt: skip
    return Statement(text, {"forms": list(forms)})


def read_keyed(label: str, keys: Sequence[str], model: Model) -> Statement:
    """Return the statement that gives [key, name, label of what a group counts or null] of the label's things with the keys."""
    text = f"UNWIND $keys AS key\nMATCH (n:{model.node(label).label} {{key: key}})\nRETURN {_COLUMNS}"
    return Statement(text, {"keys": list(keys)})
