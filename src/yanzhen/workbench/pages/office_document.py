"""A page's tables as a Word document.

python-docx makes the frame (styles, settings, section) once; what stands in it is written as XML. To open, fill and
pack its template anew for each page takes nine times as long, and a copy of a whole workbench holds thousands.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from yanzhen.errors import MissingExtraError
from yanzhen.workbench.pages.office import Sheet, printable, words
from yanzhen.workbench.pages.tables import N_, PageTable

MOST_ROWS = 500
# Text of the body between the margins, in twentieths of a point.
_WIDTH = 8640
_HERE = "@here@"
_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_BREAKS = re.compile(r"([\t\n\r])")
_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="LightGrid-Accent1"/><w:tblW w:type="auto" w:w="0"/>'
    '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" '
    'w:val="04A0"/></w:tblPr><w:tblGrid>'
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A document without its text: the packed parts that never change, and the two that do."""

    package: bytes
    before: str
    after: str
    core: str


def as_document(sheet: Sheet) -> bytes:
    """A DOCX with the same tables as the workbook, for pasting into a paper.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    frame = _frame()
    out = io.BytesIO()
    out.write(frame.package)
    with zipfile.ZipFile(out, "a") as package:
        _put(package, _BODY, frame.before + "".join(_content(sheet)) + frame.after)
        _put(package, _CORE, frame.core.replace(_HERE, escape(printable(sheet.title))))
    return out.getvalue()


def _content(sheet: Sheet) -> Iterable[str]:
    yield _paragraph(sheet.title, "Heading1")
    yield _paragraph("  ".join(f"{name}:{value}" for name, value in sheet.imprint))
    for table in sheet.tables:
        yield _paragraph(sheet.translate(table.caption), "Heading2")
        yield from _table(table, sheet)
        if len(table.rows) > MOST_ROWS:
            yield _paragraph(sheet.translate(N_("只列出前500行，全部内容见 Excel 文件。")))
        if table.note:
            yield _paragraph(sheet.translate(table.note))


def _table(table: PageTable, sheet: Sheet) -> Iterable[str]:
    width = f'w:w="{_WIDTH // len(table.columns)}"'
    cell = f'<w:tc><w:tcPr><w:tcW w:type="dxa" {width}/></w:tcPr>'
    yield _TABLE + f"<w:gridCol {width}/>" * len(table.columns) + "</w:tblGrid>"
    yield _row(cell, [sheet.translate(name) for name in table.columns])
    for row in table.rows[:MOST_ROWS]:
        yield _row(cell, [words(value, sheet.language) for value in row])
    yield "</w:tbl>"


def _row(cell: str, texts: Sequence[str]) -> str:
    return "<w:tr>" + "".join(f"{cell}{_paragraph(text)}</w:tc>" for text in texts) + "</w:tr>"


def _paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "".join(map(_piece, _BREAKS.split(printable(text))))
    return f"<w:p>{styled}<w:r>{run}</w:r></w:p>" if run else f"<w:p>{styled}<w:r/></w:p>"


def _piece(text: str) -> str:
    """A run of text, or the tab or new line between two."""
    if text in ("\t", "\n", "\r"):
        return "<w:tab/>" if text == "\t" else "<w:br/>"
    if not text:
        return ""
    kept = "" if text.strip() == text else ' xml:space="preserve"'
    return f"<w:t{kept}>{escape(text)}</w:t>"


@cache
def _frame() -> _Frame:
    try:
        import docx
        from docx.oxml.ns import qn
    except ImportError as error:
        raise MissingExtraError("office", "python-docx") from error
    document = docx.Document()
    document.core_properties.title = _HERE
    # Without an East Asian font, Word falls back to one that few Chinese offices have.
    for style in ("Normal", "Heading 1", "Heading 2"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "微软雅黑")
    document.add_paragraph(_HERE)
    saved = io.BytesIO()
    document.save(saved)
    return _opened(saved)


def _opened(saved: io.BytesIO) -> _Frame:
    package = io.BytesIO()
    with zipfile.ZipFile(saved) as whole:
        with zipfile.ZipFile(package, "w") as fixed:
            for name in whole.namelist():
                if name not in (_BODY, _CORE):
                    _put(fixed, name, whole.read(name))
        before, _, after = whole.read(_BODY).decode().partition(_paragraph(_HERE))
        return _Frame(package.getvalue(), before, after, whole.read(_CORE).decode())


def _put(package: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    """Add a part, without the time of writing."""
    package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
