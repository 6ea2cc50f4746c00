"""One call from a table file to its reading: roles, problems, statements, and the data as frames."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yanzhen.errors import InputError
from yanzhen.read.tables.cells import Amount, read_amount, shown
from yanzhen.read.tables.columns import Column, Role
from yanzhen.read.tables.grid import Cell, Grid, read_grids
from yanzhen.read.tables.headers import is_number
from yanzhen.read.tables.sheet import Problem, Sheet, read_sheet
from yanzhen.read.tables.statements import text_and_statements
from yanzhen.terms import Reading, Source

if TYPE_CHECKING:
    import polars as pl

# Larger tables are micro-data: registered as a source and kept as columns, not as one statement a cell.
MOST_STATEMENT_ROWS = 5_000
_SYNTHETIC = re.compile(r"合成数据|synthetic", re.IGNORECASE)
_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table file as understood: ``reading`` has its statements unless it is micro-data."""

    reading: Reading
    sheets: tuple[Sheet, ...]
    is_micro_data: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every refused or doubtful cell of all sheets."""
        return tuple(p for sheet in self.sheets for p in sheet.problems)

    def mapping(self) -> dict[str, Any]:
        """The roles of all sheets, as a mapping file holds them."""
        return {"sheets": {sheet.name: sheet.mapping() for sheet in self.sheets}}

    def frame(self, sheet: str | None = None) -> pl.DataFrame:
        """The data of a sheet (the first by default): figures as numbers in base units, all else as text.

        Refused cells and gaps are null; a bounded figure is given by two further columns, ``name.low`` and ``name.high``.
        """
        chosen = next((s for s in self.sheets if sheet in (None, s.name)), None)
        if chosen is None:
            raise InputError(f"没有工作表 {sheet}", expected="、".join(s.name for s in self.sheets))
        return _frame(chosen)


def read_table(
    content: bytes, name: str, *, source: Source | None = None, mapping: Mapping[str, Any] | None = None
) -> TableReading:
    """Read a workbook or CSV.

    Args:
        content: the bytes of the file.
        name: its name; the ending says what it is.
        source: what is known of it.
        mapping: roles fixed by a person: ``{"sheets": {name: {"header_rows": …, "columns": …}}}``.

    Raises:
        InputError: not a readable table, no table on any sheet, or a mapping that does not fit.
    """
    grids = read_grids(content, name)
    return _table(content, name, grids, source, (mapping or {}).get("sheets", {}))


def table_of(grids: Sequence[Grid], source: Source) -> TableReading:
    """The table that sheets opened before hold; its reading has no content.

    Raises:
        InputError: no table on any sheet.
    """
    return _table(b"", source.name, grids, source, {})


def _table(
    content: bytes, name: str, grids: Sequence[Grid], source: Source | None, fixed: Mapping[str, Any]
) -> TableReading:
    read = [(grid, read_sheet(grid, fixed.get(grid.name))) for grid in grids]
    sheets = tuple(sheet for _, sheet in read if sheet is not None)
    if not sheets:
        raise InputError(
            "没有找到表头",
            where=name,
            expected="一行列名，下面是数据",
            todo="用映射文件的 header_rows 指明表头行",
        )
    witness = source or _source(content, name, sheets)
    micro = sum(len(s.rows) for s in sheets) > MOST_STATEMENT_ROWS
    text, statements = ("", []) if micro else text_and_statements(sheets, witness)
    if micro:
        text = _summary(sheets)
    reading = Reading(witness, text, text, tuple(statements), _notes(sheets, micro, read), content)
    return TableReading(reading, sheets, micro)


def _source(content: bytes, name: str, sheets: Sequence[Sheet]) -> Source:
    title = next((s.layout.title for s in sheets if s.layout.title), None)
    around = " ".join([name, *(t for s in sheets for t in (s.name, *s.layout.above, *s.layout.notes))])
    suffix = "." + name.rpartition(".")[2].lower()
    published = re.search(r"(20\d{2})[-年.](\d{1,2})[-月.](\d{1,2})", around)
    publisher = re.search(
        r"(?:数据来源|资料来源|填报单位|制表单位|来源)\s*[:：]\s*([^\s,，;；。)）]+)", around
    )
    return Source(
        id=Source.id_for(content),
        name=name.rpartition("/")[2],
        media_type=_MEDIA.get(suffix, "application/octet-stream"),
        title=title,
        publisher=publisher[1] if publisher else None,
        published=f"{published[1]}-{int(published[2]):02d}-{int(published[3]):02d}" if published else None,
        synthetic=bool(_SYNTHETIC.search(around)),
    )


def _notes(sheets: Sequence[Sheet], micro: bool, read: Sequence[tuple[Any, Sheet | None]]) -> tuple[str, ...]:
    notes = []
    for grid, sheet in read:
        if sheet is None:
            notes.append(f"工作表“{grid.name}”没有表头，未读取")
            continue
        refused = sum(p.refused for p in sheet.problems)
        notes.append(
            f"工作表“{sheet.name}”：{len(sheet.rows)}行数据，跳过{len(sheet.skipped)}行（合计等），"
            f"拒收{refused}格，提示{len(sheet.problems) - refused}格"
        )
    if micro:
        notes.append(f"超过{MOST_STATEMENT_ROWS}行，按微观数据登记：逐格数据以列存保存，不逐格生成陈述")
    return tuple(notes)


def _summary(sheets: Sequence[Sheet]) -> str:
    lines = []
    for sheet in sheets:
        lines.append(f"【{sheet.name}】{sheet.layout.title}（{len(sheet.rows)}行）")
        lines.append("\t".join(c.heading for c in sheet.columns))
        lines += ["\t".join(shown(c) for c in row) for _, row in sheet.rows[:20]]
    return "\n".join(lines) + "\n"


def _frame(sheet: Sheet) -> pl.DataFrame:
    import polars as pl

    series: list[pl.Series] = []
    taken: set[str] = set()
    for column in sheet.columns:
        if column.role is Role.IGNORE:
            continue
        name = _unique(
            (column.name if column.role is Role.FIGURE else column.heading) or column.letter, column, taken
        )
        cells = [row[column.index] if column.index < len(row) else None for _, row in sheet.rows]
        series += (
            _figure_series(name, column, cells) if column.role is Role.FIGURE else [_text_series(name, cells)]
        )
    return pl.DataFrame(series)


def _unique(name: str, column: Column, taken: set[str]) -> str:
    if name in taken and column.period:
        name = f"{name} {column.period}"
    while name in taken:
        name += f" {column.letter}"
    taken.add(name)
    return name


def _text_series(name: str, cells: Sequence[Cell]) -> pl.Series:
    import polars as pl

    return pl.Series(name, [shown(c) or None for c in cells], dtype=pl.String)


def _figure_series(name: str, column: Column, cells: Sequence[Cell]) -> list[pl.Series]:
    import polars as pl

    values: list[float | None] = []
    bounded: dict[int, tuple[float | None, float | None]] = {}
    for i, cell in enumerate(cells):
        if is_number(cell):
            values.append(float(cell))  # type: ignore[arg-type]
            continue
        amount = read_amount(cell, column)
        values.append(None)
        if isinstance(amount, Amount):
            interval = amount.interval
            bounded[i] = (_finite(interval.low), _finite(interval.high))
            values[i] = (
                amount.value / column.factor if interval.is_exact and amount.value is not None else None
            )
    made = [(pl.Series(name, values, dtype=pl.Float64) * column.factor).alias(name)]
    if any(low != high for low, high in bounded.values()):
        for end, word in ((0, "low"), (1, "high")):
            ends = [
                bounded[i][end] if i in bounded else (v and v * column.factor) for i, v in enumerate(values)
            ]
            made.append(pl.Series(f"{name}.{word}", ends, dtype=pl.Float64))
    return made


def _finite(x: float) -> float | None:
    return None if x in (float("inf"), float("-inf")) else x
