"""Objective weights of indicators: entropy, CRITIC, standard deviation; equal and combined ones.

Every function takes raw data (n rows x m columns, pooled over years for a panel) and says which
columns are reversed; scaling to 0..1 happens inside. Results carry what the weights were made from.
They measure dispersion or conflict between columns, not importance: one outlier can take the lot,
see :func:`yanzhen.measure.index.diagnostics.dominated_columns`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import entr

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table, as_vector, column_mask, normalized_weights
from yanzhen.measure.index.normalize import column_range, minmax


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights that sum to one; usable wherever an array of m numbers is.

    Attributes:
        weights: m numbers.
        names: the columns they belong to.
        method: how they were made, in words for a methods section.
        warnings: what a reader should know before using them.
    """

    weights: Floats
    names: tuple[str, ...]
    method: str
    warnings: tuple[str, ...] = ()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self.weights, dtype=dtype)

    def __len__(self) -> int:
        return self.weights.size

    def __iter__(self) -> Iterator[float]:
        return iter(self.weights.tolist())

    def __getitem__(self, key: int | str) -> float:
        return float(self.weights[self.names.index(key) if isinstance(key, str) else key])

    def parts(self) -> dict[str, Floats]:
        """What the weights were made from, one number per column each."""
        return {}

    def to_dict(self) -> dict[str, float]:
        """Weight by name."""
        return dict(zip(self.names, self.weights.tolist(), strict=True))

    def to_frame(self) -> pl.DataFrame:
        """One row per indicator: name, weight, and the parts of the method."""
        return pl.DataFrame({"indicator": self.names, "weight": self.weights, **self.parts()})


@dataclass(frozen=True, eq=False)
class EntropyWeights(Weights):
    """Entropy weights with ``entropy`` e_j in 0..1 and ``divergence`` d_j = 1 - e_j."""

    entropy: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def divergence(self) -> Floats:
        """d_j = 1 - e_j: how unevenly the column is spread over the rows."""
        return 1.0 - self.entropy

    def parts(self) -> dict[str, Floats]:
        return {"entropy": self.entropy, "divergence": self.divergence}


@dataclass(frozen=True, eq=False)
class CriticWeights(Weights):
    """CRITIC weights with ``contrast`` (sd), ``conflict`` (sum of 1 - r) and ``information``."""

    contrast: Floats = field(default_factory=lambda: np.empty(0))
    conflict: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def information(self) -> Floats:
        """C_j = sd_j * sum_k (1 - r_jk)."""
        return self.contrast * self.conflict

    def parts(self) -> dict[str, Floats]:
        return {"contrast": self.contrast, "conflict": self.conflict, "information": self.information}


def entropy_weights(
    X: object,
    reverse: object = None,
    *,
    names: Sequence[str] | None = None,
    normalization: Literal["minmax", "none"] = "minmax",
    low: object = None,
    high: object = None,
    missing: Literal["raise", "skip"] = "raise",
    shift: float = 0.0,
) -> EntropyWeights:
    """Entropy weights: p_ij = z_ij / sum_i z_ij, e_j = -(1/ln n) sum_i p ln p, w_j = (1 - e_j) / sum (1 - e).

    n is the number of rows. In a panel that is regions x years (N*T): dividing by ln T, as some public
    code does, gives e > 1 and negative divergence. 0 ln 0 = 0, so no shifting of zeros is needed.
    A constant column gets weight 0 and a warning.

    Args:
        X: n x m raw data, all years pooled.
        reverse: columns where less is better (names, 0/1 mask or positions).
        names: names of the columns of an array.
        normalization: ``minmax`` over the rows given, or ``none`` if ``X`` is non-negative already.
        low: fixed lower goalposts, with ``high``, instead of the range in ``X``.
        high: fixed upper goalposts.
        missing: ``raise``, or ``skip`` to use the known rows of every column (n counts those only).
        shift: added to z before p, only to replicate papers that did so; warned about.

    Raises:
        MeasureError: fewer than two rows, negative cells without scaling, or no column varies.

    Source: Shannon (1948); use for weights: Zeleny, Multiple Criteria Decision Making (1982).
    """
    table = as_table(X, names=names, missing=missing == "skip")
    if normalization == "minmax":
        Z = _unit(table.values, reverse, table.names, low, high)
    elif normalization == "none":
        Z = table.values
    else:
        raise UsageError(f"No normalization named {normalization!r}", expected="'minmax' or 'none'")
    entropy = column_entropy(Z + shift)
    weights, warnings = _shares(1.0 - entropy, table.names)
    if shift:
        warnings += (f"标准化值平移了 {shift:g}:熵权随平移量而变，仅供复现他人结果。",)
    return EntropyWeights(weights, table.names, "熵权法 entropy", warnings, entropy)


def column_entropy(Z: Floats) -> Floats:
    """e_j in 0..1 of every non-negative column over its known rows; 1 for a column of zeros.

    Raises:
        MeasureError: a negative cell, or fewer than two known rows in a column.
    """
    if np.nanmin(Z) < 0:
        raise MeasureError(
            "Shares of a negative value have no meaning", expected="cells >= 0", todo="scale first"
        )
    known = (~np.isnan(Z)).sum(axis=0)
    if known.min() < 2:
        raise MeasureError(
            "Entropy needs at least two rows",
            where=f"column {int(known.argmin())} has {int(known.min())}",
            todo="pool the years of the panel, or leave the column out",
        )
    total = np.nansum(Z, axis=0)
    p = np.nan_to_num(Z) / np.where(total > 0, total, 1.0)
    entropy = entr(p).sum(axis=0) / np.log(known)
    clipped: Floats = np.where(total > 0, np.clip(entropy, 0.0, 1.0), 1.0)
    return clipped


def critic_weights(
    X: object,
    reverse: object = None,
    *,
    names: Sequence[str] | None = None,
    correlation: Literal["signed", "absolute"] = "signed",
    low: object = None,
    high: object = None,
) -> CriticWeights:
    """CRITIC weights: C_j = sd_j * sum_k (1 - r_jk) on min-max data, w_j = C_j / sum C.

    Args:
        X: n x m raw data.
        reverse: columns where less is better.
        names: names of the columns of an array.
        correlation: ``signed`` as published; ``absolute`` takes 1 - |r|, as some Chinese papers do.
        low: fixed lower goalposts, with ``high``.
        high: fixed upper goalposts.

    Source: Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22(7), 1995.
    """
    table = as_table(X, names=names)
    Z = _unit(table.values, reverse, table.names, low, high)
    contrast = Z.std(axis=0)
    varies = contrast > 0
    r = np.eye(len(table.names))
    r[np.ix_(varies, varies)] = np.atleast_2d(np.corrcoef(Z[:, varies], rowvar=False))
    conflict = (1.0 - (np.abs(r) if correlation == "absolute" else r)).sum(axis=0)
    weights, warnings = _shares(contrast * conflict, table.names, varies)
    return CriticWeights(weights, table.names, "CRITIC", warnings, contrast, conflict)


def deviation_weights(X: object, reverse: object = None, *, names: Sequence[str] | None = None) -> Weights:
    """Weights proportional to the standard deviation of the min-max data (离差法)."""
    table = as_table(X, names=names)
    spread = _unit(table.values, reverse, table.names, None, None).std(axis=0)
    weights, warnings = _shares(spread, table.names)
    return Weights(weights, table.names, "标准差法 standard deviation", warnings)


def equal_weights(names: int | Sequence[str], groups: Sequence[object] | None = None) -> Weights:
    """Equal weights; with ``groups`` (one label per column) equal among groups, then inside each.

    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
    """
    columns = tuple(f"x{j + 1}" for j in range(names)) if isinstance(names, int) else tuple(names)
    if groups is None:
        return Weights(normalized_weights(None, len(columns)), columns, "等权 equal")
    if len(groups) != len(columns):
        raise MeasureError(f"{len(groups)} groups for {len(columns)} columns", where="groups")
    sizes = [groups.count(group) for group in groups]
    share = np.array([1.0 / (len(set(groups)) * size) for size in sizes])
    return Weights(share, columns, "维度间等权、维度内等权 equal by dimension")


def given_weights(weights: object, names: Sequence[str]) -> Weights:
    """Weights decided elsewhere (experts, a paper), scaled to sum to one."""
    return Weights(normalized_weights(weights, len(names), names), tuple(names), "给定权重 given")


def combined_weights(
    *sets: object,
    method: Literal["product", "mean", "game"] = "product",
    shares: Sequence[float] | None = None,
) -> Weights:
    """One set of weights out of several (subjective with objective, entropy with CRITIC).

    ``product``: w_j ∝ prod_k w_kj; ``mean``: sum_k a_k w_kj with ``shares`` a_k (equal by default);
    ``game``: shares a solve W W' a = diag(W W'), taken absolute and scaled (game-theory combination).

    Raises:
        MeasureError: fewer than two sets, different lengths, or a product that is zero throughout.
    """
    if len(sets) < 2:
        raise MeasureError(
            "Combining needs at least two sets of weights", expected="combined_weights(w1, w2)"
        )
    m = np.size(np.asarray(sets[0]))
    W = np.array([normalized_weights(each, m) for each in sets])
    named = [each.names for each in sets if isinstance(each, Weights)]
    names = named[0] if named else tuple(f"x{j + 1}" for j in range(m))
    if method == "product":
        raw = W.prod(axis=0)
    elif method == "mean":
        raw = normalized_weights(shares, len(sets)) @ W
    elif method == "game":
        gram = W @ W.T
        # lstsq: two equal sets make the system singular, and then any shares give the same weights.
        raw = np.abs(np.linalg.lstsq(gram, np.diag(gram), rcond=None)[0]) @ W
    else:
        raise UsageError(f"No combination named {method!r}", expected="'product', 'mean' or 'game'")
    return Weights(normalized_weights(raw, m), names, f"组合赋权 combined ({method})")


def _unit(X: Floats, reverse: object, names: Sequence[str], low: object, high: object) -> Floats:
    bottom, top = column_range(X)
    bottom = bottom if low is None else as_vector(low, "low")
    top = top if high is None else as_vector(high, "high")
    return minmax(X, bottom, top, column_mask(reverse, names))


def _shares(
    size: Floats, names: Sequence[str], varies: NDArray[np.bool_] | None = None
) -> tuple[Floats, tuple[str, ...]]:
    """``size`` scaled to sum to one, and a warning for every column without variation."""
    # An entropy of 1 - 2e-16 is rounding, not divergence.
    size = np.where(size > 1e-14, size, 0.0) if varies is None else np.where(varies, size, 0.0)
    total: float = size.sum()
    if total <= 0:
        raise MeasureError(
            "No column says anything: none of them varies",
            where=", ".join(names),
            todo="check the rows, or use equal weights",
        )
    flat = [name for name, value in zip(names, size, strict=True) if value == 0]
    warnings = (f"指标没有变化，权重为 0:{'、'.join(flat)}",) if flat else ()
    return size / total, warnings
