"""XLSX: the text, every table and chart on its own sheet, and registers of figures, claims and sources.

Numbers are numbers: a figure becomes four columns (as worded, low end, high end, unit); an unknown end stays empty.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from yanzhen.errors import MissingExtraError
from yanzhen.publish.imprint import imprint_line, note_text, synthetic_line
from yanzhen.publish.outline import (
    Chart,
    Column,
    Heading,
    Lookup,
    Outline,
    Paragraph,
    Runs,
    Table,
    labels,
    marked,
    plain,
)
from yanzhen.publish.register import (
    Cell,
    Scale,
    claim_heads,
    claim_rows,
    figure_heads,
    figure_rows,
    scale_for,
    source_heads,
    source_rows,
)
from yanzhen.publish.slot import Slot

_FONT = "等线"
_WORDS = {
    "text": ("正文", "Text"),
    "figures": ("数字", "Figures"),
    "claims": ("说法", "Claims"),
    "sources": ("来源", "Sources"),
    "note": ("注", "Note "),
    "joint": ("、", ", "),
    "low": ("下限", ", low"),
    "high": ("上限", ", high"),
    "unit": ("单位", ", unit"),
    "spread": ("上限与下限之差", "High minus low"),
    "dark": ("（深色为下限）", " (dark: low end)"),
}


def to_xlsx(outline: Outline) -> bytes:
    """The document as a workbook; the same outline gives the same bytes.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        stamp = outline.imprint.moment
        book.set_properties({"title": outline.title, "comments": imprint_line(outline), "created": stamp})
        _Book(book, outline).write()
    return out.getvalue()


class _Book:
    """Writes one workbook: knows its formats and the sheet names in use."""

    def __init__(self, book: Any, outline: Outline) -> None:
        self.book, self.outline = book, outline
        base = {"font_name": _FONT, "font_size": 11, "valign": "top"}
        self.text = book.add_format({**base, "text_wrap": True})
        self.title = book.add_format({**base, "font_size": 16, "bold": True})
        self.heading = book.add_format({**base, "font_size": 12, "bold": True})
        self.muted = book.add_format({**base, "font_color": "#5B6773", "text_wrap": True})
        self.imprint = book.add_format({**base, "font_color": "#5B6773"})
        self.head = book.add_format(
            {**base, "bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True}
        )
        self.number = book.add_format({**base, "num_format": "#,##0.####", "align": "right"})
        self.warn = book.add_format({**base, "bold": True, "font_color": "#8A4B00", "bg_color": "#FFF3DF"})
        self.names: set[str] = set()

    def write(self) -> None:
        self._text_sheet()
        for block, label in zip(self.outline.blocks, labels(self.outline), strict=True):
            if isinstance(block, Table) and not block.appendix:
                self._table_sheet(label, block)
            elif isinstance(block, Chart):
                self._chart_sheet(label, block)
        outline, language = self.outline, self.outline.language
        self._register(self.said("figures"), figure_heads(language), figure_rows(outline))
        self._register(self.said("claims"), claim_heads(language), claim_rows(outline))
        self._register(self.said("sources"), source_heads(language), source_rows(outline))

    def said(self, key: str) -> str:
        """A word of the workbook in the language of the document."""
        return _WORDS[key][0 if self.outline.language == "zh" else 1]

    def _sheet(self, name: str) -> tuple[Any, int]:
        """A sheet with what every export says of itself on top; returns it and the first free row."""
        clean = re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip().strip("'")
        while clean.lower() in self.names:
            clean = f"{clean[:28]}~{len(self.names)}"
        self.names.add(clean.lower())
        sheet = self.book.add_worksheet(clean)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        line, mark = imprint_line(self.outline), synthetic_line(self.outline)
        # "&" starts a code in Excel's headers.
        sheet.set_header(f"&C{(mark or self.outline.title).replace('&', '&&')}")
        sheet.set_footer("&C&P / &N")
        sheet.write_string(0, 0, line, self.warn if mark else self.imprint)
        if mark:
            sheet.write_string(1, 0, mark, self.warn)
        return sheet, 2 if mark else 1

    def _text_sheet(self) -> None:
        sheet, row = self._sheet(self.said("text"))
        sheet.set_column(0, 0, 100)
        sheet.set_column(1, 1, 10)
        sheet.set_portrait()
        sheet.write_string(row, 0, self.outline.title, self.title)
        sheet.set_row(row, 26)
        notes, row = self.outline.notes(), row + 1
        for block, label in zip(self.outline.blocks, labels(self.outline), strict=True):
            if isinstance(block, Paragraph):
                words = plain(block.runs, self.outline.language)
                sheet.write_string(row, 0, words, self.text)
                sheet.set_row(row, _height([(words, 100)]))
                numbers = [str(notes.number(run)) for run in marked((block.runs,))]
                sheet.write_string(
                    row, 1, self.said("joint").join(self.said("note") + n for n in numbers), self.muted
                )
            elif isinstance(block, Heading):
                sheet.write_string(row, 0, label + block.text, self.heading)
            elif isinstance(block, Table | Chart):
                sheet.write_string(row, 0, label + block.caption, self.muted)
                sheet.set_row(row, 22)
            elif isinstance(block, Lookup):
                sheet.write_url(row, 0, block.address, self.muted, block.words)
                sheet.set_row(row, _height([(block.words, 100)]))
            row += 1
        for note in notes:
            words = f"{self.said('note')}{note.number} {note_text(note, self.outline.language)}"
            sheet.write_string(row, 0, words, self.muted)
            sheet.set_row(row, _height([(words, 100)]))
            row += 1

    def _table_sheet(self, label: str, table: Table) -> tuple[Any, int, list[str]]:
        sheet, top = self._sheet(label + table.caption)
        sheet.write_string(top, 0, label + table.caption, self.heading)
        heads, columns = [], []
        for i, column in enumerate(table.columns):
            made, cells = _spread(column, [row[i] for row in table.rows], self.outline.language)
            heads += made
            columns += cells
        rows = list(zip(*columns, strict=True))
        self._grid(sheet, top + 1, heads, rows)
        return sheet, top + 1, heads

    def _grid(self, sheet: Any, top: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        widths = [_width(head, [row[x] for row in rows]) for x, head in enumerate(heads)]
        for x, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(top, x, head, self.head)
            sheet.set_column(x, x, width)
        for y, row in enumerate(rows, top + 1):
            sheet.set_row(y, _height(zip(row, widths, strict=True)))
            for x, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(y, x, value, self.text)
                elif value is not None:
                    sheet.write_number(y, x, value, self.number)
        sheet.set_paper(9 if len(heads) <= 12 else 8)  # A4, or A3 for the registers
        # On one page across, the columns of a register would be too small to read.
        sheet.fit_to_pages(math.ceil(sum(widths) / _READABLE), 0)
        sheet.repeat_columns(0)
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(heads) - 1)

    def _register(self, name: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
        sheet, top = self._sheet(name)
        self._grid(sheet, top, heads, rows)

    def _chart_sheet(self, label: str, chart: Chart) -> None:
        """The data, and a native chart: solid bars up to the low end, pale from there to a known high end."""
        table = Table(chart.caption, chart.data.columns, chart.data.rows)
        sheet, top, heads = self._table_sheet(label, table)
        at = next((x for x, head in enumerate(heads) if head.endswith(self.said("low"))), None)
        if at is None:
            return
        from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

        count, name = len(table.rows), sheet.get_name()
        made = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        span = len(heads)
        sheet.write_string(top, span, self.said("spread"), self.head)
        sheet.set_column(span, span, _width(self.said("spread"), ()))
        for y in range(top + 1, top + 1 + count):
            low, high = xl_rowcol_to_cell(y, at), xl_rowcol_to_cell(y, at + 1)
            sheet.write_formula(y, span, f'=IF(OR({low}="",{high}=""),"",{high}-{low})', self.number, "")
        worded = [xl_rowcol_to_cell(y, at - 1, True, True) for y in range(top + 1, top + 1 + count)]
        label_of_low = {
            "value": True,
            "custom": [{"value": f"='{name}'!{cell}"} for cell in worded],
            "position": "inside_base",
            "font": {"color": "white"},
        }
        for column, colour, more in (
            (at, "#2F5D8A", {"data_labels": label_of_low}),
            (span, "#A9C1D9", {}),
        ):
            made.add_series({
                "name": [name, top, column],
                "categories": [name, top + 1, 0, top + count, 0],
                "values": [name, top + 1, column, top + count, column],
                "fill": {"color": colour},
                "gap": 60,
                **more,
            })  # fmt: skip
        made.set_title({"name": chart.caption + self.said("dark"), "name_font": {"name": _FONT, "size": 12}})
        made.set_y_axis({"reverse": True, "num_font": {"name": _FONT}})
        made.set_x_axis(
            {
                "min": 0,
                "label_position": "high",
                "num_font": {"name": _FONT},
                "major_gridlines": {"visible": True},
            }
        )
        made.set_legend({"position": "bottom"})
        made.set_size({"width": 720, "height": chart.height + 80})
        sheet.insert_chart(top + count + 2, 0, made, {"description": chart.alt})


# Columns of a digit that a sheet of paper holds in a size one can read.
_READABLE = 210


def _breadth(value: Cell) -> float:
    """Width of a value in columns of a digit: a Chinese character takes two."""
    return sum(2.0 if ord(c) > 0x2E80 else 1.02 for c in str("" if value is None else value))


def _width(head: str, values: Sequence[Cell]) -> float:
    return min(46.0, max([9.0, _breadth(head) + 4, *(_breadth(v) + 1.5 for v in values)]))


def _height(cells: Iterable[tuple[Cell, float]]) -> float:
    """Row height for wrapped text: Excel fits rows by itself, other programs do not."""
    return 16.0 * max(
        sum(
            math.ceil(_breadth(line) / (width - 1)) or 1
            for line in str("" if value is None else value).split("\n")
        )
        for value, width in cells
    )


def _spread(column: Column, cells: Sequence[Runs], language: str) -> tuple[list[str], list[list[Cell]]]:
    """A column of text, or for a column of figures four: as worded, low, high, unit."""
    words: list[Cell] = [plain(cell, language) for cell in cells]
    slots = [next((run for run in cell if isinstance(run, Slot)), None) for cell in cells]
    figures = [slot.figure for slot in slots if slot]
    if not figures:
        return [column.head], [words]
    scales = {
        unit: scale_for([f for f in figures if f.unit == unit], language)
        for unit in {f.unit for f in figures}
    }
    low, high, units = ([_end(slot, scales, which) for slot in slots] for which in ("low", "high", "unit"))
    endings = (_WORDS[key][0 if language == "zh" else 1] for key in ("low", "high", "unit"))
    heads = [column.head, *(column.head + ending for ending in endings)]
    return heads, [words, low, high, units]


def _end(slot: Slot | None, scales: dict[str, Scale], which: str) -> Cell:
    if slot is None:
        return None
    scale = scales[slot.figure.unit]
    return scale.unit if which == "unit" else scale.of(getattr(slot.figure, which))
