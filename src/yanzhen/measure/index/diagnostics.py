"""What stands behind a score: obstacles, columns that took over the weights, double counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_table, normalized_weights


def obstacle_degree(Z: object, weights: object = None) -> Floats:
    """O_ij = w_j (1 - z_ij) / sum_k w_k (1 - z_ik): the share of indicator j in what a row lacks.

    Args:
        Z: n x m values scaled to 0..1; one dimension is one row. Missing cells take no share.
        weights: m weights.

    Returns:
        n x m shares (m numbers for a one-dimensional ``Z``); NaN for a row that lacks nothing.

    Raises:
        MeasureError: a value outside 0..1.
    """
    table = as_table(Z, missing=True)
    values = table.values
    if np.nanmin(values) < -1e-12 or np.nanmax(values) > 1 + 1e-12:
        raise MeasureError("A value lies outside 0..1", where="Z", todo="scale with normalize() first")
    gap = normalized_weights(weights, len(table.names), table.names) * (1.0 - values)
    total = np.nansum(gap, axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = np.where(total > 0, gap / total, np.nan)
    return share[0] if np.ndim(Z) == 1 else share  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Dominance:
    """A column whose weight comes from very few rows: dispersion, not importance."""

    name: str
    weight: float
    top_row: str
    top_share: float

    def __str__(self) -> str:
        return (
            f"指标“{self.name}”权重 {self.weight:.1%}，其(标准化后)数值总和的 {self.top_share:.0%} 来自"
            f"{self.top_row}:这是离群造成的离散，不等于重要。"
        )


def dominated_columns(
    Z: object,
    weights: object,
    *,
    names: Sequence[str] | None = None,
    rows: Sequence[str] | None = None,
    share: float = 0.5,
    excess: float = 1.5,
) -> tuple[Dominance, ...]:
    """Columns in which one row holds more than ``share`` of the sum and the weight exceeds ``excess`` / m.

    Args:
        Z: n x m scaled values.
        weights: the m weights to be judged.
        names: names of the columns of an array.
        rows: names of the rows; by default their numbers from 1.
        share: part of the column total in one row from which it counts as an outlier.
        excess: multiple of the equal weight from which the column has taken over.
    """
    table = as_table(Z, names=names, missing=True)
    w = normalized_weights(weights, len(table.names), table.names)
    total = np.nansum(table.values, axis=0)
    known = np.nan_to_num(table.values)
    largest = known.argmax(axis=0)
    top = known.max(axis=0) / np.where(total > 0, total, 1.0)
    taken = np.flatnonzero((top > share) & (w > excess / len(w)))
    labels = rows if rows is not None else [f"第{i + 1}行" for i in range(len(known))]
    return tuple(Dominance(table.names[j], float(w[j]), labels[largest[j]], float(top[j])) for j in taken)


@dataclass(frozen=True, slots=True, eq=False)
class Redundancy:
    """How much the indicators repeat one another."""

    names: tuple[str, ...]
    correlation: Floats
    effective_number: float

    def pairs(self, above: float = 0.8) -> pl.DataFrame:
        """Pairs whose correlation exceeds ``above`` in absolute value, strongest first."""
        i, j = np.triu_indices(len(self.names), 1)
        r = self.correlation[i, j]
        frame = pl.DataFrame({"a": [self.names[k] for k in i], "b": [self.names[k] for k in j], "r": r})
        return frame.filter(pl.col("r").abs() > above).sort(pl.col("r").abs(), descending=True)


def redundancy(X: object, *, names: Sequence[str] | None = None) -> Redundancy:
    """Correlations of the columns and the effective number of indicators, (sum l)^2 / sum l^2.

    l are the eigenvalues of the correlation matrix: m for independent columns, 1 for copies of one.
    Correlations use the rows known in both columns; a constant column has correlation 0 with all.
    """
    table = as_table(X, names=names, missing=True)
    r = _pairwise_correlation(table.values)
    values = np.clip(np.linalg.eigvalsh(r), 0.0, None)
    return Redundancy(table.names, r, float(values.sum() ** 2 / (values**2).sum()))


def _pairwise_correlation(X: Floats) -> Floats:
    known = ~np.isnan(X)
    M = known.astype(float)
    # Centred first: the sums of squares below would lose digits on large values.
    Y = np.where(known, X - np.nanmean(X, axis=0), 0.0)
    n, total, square = M.T @ M, Y.T @ M, (Y * Y).T @ M
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = square - total * total / n
        r = (Y.T @ Y - total * total.T / n) / np.sqrt(spread * spread.T)
    r = np.clip(np.nan_to_num(r, posinf=0.0, neginf=0.0), -1.0, 1.0)
    np.fill_diagonal(r, 1.0)
    result: Floats = r
    return result
