"""An office's tables as they come: headings found, roles guessed, every cell checked."""

from yanzhen.read.tables.cells import shown
from yanzhen.read.tables.columns import Column, Role
from yanzhen.read.tables.grid import Grid, is_table_name, read_grids
from yanzhen.read.tables.reading import MOST_STATEMENT_ROWS, TableReading, read_table, table_of
from yanzhen.read.tables.sheet import Problem, Sheet, check_mapping

__all__ = [
    "MOST_STATEMENT_ROWS",
    "Column",
    "Grid",
    "Problem",
    "Role",
    "Sheet",
    "TableReading",
    "check_mapping",
    "is_table_name",
    "read_grids",
    "read_table",
    "shown",
    "table_of",
]
