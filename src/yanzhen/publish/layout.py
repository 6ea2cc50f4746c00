"""Page layout and type of the two document forms, shared by DOCX and PDF.

``official`` follows GB/T 9704-2012: A4, type area 156 x 225 mm, 22 lines of 28 characters, title 2号, body 3号 仿宋,
headings 黑体 and 楷体, page number 4号 between dashes. ``brief`` is a plainer information brief.
Fonts are named, not carried, in DOCX (方正小标宋 is licensed); each has a free stand-in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.publish.outline import Form, Outline


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: the name an office has, and the free one that stands in for it (and that the PDF uses)."""

    name: str
    free: str


SONG = Face("宋体", "Noto Serif SC")
FANGSONG = Face("仿宋_GB2312", "Noto Serif SC")
KAI = Face("楷体_GB2312", "Noto Serif SC")
HEI = Face("黑体", "Noto Sans SC")
XIAOBIAOSONG = Face("方正小标宋简体", "Noto Serif SC")
LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in millimetres and points.

    ``headings`` are face and bold of the three levels. ``pitch`` is the fixed line pitch of the body.
    """

    top: float
    bottom: float
    left: float
    right: float
    title: Face
    title_size: float
    body: Face
    body_size: float
    pitch: float
    headings: tuple[tuple[Face, bool], ...]
    heading_sizes: tuple[float, float, float]
    table_size: float = 10.5
    appendix_size: float = 8.5
    note_size: float = 9.0
    dashed_page_number: bool = True
    indented_headings: bool = True

    @property
    def text_width(self) -> float:
        """Width of the type area in millimetres."""
        return 210 - self.left - self.right


_OFFICIAL = Layout(
    top=37,
    bottom=35,
    left=28,
    right=26,
    title=XIAOBIAOSONG,
    title_size=22,
    body=FANGSONG,
    body_size=16,
    pitch=28.95,
    headings=((HEI, False), (KAI, False), (FANGSONG, True)),
    heading_sizes=(16, 16, 16),
)
_BRIEF = Layout(
    top=25,
    bottom=25,
    left=25,
    right=25,
    title=HEI,
    title_size=18,
    body=SONG,
    body_size=12,
    pitch=21,
    headings=((HEI, True), (HEI, True), (HEI, False)),
    heading_sizes=(14, 12, 12),
    dashed_page_number=False,
    indented_headings=False,
)


def title_lines(outline: Outline) -> tuple[str, ...]:
    """The title, in two lines of like length where one does not hold it, parted between words (GB/T 9704 7.3.1)."""
    title, layout = outline.title, layout_of(outline.form)
    room = layout.text_width / 25.4 * 72 / layout.title_size
    if _ems(title) <= room:
        return (title,)
    ends = [found.end() for found in _WORD_ENDS.finditer(title)]
    fitting = [at for at in ends if max(_ems(title[:at]), _ems(title[at:])) <= room]
    if not fitting:
        return (title,)
    at = min(fitting, key=lambda at: abs(_ems(title[:at]) - _ems(title[at:])))
    return title[:at].rstrip(), title[at:].lstrip()


# Where a title may be parted: at blanks, and after what ends a Chinese name.
_WORD_ENDS = re.compile(
    r"\s+|(?:集群|产业链|产业园|产业(?![链园集])|企业|公司|项目|体系|[与和的市县区])(?=.)"
)


def _ems(text: str) -> float:
    """Width in ems: a Latin letter is about half as wide as a Chinese character."""
    return sum(1.0 if ord(c) > 0x2E80 else 0.52 for c in text)


def layout_of(form: Form) -> Layout:
    """The layout of a form."""
    return _OFFICIAL if form == "official" else _BRIEF
