"""Documents (docx) of one table, for offices that print and pass them on: landscape A4, title, page numbers, the header on each page.

Equal tables give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.cli.tables import plain_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# Source of paper and fonts: GB/T 9704-2012, layout of official documents (A4; body 仿宋, headings 黑体). Tables are set smaller than its body.
PAGE_MM, MARGIN_MM = (297, 210), 20
BODY, HEADING, LATIN = "仿宋", "黑体", "Times New Roman"
TITLE_PT, TEXT_PT, TABLE_PT = 20, 12, 10.5
# In points: between the text of a cell and its border, and around the line below the title and the notes.
IN_CELL, AROUND = 2, 6
SHADE = "EDEFF2"
# The first day that a zip archive can name: a document that says when it was made would differ each time.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no time zone


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its header, its share of the width, and whether its cells stand in the middle."""

    header: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A document: title, a line below it, the table, and lines after it; `pages` holds places for {page} and {pages}, in this order."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str]
    pages: tuple[str, str, str]


def write_document(path: str, described: TableDocument) -> None:
    """Write the document.

    Raises:
        OSError: The file cannot be written.
    """
    Path(path).write_bytes(document_bytes(described))


def document_bytes(described: TableDocument) -> bytes:
    """Return the document; see `write_document`."""
    # Imported here: commands that write no document do not wait for the library.
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    _set_up(document, described.title)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(title.add_run(plain_text(described.title)), HEADING, TITLE_PT)
    subtitle = document.add_paragraph()
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.space_after = Pt(AROUND)
    _set_font(subtitle.add_run(plain_text(described.subtitle)), BODY, TEXT_PT)
    _add_table(document, described)
    for note in described.notes:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(AROUND)
        _set_font(paragraph.add_run(plain_text(note)), BODY, TEXT_PT)
    _add_page_numbers(document.sections[0], described.pages)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_one_date(buffer)


def _set_up(document: Document, title: str) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(length) for length in PAGE_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    normal: ParagraphStyle = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(TABLE_PT)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = Pt(0)
    told = document.core_properties
    told.title, told.author, told.comments, told.language = plain_text(title), "", "", "zh-CN"
    told.created = told.modified = MADE


def _set_font(run: Run, font: str, size: float, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - the library has no East Asian font


def _add_table(document: Document, described: TableDocument) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=1 + len(described.rows), cols=len(described.columns))
    table.style = "Table Grid"
    table.autofit = False
    shares = sum(column.share for column in described.columns)
    widths = [Mm((PAGE_MM[0] - 2 * MARGIN_MM) * column.share / shares) for column in described.columns]
    # Asking the table for its cells one by one takes time that grows with their square.
    for number, row in enumerate(table.rows):
        texts = described.rows[number - 1] if number else [column.header for column in described.columns]
        for cell, text, column, width in zip(row.cells, texts, described.columns, widths, strict=True):
            cell.width = width
            _fill(cell, text, centred=column.centred or not number, heading=not number)
        _mark(row, "w:cantSplit")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _mark(table.rows[0], "w:tblHeader")


def _fill(cell: _Cell, text: str, *, centred: bool, heading: bool) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(IN_CELL)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _set_font(paragraph.add_run(plain_text(text)), HEADING if heading else BODY, TABLE_PT)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if heading:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._element.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no shading


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that the library does not know: not split over pages, or repeated as a header."""
    from docx.oxml.parser import OxmlElement

    row._element.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _add_page_numbers(section: Section, pages: tuple[str, str, str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = pages
    _set_font(paragraph.add_run(before), BODY, TABLE_PT)
    _add_field(paragraph, "PAGE")
    _set_font(paragraph.add_run(between), BODY, TABLE_PT)
    _add_field(paragraph, "NUMPAGES")
    _set_font(paragraph.add_run(after), BODY, TABLE_PT)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that the program that opens the document computes."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    _set_font(run, BODY, TABLE_PT)
    field.append(run._element)  # noqa: SLF001 - the library has no fields
    paragraph._element.append(field)  # noqa: SLF001


def _with_one_date(saved: io.BytesIO) -> bytes:
    """Return the archive with every part dated alike; the library dates them by the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(saved) as found, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in found.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, found.read(name))
    return buffer.getvalue()
