"""Bytes to text: UTF-8, UTF-16 with a mark, GB18030; what cannot be decoded is reported with its offset."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from yanzhen.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files that are no text, with the name people know them by.
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP (DOCX, XLSX, ZIP …)"),
    (b"\xd0\xcf\x11\xe0", "old Office (DOC, XLS)"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3", "SQLite"),
)
_SURE = 8  # multi-byte characters read well before a fault show that the file is UTF-8 with a damaged byte
SAMPLE = 1 << 16


def sniff_encoding(head: bytes, name: str) -> str:
    """The encoding of a text file from its first bytes.

    Raises:
        InputError: the file is empty or is no text.
    """
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError(
            "文件是空的,没有可读的文字",
            where=name,
            expected="a text with at least one character",
            todo="check that the file was saved or downloaded completely",
        )
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if kind := binary_kind(head):
        raise InputError(
            f"这不是文本文件:内容是 {kind}",
            where=name,
            expected="text in UTF-8 or GB18030",
            todo="give the file its right extension, or export it as text",
        )
    return "utf-8" if _is_utf8(head) else "gb18030"


def binary_kind(head: bytes) -> str | None:
    """What a file is that is no text; None for text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"\x00" in head[:SAMPLE]:
        return "binary data"
    return None


def _is_utf8(head: bytes) -> bool:
    """UTF-8, perhaps cut at the end of the sample or damaged later on."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError as error:
        good = head[: error.start].decode("utf-8")
        return sum(ord(c) > 0x7F for c in good) >= _SURE
    return True


def decode(content: bytes, name: str) -> str:
    """The text of ``content``.

    Raises:
        InputError: empty, no text, or bytes that cannot be decoded (``where`` gives the offset).
    """
    encoding = sniff_encoding(content, name)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise undecodable(error, encoding, name, 0) from None


def undecodable(error: UnicodeDecodeError, encoding: str, name: str, base: int) -> InputError:
    """The message for bytes that cannot be decoded; ``base`` is the offset of the piece in the file."""
    offset = base + error.start
    bad = error.object[error.start : error.start + 4].hex(" ")
    return InputError(
        f"有无法解码的字节:{bad}",
        where=f"{PurePath(name).name}, byte offset {offset} (0x{offset:x}), read as {encoding}",
        expected="text in UTF-8 or GB18030",
        todo="save the file again as UTF-8, or repair the bytes at this offset",
    )
