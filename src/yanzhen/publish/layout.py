"""Page layout and type of the two document forms, shared by DOCX and PDF.

``official`` follows GB/T 9704-2012: A4, type area 156 x 225 mm, 22 lines of 28 characters, title 2号, body 3号 仿宋,
headings 黑体 and 楷体, page number 4号 between dashes. ``brief`` is a plainer information brief.
Fonts are named, not carried, in DOCX (方正小标宋 is licensed); each has a free stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.publish.outline import Form


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


def layout_of(form: Form) -> Layout:
    """The layout of a form."""
    return _OFFICIAL if form == "official" else _BRIEF
