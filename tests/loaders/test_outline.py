"""Locators: every sentence of a document has one that people can count out, and it leads back to the same place."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import RecordError
from loaders.text.document import decode_document, read_document
from loaders.text.outline import LOCATOR, Outline, Part, outline_of
from tests.loaders.sources import DOCUMENT_TEXT

OUTLINE = outline_of(DOCUMENT_TEXT)


def words(outline: Outline, locator: str) -> str:
    span = outline.find(locator)
    assert span is not None, locator
    return outline.words(span)


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("0.p1.s1", "本办法说明青石县园区两年里的几件事。"),
        ("1", "一、上年情况"),
        ("1.p1.s1", "园区运转平稳。"),
        ("1.p1.s2", "甲铝业的铝板一期已经投产；"),
        ("1.p2", "县供电局给铝板一期架了线路。列入计划的一共两项。"),
        ("2", "二、今年安排"),
        ("2.1", "（一）修路"),
        ("2.1.p1.s1", "县经信局牵头，把园区道路修好。"),
        ("2.2.p1.s1", "县供电局继续送电。"),
    ],
)
def test_a_locator_leads_to_the_words_that_people_would_count_out(locator: str, found: str) -> None:
    assert words(OUTLINE, locator) == found


@pytest.mark.parametrize("locator", ["0", "0.p2.s1", "1.p1.s4", "1.p3", "2.p1.s1", "2.3", "3"])
def test_what_the_document_does_not_have_has_no_locator(locator: str) -> None:
    assert OUTLINE.find(locator) is None


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("（七）做几件事。要快。\n", ["0.p1", "0.p1.s1", "0.p1.s2"]),
        ("一、做事。\n", ["0.p1", "0.p1.s1"]),
        ("一、甲\n一、乙\n三、丙\n", ["1", "2", "3"]),
        ("十一、甲\n附件\n二、乙\n", ["11", "11.p1", "11.p1.s1", "12"]),
        ("一、甲\n（一）乙\n（一）丙\n二、丁\n(一)戊\n", ["1", "1.1", "1.2", "2", "2.1"]),
        ("甲说：“好。”乙说！？丙", ["0.p1", "0.p1.s1", "0.p1.s2", "0.p1.s3"]),
        ("\n　\n \t\n", []),
        ("", []),
    ],
)
def test_headings_paragraphs_and_sentences_are_told_apart(text: str, locators: list[str]) -> None:
    assert [span.locator for span in outline_of(text).spans] == locators


def test_a_sentence_takes_its_closing_marks_along() -> None:
    outline = outline_of("甲说：“好。”乙说！？丙")

    assert [outline.words(span) for span in outline.spans if span.part is Part.SENTENCE] == ["甲说：“好。”", "乙说！？", "丙"]


texts = st.lists(
    st.text(st.sampled_from('一二十、（）()甲乙。；！？”"　 \n\r\t1.'), max_size=25)
    | st.just("一、情况")
    | st.just("（二）安排"),
    max_size=10,
).map("\n".join)


@given(texts)
@settings(max_examples=150)
def test_spans_cover_the_text_and_sentences_make_up_their_paragraph(text: str) -> None:
    outline = outline_of(text)

    leaves = [span for span in outline.spans if span.part is not Part.PARAGRAPH]
    assert "".join(outline.words(span) for span in leaves) == "".join(line.strip() for line in text.split("\n"))
    for paragraph in (span for span in outline.spans if span.part is Part.PARAGRAPH):
        inside = [span for span in outline.spans if span.locator.startswith(f"{paragraph.locator}.s")]
        assert "".join(outline.words(span) for span in inside) == outline.words(paragraph)
        assert [span.start for span in inside[1:]] == [span.end for span in inside[:-1]]


@given(texts)
@settings(max_examples=150)
def test_locators_are_unique_and_lead_there_and_back(text: str) -> None:
    outline = outline_of(text)

    locators = [span.locator for span in outline.spans]
    assert len(set(locators)) == len(locators)
    assert all(LOCATOR.fullmatch(locator) for locator in locators)
    for span in outline.spans:
        assert outline.find(span.locator) == span
        if span.part is not Part.PARAGRAPH:
            assert {outline.locator_at(offset) for offset in range(span.start, span.end)} == {span.locator}


def test_between_lines_there_is_no_locator() -> None:
    outline = outline_of("甲。\n\n乙。")

    assert [outline.locator_at(offset) for offset in (-1, 0, 1, 2, 3, 4, 9)] == [
        None,
        "0.p1.s1",
        "0.p1.s1",
        None,
        None,
        "0.p2.s1",
        None,
    ]


def test_offsets_count_code_points_of_the_stored_text() -> None:
    document = decode_document("a.txt", b"\xef\xbb\xbf" + "𠮷甲。\r\n\r\n　　乙。\r".encode())

    outline = outline_of(document.text)

    assert document.text == "𠮷甲。\n\n　　乙。\n"
    assert [(span.start, span.end) for span in outline.spans if span.part is Part.SENTENCE] == [(0, 3), (7, 9)]


def test_a_document_keeps_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = "甲。\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)

    assert read_document(tmp_path / "a.txt").digest == hashlib.sha256(data).hexdigest()


def test_bytes_that_are_no_utf8_are_named_by_their_place() -> None:
    with pytest.raises(RecordError, match="0xff") as caught:
        decode_document("a.txt", "甲。\n乙".encode() + b"\xff")

    assert caught.value.where == "a.txt:2:4"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=re.escape(str(tmp_path / "b.txt"))):
        read_document(tmp_path / "b.txt")


def test_the_plan_is_counted_as_its_readers_count_it(plan_text: str) -> None:
    outline = outline_of(plan_text)

    headings = [span.locator for span in outline.spans if span.part is Part.HEADING]
    paragraphs = [span.locator for span in outline.spans if span.part is Part.PARAGRAPH]
    assert headings == ["1", "2", "3"]
    assert [sum(1 for locator in paragraphs if locator.startswith(f"{section}.")) for section in "0123"] == [1, 9, 2, 8]
    assert len([span for span in outline.spans if span.part is Part.SENTENCE]) == 103
    digests = {locator: hashlib.sha256(words(outline, locator).encode()).hexdigest()[:16] for locator in ("1.p6.s3", "3.p7.s2")}
    assert digests == {"1.p6.s3": "526ee19163d0c1da", "3.p7.s2": "0954aa9501d3401f"}
