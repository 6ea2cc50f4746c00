"""Files to grids of cells: XLSX, XLS, XLSB, ODS through calamine; CSV and TSV in the encodings offices use."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.read.decode import decode

Cell = str | float | int | bool | date | datetime | clock | timedelta | None
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
TEXT_SUFFIXES = (".csv", ".tsv")
# Zip containers of several hundred times their size are no workbooks of an office.
_MOST_CELLS = 60_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of cells from A1, and merged ranges as (first row, first column, last row, last column)."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)


def is_table_name(name: str) -> bool:
    """Whether a file of this name is a table rather than a text."""
    return name.lower().endswith((*WORKBOOK_SUFFIXES, *TEXT_SUFFIXES))


def read_grids(content: bytes, name: str) -> list[Grid]:
    """All visible sheets with any content.

    Raises:
        InputError: empty, not the kind of file its name says, damaged, or locked with a password.
    """
    if not content:
        raise InputError("文件是空的", where=name, expected="至少一个单元格", todo="检查文件是否完整")
    grids = [_csv(content, name)] if name.lower().endswith(TEXT_SUFFIXES) else _workbook(content, name)
    shown = [
        g for g in grids if not g.hidden and any(any(c not in (None, "") for c in row) for row in g.rows)
    ]
    if not shown:
        raise InputError("工作簿里没有可见的数据", where=name, expected="至少一张有内容的工作表")
    return shown


def _workbook(content: bytes, name: str) -> list[Grid]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum
    except ImportError as error:
        raise MissingExtraError("office", "python-calamine") from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = []
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.total_height * max(sheet.total_width, 1) > _MOST_CELLS:
                raise InputError(
                    "工作表过大", where=f"{name}: {meta.name}", todo="拆分后再导入，或改存为 CSV"
                )
            merged = tuple((a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
            rows = sheet.to_python(skip_empty_area=False)
            grids.append(Grid(meta.name, rows, merged, meta.visible != SheetVisibleEnum.Visible))
        return grids
    except PasswordError as error:
        raise InputError("工作簿有密码", where=name, todo="用 Excel 去掉密码后再导入") from error
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(
            f"这不是可以读取的工作簿：{error}",
            where=name,
            expected="XLSX、XLS、XLSB 或 ODS",
            todo="用 Excel 或 WPS 打开后另存为 XLSX",
        ) from error


def _csv(content: bytes, name: str) -> Grid:
    text = decode(content, name)
    separator = "\t" if name.lower().endswith(".tsv") else _separator(text)
    try:
        rows = [[_typed(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise InputError(f"CSV 无法解析：{error}", where=name, expected="用逗号或制表符分隔的文本") from error
    return Grid("CSV", rows)


def _separator(text: str) -> str:
    head = text[:8192]
    return max(",\t;", key=lambda mark: head.count(mark))


def _typed(cell: str) -> Cell:
    """Numbers as numbers; codes with a leading zero and long digit strings (credit codes) stay text."""
    text = cell.strip()
    if not text or (len(text) > 1 and text[0] == "0" and text[1] not in ".,") or len(text.split(".")[0]) > 15:
        return text or None
    try:
        return float(text.replace(",", "")) if text[0] in "-+.0123456789" else text
    except ValueError:
        return text


def column_letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
