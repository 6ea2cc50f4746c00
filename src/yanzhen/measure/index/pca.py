"""Weights from principal components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table, column_mask
from yanzhen.measure.index.weights import Weights


@dataclass(frozen=True, eq=False)
class PcaWeights(Weights):
    """PCA weights with the eigenvalues of the correlation matrix and the loadings of the kept components."""

    eigenvalues: Floats = field(default_factory=lambda: np.empty(0))
    components: int = 0
    loadings: Floats = field(default_factory=lambda: np.empty((0, 0)))

    @property
    def explained(self) -> Floats:
        """Share of the total variance of every component."""
        shares: Floats = self.eigenvalues / self.eigenvalues.sum()
        return shares


def pca_weights(
    X: object,
    reverse: object = None,
    *,
    names: Sequence[str] | None = None,
    components: int | None = None,
    variance: float | None = None,
    method: Literal["coefficient", "squared"] = "coefficient",
) -> PcaWeights:
    """Weights from the principal components of the correlation matrix.

    With eigenvalues l_k and unit eigenvectors v_k: ``coefficient`` w_j ∝ sum_k l_k |v_jk| / sum_k l_k
    (component score coefficients weighted by explained variance, usual in Chinese papers);
    ``squared`` w_j ∝ sum_k l_k v_jk^2 (squared loadings, OECD/JRC Handbook 2008, without rotation).

    Args:
        X: n x m raw data.
        reverse: columns where less is better (turned before the correlation).
        names: names of the columns of an array.
        components: how many to keep; by default those with an eigenvalue above 1 (Kaiser).
        variance: or the smallest number that explains this share, e.g. 0.85.
        method: see above.

    Raises:
        MeasureError: fewer than three rows, or no column varies.
    """
    table = as_table(X, names=names)
    varies = table.values.std(axis=0) > 0
    if len(table.values) < 3 or not varies.any():
        raise MeasureError("Principal components need three rows and a column that varies")
    sign = np.where(column_mask(reverse, table.names), -1.0, 1.0)[varies]
    R = np.atleast_2d(np.corrcoef(table.values[:, varies] * sign, rowvar=False))
    values, vectors = np.linalg.eigh(R)
    values, vectors = np.clip(values[::-1], 0.0, None), vectors[:, ::-1]
    kept = _how_many(values, components, variance)
    raw = np.zeros(len(table.names))
    if method == "coefficient":
        raw[varies] = np.abs(vectors[:, :kept]) @ values[:kept]
    elif method == "squared":
        raw[varies] = vectors[:, :kept] ** 2 @ values[:kept]
    else:
        raise UsageError(f"No PCA weighting named {method!r}", expected="'coefficient' or 'squared'")
    loadings = np.zeros((len(table.names), kept))
    loadings[varies] = vectors[:, :kept] * np.sqrt(values[:kept])
    flat = [name for name, moves in zip(table.names, varies, strict=True) if not moves]
    warnings = (f"指标没有变化，权重为 0:{'、'.join(flat)}",) if flat else ()
    text = f"主成分分析 PCA ({method}, {kept} components)"
    return PcaWeights(raw / raw.sum(), table.names, text, warnings, values, kept, loadings)


def _how_many(values: Floats, components: int | None, variance: float | None) -> int:
    if components is not None:
        if not 1 <= components <= values.size:
            raise UsageError(f"{components} components of {values.size}", expected=f"1..{values.size}")
        return components
    if variance is not None:
        return int(np.searchsorted(np.cumsum(values) / values.sum(), variance - 1e-12) + 1)
    return max(1, int((values > 1.0).sum()))
