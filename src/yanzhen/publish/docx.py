"""DOCX: real styles, captions, footnotes, tables and alternative text, in the GB/T 9704 or the brief layout."""

from __future__ import annotations

import io
from typing import Any

from yanzhen.errors import MissingExtraError
from yanzhen.publish import draw, qr
from yanzhen.publish.imprint import imprint_line, imprint_lines, note_text, synthetic_line
from yanzhen.publish.layout import HEI, KAI, SONG, layout_of, title_lines
from yanzhen.publish.outline import (
    Block,
    Chart,
    Cited,
    Heading,
    Lookup,
    Outline,
    PageBreak,
    Paragraph,
    Runs,
    Table,
    indented,
    labels,
    marked,
    sequence,
)
from yanzhen.publish.pdf import heading_pages

try:
    import docx
    from docx.enum.text import WD_BREAK
    from docx.shared import Mm, Pt
except ImportError as error:  # pragma: no cover - only without the extra
    raise MissingExtraError("office", "python-docx") from error

from yanzhen.publish import docx_parts as parts
from yanzhen.publish import docx_tables as tables
from yanzhen.publish.docx_package import tidy
from yanzhen.publish.docx_styles import apply_layout

_STYLES = {
    "body": "Body Text",
    "salutation": "Normal",
    "item": "List Bullet",
    "note": "Note",
    "quote": "Note",
}


def to_docx(outline: Outline) -> bytes:
    """The document as DOCX; the same outline gives the same bytes.

    Raises:
        MissingExtraError: python-docx, QuickJS or resvg is not installed.
        InputError: the fonts or the chart library are not installed (documents with charts only).
    """
    return _Writer(outline).write()


class _Writer:
    """Writes one document: knows its layout, its notes, and which notes have been referred to."""

    def __init__(self, outline: Outline) -> None:
        self.outline, self.layout = outline, layout_of(outline.form)
        self.notes = outline.notes()
        self.document = docx.Document()
        self._seen: set[int] = set()

    def write(self) -> bytes:
        apply_layout(self.document, self.layout, synthetic_line(self.outline), self.outline.language)
        self._front()
        for block, label, leads_in in sequence(self.outline):
            self._block(block, label)
            if leads_in:
                self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        parts.add_footnotes(self.document, [note_text(n, self.outline.language) for n in self.notes])
        faces = [SONG, HEI, KAI, self.layout.title, self.layout.body, *(f for f, _ in self.layout.headings)]
        parts.add_font_table(self.document, faces)
        self._properties()
        tidy(self.document)
        out = io.BytesIO()
        self.document.save(out)
        return parts.stable(out.getvalue())

    def _front(self) -> None:
        self.document.add_paragraph("\n".join(title_lines(self.outline)), style="Title")
        if self.outline.subtitle:
            self.document.add_paragraph(self.outline.subtitle, style="Imprint")
        self.document.add_paragraph("\n".join(imprint_lines(self.outline)), style="Imprint")
        if self.outline.contents:
            self._contents()

    def _contents(self) -> None:
        """A real table of contents; its page numbers are those of the PDF until Word counts its own."""
        pairs = zip(self.outline.blocks, labels(self.outline), strict=True)
        headings = [(label + block.text, block.level) for block, label in pairs if isinstance(block, Heading)]
        entries = [
            (text, level, page)
            for (text, level), page in zip(headings, heading_pages(self.outline), strict=True)
            if level < 3
        ]
        name = "目录" if self.outline.language == "zh" else "Contents"
        self.document.add_paragraph(name, style="Imprint")
        parts.add_contents(self.document, entries, Mm(self.layout.text_width))
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author = self.outline.title, self.outline.imprint.issuer or "Yanzhen"
        core.subject, core.comments = imprint_line(self.outline), ""
        core.language = "zh-CN" if self.outline.language == "zh" else "en"
        core.created = core.modified = self.outline.imprint.moment

    def _block(self, block: Block, label: str) -> None:
        match block:
            case Heading():
                self.document.add_heading(label + block.text, block.level)
            case Paragraph():
                paragraph = self.document.add_paragraph(style=_STYLES[block.style])
                self._runs(paragraph, block.runs, marked((block.runs,)))
            case Table():
                self._table(block, label)
            case Chart():
                self._chart(block, label)
            case Lookup():
                self._lookup(block)
            case PageBreak():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _runs(self, paragraph: Any, runs: Runs, with_marks: list[Cited]) -> None:
        for run in runs:
            parts.add_text(paragraph, run if isinstance(run, str) else run.text(self.outline.language))
            if isinstance(run, str):
                continue
            if any(run is m for m in with_marks):
                number = self.notes.number(run)
                parts.footnote_mark(paragraph, number, first=number not in self._seen)
                self._seen.add(number)

    def _caption(self, label: str, caption: str) -> Any:
        """A real caption: its number is a field, so that Word can list tables and figures."""
        paragraph = self.document.add_paragraph(style="Caption")
        name = label.rstrip(" .0123456789")
        number = label[len(name) :].strip(" .")
        paragraph.add_run(name + (" " if name.isascii() else ""))
        parts.add_field(paragraph, f"SEQ {name.strip()} \\* ARABIC", number)
        paragraph.add_run(f"{'.' if '.' in label else ''} {caption}")
        return paragraph

    def _table(self, table: Table, label: str) -> None:
        self._caption(label, table.caption)
        style = "AppendixText" if table.appendix else "TableText"
        made = tables.start(self.document, table, self.layout.text_width, style)
        for number, row in enumerate(table.rows, 1):
            marks = marked(row) if table.noted else []
            stays = number < len(table.rows) and (table.short or number in (1, len(table.rows) - 1))
            cells = tables.add_row(made, table.columns, style, stays=stays)
            for paragraph, cell in zip(cells, row, strict=True):
                depth, runs = indented(cell)
                if depth:
                    paragraph.paragraph_format.left_indent = Pt(depth * self.layout.table_size)
                self._runs(paragraph, runs, marks)
        self.document.add_paragraph(table.note, style="Note")

    def _chart(self, chart: Chart, label: str) -> None:
        picture = draw.png(draw.svg(chart.option, chart.height))
        paragraph = self.document.add_paragraph(style="Caption")
        _picture(paragraph.add_run(), picture, self.layout.text_width, chart.caption, chart.alt)
        self._caption(label, chart.caption).paragraph_format.keep_with_next = False

    def _lookup(self, block: Lookup) -> None:
        """The code stands beside its words: in a table without lines, as Word users would do it."""
        side = qr.width(block.address)
        code, words = tables.side_by_side(self.document, side, self.layout.text_width, "AppendixText")
        code.paragraph_format.line_spacing = 1.0  # a line of fixed height would cut the picture off
        _picture(code.add_run(), qr.png(block.address), side, "QR", block.address)
        parts.add_text(words, block.words)
        self.document.add_paragraph(style="Note")


def _picture(run: Any, content: bytes, width: float, title: str, alt: str) -> None:
    """A picture of a width in millimetres, with words for those who cannot see it."""
    properties = run.add_picture(io.BytesIO(content), width=Mm(width))._inline.docPr
    properties.set("descr", alt)
    properties.set("title", title)
