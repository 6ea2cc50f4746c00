"""SVG as text: elements, escaping, and how wide words are."""

from __future__ import annotations

import unicodedata
from html import escape

# Advance widths in em, near enough for fitting text in a box: the fonts of readers differ.
_WIDE, _CAPITAL, _NARROW, _OTHER = 1.0, 0.68, 0.3, 0.57
_NARROW_CHARACTERS = frozenset("iljI.,:;'|!()[] ")


def tag(name: str, *children: str, **attributes: object) -> str:
    """An element. ``class_`` is class, other underscores become hyphens; None leaves an attribute out."""
    if attributes.get("class_"):
        attributes["class_"] = " ".join(map(own_class, str(attributes["class_"]).split()))
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def own_class(name: str) -> str:
    """The class as written out: the rules of a page around the drawing must not meet it."""
    return name if name == "yz" else f"yz-{name}"


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else escape(str(value), quote=True)


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """A line of text with its baseline at ``y``."""
    return tag("text", escape(text, quote=False), x=x, y=y, **attributes)


def title(text: str) -> str:
    """What a pointer or a screen reader is told."""
    return tag("title", escape(text, quote=False))


def link(href: str, *children: str, label: str | None = None, **attributes: object) -> str:
    """A link; works without script, in a page and in a PDF."""
    return tag("a", *children, href=href, aria_label=label, **attributes)


def width_of(text: str, size: float) -> float:
    """Width of a line of text at a font size."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return _WIDE
    if character in _NARROW_CHARACTERS:
        return _NARROW
    return _CAPITAL if character.isupper() or character in "mwMW%@" else _OTHER


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut with … where it is wider than the room."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip("、,· ") + "…"


def wrapped(text: str, size: float, room: float, lines: int) -> list[str]:
    """The text in at most ``lines`` lines, broken between words (Latin) or anywhere (Chinese)."""
    rest = text
    result: list[str] = []
    while rest and len(result) < lines - 1 and width_of(rest, size) > room:
        end = _break(rest, size, room)
        result.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*result, fitted(rest, size, room)] if rest else result


def _break(text: str, size: float, room: float) -> int:
    end = 1
    while end < len(text) and width_of(text[: end + 1], size) <= room:
        end += 1
    if end < len(text) and text[end].isascii() and text[end - 1].isascii():
        space = text.rfind(" ", 0, end + 1)
        return space if space > 0 else end
    return end - 1 if text[end : end + 1] in "、,。)）" and end > 1 else end
