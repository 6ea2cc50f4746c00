"""Where words come from: spans, sources, and documents with their map from cleaned to original text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a document: ``[start, end)`` in characters of the cleaned text, and of the original.

    ``cell`` is set instead of meaningful offsets for tables: ``Sheet1!C5``.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document or table file as a witness.

    ``id`` is ``src-`` and the first 16 hexadecimal digits of the SHA-256 of the original bytes.
    Dates are ISO 8601 strings, as sharp as the document gives them. None means the document does not say.
    """

    id: str
    name: str
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    event_date: str | None = None
    place: str | None = None
    reporter: str | None = None
    editor: str | None = None
    reviewer: str | None = None
    url: str | None = None
    licence: str | None = None
    visibility: str = "public"
    synthetic: bool = False

    @staticmethod
    def id_for(content: bytes) -> str:
        """The id of a document with these bytes."""
        return "src-" + hashlib.sha256(content).hexdigest()[:16]

    @property
    def as_of(self) -> str | None:
        """The date on which its statements hold: the event's if known, else the day of publication."""
        return self.event_date or (self.published[:10] if self.published else None)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Monotone map from characters of the cleaned text to ranges of the original.

    Run ``i`` covers cleaned characters from ``starts[i]`` up to ``starts[i + 1]`` and begins at original
    offset ``raw_starts[i]``; inside a run one cleaned character is one original character.
    ``raw_ends[i]`` is where the original of the run's last character ends: beyond the one-to-one length
    when characters were removed after it.
    """

    starts: Sequence[int]
    raw_starts: Sequence[int]
    raw_ends: Sequence[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Original range of the cleaned range ``[start, end)``."""
        if not self.starts:
            return (0, 0)
        first = bisect_right(self.starts, start) - 1
        raw_start = self.raw_starts[first] + (start - self.starts[first])
        if end <= start:
            return (raw_start, raw_start)
        last = bisect_right(self.starts, end - 1) - 1
        next_start = self.starts[last + 1] if last + 1 < len(self.starts) else None
        if next_start == end or (next_start is None and self._ends_run(last, end)):
            return (raw_start, self.raw_ends[last])
        return (raw_start, self.raw_starts[last] + (end - self.starts[last]))

    def _ends_run(self, run: int, end: int) -> bool:
        """The last run's length is known only by its raw end: past the one-to-one part is removed text."""
        return self.raw_starts[run] + (end - self.starts[run]) >= self.raw_ends[run]


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its text: ``text`` is cleaned, ``raw`` is as found, ``offsets`` joins the two."""

    source: Source
    text: str
    raw: str
    offsets: OffsetMap | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> Span:
        """The span of cleaned characters ``[start, end)`` with its original range."""
        raw_start, raw_end = self.offsets.raw(start, end) if self.offsets else (start, end)
        return Span(start, end, raw_start, raw_end)

    def quote(self, span: Span) -> str:
        """The cleaned words at a span."""
        return self.text[span.start : span.end]

    def raw_quote(self, span: Span) -> str:
        """The words at a span as found, before cleaning."""
        return self.raw[span.raw_start : span.raw_end]
