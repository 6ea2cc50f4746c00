"""Analytic hierarchy process: weights from pairwise judgements, with the consistency ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table
from yanzhen.measure.index.weights import Weights

# Mean consistency index of random matrices of order 1..15: Saaty, The Analytic Hierarchy Process (1980).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
ACCEPTABLE = 0.10


@dataclass(frozen=True, eq=False)
class AhpWeights(Weights):
    """AHP weights with the largest eigenvalue and the consistency of the judgements."""

    lambda_max: float = 0.0
    consistency_index: float = 0.0
    random_index: float = 0.0

    @property
    def consistency_ratio(self) -> float:
        """CI / RI; 0 for one or two items, which are always consistent."""
        return self.consistency_index / self.random_index if self.random_index else 0.0

    @property
    def consistent(self) -> bool:
        """Whether the ratio is below 0.10, Saaty's convention."""
        return self.consistency_ratio < ACCEPTABLE

    def to_frame(self) -> pl.DataFrame:
        ratio = self.consistency_ratio
        return Weights.to_frame(self).with_columns(lambda_max=self.lambda_max, consistency_ratio=ratio)


def ahp_weights(
    judgements: object,
    names: Sequence[str] | None = None,
    *,
    method: Literal["eigenvector", "geometric", "arithmetic"] = "eigenvector",
) -> AhpWeights:
    """Weights from a reciprocal matrix of pairwise judgements, a_ij = importance of i over j.

    CI = (lambda_max - n)/(n - 1), CR = CI / RI. A ratio of 0.10 or more is warned about, not refused.

    Args:
        judgements: n x n positive matrix with a_ji = 1 / a_ij.
        names: names of the items.
        method: principal eigenvector, geometric mean of the rows (方根法), or mean of the scaled
            columns (和法).

    Raises:
        MeasureError: not square, not positive, not reciprocal, or of order above 15 (no random index).

    Source: Saaty (1980).
    """
    A = as_table(judgements).values
    _check(A)
    n = len(A)
    weights = _priorities(A, method)
    lambda_max = float(np.mean(A @ weights / weights))
    ci = max(0.0, (lambda_max - n) / (n - 1)) if n > 1 else 0.0
    labels = tuple(names) if names is not None else tuple(f"x{j + 1}" for j in range(n))
    result = AhpWeights(weights, labels, f"AHP ({method})", (), lambda_max, ci, RANDOM_INDEX[n - 1])
    if result.consistent:
        return result
    warning = f"判断矩阵一致性比例 CR = {result.consistency_ratio:.3f}，不小于 0.10:请复核两两比较。"
    return AhpWeights(weights, labels, result.method, (warning,), lambda_max, ci, result.random_index)


def _priorities(A: Floats, method: str) -> Floats:
    if method == "eigenvector":
        values, vectors = np.linalg.eig(A)
        raw = np.abs(vectors[:, values.real.argmax()].real)
    elif method == "geometric":
        raw = np.exp(np.log(A).mean(axis=1))
    elif method == "arithmetic":
        raw = (A / A.sum(axis=0)).mean(axis=1)
    else:
        raise UsageError(f"No AHP method named {method!r}", expected="eigenvector, geometric or arithmetic")
    weights: Floats = raw / raw.sum()
    return weights


def _check(A: Floats) -> None:
    n, m = A.shape
    if n != m or n > len(RANDOM_INDEX):
        raise MeasureError(
            f"The judgements are {n} x {m}", expected=f"a square matrix of order 1..{len(RANDOM_INDEX)}"
        )
    if (A <= 0).any():
        raise MeasureError("A judgement is not positive", expected="1/9 .. 9")
    # Tables print 1/3 as 0.33: allow that much, not more.
    off = np.abs(A * A.T - 1.0)
    if off.max() > 0.05:
        i, j = map(int, np.unravel_index(off.argmax(), off.shape))
        raise MeasureError(
            f"Judgements {A[i, j]:g} and {A[j, i]:g} contradict each other",
            where=f"row {i + 1}, column {j + 1}",
            expected="a_ji = 1 / a_ij",
        )
