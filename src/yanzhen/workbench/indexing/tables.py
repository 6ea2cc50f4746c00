"""A panel of indicators out of an office's workbook: headings found, subtotals and notes left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yanzhen.errors import InputError, UsageError
from yanzhen.read.tables.grid import Grid, read_grids
from yanzhen.read.tables.headers import Layout, find_layout, is_blank, is_total

# Usual headings of the two key columns, tried in this order where none is named.
REGION_NAMES = (
    "地区",
    "城市",
    "区域",
    "省份",
    "省",
    "市",
    "县区",
    "区县",
    "region",
    "city",
    "province",
    "county",
)
PERIOD_NAMES = ("年份", "年度", "年", "时期", "period", "year")


@dataclass(frozen=True, slots=True)
class PanelTable:
    """A sheet as columns of cells.

    Attributes:
        name: file and sheet.
        columns: heading -> cells, top to bottom.
        skipped: (row number in Excel, why) of rows left out.
    """

    name: str
    columns: dict[str, list[Any]]
    skipped: tuple[tuple[int, str], ...]


def read_panel(
    source: str | Path | bytes, name: str | None = None, *, sheet: str | None = None
) -> PanelTable:
    """Read the sheet ``sheet`` (else the first that has headings and data) of an XLSX, XLS, ODS or CSV file.

    Args:
        source: path, or the content of an uploaded file with its ``name``.
        name: file name, needed with content.
        sheet: which sheet.

    Raises:
        InputError: no such file, not a table, no headings, or the same heading twice.
        UsageError: no such sheet.
    """
    label = name or (Path(source).name if not isinstance(source, bytes) else "table.xlsx")
    grids = read_grids(_content(source), label)
    if sheet is not None:
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise UsageError(f"没有名为“{sheet}”的工作表", where=label)
    return panel_of(grids, label)


def panel_of(grids: Sequence[Grid], label: str) -> PanelTable:
    """The first sheet that has headings and data, of a file called ``label``.

    Raises:
        InputError: no such sheet, or the same heading twice.
    """
    for grid in grids:
        layout = find_layout(grid)
        if layout is not None and layout.body[1] >= layout.body[0]:
            return _table(grid, layout, f"{label}:{grid.name}")
    raise InputError(
        "没有找到带表头的数据表",
        where=label,
        expected="一行表头，下面每行一个地区（和年份）",
        todo="检查工作表，或用 --sheet 指定",
    )


def find_column(columns: Sequence[str], wanted: str | None, usual: Sequence[str]) -> str | None:
    """The column called ``wanted``; without one, the first with a usual name, or None.

    Raises:
        UsageError: no such column.
    """
    if wanted is not None:
        if wanted not in columns:
            raise UsageError(f"表中没有列“{wanted}”", expected="、".join(columns))
        return wanted
    plain = {column.strip().lower(): column for column in reversed(columns)}
    return next((plain[name] for name in usual if name in plain), None)


def _content(source: str | Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"文件无法读取：{error.strerror}", where=str(source)) from error


def _table(grid: Grid, layout: Layout, name: str) -> PanelTable:
    headings = _headings(grid, layout)
    named = {index: text for index, text in enumerate(headings) if text}
    twice = sorted({text for text in named.values() if list(named.values()).count(text) > 1})
    if twice:
        raise InputError(f"表头重复：{'、'.join(twice)}", where=name, todo="把重复的列改名")
    above = _merged_values(grid)
    columns: dict[str, list[Any]] = {text: [] for text in named.values()}
    skipped = []
    for index in range(layout.body[0], layout.body[1] + 1):
        row = grid.rows[index]
        if all(is_blank(cell) for cell in row):
            continue
        if is_total(row):
            skipped.append((index + 1, "合计行"))
            continue
        for column, text in named.items():
            cell = row[column] if column < len(row) else None
            cell = above.get((index, column)) if is_blank(cell) else cell
            columns[text].append(None if is_blank(cell) else cell)
    return PanelTable(name, columns, tuple(skipped))


def _headings(grid: Grid, layout: Layout) -> list[str]:
    """The lowest heading of every column: group headings above it are for people."""
    lowest = grid.rows[layout.header[1]]
    return [
        str(lowest[i]).strip() if i < len(lowest) and not is_blank(lowest[i]) else str(text).strip()
        for i, text in enumerate(layout.headings)
    ]


def _merged_values(grid: Grid) -> dict[tuple[int, int], Any]:
    """Cells under a vertical merge hold the value of its top: a region written once for all its years."""
    return {
        (row, left): grid.rows[top][left]
        for top, left, bottom, right in grid.merged
        if left == right and top < len(grid.rows) and left < len(grid.rows[top])
        for row in range(top + 1, bottom + 1)
    }
