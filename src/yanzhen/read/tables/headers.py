"""Where a sheet's headings are, and what stands around the data: title, unit line, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yanzhen.read.tables.grid import Cell, Grid

_UNIT_LINE = re.compile(r"(?<![\u4e00-\u9fff])(?:计量)?单位\s*[:：]?\s*([^\s,，;；)）]+)")
# What stands over a title and names nothing: 附件3, 附表2-1, 表5.
_NUMBERED = re.compile(r"^\s*(?:附件|附表|附|表)\s*[\d一二三四五六七八九十]*(?:[-—.．][\d]+)*\s*[:：]?\s*$")
_NOTE = re.compile(r"^\s*(?:注|说明|备注|附注|资料来源|数据来源|来源|填表说明)\s*[:：]?")
_TOTAL = re.compile(r"^\s*(?:合\s*计|小\s*计|总\s*计|累\s*计|全[市县区省]合?计?$|本页小计|其中)")
_MOST_HEADER_ROWS = 3
# A number as people type it into a cell: 超5000, 1,200, 约120, 300以上.
BOUNDED_NUMBER = re.compile(
    r"^(超过|超|突破|不低于|不少于|至少|不足|不到|低于|不超过|近|接近|约|大约|<=|>=|<|>|≥|≤)?\s*(-?[\d,.，]+)\s*(以上|以下|左右|余|多)?$"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a sheet, by row index (0-based).

    Attributes:
        above: all texts above the headings; ``title`` is the one that names the table.
        unit: unit that a line above the headings gives for the whole table.
        header: rows of the headings; ``headings`` are their joined texts per column.
        body: first and last data row.
        notes: text below the data.
    """

    above: tuple[str, ...]
    title: str
    unit: str | None
    header: tuple[int, int]
    headings: tuple[str, ...]
    body: tuple[int, int]
    notes: tuple[str, ...]


def is_blank(cell: Cell) -> bool:
    """Nothing in the cell; a dash is not nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_number(cell: Cell) -> bool:
    """A number, whatever Excel's format of it."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def looks_numeric(cell: Cell) -> bool:
    """A number, or a text that gives one with its bound."""
    return is_number(cell) or (isinstance(cell, str) and bool(BOUNDED_NUMBER.match(cell.strip())))


def is_total(row: Sequence[Cell]) -> bool:
    """A row of subtotals: its first text says so."""
    first = next((c for c in row if isinstance(c, str) and c.strip()), None)
    return first is not None and bool(_TOTAL.match(first))


def find_layout(grid: Grid, header_rows: tuple[int, int] | None = None) -> Layout | None:
    """The layout of a sheet, or None where no row looks like headings.

    Headings are the first row of texts that spans at least half of the columns in use; rows below it
    belong to them while they fill gaps under merged group headings.
    """
    first, last = header_rows or _header(grid) or (-1, -1)
    if first < 0:
        return None
    body_end, notes = _notes(grid, last + 1)
    above = [str(c).strip() for row in grid.rows[:first] for c in row if not is_blank(c)]
    unit = next((m[1] for text in above if (m := _UNIT_LINE.search(text))), None)
    named = [t for t in above if not _NUMBERED.match(t)]
    title = next((t for t in named if not _UNIT_LINE.search(t) or len(t) > 20), "")
    return Layout(
        tuple(above), title, unit, (first, last), _headings(grid, first, last), (last + 1, body_end), notes
    )


def _header(grid: Grid) -> tuple[int, int] | None:
    used = max(
        1, sum(any(not is_blank(r[i]) for r in grid.rows[:200] if i < len(r)) for i in range(grid.width))
    )
    for index, row in enumerate(grid.rows[:40]):
        filled = [c for c in row if not is_blank(c)]
        texts = [c for c in filled if isinstance(c, str)]
        if (
            len(filled) < 2
            or len(texts) < len(filled) - _years(filled)
            or _spans_title(grid, index, len(filled))
        ):
            continue
        reach = len(filled) + _merged_reach(grid, index)
        if reach >= max(2, 0.5 * used):
            return index, _last_header_row(grid, index)
    return None


def _years(cells: Sequence[Cell]) -> int:
    """Headings that are bare years: 2022, 2023."""
    return sum(is_number(c) and 1990 <= float(c) <= 2100 for c in cells)  # type: ignore[arg-type]


def _spans_title(grid: Grid, row: int, filled: int) -> bool:
    return filled <= 2 and any(r0 == row and c1 - c0 >= grid.width // 2 for r0, c0, _, c1 in grid.merged)


def _merged_reach(grid: Grid, row: int) -> int:
    return sum(c1 - c0 for r0, c0, _, c1 in grid.merged if r0 == row)


def _last_header_row(grid: Grid, first: int) -> int:
    last = first
    while last + 1 < len(grid.rows) and last - first + 1 < _MOST_HEADER_ROWS:
        below = grid.rows[last + 1]
        if any(is_number(c) and not _years([c]) for c in below) or all(is_blank(c) for c in below):
            break
        grouped = _group_columns(grid, first, last)
        if not grouped or any(not is_blank(c) and i not in grouped for i, c in enumerate(below)):
            break
        last += 1
    return last


def _group_columns(grid: Grid, first: int, last: int) -> set[int]:
    """Columns under a group heading: merged across, or blank right of a heading when nothing says merged."""
    merged = {
        c
        for r0, c0, r1, c1 in grid.merged
        if first <= r0 <= last and c1 > c0 and r1 <= last
        for c in range(c0, c1 + 1)
    }
    if grid.merged:
        return merged
    row = grid.rows[last]
    blanks = {i for i in range(1, len(row)) if is_blank(row[i]) and any(not is_blank(c) for c in row[:i])}
    return blanks | {i - 1 for i in blanks if i - 1 >= 0}


def _headings(grid: Grid, first: int, last: int) -> tuple[str, ...]:
    levels = [_level(grid, r, last) for r in range(first, last + 1)]
    joined = []
    for column in range(grid.width):
        parts = [level[column] for level in levels if level[column]]
        joined.append("/".join(dict.fromkeys(parts)))
    return tuple(joined)


def _level(grid: Grid, row: int, last: int) -> list[str]:
    cells = grid.rows[row]
    texts = [_text(cells[i]) if i < len(cells) else "" for i in range(grid.width)]
    for r0, c0, _, c1 in grid.merged:
        if r0 == row:
            texts[c0 : c1 + 1] = [texts[c0]] * (c1 - c0 + 1)
    if not grid.merged and row < last:
        below = grid.rows[row + 1]
        for i in range(1, grid.width):
            if not texts[i] and i < len(below) and not is_blank(below[i]):
                texts[i] = texts[i - 1]
    return texts


def _text(cell: Cell) -> str:
    if is_blank(cell):
        return ""
    if is_number(cell) and float(cell) == int(cell):  # type: ignore[arg-type]
        return str(int(cell))  # type: ignore[arg-type]
    return re.sub(r"\s+", "", str(cell))


def _notes(grid: Grid, start: int) -> tuple[int, tuple[str, ...]]:
    """The last data row, and the texts below it."""
    end = len(grid.rows) - 1
    notes: list[str] = []
    while end >= start:
        filled = [c for c in grid.rows[end] if not is_blank(c)]
        if not filled:
            end -= 1
        elif (
            len(filled) == 1
            and isinstance(filled[0], str)
            and (_NOTE.match(filled[0]) or (notes and len(filled[0]) > 12))
        ):
            notes.insert(0, filled[0].strip())
            end -= 1
        else:
            break
    return end, tuple(notes)
