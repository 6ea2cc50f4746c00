"""One call from a file or a text to its reading."""

from __future__ import annotations

from pathlib import Path

from yanzhen.read.clean.cleaner import visible
from yanzhen.read.clean.damage import Damage
from yanzhen.read.document import open_document
from yanzhen.read.extract import statements
from yanzhen.terms import Document, Reading, Source


def read_document(
    where: str | Path | bytes, *, name: str | None = None, source: Source | None = None
) -> Reading:
    """Read a document: cleaned text, source, statements.

    Raises:
        InputError: as :func:`yanzhen.read.open_document`.
    """
    document = open_document(where, name=name, source=source)
    content = where if isinstance(where, bytes) else Path(where).read_bytes()
    return _reading(document, content)


def read_text(text: str, *, name: str = "-", source: Source | None = None) -> Reading:
    """Read a text that is already a string."""
    content = text.encode("utf-8", "surrogatepass")
    return _reading(open_document(content, name=name, source=source), content)


def _reading(document: Document, content: bytes) -> Reading:
    found = tuple(statements(document))
    notes = Damage.of(visible(document.raw)).notes()
    return Reading(document.source, document.text, document.raw, found, notes, content)
