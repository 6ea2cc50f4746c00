"""One call from a file or a text to its reading."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yanzhen.read.document import content_of, opened
from yanzhen.read.extract import statements
from yanzhen.terms import Reading, Source


def read_document(
    where: str | Path | bytes, *, name: str | None = None, source: Source | None = None
) -> Reading:
    """Read a document: cleaned text, source, statements, notes on what was mended.

    Args:
        where: path of a file, or its content.
        name: name to show for content without a path.
        source: what is known of the document; found in the text where not given.

    Raises:
        InputError: as :func:`yanzhen.read.open_document`.
    """
    content = where if isinstance(where, bytes) else content_of(Path(where))
    document, damage = opened(
        content, name=name or (None if isinstance(where, bytes) else str(where)), source=source
    )
    with _collection_paused():
        stated = tuple(statements(document))
    return Reading(document.source, document.text, document.raw, stated, damage.notes(), content)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Statements hold no cycles; to look for some among the many that are made takes a twentieth of the time.

    Of readings in several threads the first to pause lets the collector go on.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def read_text(text: str, *, name: str = "-", source: Source | None = None) -> Reading:
    """Read a text that is already a string."""
    return read_document(text.encode("utf-8", "surrogatepass"), name=name, source=source)
