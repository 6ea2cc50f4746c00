"""Does a table add up? Each row and column that does not is named with its gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.io_table.basis import ImportsBasis

if TYPE_CHECKING:
    from yanzhen.measure.io_table.table import Array, IOTable


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One row or column whose sum is not the sector's output.

    Attributes:
        kind: ``row`` (uses) or ``column`` (inputs).
        label: the sector.
        output: what the table says, in its unit.
        total: what the parts add up to.
        gap: ``total - output``.
        relative: gap over output; ``None`` where output is zero.
    """

    kind: Literal["row", "column"]
    label: str
    output: float
    total: float
    gap: float
    relative: float | None


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """All rows and columns out of balance by more than ``tolerance`` of output, worst first."""

    tolerance: float
    lines: tuple[BalanceLine, ...]

    @property
    def balanced(self) -> bool:
        """True when nothing is out by more than the tolerance."""
        return not self.lines

    def describe(self, limit: int = 4) -> str:
        """The worst few in words: ``row 煤炭 -3.20 %``."""
        words = [
            f"{line.kind} {line.label} "
            + (f"{line.relative:+.2%}" if line.relative is not None else f"{line.gap:+.6g}")
            for line in self.lines[:limit]
        ]
        more = len(self.lines) - limit
        return "; ".join(words) + (f"; and {more} more" if more > 0 else "")

    def to_frame(self) -> pl.DataFrame:
        """One row per line; null ``relative`` where output is zero."""
        schema = {"kind": pl.String, "label": pl.String, "output": pl.Float64, "total": pl.Float64}
        schema |= {"gap": pl.Float64, "relative": pl.Float64}
        rows = [(b.kind, b.label, b.output, b.total, b.gap, b.relative) for b in self.lines]
        return pl.DataFrame(rows, schema=schema, orient="row")


def check_balance(table: IOTable, *, tolerance: float = 0.005) -> BalanceReport:
    """Compare each row's uses and each column's inputs with output.

    Args:
        table: n sectors.
        tolerance: largest gap that passes, as a share of the sector's output (0.005 = 0.5 %); published
            tables are rounded.

    Returns:
        A report that names every row and column beyond the tolerance.
    """
    rows = table.flows.sum(axis=1) + table.final_demand.sum(axis=1) + table.exports + table.discrepancy
    if table.imports_basis is ImportsBasis.INSIDE:
        rows = rows - table.imports
    paid = table.imported_inputs + table.product_taxes
    columns = table.flows.sum(axis=0) + paid + table.value_added.sum(axis=0)
    lines = [*_lines("row", rows, table, tolerance), *_lines("column", columns, table, tolerance)]
    lines.sort(key=lambda line: -abs(line.relative if line.relative is not None else np.inf))
    return BalanceReport(tolerance, tuple(lines))


def require_balance(table: IOTable, tolerance: float, on_imbalance: str) -> IOTable:
    """The table if it balances; else an error, or (``"keep"``) the table with a warning in its notes."""
    if on_imbalance not in ("raise", "keep"):
        raise UsageError(f"on_imbalance must be 'raise' or 'keep'; got {on_imbalance!r}.")
    report = check_balance(table, tolerance=tolerance)
    if report.balanced:
        return table
    text = report.describe()
    if on_imbalance == "raise":
        raise MeasureError(
            f"The table does not balance: {text}. 投入产出表不平衡。",
            expected=f"rows and columns within {tolerance:.1%} of output",
            todo="correct the cells named, or pass on_imbalance='keep' to compute with a warning",
        )
    return table.noting(
        Assumption(
            "unbalanced", f"表不平衡，按原样计算：{text}。", f"Table kept unbalanced: {text}.", warning=True
        )
    )


def _lines(
    kind: Literal["row", "column"], totals: Array, table: IOTable, tolerance: float
) -> list[BalanceLine]:
    gap = totals - table.output
    # The absolute floor keeps rounding dust of an idle sector from being reported.
    allowed = tolerance * np.abs(table.output) + 1e-9 * max(float(table.output.max()), 1e-300)
    labels = table.labels
    return [
        BalanceLine(
            kind,
            labels[i],
            float(table.output[i]),
            float(totals[i]),
            float(gap[i]),
            float(gap[i] / table.output[i]) if table.output[i] else None,
        )
        for i in np.flatnonzero(np.abs(gap) > allowed)
    ]
