"""Small cells: a number over fewer than three firms gives single firms away, so not everybody sees it.

The Statistics Law of the PRC (统计法) protects returns that identify a single respondent; statistical offices
publish no cell with fewer than three. A cell that could be had by subtracting its neighbours from a total is
withheld too (secondary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from string import ascii_uppercase

import polars as pl

from yanzhen.read.tables import Role, Sheet, TableReading
from yanzhen.terms import Statement

FEWEST = 3
# The line of totals of a table, beside its rows and columns.
TOTAL = "\0total"
# The row of a sheet that a row of its frame stands in.
_PLACE = "\0row"
Cell = tuple[str, str]
# Columns of a table that say how many firms stand behind a row.
_COUNTS = re.compile(r"企业(单位)?数|单位数|家数|户数|法人数")


def is_small(firms: float | None) -> bool:
    """Whether so few firms stand behind a number that it tells of single ones."""
    return firms is not None and 0 < firms < FEWEST


def count_column(names: Sequence[str]) -> str | None:
    """The column that counts firms, if a table has one; "firms per 10,000 people" counts none."""
    return next(
        (name for name in names if _COUNTS.search(name) and not re.search(r"每|/万|占比", name)), None
    )


def suppressed(counts: Mapping[Cell, float | None], also: Collection[Cell] = ()) -> frozenset[Cell]:
    """The cells of a two-way table with totals that are withheld, totals among them.

    Args:
        counts: (row, column) -> firms behind the cell; None where the table does not say.
        also: cells that are withheld whatever their counts.

    In every row and column, totals included, either nothing is withheld or at least two cells with at least three
    firms between them: no subtraction gives a number over fewer. Cells are added smallest first, those that
    already cross a line with a withheld one before others. Equal tables give equal cells.
    """
    firms = _with_totals(counts)
    hidden = {cell for cell, n in firms.items() if is_small(n)} | (set(also) & firms.keys())
    lines = _lines(firms) if hidden else []
    grown = True
    while grown:
        grown = False
        for line in lines:
            while added := _partner(line, hidden, firms):
                hidden.add(added)
                grown = True
    return frozenset(hidden)


def _lines(cells: Collection[Cell]) -> list[list[Cell]]:
    """Every row and every column, totals included."""
    found: defaultdict[tuple[int, str], list[Cell]] = defaultdict(list)
    for cell in sorted(cells):
        for side, end in enumerate(cell):
            found[side, end].append(cell)
    return list(found.values())


def _with_totals(counts: Mapping[Cell, float | None]) -> dict[Cell, float]:
    """Firms by cell with totals; a cell that does not say how many counts as just enough."""
    firms: defaultdict[Cell, float] = defaultdict(float)
    for (row, column), n in counts.items():
        for cell in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            firms[cell] += FEWEST if n is None else n
    return dict(firms)


def _partner(line: Sequence[Cell], hidden: Collection[Cell], firms: Mapping[Cell, float]) -> Cell | None:
    """The next cell of a line that has to be withheld with those already withheld there; None where all is well."""
    inside = [cell for cell in line if cell in hidden]
    if not inside or (len(inside) > 1 and sum(firms.get(cell, 0) for cell in inside) >= FEWEST):
        return None
    crossed = {end for cell in hidden for end in cell}
    free = [cell for cell in line if cell not in hidden and firms[cell] > 0]
    return min(free, key=lambda c: (TOTAL in c, not set(c) <= crossed, firms[c], c), default=None)


def cells_of(
    whole: pl.DataFrame, row: str, column: str | None, also: Collection[Cell] = ()
) -> frozenset[Cell]:
    """The withheld cells of one period of a table; ``column`` is None where it has rows only."""
    counts = count_column(whole.columns)
    if counts is None and not also:
        return frozenset()
    found: dict[Cell, float | None] = {}
    for each in whole.iter_rows(named=True):
        cell = _cell(each, row, column)
        n = each[counts] if counts else None
        before = found.get(cell, 0)
        found[cell] = None if n is None or before is None else before + n
    return suppressed(found, also)


def _cell(each: Mapping[str, object], row: str, column: str | None) -> Cell:
    return str(each[row]), str(each[column]) if column else ""


def confidential_parts(table: TableReading) -> list[str]:
    """Ids of the figures of a table that stand in withheld cells, in the order of the table.

    Micro-data have no statements, so there it is the id of the whole source, if any of its cells is small.
    """
    if table.is_micro_data:
        return [table.reading.source.id] if any(map(_has_small_cell, _frames(table))) else []
    hidden = {(sheet.name, row) for sheet in table.sheets for row in _hidden_rows(table, sheet)}
    return [s.id for s in table.reading.statements if s.figure and _row_of(s) in hidden]


def _row_of(statement: Statement) -> tuple[str, int]:
    """Sheet and row of the cell a statement stands in."""
    sheet, _, cell = (statement.spans[0].cell or "").rpartition("!")
    return sheet, int(cell.lstrip(ascii_uppercase) or 0)


def _frames(table: TableReading) -> Iterator[pl.DataFrame]:
    return (table.frame(sheet.name) for sheet in table.sheets)


def _has_small_cell(whole: pl.DataFrame) -> bool:
    counts = count_column(whole.columns)
    return counts is not None and any(map(is_small, whole[counts]))


def _hidden_rows(table: TableReading, sheet: Sheet) -> Iterator[int]:
    """The rows of a table by region, industry or both that are withheld, each period a table of its own.

    Found by their place in the sheet: what a figure's subject and period are is nothing to the cell it stands in.
    """
    regions, industries, periods = (
        [c.heading for c in sheet.of_role(role)] for role in (Role.REGION, Role.INDUSTRY, Role.PERIOD)
    )
    ends = [*regions[:1], *industries[:1]]
    whole = table.frame(sheet.name)
    if not ends or sheet.of_role(Role.SUBJECT) or not count_column(whole.columns):
        return
    whole = whole.with_columns(pl.Series(_PLACE, [number for number, _ in sheet.rows]))
    for part in whole.partition_by(periods[0]) if periods else [whole]:
        withheld = cells_of(part, ends[0], ends[1] if len(ends) > 1 else None)
        for each in part.iter_rows(named=True):
            if _cell(each, ends[0], ends[1] if len(ends) > 1 else None) in withheld:
                yield each[_PLACE]
