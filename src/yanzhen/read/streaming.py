"""Long texts read piece by piece: memory does not grow with the file.

The damage of a document is judged as a whole before anything is removed, so a text is gone through twice: once
to look at it, once to clean it. A third time gives its statements.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.read.clean import Cleaned, Cleaner, Damage
from yanzhen.read.clean.cleaner import visible
from yanzhen.read.decode import SAMPLE, sniff_encoding, undecodable
from yanzhen.read.extract import HEAD, Extractor
from yanzhen.read.metadata import source_of
from yanzhen.terms import Source, Statement

_CHUNK = 1 << 20
_BREAKS = ("\n", "。", ";", "；", ",", "，", " ")


@dataclass(frozen=True)
class TextFile:
    """A plain text file of any size.

    Raises:
        InputError: the file is missing, empty, no text, or holds bytes that cannot be decoded (with the offset).
    """

    path: Path
    chunk: int = _CHUNK

    @cached_property
    def encoding(self) -> str:
        """The encoding, told from the beginning of the file."""
        try:
            with self.path.open("rb") as file:
                return sniff_encoding(file.read(SAMPLE), str(self.path))
        except OSError as error:
            raise InputError("文件无法读取", where=str(self.path), todo=str(error)) from None

    @cached_property
    def damage(self) -> Damage:
        """What is wrong with the file as a whole."""
        return sum(map(Damage.of, map(visible, self.pieces())), Damage())

    @cached_property
    def source(self) -> Source:
        """What the file says of itself in its first piece, with the hash of all its bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while block := file.read(self.chunk):
                digest.update(block)
        return source_of(self._head, "src-" + digest.hexdigest()[:16], self.path.name, "text/plain")

    @cached_property
    def _head(self) -> str:
        first = next(self.cleaned(), None)
        return first[0].text if first else ""

    def pieces(self) -> Iterator[str]:
        """The text as found, in pieces that end at a line or a sentence."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        rest, offset = "", 0
        with self.path.open("rb") as file:
            while True:
                block = file.read(self.chunk)
                pending = len(decoder.getstate()[0])
                try:
                    rest += decoder.decode(block, final=not block)
                except UnicodeDecodeError as error:
                    raise undecodable(error, self.encoding, str(self.path), offset - pending) from None
                offset += len(block)
                if not block:
                    break
                cut = _cut(rest)
                if cut:
                    yield rest[:cut]
                    rest = rest[cut:]
        if rest:
            yield rest

    def cleaned(self) -> Iterator[tuple[Cleaned, int]]:
        """Cleaned pieces, each with the offset at which it begins in the cleaned text."""
        cleaner, base, raw_base = Cleaner(self.damage), 0, 0
        for piece in self.pieces():
            done = cleaner.clean(piece, base, raw_base)
            yield done, base
            base += len(done.text)
            raw_base += len(piece)

    def statements(self) -> Iterator[Statement]:
        """Every statement, in the order of the text."""
        extractor = Extractor(self.source, self._head[:HEAD])
        for done, base in self.cleaned():
            yield from extractor.read(done.text, done.offsets, base)


def _cut(text: str) -> int:
    """Where to end a piece: after the last line, sentence or clause, never inside a number."""
    for mark in _BREAKS:
        cut = text.rfind(mark) + 1
        if cut and not (mark == "\n" and text[cut - 2 : cut - 1].isdigit()):
            return cut
    return len(text) if len(text) > _CHUNK else 0
