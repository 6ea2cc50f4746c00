"""PDF with a text layer; scanned pages are reported as such, never guessed at."""

from __future__ import annotations

import io
import re
from itertools import pairwise

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.read.document import Format

# A line that ends a paragraph, or begins one.
_ENDS = re.compile(r"[。！？；：!?;:]$")
_BEGINS = re.compile(
    r"^(?:\s{2,}|　|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[章节条]|\d+[.、])"
)
_PAGE_NUMBER = re.compile(r"^\s*[—–-]?\s*\d{1,4}\s*[—–-]?\s*$")


def text_of(content: bytes, name: str) -> str:
    """The text of all pages, wrapped lines joined into paragraphs.

    A page without a text layer leaves a line that says so.

    Raises:
        InputError: damaged, locked with a password, or scanned throughout.
    """
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtraError("office", "pypdf") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("PDF 有密码", where=name, todo="去掉密码后再读取")
        pages = [page.extract_text() or "" for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # pypdf raises a wide range of errors on damaged files
        raise InputError(
            f"PDF 已损坏，无法读取：{error}", where=name, expected="完整的 PDF", todo="重新下载或另存"
        ) from error
    if not any(p.strip() for p in pages):
        raise InputError(
            f"这份 PDF 的{len(pages)}页都没有文字层，是扫描件",
            where=name,
            expected="带文字层的 PDF",
            todo="先做文字识别（OCR），或向发文单位要电子版",
        )
    texts = [
        _joined(p) if p.strip() else f"【第{i}页没有文字层，是扫描页，未读取】"
        for i, p in enumerate(pages, 1)
    ]
    return "\n".join(texts) + "\n"


def _joined(page: str) -> str:
    """Join hard-wrapped lines: a line goes on unless it ends a sentence, is short, or the next begins one."""
    lines = [line.rstrip() for line in page.splitlines() if line.strip() and not _PAGE_NUMBER.match(line)]
    if not lines:
        return ""
    full = max(len(line) for line in lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = len(before) >= 0.75 * full and not _ENDS.search(before) and not _BEGINS.match(line)
        if goes_on:
            # Chinese goes on without a blank; Latin words need theirs back.
            gap = " " if before[-1].isascii() and line.lstrip()[:1].isascii() else ""
            joined[-1] += gap + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


PDF = Format("application/pdf", (".pdf",), text_of, lambda head: head.startswith(b"%PDF"))
