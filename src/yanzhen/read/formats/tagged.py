"""Tagged PDF: text by its structure, so that a cell is a cell, a paragraph goes on over a page, and charts stay out.

Word, WPS and Yanzhen write tags. Headers, page numbers and repeated table headings are artifacts there; the marks
of footnotes and the words inside drawings are marked as such, and are no text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

# The share of characters that the tags must account for; a file with fewer was tagged in part only.
_ENOUGH = 0.5
_DEEPEST = 60
_UNSPOKEN = {"Figure", "Formula", "Artifact", "Lbl"}
_NOTES = {"Note", "FENote"}
# What is not part of the sentence around it: it gives lines of its own.
_APART = {"Table", "TR", "L", "LI", *_NOTES}
_BLOCKS = {"P", "Title", "Caption", "LI", "TOCI", *_NOTES, "H", *(f"H{level}" for level in range(1, 7))}
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A structure element: its type, and in order its parts and the places (page, mark) of its characters."""

    type: str
    kids: list[_Part | _Place] = field(default_factory=list)


def tagged_text(document: Any) -> str | None:
    """The text of an open pdfplumber document by its tags.

    Nothing for a document without tags or hardly tagged, with damaged tags, or with a page that has no text.
    """
    root = document.doc.catalog.get("StructTreeRoot")
    if root is None or not all(page.chars for page in document.pages):
        return None
    chars: dict[_Place, list[dict[str, Any]]] = defaultdict(list)
    for page in document.pages:
        for char in page.chars:
            if char.get("mcid") is not None:
                chars[page.page_number, char["mcid"]].append(char)
    try:
        tree = _Tree(document).part(root, 0, 0)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    text = "\n".join(filter(None, _lines(tree, chars)))
    enough = sum(map(len, chars.values())) >= _ENOUGH * sum(len(page.chars) for page in document.pages)
    return text + "\n" if text and enough else None


class _Tree:
    """Reads the structure of one document: knows its pages, and what its own names for types stand for."""

    def __init__(self, document: Any) -> None:
        from pdfminer.pdftypes import resolve1

        self.resolve = resolve1
        self.pages = {page.page_obj.pageid: page.page_number for page in document.pages}
        root = resolve1(document.doc.catalog["StructTreeRoot"])
        self.roles: Mapping[str, Any] = resolve1(root.get("RoleMap")) or {}

    def part(self, reference: Any, page: int, depth: int) -> _Part:
        found = self.resolve(reference)
        if depth > _DEEPEST:
            raise ValueError("the structure is deeper than any document's")
        page = self._page(found, page)
        name = found["S"].name if "S" in found else "Document"
        part = _Part(self.roles[name].name if name in self.roles else name)
        kids = self.resolve(found.get("K", []))
        for kid in kids if isinstance(kids, list) else [found["K"]]:
            inner = self.resolve(kid)
            if isinstance(inner, int):
                part.kids.append((page, inner))
            elif "MCID" in inner:
                part.kids.append((self._page(inner, page), inner["MCID"]))
            elif "Obj" not in inner:  # an annotation has no words of its own
                part.kids.append(self.part(kid, page, depth + 1))
        return part

    def _page(self, found: Mapping[str, Any], page: int) -> int:
        return self.pages.get(found["Pg"].objid, page) if "Pg" in found else page


def _lines(part: _Part, chars: Mapping[_Place, list[dict[str, Any]]]) -> Iterator[str]:
    """One line for each paragraph, heading, caption and table row, in reading order."""
    if part.type in _UNSPOKEN:
        return
    if part.type == "TR":
        cells = (kid for kid in part.kids if isinstance(kid, _Part))
        yield "\t".join(_joined(list(_words(cell, chars))) for cell in cells)
        return
    inner = [kid for kid in part.kids if isinstance(kid, _Part)]
    if part.type in _BLOCKS or len(inner) < len(part.kids):
        yield _joined(list(_words(part, chars)))
        inner = list(_apart(part))
    for kid in inner:
        yield from _lines(kid, chars)


def _apart(part: _Part) -> Iterator[_Part]:
    for kid in part.kids:
        if isinstance(kid, _Part) and kid.type in _APART:
            yield kid
        elif isinstance(kid, _Part):
            yield from _apart(kid)


def _words(part: _Part, chars: Mapping[_Place, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The characters of a block with those of spans and links in it."""
    for kid in part.kids:
        if not isinstance(kid, _Part):
            yield from chars.get(kid, ())
        elif kid.type not in _UNSPOKEN | _APART or (kid.type == "Lbl" and part.type == "LI"):
            yield from _words(kid, chars)


def _joined(chars: Sequence[dict[str, Any]]) -> str:
    """Characters in a row; where a line ends between Latin words, they get their blank back."""
    text = "".join(char["text"] for char in chars[:1])
    for before, char in pairwise(chars):
        parted = char["top"] > before["bottom"] or char["x0"] - before["x1"] > 0.25 * char["size"]
        text += (" " if parted and _latin(before["text"]) and _latin(char["text"]) else "") + char["text"]
    return " ".join(text.split())


def _latin(char: str) -> bool:
    return char.isascii() and not char.isspace()
