"""Markov and spatial Markov chains of a distribution over classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import chi2

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.dynamics.neighbours import weight_matrix
from yanzhen.measure.dynamics.wide import wide
from yanzhen.measure.index.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Markov:
    """Transitions between k classes.

    Attributes:
        counts: k x k, from row to column.
        P: transition probabilities; a row without any transition is NaN, not zero.
        classes: labels of the classes in order.
        cuts: upper class limits (k - 1 of them) for continuous values; empty for given classes.
    """

    counts: NDArray[np.int64]
    P: Floats
    classes: tuple[object, ...]
    cuts: tuple[float, ...] = ()

    @property
    def steady_state(self) -> Floats:
        """Long-run distribution, pi P = pi; NaN unless every class is visited and the chain has one.

        Several closed sets of classes have no single long-run distribution.
        """
        k = len(self.classes)
        if np.isnan(self.P).any():
            return np.full(k, np.nan)
        values, vectors = np.linalg.eig(self.P.T)
        ones = np.flatnonzero(np.abs(values - 1.0) < 1e-9)
        if ones.size != 1:
            return np.full(k, np.nan)
        vector = np.abs(vectors[:, ones[0]].real)
        share: Floats = vector / vector.sum()
        return share

    @property
    def mobility(self) -> float:
        """Shorrocks' index, (k - trace P)/(k - 1): 0 nobody moves."""
        k = len(self.classes)
        return float((k - np.trace(self.P)) / (k - 1))

    def to_frame(self) -> pl.DataFrame:
        """Long: from, to, count, probability."""
        k = len(self.classes)
        start, end = np.divmod(np.arange(k * k), k)
        return pl.DataFrame(
            {
                "from": [str(self.classes[i]) for i in start],
                "to": [str(self.classes[j]) for j in end],
                "count": self.counts.ravel(),
                "probability": self.P.ravel(),
            }
        ).with_columns(pl.col("probability").fill_nan(None))


@dataclass(frozen=True, slots=True, eq=False)
class SpatialMarkov:
    """One chain per class of the neighbours' mean, and a test whether they differ.

    Attributes:
        overall: the chain that ignores the neighbours.
        conditional: chain of the units whose neighbours' mean is in class 1..k.
        lag_classes: labels of the classes of the neighbours' mean.
        chi2: Pearson statistic of homogeneity, sum over lag classes of n_l,ij against n_l,i p_ij.
        dof: degrees of freedom.
        p_value: of the statistic.
    """

    overall: Markov
    conditional: tuple[Markov, ...]
    lag_classes: tuple[object, ...]
    chi2: float
    dof: int
    p_value: float

    @property
    def P(self) -> Floats:
        """Probabilities, lag classes x k x k."""
        return np.array([chain.P for chain in self.conditional])

    @property
    def counts(self) -> NDArray[np.int64]:
        """Counts, lag classes x k x k."""
        return np.array([chain.counts for chain in self.conditional])

    def to_frame(self) -> pl.DataFrame:
        """Long: neighbours, from, to, count, probability."""
        frames = [
            chain.to_frame().with_columns(neighbours=pl.lit(str(label)))
            for chain, label in zip(self.conditional, self.lag_classes, strict=True)
        ]
        return pl.concat(frames)


def markov(
    data: Any,
    *,
    classes: int | Sequence[float] | None = None,
    step: int = 1,
    region: str | None = None,
    period: str | None = None,
    value: str | None = None,
) -> Markov:
    """Transition matrix of units over time, P_ab = n_ab / n_a.

    Args:
        data: n units x T periods, or a long frame with ``region``, ``period`` and ``value``. Class labels
            (as in the sequence 1, 1, 2), or continuous values together with ``classes``.
        classes: number of classes cut at quantiles of all values of all periods pooled, or the class limits
            (upper ends, without the last). None: the data are classes already.
        step: periods between two states.

    Raises:
        MeasureError: fewer periods than a step needs, or fewer than two classes.
    """
    panel = wide(data, region=region, period=period, value=value)
    codes, labels, cuts = _classified(panel.values, classes)
    start, end = _moves(codes, step)
    return _chain(start, end, labels, cuts)


def spatial_markov(
    data: Any,
    neighbours: Any,
    *,
    classes: int | Sequence[float] = 4,
    step: int = 1,
    region: str | None = None,
    period: str | None = None,
    value: str | None = None,
) -> SpatialMarkov:
    """Transition matrices given the class of the neighbours' mean at the start of the step.

    Neighbours' means are classed by the same limits as the values.

    Args:
        data: n units x T periods of continuous values, or a long frame.
        neighbours: n x n weights (array, dict of neighbours by unit, or a PySAL W or Graph), in the order
            of the units; rows are standardised.
        classes: as in :func:`markov`.
        step: periods between two states.

    Raises:
        MeasureError: a unit without neighbours, or weights of the wrong size.

    Source: Rey, Geographical Analysis 33(3), 2001; test: Bickenbach & Bode, International Regional Science
    Review 26(3), 2003.
    """
    panel = wide(data, region=region, period=period, value=value)
    W = weight_matrix(neighbours, panel.units, standardize=True, islands=False)
    codes, labels, cuts = _classified(panel.values, classes)
    lag_codes = np.searchsorted(np.array(cuts), W @ panel.values, side="left")
    start, end = _moves(codes, step)
    lag = lag_codes[:, : lag_codes.shape[1] - step].ravel()
    overall = _chain(start, end, labels, cuts)
    chains = tuple(_chain(start[lag == c], end[lag == c], labels, cuts) for c in range(len(labels)))
    statistic, dof = _homogeneity(overall, chains)
    p = float(chi2.sf(statistic, dof)) if dof else float("nan")
    return SpatialMarkov(overall, chains, labels, statistic, dof, p)


def _classified(
    values: Floats, classes: int | Sequence[float] | None
) -> tuple[NDArray[np.intp], tuple[object, ...], tuple[float, ...]]:
    if classes is None:
        found = np.unique(values)
        if found.size < 2:
            raise MeasureError("Fewer than two classes", where="data")
        if found.size > 20:
            raise MeasureError(
                f"{found.size} different values are no classes", todo="give classes=4, or the class limits"
            )
        labels = tuple(int(v) if float(v).is_integer() else float(v) for v in found)
        return np.searchsorted(found, values), labels, ()
    if isinstance(classes, int):
        if classes < 2:
            raise UsageError(f"classes={classes}", expected="at least 2")
        cuts = np.quantile(values, np.arange(1, classes) / classes)
    else:
        cuts = np.sort(np.array(classes, dtype=float))
    if (np.diff(cuts) <= 0).any():
        raise MeasureError(
            f"Class limits {cuts.tolist()} coincide", todo="use fewer classes, or your own limits"
        )
    # A value on a limit belongs to the lower class, as in mapclassify.
    codes = np.searchsorted(cuts, values, side="left")
    return codes, tuple(range(1, cuts.size + 2)), tuple(cuts.tolist())


def _moves(codes: NDArray[np.intp], step: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    if step < 1 or codes.shape[1] <= step:
        raise MeasureError(f"{codes.shape[1]} periods have no steps of {step}", expected="more periods")
    return codes[:, :-step].ravel(), codes[:, step:].ravel()


def _chain(
    start: NDArray[np.intp], end: NDArray[np.intp], labels: tuple[object, ...], cuts: tuple[float, ...]
) -> Markov:
    k = len(labels)
    counts = np.bincount(start * k + end, minlength=k * k).reshape(k, k)
    total = counts.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        P = np.where(total > 0, counts / total, np.nan)
    return Markov(counts, P, labels, cuts)


def _homogeneity(overall: Markov, chains: Sequence[Markov]) -> tuple[float, int]:
    """Bickenbach & Bode's Q: only transitions seen at all and lag classes with departures count."""
    statistic, dof = 0.0, 0
    for row in range(len(overall.classes)):
        possible = overall.counts[row] > 0
        present = [chain for chain in chains if chain.counts[row].sum() > 0]
        dof += max(int(possible.sum()) - 1, 0) * max(len(present) - 1, 0)
        for chain in present:
            expected = chain.counts[row].sum() * overall.P[row, possible]
            statistic += float(((chain.counts[row, possible] - expected) ** 2 / expected).sum())
    return statistic, dof
