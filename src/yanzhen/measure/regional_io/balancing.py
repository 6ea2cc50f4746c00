"""RAS and GRAS: the matrix nearest to an old one that meets new row and column totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table.assumption import named

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class BalancedMatrix:
    """A balanced matrix and how it was reached.

    Attributes:
        matrix: n x k.
        row_factors, column_factors: r and s: positive cells are ``r a s``, negative ones ``a / (r s)``.
        iterations: passes over rows and columns.
        gap: largest difference from a total that is left.
    """

    matrix: Array
    row_factors: Array
    column_factors: Array
    iterations: int
    gap: float


def ras(
    matrix: npt.ArrayLike,
    row_totals: npt.ArrayLike,
    column_totals: npt.ArrayLike,
    *,
    tolerance: float = 1e-9,
    max_iterations: int = 10_000,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
) -> BalancedMatrix:
    """Biproportional balancing ``diag(r) A diag(s)`` of a matrix without negative cells.

    Args:
        matrix: n x k, not negative. row_totals: n. column_totals: k, of the same sum.
        tolerance: largest gap left, as a share of the sum of totals.
        rows, columns: names for messages.

    Raises:
        MeasureError: negative cells or totals, totals of different sums, a row or column of zeros with a total
            (named), or no convergence (worst row or column named).

    Source: Stone (1961); Bacharach (1970).
    """
    a = np.asarray(matrix, dtype=np.float64)
    if a.size and a.min() < 0:
        raise MeasureError("RAS needs a matrix without negative cells. RAS不允许负值。", todo="use gras()")
    return gras(
        a,
        row_totals,
        column_totals,
        tolerance=tolerance,
        max_iterations=max_iterations,
        rows=rows,
        columns=columns,
    )


def gras(
    matrix: npt.ArrayLike,
    row_totals: npt.ArrayLike,
    column_totals: npt.ArrayLike,
    *,
    tolerance: float = 1e-9,
    max_iterations: int = 10_000,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
) -> BalancedMatrix:
    """Balancing of a matrix that may have negative cells: ``r p s - n / (r s)`` with A = P - N.

    Each pass solves ``r sum(p s) - sum(n / s) / r = total`` for every row, then likewise for the columns; the
    result minimises the information loss, and without negative cells it is RAS.

    Args, errors: as :func:`ras`, negative cells and totals allowed.

    Source: Junius & Oosterhaven (2003) as corrected by Lenzen, Wood & Gallego (2007); Temurshoev, Miller &
    Bouwmeester (2013) for rows without positive cells.
    """
    a, u, v = _checked(matrix, row_totals, column_totals, rows, columns)
    positive, negative = np.clip(a, 0.0, None), np.clip(-a, 0.0, None)
    r, s = np.ones(len(u)), np.ones(len(v))
    scale = max(float(np.abs(u).sum()), float(np.abs(v).sum()), 1e-300)
    gap, worst, iteration = np.inf, 0, 0
    for iteration in range(1, max_iterations + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            r = _factors(positive @ s, negative @ _reciprocal(s), u)
            s = _factors(r @ positive, _reciprocal(r) @ negative, v)
            result = positive * np.outer(r, s) - negative * np.outer(_reciprocal(r), _reciprocal(s))
        row_gap, column_gap = result.sum(axis=1) - u, result.sum(axis=0) - v
        reached = max(float(np.abs(row_gap).max()), float(np.abs(column_gap).max()))
        if not np.isfinite(reached):
            break  # factors run away: no matrix with these zeros has these totals
        gap, worst = reached, int(np.abs(row_gap).argmax())
        if gap <= tolerance * scale:
            return BalancedMatrix(result, r, s, iteration, gap)
    raise MeasureError(
        f"Balancing did not converge in {iteration} passes; a gap of {gap:.6g} is left. 平衡未收敛。",
        where=f"row {_label(rows, worst)}",
        todo="zeros may make the totals impossible: put small values in cells that may not be empty",
    )


def _factors(plus: Array, minus: Array, total: Array) -> Array:
    """The positive root of ``plus f - minus / f = total``; 1 for a line of zeros."""
    root = np.sqrt(total**2 + 4.0 * plus * minus)
    with_plus = np.divide(total + root, 2.0 * plus, out=np.ones_like(plus), where=plus > 0)
    # Without positive cells the equation is linear in 1 / f.
    only_minus = (plus == 0) & (minus > 0) & (total < 0)
    factor = np.where(
        only_minus, np.divide(-minus, total, out=np.ones_like(plus), where=total < 0), with_plus
    )
    return np.asarray(factor)


def _reciprocal(factors: Array) -> Array:
    """1 / f; a factor of zero belongs to a line without negative cells, where it is never used."""
    return np.divide(1.0, factors, out=np.zeros_like(factors), where=factors > 0)


def _checked(
    matrix: npt.ArrayLike,
    row_totals: npt.ArrayLike,
    column_totals: npt.ArrayLike,
    rows: Sequence[str] | None,
    columns: Sequence[str] | None,
) -> tuple[Array, Array, Array]:
    a = np.asarray(matrix, dtype=np.float64)
    u, v = np.asarray(row_totals, dtype=np.float64), np.asarray(column_totals, dtype=np.float64)
    if a.ndim != 2 or a.shape != (u.size, v.size) or not all(np.isfinite(p).all() for p in (a, u, v)):
        raise MeasureError(
            f"Balancing needs a finite n x k matrix with n row and k column totals; got {a.shape}, {u.size}, {v.size}."
        )
    if abs(u.sum() - v.sum()) > 1e-6 * max(float(np.abs(u).sum()), 1e-300):
        raise MeasureError(
            f"Row totals add up to {u.sum():.6g} and column totals to {v.sum():.6g}. 行列控制数之和不相等。"
        )
    _possible(a, u, rows, "row")
    _possible(a.T, v, columns, "column")
    return a, u, v


def _possible(a: Array, totals: Array, names: Sequence[str] | None, kind: str) -> None:
    """A line without positive (negative) cells cannot reach a positive (negative) total."""
    low = (totals > 0) & ~(a > 0).any(axis=1)
    high = (totals < 0) & ~(a < 0).any(axis=1)
    bad = [_label(names, int(i)) for i in np.flatnonzero(low | high)]
    if bad:
        raise MeasureError(
            f"No cell can carry the total of {kind} {named(bad)}: its cells are zero or of the other sign. "
            "控制数无法实现。",
            todo="give these lines a first guess, or set their totals to zero",
        )


def _label(names: Sequence[str] | None, position: int) -> str:
    return names[position] if names is not None else str(position + 1)
