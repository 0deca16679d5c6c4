"""The account of a document's sentences: exact where it stands."""

from __future__ import annotations

import pytest

from loaders.issues import Findings
from loaders.tables.sentences import check_sentences
from loaders.text.outline import outline_of

OUTLINE = outline_of("园区运转平稳。甲铝业投产；乙硅业动工。\n")
HEAD = "locator,yields,reason\n"
WHOLE = HEAD + "0.p1.s1,none,只是引言。\n0.p1.s2,claims,\n0.p1.s3,claims,\n"
CITED = frozenset({"0.p1.s2", "0.p1.s3"})


def errors_of(text: str, *, with_document: bool = True) -> list[str]:
    findings = Findings("qing-shi")
    check_sentences("sentences.csv", text.encode(), CITED, OUTLINE if with_document else None, findings)
    return [str(error) for error in findings.errors]


@pytest.mark.parametrize("with_document", [True, False])
def test_an_exact_account_passes(*, with_document: bool) -> None:
    assert errors_of(WHOLE, with_document=with_document) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (WHOLE.replace("0.p1.s2,claims,", "0.p1.s2,none,没有。"), "0.p1.s2 is said to yield `none`, but claims cite it"),
        (WHOLE.replace("none,只是引言。", "claims,"), "0.p1.s1 is said to yield `claims`, but no claim cites it"),
        (WHOLE.replace("只是引言。", ""), "0.p1.s1 yields nothing, and no reason is given"),
        (WHOLE.replace("0.p1.s3,claims,\n", ""), "Claims cite 0.p1.s3, which has no row"),
        (WHOLE + "0.p1.s2,claims,\n", "0.p1.s2 has a row at line 3 already"),
        (WHOLE.replace("none,只", "nothing,只"), "'nothing' is neither `claims` nor `none`"),
        (WHOLE.replace("locator,", "place,"), "It must be locator, yields, reason"),
    ],
)
def test_a_wrong_account_names_the_place(wrong: str, told: str) -> None:
    assert any(told in error for error in errors_of(wrong, with_document=False))


def test_with_the_document_every_sentence_must_be_there_and_no_other() -> None:
    missing = errors_of(WHOLE.replace("0.p1.s1,none,只是引言。\n", ""))
    more = errors_of(WHOLE + "0.p9.s1,none,没有。\n")

    assert any("The sentence 0.p1.s1 has no row" in error for error in missing)
    assert any("The document has no sentence 0.p9.s1" in error for error in more)
