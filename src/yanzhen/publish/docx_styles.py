"""Word styles of the two forms: set once on the document, so that a colleague can change them there."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from yanzhen.publish.docx_parts import add_field, element
from yanzhen.publish.layout import HEI, KAI, LATIN, SONG, Face, Layout

_BLACK = RGBColor(0, 0, 0)
_SMALL_PITCH = 1.35


def apply_layout(document: Document, layout: Layout, header: str, language: str = "zh") -> None:
    """Page, styles, page numbers and, where ``header`` is not empty, a line on top of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance, section.footer_distance = Mm(15), Mm(layout.bottom - 13)
    _paragraph_styles(document, layout)
    if language != "zh":  # Latin lines with Chinese names in them would be torn apart
        document.styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.settings.odd_and_even_pages_header_footer = layout.dashed_page_number
    _page_numbers(section, layout)
    if header:
        for part in (section.header, section.even_page_header):
            line = part.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(header)
            run.bold, run.font.size = True, Pt(layout.table_size)


def _paragraph_styles(document: Document, layout: Layout) -> None:
    language = document.styles.element.find(f".//{qn('w:lang')}")
    # Without this, machines draw the punctuation and some characters in Japanese or Taiwanese forms.
    language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    set_font(normal, layout.body, layout.body_size)
    _spacing(normal, exact=layout.pitch)
    for level, (size, (face, bold)) in enumerate(zip(layout.heading_sizes, layout.headings, strict=True), 1):
        style = document.styles[f"Heading {level}"]
        set_font(style, face, size, bold=bold)
        _spacing(style, exact=layout.pitch, before=0 if layout.indented_headings else 5)
        style.paragraph_format.keep_with_next = True
        if layout.indented_headings:
            _indent(style)
    _body_styles(document, layout)
    _small_styles(document, layout)


def _body_styles(document: Document, layout: Layout) -> None:
    title = document.styles["Title"]
    set_font(title, layout.title, layout.title_size)
    _spacing(title, exact=layout.title_size * 1.5, after=6)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if (border := title.element.pPr.find(qn("w:pBdr"))) is not None:
        title.element.pPr.remove(border)
    body = document.styles["Body Text"]
    set_font(body, layout.body, layout.body_size)
    _spacing(body, exact=layout.pitch)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.widow_control = True
    _indent(body)
    item = document.styles["List Bullet"]
    set_font(item, layout.body, layout.body_size)
    _spacing(item, exact=layout.pitch)
    item.paragraph_format.left_indent = Pt(3 * layout.body_size)
    item.paragraph_format.first_line_indent = Pt(-layout.body_size)


def _small_styles(document: Document, layout: Layout) -> None:
    caption = document.styles["Caption"]
    set_font(caption, HEI, layout.table_size)
    _spacing(caption, before=8, after=4)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    for name, face, size in (
        ("Table Text", SONG, layout.table_size),
        ("Appendix Text", SONG, layout.appendix_size),
        ("Note", SONG, layout.note_size),
        ("Imprint", KAI, layout.table_size),
        ("Footnote Text", SONG, layout.note_size),
        ("TOC 1", layout.body, layout.body_size - 2),
        ("TOC 2", layout.body, layout.body_size - 2),
    ):
        style = _new_style(document, name, WD_STYLE_TYPE.PARAGRAPH)
        set_font(style, face, size)
        # The pitch of the PDF, whatever font stands in for a missing one.
        _spacing(style, exact=round(_SMALL_PITCH * size, 1))
        _no_gaps(style)
    document.styles["TOC 2"].paragraph_format.left_indent = Pt(2 * layout.body_size)
    document.styles["Imprint"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Imprint"].paragraph_format.space_after = Pt(10)
    mark = _new_style(document, "Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _new_style(document: Document, name: str, kind: WD_STYLE_TYPE) -> Any:
    style: Any = document.styles.add_style(name, kind)
    style.element.set(qn("w:styleId"), name.replace(" ", ""))
    return style


def set_font(style: Any, face: Face, size: float, *, bold: bool = False) -> None:
    """Font of a style for Chinese and Latin, black."""
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), bold
    style.font.italic, style.font.color.rgb = False, _BLACK
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face.name)
    # “ ” — … are in both alphabets; the hint gives them the Chinese form.
    fonts.set(qn("w:hint"), "eastAsia")


def _spacing(style: Any, *, exact: float | None = None, before: float = 0, after: float = 0) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if exact:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
    else:
        form.line_spacing = 1.15
    # Lines keep their own pitch: Word would otherwise stretch small text to a grid.
    form.element.pPr.find(qn("w:spacing")).addprevious(element("w:snapToGrid", val="0"))


def _no_gaps(style: Any) -> None:
    """No automatic blanks between Chinese and digits: in cells they break 突破1000亿元 before its last character."""
    grid = style.paragraph_format.element.pPr.find(qn("w:snapToGrid"))
    for kind in ("autoSpaceDE", "autoSpaceDN"):
        grid.addprevious(element(f"w:{kind}", val="0"))


def _indent(style: Any) -> None:
    """First line two characters in, whatever the type size."""
    style.paragraph_format.first_line_indent = Pt(2 * style.font.size.pt)
    style.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def _page_numbers(section: Any, layout: Layout) -> None:
    """— 1 —, outside on both sides of the leaf (GB/T 9704 7.5); centred without dashes in the brief form."""
    sides = [(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)]
    if layout.dashed_page_number:
        sides.append((section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for footer, side in sides:
        line = footer.paragraphs[0]
        line.alignment = side if layout.dashed_page_number else WD_ALIGN_PARAGRAPH.CENTER
        dash = "— " if layout.dashed_page_number else ""
        if dash:
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
            line.add_run(dash)
        add_field(line, "PAGE", "1")
        if dash:
            line.add_run(dash[::-1])
        for run in line.runs:
            run.font.size = Pt(14 if dash else 10.5)
            run.font.name = "宋体"
            run._r.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
