"""A text read in pieces says what it says read whole, and its memory does not grow."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from yanzhen.errors import InputError
from yanzhen.read import TextFile, extract, read_document

LINE = "{0}年,第{0}号园区實現(xiàn)工業(yè)總產(chǎn)值{1}.{2}亿元,同比增長(zhǎng){3}%。新增企業(yè){4}家。\n"


def write(path: Path, lines: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in range(lines):
            file.write(LINE.format(2000 + n % 25, n, n % 10, n % 17, n % 300))
    return path


def test_pieces_give_the_same_statements(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 400)
    whole = read_document(path)
    pieces = TextFile(path, chunk=9000)
    assert [s.id for s in pieces.statements()] == [s.id for s in whole.statements]
    assert "".join(done.text for done, _ in pieces.cleaned()) == whole.text
    raw = path.read_text(encoding="utf-8")
    for s in pieces.statements():
        span = s.spans[0]
        assert whole.text[span.start : span.end] == s.quote
        assert raw[span.raw_start : span.raw_end].startswith(s.quote[0]) or span.raw_end > span.raw_start


def test_undecodable_byte_in_a_later_piece(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 400)
    content = path.read_bytes()
    at = content.index("号".encode(), 30_000)
    path.write_bytes(content[:at] + b"\xff" + content[at:])
    with pytest.raises(InputError) as error:
        list(TextFile(path, chunk=4096).pieces())
    assert f"byte offset {at} " in (error.value.where or "")


def test_text_without_any_break(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("产" * 20_000, encoding="utf-8")
    assert sum(map(len, TextFile(path, chunk=4096).pieces())) == 20_000


def peak(path: Path) -> int:
    tracemalloc.start()
    count = sum(1 for _ in TextFile(path, chunk=1 << 14).statements())
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 1000
    return top


def test_memory_is_flat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "_RECENT", 300)  # the bound that a real file of 50 MB is far beyond
    small, large = write(tmp_path / "s.txt", 500), write(tmp_path / "l.txt", 2_000)
    peak(large)  # fills the caches of pure string functions, which are bounded
    assert peak(large) < 1.5 * peak(small)
