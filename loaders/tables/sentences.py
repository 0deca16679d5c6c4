"""The account of a document's sentences: `sentences.csv` says of every sentence whether claims cite it, and if not, why.

    locator,yields,reason
    1.p1.s1,none,The sentence only leads in.
    1.p1.s2,claims,

So that a sentence which nobody has read cannot pass for one that says nothing. The file may be missing; where it stands it is exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from loaders.issues import Findings, Place
from loaders.tables.cells import Row, read_table
from loaders.text.outline import Outline, Part

COLUMNS = ("locator", "yields", "reason")
CLAIMS, NONE = "claims", "none"


def check_sentences(file: str, data: bytes, cited: Collection[str], outline: Outline | None, findings: Findings) -> None:
    """Compare the account with the claims, and with the document when its text is at hand.

    Args:
        file: Path of the account inside the source, for messages.
        data: Its bytes.
        cited: Locators that claims of the source cite.
        outline: The document's outline; None when the text is not at hand.
        findings: Takes every wrong place.
    """
    table = read_table(file, data, findings)
    if table is None:
        return
    if table.columns != COLUMNS:
        findings.error(Place(file, 1), f"The header is {', '.join(table.columns)}.", f"It must be {', '.join(COLUMNS)}.")
        return
    accounted: dict[str, Row] = {}
    for row in table.rows:
        _check_row(row, accounted, cited, findings)
        accounted.setdefault(row.cell("locator"), row)
    for locator in sorted(set(cited) - set(accounted)):
        findings.error(Place(file), f"Claims cite {locator}, which has no row.", "Add it with `claims`.")
    if outline is not None:
        _check_outline(file, accounted, outline, findings)


def _check_row(row: Row, before: dict[str, Row], cited: Collection[str], findings: Findings) -> None:
    locator, yields, reason = (row.cell(name) for name in COLUMNS)
    if locator in before:
        findings.error(row.place("locator"), f"{locator} has a row at line {before[locator].line} already.")
    if yields not in (CLAIMS, NONE):
        findings.error(row.place("yields"), f"{yields!r} is neither `{CLAIMS}` nor `{NONE}`.")
    elif (yields == CLAIMS) != (locator in cited):
        said = "no claim cites it" if yields == CLAIMS else "claims cite it"
        findings.error(row.place("yields"), f"{locator} is said to yield `{yields}`, but {said}.")
    if yields == NONE and not reason:
        findings.error(row.place("reason"), f"{locator} yields nothing, and no reason is given.")


def _check_outline(file: str, accounted: Iterable[str], outline: Outline, findings: Findings) -> None:
    sentences = {span.locator for span in outline.spans if span.part is Part.SENTENCE}
    for locator in sorted(sentences - set(accounted)):
        findings.error(Place(file), f"The sentence {locator} has no row.")
    for locator in sorted(set(accounted) - sentences):
        findings.error(Place(file), f"The document has no sentence {locator}.")
