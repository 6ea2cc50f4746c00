"""Removing ranges from a text and remembering where every remaining character came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from yanzhen.terms import OffsetMap

Range = tuple[int, int]


def without(text: str, removed: Iterable[Range]) -> str:
    """``text`` without the ranges, which are sorted and do not overlap."""
    pieces, at = [], 0
    for start, end in removed:
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The ranges sorted, touching ones joined."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return out


def lifted(inner: Iterable[Range], outer: list[Range]) -> list[Range]:
    """Ranges of the text without ``outer``, expressed in the text before ``outer`` was removed."""
    clean_starts, shift, shifts = [], 0, []
    for start, end in outer:
        clean_starts.append(start - shift)
        shift += end - start
        shifts.append(shift)

    def up(position: int) -> int:
        index = bisect_right(clean_starts, position)
        return position + (shifts[index - 1] if index else 0)

    # The last character, not the end, is lifted: what was removed after the range stays outside it.
    return [(up(start), up(end - 1) + 1) for start, end in inner]


def offset_map(length: int, removed: list[Range], base: int = 0, raw_base: int = 0) -> OffsetMap:
    """The map of a text of ``length`` original characters without ``removed``.

    What was removed belongs to the character before it, so that 产(chǎn)业 maps back to all of it. ``base``
    and ``raw_base`` are where the text begins in the cleaned and in the original document.
    """
    starts, raw_starts, raw_ends = [], [], []
    at = clean_at = 0
    for start, end in [*removed, (length, length)]:
        if start > at:
            starts.append(base + clean_at)
            raw_starts.append(raw_base + at)
            raw_ends.append(raw_base + end)
            clean_at += start - at
        elif raw_ends:
            raw_ends[-1] = raw_base + end
        at = end
    # An empty run closes the map, so that the last run knows its length.
    starts.append(base + clean_at)
    raw_starts.append(raw_base + length)
    raw_ends.append(raw_base + length)
    return OffsetMap(tuple(starts), tuple(raw_starts), tuple(raw_ends))
