"""One sheet with its layout and column roles; its rows, its problems, and its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yanzhen.errors import InputError
from yanzhen.read.tables.cells import Gap, Refusal, read_amount, shown
from yanzhen.read.tables.columns import Column, Role, from_mapping, guess_columns, to_mapping
from yanzhen.read.tables.grid import Cell, Grid
from yanzhen.read.tables.headers import Layout, find_layout, is_blank, is_number, is_total
from yanzhen.terms import credit_code_fault

_SUSPICIOUS_RATIO = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was refused, or (``refused`` False) taken but worth a look."""

    sheet: str
    cell: str
    value: str
    why: str
    todo: str
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as understood.

    Attributes:
        rows: (row number as Excel shows it, cells) of the data, subtotals left out.
        skipped: (row number, why) of rows that are not data.
        gaps: how many figure cells hold nothing, not applicable, or withheld.
    """

    name: str
    layout: Layout
    columns: tuple[Column, ...]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    skipped: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]
    gaps: Mapping[str, int] = field(default_factory=dict)

    def mapping(self) -> dict[str, Any]:
        """The roles as a mapping that a person can edit and keep."""
        return to_mapping(self.columns, self.layout)

    def of_role(self, role: Role) -> list[Column]:
        """Columns of a role, left to right."""
        return [c for c in self.columns if c.role is role]


def read_sheet(grid: Grid, mapping: Mapping[str, Any] | None = None) -> Sheet | None:
    """Understand a sheet; None where there is no table on it.

    Raises:
        InputError: the mapping does not fit the sheet.
    """
    rows = mapping.get("header_rows") if mapping else None
    layout = find_layout(grid, (rows[0] - 1, rows[-1] - 1) if rows else None)
    if layout is None:
        return None
    columns = guess_columns(layout, grid.rows)
    if mapping:
        columns = from_mapping(mapping, columns, grid.name)
    if not any(c.role in (Role.SUBJECT, Role.REGION, Role.INDUSTRY) for c in columns):
        return Sheet(grid.name, layout, columns, (), (), (_no_subject(grid, layout),))
    data, skipped = _data_rows(grid, layout)
    problems, gaps = _check(grid.name, columns, data)
    return Sheet(grid.name, layout, columns, data, skipped, tuple(problems), gaps)


def _no_subject(grid: Grid, layout: Layout) -> Problem:
    return Problem(
        grid.name,
        f"A{layout.header[0] + 1}",
        "",
        "没有找到主体列（企业名称、集群名称、地区等）",
        "在映射中把一列的 role 设为 subject、region 或 industry",
    )


def _data_rows(
    grid: Grid, layout: Layout
) -> tuple[list[tuple[int, Sequence[Cell]]], tuple[tuple[int, str], ...]]:
    filled_down = {
        (row, c0): grid.rows[r0][c0]
        for r0, c0, r1, _ in grid.merged
        if r1 > r0 >= layout.body[0]
        for row in range(r0 + 1, r1 + 1)
    }
    affected = {row for row, _ in filled_down}
    data: list[tuple[int, Sequence[Cell]]] = []
    skipped: list[tuple[int, str]] = []
    for index in range(layout.body[0], layout.body[1] + 1):
        row = grid.rows[index]
        if index in affected:
            row = [filled_down.get((index, i), cell) for i, cell in enumerate(row)]
        if all(is_blank(c) for c in row):
            continue
        if is_total(row):
            skipped.append((index + 1, "合计、小计行，不作为数据"))
        else:
            data.append((index + 1, row))
    return data, tuple(skipped)


def _check(
    sheet: str, columns: Sequence[Column], rows: Sequence[tuple[int, Sequence[Cell]]]
) -> tuple[list[Problem], dict[str, int]]:
    problems: list[Problem] = []
    gaps: Counter[str] = Counter()
    for column in columns:
        if column.role is Role.FIGURE:
            problems += _check_figures(sheet, column, rows, gaps)
        elif column.role is Role.CODE:
            problems += _check_codes(sheet, column, rows)
    return problems, dict(gaps)


def _check_figures(
    sheet: str, column: Column, rows: Sequence[tuple[int, Sequence[Cell]]], gaps: Counter[str]
) -> Iterator[Problem]:
    numbers: list[float] = []
    index = column.index
    for number, row in rows:
        cell = row[index] if index < len(row) else None
        if is_number(cell):
            numbers.append(abs(float(cell)))  # type: ignore[arg-type]
            continue
        read = read_amount(cell, column)
        if isinstance(read, Gap):
            gaps[read.value] += 1
        elif isinstance(read, Refusal):
            yield Problem(sheet, f"{column.letter}{number}", shown(cell), read.why, read.todo)
    yield from _suspicious(sheet, column, rows, numbers)


def _suspicious(
    sheet: str, column: Column, rows: Sequence[tuple[int, Sequence[Cell]]], numbers: list[float]
) -> Iterator[Problem]:
    """Values far from all others: mostly yuan in a column of ten thousand yuan."""
    positive = sorted(x for x in numbers if x > 0)
    if column.unit == "%" and positive and positive[-1] <= 1:
        yield Problem(
            sheet,
            f"{column.letter}{rows[0][0]}",
            "",
            "这一列是百分比，但数值都不超过1，可能是小数形式",
            "确认单位；若是小数，请在表中换算为百分数",
            refused=False,
        )
    if len(positive) < 5:
        return
    limit = positive[len(positive) // 2] * _SUSPICIOUS_RATIO
    if positive[-1] < limit:
        return
    for number, row in rows:
        cell = row[column.index] if column.index < len(row) else None
        if is_number(cell) and abs(float(cell)) >= limit:  # type: ignore[arg-type]
            yield Problem(
                sheet,
                f"{column.letter}{number}",
                shown(cell),
                f"是本列中位数的{_SUSPICIOUS_RATIO}倍以上，可能单位有误",
                f"核对是否应以{column.written_unit or '表头单位'}填写",
                refused=False,
            )


def _check_codes(sheet: str, column: Column, rows: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, row in rows:
        cell = row[column.index] if column.index < len(row) else None
        if is_blank(cell):
            continue
        at, text = f"{column.letter}{number}", shown(cell).upper()
        if isinstance(cell, int | float):
            yield Problem(
                sheet, at, text, "代码被存成了数字，末位可能已经丢失", "把这一列设为文本格式后重新填写"
            )
        elif why := credit_code_fault(text):
            yield Problem(sheet, at, text, why, "对照营业执照核对")
        elif text in first:
            yield Problem(
                sheet, at, text, f"与 {first[text]} 的代码重复", "核对是否同一单位重复填报", refused=False
            )
        else:
            first[text] = at


def check_mapping(data: Any, where: str) -> Mapping[str, Any]:
    """A mapping file's content: ``sheets`` by sheet name.

    Raises:
        InputError: not of that form.
    """
    if not isinstance(data, dict) or not isinstance(data.get("sheets"), dict):
        raise InputError(
            "映射文件的写法不对", where=where, expected="sheets: {工作表名: {header_rows: […], columns: {…}}}"
        )
    return data
