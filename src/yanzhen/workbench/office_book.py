"""Lists as one workbook with a sheet each.

Every figure takes four columns: the words of the source, the low and the high end as numbers in the base
unit, and the unit.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.terms import Figure, unit_of

Cell = str | float | int | Figure | None


@dataclass(frozen=True, slots=True)
class OfficeList:
    """One list: its name, its columns in the office's order, its rows (without the running number)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_office_lists(lists: Sequence[OfficeList], out: Path, *, title: str = "") -> Path:
    """Write the lists as one XLSX, whole or not at all. Text that begins like a formula stays text.

    Raises:
        UsageError: the folder is not there, or the name does not end in .xlsx.
        MissingExtraError: XlsxWriter is not installed.
    """
    if out.suffix.lower() != ".xlsx" or not out.parent.is_dir():
        raise UsageError(f"不能写到 {out}", expected="已有文件夹里的 .xlsx 文件名")
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    handle, draft = tempfile.mkstemp(suffix=".xlsx", dir=out.parent)
    os.close(handle)
    try:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(draft, options) as book:
            _write_contents(book, lists, title)
            for each in lists:
                _write_list(book, each)
        os.replace(draft, out)
    finally:
        Path(draft).unlink(missing_ok=True)
    return out


def _write_contents(book: Any, lists: Sequence[OfficeList], title: str) -> None:
    """The first sheet: which lists there are, how many rows, and what the columns of figures mean."""
    page = book.add_worksheet("目录")
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, title or "图谱与清单", book.add_format({"bold": True, "font_size": 14}))
    for row, each in enumerate(lists, start=2):
        page.write_string(row, 0, each.name)
        page.write_string(row, 1, f"{len(each.rows)} 行" if each.rows else "没有依据")
    notes = (
        "数值分四列：原文写法、下限、上限、单位；下限或上限空着表示原文没有给出，不是零。",
        "“尚无证据”不等于没有；已核查而没有的写明“断链”“短链”“无链”“缺失”。",
        "数据性质为“合成数据”的行是演示用的虚构内容。",
    )
    for row, note in enumerate(notes, start=len(lists) + 3):
        page.write_string(row, 0, note)


def _write_list(book: Any, each: OfficeList) -> None:
    page = book.add_worksheet(each.name.translate(_SHEET_NAME)[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    made_up = book.add_format({"italic": True})
    wide = {i for i in range(len(each.columns)) if any(isinstance(row[i], Figure) for row in each.rows)}
    headings = ["序号"]
    for i, name in enumerate(each.columns):
        headings += [name, f"{name}下限", f"{name}上限", "单位"] if i in wide else [name]
    for column, name in enumerate(headings):
        page.write_string(0, column, name, head)
        page.set_column(column, column, 6 if column == 0 else 18)
    page.freeze_panes(1, 2)
    for number, row in enumerate(each.rows, start=1):
        style = made_up if "合成数据" in row else None
        cells: list[Cell] = [number]
        for i, cell in enumerate(row):
            cells += _figure_cells(cell) if i in wide else [cell]
        for column, cell in enumerate(cells):
            _write_cell(page, number, column, cell, style)
    if each.rows:
        page.autofilter(0, 0, len(each.rows), len(headings) - 1)


_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def _figure_cells(cell: Cell) -> list[Cell]:
    if not isinstance(cell, Figure):
        return [cell, None, None, None]
    return [cell.zh(), cell.low, cell.high, unit_of(cell.unit).zh]


def _write_cell(page: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        page.write_number(row, column, cell, style)
    else:
        page.write_string(row, column, cell.zh() if isinstance(cell, Figure) else cell, style)
