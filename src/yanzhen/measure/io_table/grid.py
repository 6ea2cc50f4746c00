"""From the cells of a sheet to labelled rows and columns: where headers end, what each row is called."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from yanzhen.errors import InputError

Grid = Sequence[Sequence[Any]]

_MARKS = frozenset({"TIU", "TII", "TFU", "GO", "TI", "TVA"})
_NO_VALUE = frozenset({"", "-", "—", "–", "－", "/", "nan", "none"})


@dataclass(frozen=True, slots=True)
class LabelledGrid:
    """The numbers of a sheet with the names of their rows and columns.

    ``row_keys`` and ``column_keys`` are what sectors are matched by: the code where the sheet has codes, else
    the label. ``*_regions`` hold the next outer heading, filled down or right over merged cells.
    """

    values: npt.NDArray[np.float64]
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    row_codes: tuple[str, ...]
    column_codes: tuple[str, ...]
    row_regions: tuple[str, ...]
    column_regions: tuple[str, ...]
    head_text: str
    title: str
    first_row: int
    first_column: int


def label_grid(grid: Grid) -> LabelledGrid:
    """Find the block of numbers in a sheet and name its rows and columns.

    Args:
        grid: rows of cells as a spreadsheet reader gives them (strings, numbers, None); merged cells filled
            only in their first cell, as published.

    Raises:
        InputError: no block of numbers, or a cell in it that is neither a number nor empty (named by
            spreadsheet row and column).
    """
    cells = _rectangular(grid)
    top, left, code_row, code_column = _corner(cells)
    body = [row for row in range(top, len(cells)) if any(cells[row][left:])]
    header = [row for row in range(top) if row != code_row]
    stub = [column for column in range(left) if column != code_column]
    columns = range(left, _right_edge(cells, header, code_row, left))
    row_labels, row_regions = _names([[cells[r][c] for c in stub] for r in body])
    column_labels, column_regions = _names([[cells[r][c] for r in header] for c in columns])
    return LabelledGrid(
        values=_numbers(cells, body, columns),
        row_labels=row_labels,
        column_labels=column_labels,
        row_codes=tuple(_code(cells[r][code_column]) if code_column is not None else "" for r in body),
        column_codes=tuple(_code(cells[code_row][c]) if code_row is not None else "" for c in columns),
        row_regions=row_regions,
        column_regions=column_regions,
        head_text=" ".join(filter(None, (cell for r in range(top) for cell in cells[r]))),
        title=_title(cells[:top]),
        first_row=top,
        first_column=left,
    )


def _title(head: list[list[str]]) -> str:
    """The first words above the headings; a row of headings has more cells than a title and a unit."""
    for row in head:
        filled = [cell for cell in row if cell]
        if 0 < len(filled) <= 3:
            return filled[0]
    return ""


def _rectangular(grid: Grid) -> list[list[str]]:
    """Cells as text without any white space, one length for all rows; numbers keep full precision."""
    width = max((len(row) for row in grid), default=0)
    rows = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in grid]
    if not rows or not width:
        raise InputError("The sheet is empty. 工作表为空。")
    return rows


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return repr(float(cell)) if cell == cell else ""  # NaN is how data frames say empty
    text = re.sub(r"\s+", " ", str(cell)).strip()
    # Chinese headings are spread out with blanks and line breaks; English ones need their blanks.
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text.replace(",", "")))
    except ValueError:
        return False


def _code(text: str) -> str:
    """A code without leading zeros or a spreadsheet's ``.0``: 01, 1 and 1.0 are the same sector."""
    if _is_number(text):
        return str(int(float(text)))
    return text


def _corner(cells: list[list[str]]) -> tuple[int, int, int | None, int | None]:
    """First row and column of the numbers, and the row and column of codes if the sheet has them."""
    code_row = next((r for r, row in enumerate(cells) if len(_MARKS & set(row)) >= 2), None)
    code_column = next((c for c in range(min(8, len(cells[0]))) if _has_marks(cells, c)), None)
    if code_row is not None and code_column is not None:
        return code_row + 1, code_column + 1, code_row, code_column
    for r, row in enumerate(cells):
        numeric = [c for c, cell in enumerate(row) if _is_number(cell)]
        filled = [c for c, cell in enumerate(row) if cell]
        if (
            len(numeric) >= 2
            and len(numeric) >= 0.5 * len(filled)
            and not _looks_like_codes(cells, r, numeric)
        ):
            return r, _left_edge(cells, r), code_row, None
    raise InputError(
        "No block of numbers was found in the sheet. 工作表中找不到数据区。",
        expected="sector names down the left, sector names across the top, numbers between them",
    )


def _has_marks(cells: list[list[str]], column: int) -> bool:
    return len(_MARKS & {row[column] for row in cells}) >= 2


def _looks_like_codes(cells: list[list[str]], row: int, numeric: list[int]) -> bool:
    """A header row of running numbers (1, 2, 3 ...), not data."""
    values = [float(cells[row][c].replace(",", "")) for c in numeric]
    return len(values) > 2 and all(b - a == 1 for a, b in pairwise(values))


def _left_edge(cells: list[list[str]], top: int) -> int:
    """First column that holds numbers in most rows from ``top`` on, and not running numbers or codes."""
    for column in range(len(cells[0])):
        filled = [row[column] for row in cells[top:] if row[column]]
        numbers = [float(cell.replace(",", "")) for cell in filled if _is_number(cell)]
        if numbers and len(numbers) > 0.5 * len(filled):
            heading = "".join(row[column] for row in cells[:top])
            counted = numbers[:3] == [1.0, 2.0, 3.0]
            if not (counted and re.fullmatch(r"(代码|编号|序号|code|no\.?)?[-—]?", heading, re.IGNORECASE)):
                return column
    raise InputError("The rows of the sheet hold no numbers. 工作表中找不到数据列。")


def _right_edge(cells: list[list[str]], header: list[int], code_row: int | None, left: int) -> int:
    """One past the last column that has a heading or a code."""
    rows = [*header, *([code_row] if code_row is not None else [])]
    named = [c for c in range(left, len(cells[0])) if any(cells[r][c] for r in rows)]
    return named[-1] + 1 if named else len(cells[0])


def _names(stacks: list[list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Innermost heading of each line, and the next outer one carried on over merged cells."""
    labels: list[str] = []
    outers: list[str] = []
    carried = ""
    for stack in stacks:
        filled = [k for k, cell in enumerate(stack) if cell and not _is_number(cell)]
        label = stack[filled[-1]] if filled else ""
        outer = stack[filled[-2]] if len(filled) > 1 else ""
        carried = outer or carried
        labels.append(label)
        outers.append(carried)
    return tuple(labels), tuple(outers)


def _numbers(cells: list[list[str]], rows: list[int], columns: range) -> npt.NDArray[np.float64]:
    values = np.zeros((len(rows), len(columns)))
    for i, r in enumerate(rows):
        for k, c in enumerate(columns):
            text = cells[r][c]
            if text.lower() in _NO_VALUE:
                continue
            if not _is_number(text):
                raise InputError(
                    f"The cell {text!r} is not a number. 单元格不是数字。",
                    where=f"row {r + 1}, column {c + 1} of the sheet",
                    expected="a number, or an empty cell for zero",
                )
            values[i, k] = float(text.replace(",", ""))
    return values
