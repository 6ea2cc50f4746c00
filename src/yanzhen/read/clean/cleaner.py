"""The cleaner: applies what the damage of the whole document calls for, and keeps the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.read.clean.damage import Damage
from yanzhen.read.clean.offsets import Range, lifted, merged, offset_map, without
from yanzhen.read.clean.pinyin import injections
from yanzhen.read.clean.script import narrow, to_simplified
from yanzhen.terms import OffsetMap

_UNSEEN = "\u200b-\u200f\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
# Begins with one set of characters, which text is scanned for several times as fast as for a choice of two patterns.
_MAY_BE_UNSEEN = re.compile(f"[{_UNSEEN}\r]+")
_STACK = re.compile(r"[,，、;；](?:\s?[,，、;；])*\s?(?=[,，。;；、:：])")
# A line broken inside a number: digits, break, up to four digits and a unit.
_WRAPPED = re.compile(r"\n(?<=[\d.]\n)(?=\d{1,4}(?:\.\d+)?[万亿元%吨家个亩辆人])")
_LINE_START = 12  # characters a line must have before a break inside a number is taken for a wrap


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text with its way back to the original and what was found wrong."""

    text: str
    offsets: OffsetMap
    damage: Damage


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans pieces of a document whose damage as a whole is known."""

    damage: Damage

    def clean(self, raw: str, base: int = 0, raw_base: int = 0) -> Cleaned:
        """Clean one piece that begins at ``base`` in the cleaned and ``raw_base`` in the original text."""
        invisible = _invisible(raw)
        text = narrow(without(raw, invisible))
        removed = merged(self._removed(text))
        text = without(text, removed)
        if self.damage.is_converted:
            # After the injected letters are gone: they split phrases that convert as one.
            text = to_simplified(text)
        in_raw = merged([*invisible, *lifted(removed, invisible)])
        return Cleaned(text, offset_map(len(raw), in_raw, base, raw_base), self.damage)

    def _removed(self, text: str) -> list[Range]:
        removed: list[Range] = []
        if self.damage.has_pinyin and "(" in text:
            removed += [(start, end) for start, end, _ in injections(text)]
        if self.damage.has_stacks:
            removed += _ranges(_STACK, text)
        return removed + _wraps(text)


def visible(raw: str) -> str:
    """The text whose damage is judged: what is invisible must not hide damage."""
    return narrow(without(raw, _invisible(raw)))


def clean_text(raw: str) -> Cleaned:
    """Clean a whole text.

    >>> clean_text("數(shù)字經(jīng)濟").text
    '数字经济'
    """
    return Cleaner(Damage.of(visible(raw))).clean(raw)


def _invisible(raw: str) -> list[Range]:
    """Characters without width, and the returns before a line break; a return by itself is a break."""
    found = []
    for start, end in _ranges(_MAY_BE_UNSEEN, raw):
        if raw[end : end + 1] == "\n":
            found.append((start, end))
        else:
            found += [unseen.span() for unseen in _INVISIBLE.finditer(raw, start, end)]
    return found


def _ranges(pattern: re.Pattern[str], text: str) -> list[Range]:
    return [found.span() for found in pattern.finditer(text)]


def _wraps(text: str) -> list[Range]:
    found = []
    for start, end in _ranges(_WRAPPED, text):
        line = start - (text.rfind("\n", 0, start) + 1)
        if line >= _LINE_START:
            found.append((start, end))
    return found
