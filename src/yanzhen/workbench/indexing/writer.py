"""Cells of the index workbook: formats, headings, values, and formulas with their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from yanzhen.workbench.indexing.plan import KEYS


class Writer:
    """Writes to one workbook and knows its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.number = book.add_format({"num_format": "0.0000"})
        self.raw = book.add_format({"num_format": "General"})
        self.share = book.add_format({"num_format": "0.0%"})
        self.filled = book.add_format({"num_format": "General", "bg_color": "#FFE2B8"})
        self.muted = book.add_format({"font_color": "#5B6773", "italic": True})

    def sheet(self, name: str, note: str, *, first: int, heads: Iterable[str] = ()) -> Any:
        """A new sheet with a note on top and headings above row ``first``."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, note, self.muted)
        for x, head in enumerate(heads):
            sheet.write_string(first - 1, x, head, self.head)
        sheet.freeze_panes(first, KEYS)
        sheet.set_column(0, 1, 12)
        sheet.set_column(KEYS, KEYS + 60, 13)
        return sheet

    def put(self, sheet: Any, y: int, x: int, value: object) -> None:
        """A plain value; nothing and not-a-number leave the cell empty."""
        if isinstance(value, int):
            sheet.write_number(y, x, value, self.raw)
        elif isinstance(value, float):
            if np.isfinite(value):
                sheet.write_number(y, x, value, self.number)
        elif value is not None:
            sheet.write_string(y, x, str(value))

    def live(self, sheet: Any, y: int, x: int, formula: str | None, value: Any, style: Any) -> None:
        """A formula with its value, so that viewers that do not compute show it too; else the value."""
        number = value if isinstance(value, str) else None if np.isnan(value) else float(value)
        if formula is not None:
            sheet.write_formula(y, x, formula, style, "" if number is None else number)
        elif number is not None:
            sheet.write(y, x, number, style)
