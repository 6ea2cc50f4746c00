"""Input-output tables from arrays, sheets, long frames or pymrio; balance, aggregation, import removal."""

from __future__ import annotations

from yanzhen.measure.io_table.aggregate import aggregate
from yanzhen.measure.io_table.assumption import Assumption, BasisWarning
from yanzhen.measure.io_table.balance import BalanceLine, BalanceReport, check_balance
from yanzhen.measure.io_table.basis import ImportsBasis
from yanzhen.measure.io_table.frames import table_from_long, table_from_pymrio
from yanzhen.measure.io_table.imports import import_shares, remove_imports
from yanzhen.measure.io_table.layouts import matrix_from_grid, table_from_grid
from yanzhen.measure.io_table.table import IOTable

__all__ = [
    "Assumption",
    "BalanceLine",
    "BalanceReport",
    "BasisWarning",
    "IOTable",
    "ImportsBasis",
    "aggregate",
    "check_balance",
    "import_shares",
    "matrix_from_grid",
    "remove_imports",
    "table_from_grid",
    "table_from_long",
    "table_from_pymrio",
]
