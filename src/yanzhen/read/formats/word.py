"""Word documents: paragraphs, tables and text boxes in the order of the page, then footnotes and endnotes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.read.document import Format


def text_of(content: bytes, name: str) -> str:
    """All paragraphs, table rows and text boxes, top to bottom; then the notes.

    Raises:
        InputError: not a DOCX inside, whatever the name says, or nothing in it.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("office", "python-docx") from error
    try:
        lines = list(_lines(docx.Document(io.BytesIO(content))))
    except Exception as error:  # the parser raises a wide range of errors on damaged files
        raise InputError(
            "这不是 Word 文档（DOCX），或者已损坏",
            where=name,
            expected="由 Word 或 WPS 保存的 DOCX",
            todo="如果它其实是压缩包，把扩展名改回 .zip；如果是 DOC，另存为 DOCX",
        ) from error
    text = "\n".join(lines)
    if not text.strip():
        raise InputError(
            "Word 文档里没有文字", where=name, expected="至少一段文字", todo="若内容是图片，先做文字识别"
        )
    return text + "\n"


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ("\t".join(_cells(row)) for row in block.rows)
        else:
            yield _words(block)
        yield from _boxes(block._element)
    yield from _notes(document)


def _boxes(block: Any) -> Iterator[str]:
    """The paragraphs of text boxes; of one that is there twice, for old and new versions of Word, the new one."""
    from docx.oxml.ns import qn

    for box in block.iter(qn("w:txbxContent")):
        if not any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
            yield from filter(None, map(_plain, box.iter(qn("w:p"))))


def _notes(document: Any) -> Iterator[str]:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for each in document.part.rels.values():
        if not each.is_external and each.reltype.endswith(("/footnotes", "/endnotes")):
            for note in parse_xml(each.target_part.blob):
                if note.get(qn("w:type")) is None:  # the others are the lines above notes
                    yield from filter(None, map(_plain, note.iter(qn("w:p"))))


def _plain(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))).strip()


def _cells(row: Any) -> Iterator[str]:
    """The words of each cell, once for cells that are merged."""
    cells = {id(cell._tc): cell for cell in row.cells}
    for cell in cells.values():
        yield "\n".join(map(_words, cell.paragraphs)).strip()


def _words(paragraph: Any) -> str:
    """The text without the numbers of repeated footnotes, which are fields: 3万辆, not 3万辆8."""
    if "NOTEREF" not in paragraph._p.xml:
        return str(paragraph.text)
    from docx.oxml.ns import qn

    code, hidden, words = "", False, ""
    for piece in paragraph.iter_inner_content():
        for mark in piece._element.iter(qn("w:fldChar"), qn("w:instrText")):
            match mark.get(qn("w:fldCharType")):
                case None:
                    code += mark.text or ""
                case "separate":
                    hidden = code.split()[:1] == ["NOTEREF"]
                case _:  # begin, end
                    code, hidden = "", False
        words += "" if hidden else piece.text
    return words


DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"), text_of
)
