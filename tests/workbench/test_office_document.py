"""Tables as a Word document: what python-docx itself would have written, cell for cell."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.terms import Figure
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.office import Sheet
from yanzhen.workbench.pages.office_document import MOST_ROWS, as_document
from yanzhen.workbench.pages.tables import PageTable

docx = pytest.importorskip("docx", reason="the office extra is not installed")

TEXT = st.text(st.sampled_from("甲 a<&>\"'\t\n\r█"), max_size=6)


def sheet(*tables: PageTable, title: str = "集群") -> Sheet:
    return Sheet(title, tables, Lens(place="聊城市"), "v1", True, "zh", str)


def body(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def written_by_docx(shown: Sheet) -> str:
    """The same tables, made one cell after the other by python-docx."""
    document = docx.Document()
    document.add_heading(shown.title, level=1)
    document.add_paragraph("  ".join(f"{name}:{value}" for name, value in shown.imprint))
    for table in shown.tables:
        document.add_heading(table.caption, level=2)
        grid = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
        for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
            cell.text = name
        for row in table.rows:
            for cell, value in zip(grid.add_row().cells, row, strict=True):
                cell.text = str(value)
        if table.note:
            document.add_paragraph(table.note)
    out = io.BytesIO()
    document.save(out)
    return body(out.getvalue())


def without_time(text: str) -> str:
    """The time of export is to the minute, and a minute may end between two documents."""
    head, _, rest = text.partition("导出时间:")
    return head + rest[len("2024-01-01T00:00+00:00") :]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 11).flatmap(
        lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=3)
    )
)
def test_it_is_what_python_docx_writes(rows: list[list[str]]) -> None:
    shown = sheet(PageTable("数字", tuple(rows[0]), tuple(map(tuple, rows[1:])), "注"))
    assert without_time(body(as_document(shown))) == without_time(written_by_docx(shown))


def test_word_opens_it_with_its_title_styles_and_fonts() -> None:
    table = PageTable("数字", ("名称", "数值"), (("甲", Figure.of(1e9, "CNY", ">")), ("乙", None)))
    document = docx.Document(io.BytesIO(as_document(sheet(table, title="A & B <c>"))))
    assert document.core_properties.title == document.paragraphs[0].text == "A & B <c>"
    assert document.paragraphs[0].style.name == "Heading 1"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["名称", "数值"],
        ["甲", "超10亿元"],
        ["乙", ""],
    ]
    assert "微软雅黑" in document.styles["Normal"].element.xml


def test_a_long_table_is_cut_and_says_so() -> None:
    long = PageTable("数字", ("名称",), tuple((str(n),) for n in range(MOST_ROWS + 1)))
    document = docx.Document(io.BytesIO(as_document(sheet(long))))
    assert len(document.tables[0].rows) == 1 + MOST_ROWS
    assert any("只列出前500行" in paragraph.text for paragraph in document.paragraphs)


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    text = body(as_document(sheet(PageTable("数\x01字", ("名\ufffe称",), (("甲\x08",),)))))
    assert "数字" in text and "名称" in text and "\x08" not in text


def test_parts_are_packed_without_the_time_of_writing() -> None:
    archive = zipfile.ZipFile(io.BytesIO(as_document(sheet())))
    assert archive.testzip() is None
    assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
