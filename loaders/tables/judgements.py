"""The ledger of judgements (judgements.csv: left,right,judgement,by,why): which names mean one thing, and which do not.

    Enterprise:物产集团,Enterprise:青海物产,POSITIVE,register,…    the left key is redirected to the right one
    Enterprise:盐湖集团,Enterprise:盐湖股份,NEGATIVE,register,…    they may never be merged, by no chain of judgements
    …,UNSURE,…                                                     somebody looked and could not tell

Nothing is merged in the store: a positive line is a redirect at projection time, and taking the line out undoes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, unique

from graph.model.projection import Redirects
from graph.model.registry import Model
from loaders.issues import Findings, Place, nearest
from loaders.source import JUDGEMENTS
from loaders.tables.cells import Row, read_table
from loaders.tables.ledger import Names

COLUMNS = ("left", "right", "judgement", "by", "why")


@unique
class Verdict(Enum):
    """What a judgement says of two names."""

    POSITIVE = "one thing"
    NEGATIVE = "two things"
    UNSURE = "not known"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line: two keys of one label, the verdict, who gave it and why, and where it stands."""

    left: str
    right: str
    verdict: Verdict
    by: str
    why: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Redirection:
    """One merged key as the sources judge it: what it means, and which sources say so, sorted."""

    merged: str
    target: str
    sources: tuple[str, ...]


def read_judgements(data: bytes | None, names: Names, model: Model, findings: Findings) -> tuple[Judgement, ...]:
    """Read a ledger of judgements, in the order of its lines; wrong lines go to `findings` and are left out."""
    table = None if data is None else read_table(JUDGEMENTS, data, findings)
    if table is None:
        return ()
    if table.columns != COLUMNS:
        found, wanted = ",".join(table.columns), ",".join(COLUMNS)
        findings.error(Place(JUDGEMENTS, 1), f"The columns are {found}; they must be {wanted}.")
        return ()
    judgements: list[Judgement] = []
    first_line: dict[frozenset[str], int] = {}
    for row in table.rows:
        judgement = _judgement(row, names, model, findings)
        if judgement is None:
            continue
        line = first_line.setdefault(frozenset((judgement.left, judgement.right)), row.line)
        if line != row.line:
            findings.error(row.place(), f"Line {line} judges the same two already.")
        else:
            judgements.append(judgement)
    return tuple(judgements)


def _judgement(row: Row, names: Names, model: Model, findings: Findings) -> Judgement | None:
    before = findings.count()
    left, right = (resolve_cell(row, column, names, model, findings) for column in ("left", "right"))
    word = row.cell("judgement")
    if word not in Verdict.__members__:
        hint = nearest(word, Verdict.__members__) or f"It is one of {', '.join(Verdict.__members__)}."
        findings.error(row.place("judgement"), f"{word!r} is no judgement.", hint)
    for column in ("by", "why"):
        if not row.cell(column):
            findings.error(row.place(column), "The cell is empty.")
    if left and right and left == right:
        findings.error(row.place(), f"Both sides are {left}.")
    elif left and right and model.label_of_key(left) != model.label_of_key(right):
        findings.error(row.place(), f"{left} and {right} have different labels.")
    elif left and model.label_of_key(left) == "Plan":
        findings.error(row.place(), "Plans are not merged; each has a document of its own.")
    if left is None or right is None or findings.count() > before:
        return None
    return Judgement(left, right, Verdict[word], row.cell("by"), row.cell("why"), findings.source, row.place())


def resolve_cell(row: Row, column: str, names: Names, model: Model, findings: Findings) -> str | None:
    """Return the key that a `Label:name` cell means; what is wrong with it goes to `findings`, then None."""
    text = row.cell(column)
    if not text:
        return None
    label, colon, name = text.partition(":")
    if not colon or not name or not model.has_label(label) or not model.node(label).entity:
        known = [item.label for item in model.entities]
        hint = nearest(label, known) or "Write a label, a colon and a name, such as Enterprise:聚能电力."
        findings.error(row.place(column), f"{text!r} names no thing.", hint)
        return None
    keys = names.resolve(label, name)
    if not keys:
        hint = nearest(name, names.known(label)) or f"Add it to keys.csv and give it a row in nodes/{label}.csv."
        findings.error(row.place(column), f"No {label} is named {name!r}.", hint)
        return None
    if len(keys) > 1:
        findings.error(row.place(column), f"{name!r} may mean {' or '.join(keys)}.", "Write the name as keys.csv has it.")
        return None
    return keys[0]


def combine(
    kept: Collection[Redirection], judgements: Iterable[Judgement]
) -> tuple[dict[str, Redirection], tuple[Judgement, ...]]:
    """Return the redirects that judgements make together with those of other sources, and the judgements that contradict one.

    Args:
        kept: Redirects that sources outside this load judge.
        judgements: All judgements of the sources of this load.

    Returns:
        Merged key -> redirect; and every positive judgement that gives a merged key a second meaning or closes a ring.
    """
    found = {item.merged: item for item in kept}
    refused: list[Judgement] = []
    for item in judgements:
        if item.verdict is not Verdict.POSITIVE:
            continue
        known = found.get(item.left)
        if (known is not None and known.target != item.right) or _leads_to(item.right, item.left, found):
            refused.append(item)
            continue
        sources = {item.source, *(known.sources if known else ())}
        found[item.left] = Redirection(item.left, item.right, tuple(sorted(sources)))
    return found, tuple(refused)


def _leads_to(key: str, wanted: str, redirections: Mapping[str, Redirection]) -> bool:
    while key in redirections and key != wanted:
        key = redirections[key].target
    return key == wanted


def redirects_of(redirections: Mapping[str, Redirection]) -> Redirects:
    """Return the redirects in the form that projection takes."""
    return Redirects(
        {item.merged: item.target for item in redirections.values()},
        {item.merged: item.sources for item in redirections.values()},
    )


def contradicted(judgements: Iterable[Judgement], redirects: Redirects) -> tuple[Judgement, ...]:
    """Return the negative judgements whose two sides the redirects make one thing."""
    return tuple(
        item
        for item in judgements
        if item.verdict is Verdict.NEGATIVE and redirects.resolve(item.left) == redirects.resolve(item.right)
    )
