"""PDF with a text layer; scanned pages are reported as such, never guessed at."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.read.document import Format
from yanzhen.read.formats.tagged import tagged_text

_BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[章节条]|【)"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff”）%\d]) (?=[，。；：、！？）”])")
_PAGE_NUMBER = re.compile(r"^\s*[—–-]?\s*\d{1,4}\s*[—–-]?\s*$")
# A digit this much smaller than its neighbours on the line is the mark of a note, not part of a number.
_NOTE_SIZE = 0.72
_NEIGHBOURS = 12


def text_of(content: bytes, name: str) -> str:
    """The text of all pages: wrapped lines joined into paragraphs, marks of footnotes left out.

    A tagged file is read by its tags, any other by the places of its characters.

    A page without a text layer leaves a line that says so.

    Raises:
        InputError: damaged, locked with a password, or scanned throughout.
    """
    try:
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise MissingExtraError("office", "pdfplumber") from error
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if (text := tagged_text(document)) is not None:
                return text
            pages = [_page_text(page) for page in document.pages]
    except PdfminerException as error:
        if "Password" in repr(error):
            raise InputError("PDF 有密码", where=name, todo="去掉密码后再读取") from error
        raise _damaged(error, name) from error
    except Exception as error:  # the parser raises a wide range of errors on damaged files
        raise _damaged(error, name) from error
    if not pages:
        raise _damaged("一页也没有", name)
    if not any(pages):
        raise InputError(
            f"这份 PDF 的{len(pages)}页都没有文字层，是扫描件",
            where=name,
            expected="带文字层的 PDF",
            todo="先做文字识别（OCR），或向发文单位要电子版",
        )
    texts = [page or f"【第{i}页没有文字层，是扫描页，未读取】" for i, page in enumerate(pages, 1)]
    return "\n".join(texts) + "\n"


def _damaged(error: object, name: str) -> InputError:
    return InputError(
        f"PDF 已损坏，无法读取：{error}", where=name, expected="完整的 PDF", todo="重新下载或另存"
    )


def _page_text(page: Any) -> str:
    marks = _note_marks(page.chars)
    if marks:
        page = page.filter(lambda item: _place(item) not in marks)
    lines = [line for line in page.extract_text_lines() if not _PAGE_NUMBER.match(line["text"])]
    return _joined(lines)


def _place(item: dict[str, Any]) -> tuple[float, float, str]:
    """A character's place: filtering copies the characters, so their identity does not last."""
    return (item.get("x0", 0.0), item.get("top", 0.0), item.get("text", ""))


def _note_marks(chars: Sequence[dict[str, Any]]) -> set[tuple[float, float, str]]:
    """Digits much smaller than a character near them on the same line."""
    marks = set()
    for i, char in enumerate(chars):
        if not char["text"].isdigit():
            continue
        near = chars[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS]
        beside = [
            c["size"]
            for c in near
            if c["top"] < char["bottom"] and c["bottom"] > char["top"] and not c["text"].isspace()
        ]
        if beside and char["size"] < _NOTE_SIZE * max(beside):
            marks.add(_place(char))
    return marks


def _joined(lines: Sequence[dict[str, Any]]) -> str:
    """Join wrapped lines: a line goes on if it is full and the next is neither indented nor a heading."""
    if not lines:
        return ""
    left, right = min(line["x0"] for line in lines), max(line["x1"] for line in lines)
    joined = [lines[0]["text"].strip()]
    for before, line in pairwise(lines):
        size = line["chars"][0]["size"]
        # Chinese fills a line to the last character or two; a Latin word may be too long for it.
        slack = 5 if before["text"][-1:].isascii() else 2
        full = before["x1"] >= right - slack * size
        same_size = abs(before["chars"][-1]["size"] - size) < 1
        text = line["text"].strip()
        if full and same_size and line["x0"] <= left + size and not _BEGINS.match(text):
            # Chinese goes on without a blank; Latin words need theirs back.
            gap = " " if joined[-1][-1:].isascii() and text[:1].isascii() else ""
            joined[-1] += gap + text
        else:
            joined.append(text)
    # Where a mark of a note was left out, a blank stands in its place.
    return _GAP.sub("", "\n".join(joined))


PDF = Format("application/pdf", (".pdf",), text_of, lambda head: head.startswith(b"%PDF"))
