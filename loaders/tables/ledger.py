"""The ledger of keys (keys.csv: label,name,key), and the resolution of names by it.

A key is minted once, from the label and the first canonical name, and kept here; a corrected name gets a further line with the same
key. Nothing computes a key again: a node whose name has no line is an error that shows the line to add.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model.identity import mint_key
from graph.model.registry import Model
from graph.names import normal_form
from loaders.issues import Findings, Place, nearest
from loaders.source import LEDGER
from loaders.tables.cells import Row, read_table

COLUMNS = ("label", "name", "key")
_TAIL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

LabelledName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Keys by (label, name) as they are written; the first name of a key in the file is the one it was minted for."""

    keys: Mapping[LabelledName, str] = field(default_factory=dict)

    def names(self) -> dict[str, str]:
        """Return key -> the last name written for it, which is its present canonical name."""
        return {key: name for (_, name), key in self.keys.items()}

    def mint(self, label: str, name: str, taken: Iterable[str] = ()) -> str:
        """Return the key that a new name is given: `label:pinyin`, with -2, -3 … when homophones have it already."""
        used = {*self.keys.values(), *taken}
        key = stem = mint_key(label, name)
        number = 1
        while key in used:
            number += 1
            key = f"{stem}-{number}"
        return key


def read_ledger(data: bytes | None, model: Model, findings: Findings) -> Ledger:
    """Read a ledger; wrong lines go to `findings` and are left out."""
    if data is None:
        findings.error(Place(LEDGER), "The source has no ledger of keys.", f"Its columns are {','.join(COLUMNS)}.")
        return Ledger()
    table = read_table(LEDGER, data, findings)
    if table is None:
        return Ledger()
    if table.columns != COLUMNS:
        findings.error(Place(LEDGER, 1), f"The columns are {','.join(table.columns)}; they must be {','.join(COLUMNS)}.")
        return Ledger()
    keys: dict[LabelledName, str] = {}
    for row in table.rows:
        entry = _entry(row, model, findings)
        if entry is None:
            continue
        known = keys.setdefault(entry, row.cell("key"))
        if known != row.cell("key"):
            findings.error(row.place("key"), f"{entry[0]}:{entry[1]} already has the key {known!r}; a key never changes.")
    return Ledger(keys)


def _entry(row: Row, model: Model, findings: Findings) -> LabelledName | None:
    label, name, key = (row.cell(column) for column in COLUMNS)
    if not model.has_label(label) or not model.node(label).entity:
        labels = [item.label for item in model.entities]
        findings.error(row.place("label"), f"{label!r} is no label of things.", nearest(label, labels))
        return None
    if not name:
        findings.error(row.place("name"), "The cell is empty.")
        return None
    head, _, tail = key.partition(":")
    if head != label.lower() or not _TAIL.fullmatch(tail):
        findings.error(row.place("key"), f"{key!r} is no key of a {label}.", f"A new key would be {mint_key(label, name)}.")
        return None
    return label, name


class Names:
    """All names by which the rows of one load may refer to things.

    An exact name of a ledger decides; otherwise the normal forms of ledger names, aliases and full names are compared.
    """

    def __init__(self) -> None:
        self._exact: dict[LabelledName, str] = {}
        self._forms: dict[LabelledName, set[str]] = defaultdict(set)

    def add_ledger(self, ledger: Ledger, findings: Findings) -> None:
        """Take over a ledger's lines; a line that contradicts a required source's ledger goes to `findings`."""
        for (label, name), key in ledger.keys.items():
            known = self._exact.setdefault((label, name), key)
            if known != key:
                findings.error(Place(LEDGER), f"{label}:{name} has the key {key!r} here and {known!r} in a required source.")
            self._forms[label, normal_form(name)].add(known)

    def add_alias(self, label: str, alias: str, key: str) -> None:
        """Let an alias stand for a key."""
        self._forms[label, normal_form(alias)].add(key)

    def resolve(self, label: str, name: str) -> tuple[str, ...]:
        """Return the keys that a name may mean: one when it is known, several when it is ambiguous, none when it is unknown."""
        exact = self._exact.get((label, name))
        if exact is not None:
            return (exact,)
        return tuple(sorted(self._forms.get((label, normal_form(name)), ())))

    def known(self, label: str) -> tuple[str, ...]:
        """Return all exact names of a label, sorted."""
        return tuple(sorted(name for held, name in self._exact if held == label))

    def update(self, other: Names) -> None:
        """Take over all names of another."""
        self._exact.update(other._exact)
        for form, keys in other._forms.items():
            self._forms[form] |= keys
