"""Documents as the library reads them back, and as the format has them where the library knows no word for it."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from liantu.cli.document import Column, TableDocument, document_bytes

TABLE = TableDocument(
    title="任务分工",
    subtitle="青石县　截至2014年1月1日",
    columns=(Column("序号", 1, centred=True), Column("任务", 3)),
    rows=[("1", "修路\x07"), ("2", "=1+1")],
    notes=("共2项。",),
    pages=("第", "页　共", "页"),
)


def test_title_table_and_notes_stand_in_this_order() -> None:
    document = Document(io.BytesIO(document_bytes(TABLE)))

    assert [paragraph.text for paragraph in document.paragraphs] == ["任务分工", "青石县　截至2014年1月1日", "共2项。"]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["序号", "任务"], ["1", "修路"], ["2", "=1+1"]]


def test_the_page_is_landscape_a4_and_the_table_fills_it() -> None:
    document = Document(io.BytesIO(document_bytes(TABLE)))

    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    # The format counts in twentieths of a point.
    assert [round(length / Mm(1)) for length in (section.page_width or 0, section.page_height or 0)] == [297, 210]
    widths = [column.width or 0 for column in document.tables[0].columns]
    assert round(sum(widths) / Mm(1)) == 297 - 40
    assert round(widths[1] / widths[0]) == 3


def test_the_header_row_is_repeated_on_each_page_and_no_row_is_split() -> None:
    rows = Document(io.BytesIO(document_bytes(TABLE))).tables[0].rows

    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows]
    assert (repeated, whole) == ([True, False, False], [True, True, True])


def test_pages_are_numbered_and_counted() -> None:
    document = Document(io.BytesIO(document_bytes(TABLE)))

    footer = document.sections[0].footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(text.text or "" for text in footer.iter(qn("w:t"))) == "第1页　共1页"


def test_every_run_names_a_chinese_font() -> None:
    document = Document(io.BytesIO(document_bytes(TABLE)))

    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    fonts = [run._r.find(f".//{qn('w:rFonts')}") for paragraph in paragraphs for run in paragraph.runs]
    assert {font.get(qn("w:eastAsia")) for font in fonts if font is not None} == {"仿宋", "黑体"}
    assert None not in fonts


def test_equal_tables_give_equal_bytes_that_bear_no_date_of_today() -> None:
    made = document_bytes(TABLE)

    assert made == document_bytes(TABLE)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
