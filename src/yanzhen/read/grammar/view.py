"""The view the grammar works on: the cleaned text with one form for each sign, of equal length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMS = str.maketrans("，；：（）！？～—–﹪．·•", ",;:()!?~--%.··")
_SENTENCE = re.compile(r"[^。!?\n]+")
# Within a long run without a full stop the semicolon ends a sentence too, so that work stays linear.
_LONG = 600


def view(text: str) -> str:
    """``text`` with half-width punctuation; offsets are unchanged."""
    return text.translate(_FORMS)


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of a paragraph view, without the full stop."""
    for found in _SENTENCE.finditer(paragraph):
        start, end = found.span()
        while end - start > _LONG:
            cut = paragraph.find(";", start, start + _LONG)
            cut = cut if cut > start else paragraph.find(",", start + _LONG // 2, start + _LONG)
            cut = cut if cut > start else start + _LONG - 1
            yield start, cut + 1
            start = cut + 1
        if end > start:
            yield start, end
