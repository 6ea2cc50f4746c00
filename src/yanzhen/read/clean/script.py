"""Script conversion and character widths: one character in, one character out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Full-width letters, digits and signs that belong to numbers; Chinese punctuation stays as it is.
_WIDTHS = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDTHS |= {ord(wide): ord(narrow) for wide, narrow in zip("％＋－．／", "%+-./", strict=True)}
_WIDTHS |= {ord(space): ord(" ") for space in "\u3000\xa0\u2002\u2003\u2009"}
_WIDE = re.compile(f"[{''.join(map(chr, _WIDTHS))}]")


def narrow(text: str) -> str:
    """Full-width digits, letters, ％＋－．／ and wide spaces as their plain forms."""
    return text.translate(_WIDTHS) if _WIDE.search(text) else text


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


# 著, 乾, 徵 … are used in Simplified text too; they are no sign of a conversion.
_SHARED = frozenset("著乾徵藉麽瞭於夥餘馀祇甯閤昇堃喆")


@cache
def simplified_forms() -> dict[int, str]:
    """For :meth:`str.translate`: each character of Traditional script only, and its Simplified form."""
    everything = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified = _converter().convert(everything)
    pairs = zip(everything, simplified, strict=True)
    return {ord(t): s for t, s in pairs if t != s and t not in _SHARED} | {ord("衞"): "卫"}


@cache
def traditional() -> re.Pattern[str]:
    """A character that exists in Traditional script only, as far as OpenCC knows."""
    return re.compile(f"[{''.join(map(chr, sorted(simplified_forms())))}]")


def to_simplified(text: str) -> str:
    """Simplified script, character by character where a phrase would change the length."""
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    lines = text.split("\n")
    if len(lines) > 1:
        return "\n".join(map(to_simplified, lines))
    return "".join(c if len(s := _converter().convert(c)) != 1 else s for c in text)
