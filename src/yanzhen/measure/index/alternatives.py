"""Ranks of an index under other choices: an indicator less, another weighting, another aggregation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, codes_of
from yanzhen.measure.index.result import IndexResult
from yanzhen.measure.index.robustness import RANGE_COLUMNS, RankRanges, rank_ranges
from yanzhen.measure.index.scoring import score_rows, weights_for


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """Ranks of every row under other choices: one column per choice.

    Attributes:
        labels: what each choice is.
        ranks: n x k ranks; 0 where a choice gives none.
        agreement: Spearman's correlation of the choice's ranks with the given ones, over all rows.
    """

    labels: tuple[str, ...]
    ranks: NDArray[np.int64]
    agreement: Floats

    def to_frame(self) -> pl.DataFrame:
        """One column of ranks per choice."""
        return pl.DataFrame({label: self.ranks[:, k] for k, label in enumerate(self.labels)})

    def spread(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Best and worst rank of every row over the choices."""
        given = np.where(self.ranks > 0, self.ranks, len(self.ranks) + 1)
        return given.min(axis=1), self.ranks.max(axis=1)


def drop_one(result: IndexResult) -> Alternatives:
    """Ranks with each indicator left out in turn, the other weights scaled up."""
    given = result.row_weights
    scores = []
    for j in range(len(result.names)):
        rest = given.copy()
        rest[:, j] = 0.0
        scores.append(_rescored(result, rest))
    return alternatives([f"去掉“{i.zh}”" for i in result.indicators], scores, result)


def swap_methods(
    result: IndexResult,
    weightings: Sequence[str] = ("entropy", "critic", "pca", "equal"),
    aggregations: Sequence[str] = ("linear", "geometric", "improved-topsis"),
) -> Alternatives:
    """Ranks under every combination of weighting and aggregation, on the same scaled cells.

    A weighting that cannot be carried out on these data (too few complete rows) is left out.
    """
    labels, scores = [], []
    for weighting in weightings:
        try:
            W = _reweighted(result, weighting)
        except MeasureError:
            continue
        for aggregation in aggregations:
            labels.append(f"{weighting} + {aggregation}")
            scores.append(_rescored(result, W, aggregation))
    return alternatives(labels, scores, result)


def _reweighted(result: IndexResult, weighting: str) -> Floats:
    given = ~np.isnan(result.low)
    W = np.empty_like(result.scaled.known)
    for number in range(len(result.weight_sets)):
        rows = result.set_of == number
        W[rows] = weights_for(weighting, result.scaled.known[rows & given], result.indicators).weights
    return W


def _rescored(result: IndexResult, W: Floats, aggregation: str | None = None) -> Floats:
    scores = np.full(len(W), np.nan)
    for number in range(len(result.weight_sets)):
        rows = np.flatnonzero((result.set_of == number) & ~np.isnan(result.low))
        w = W[rows[0]]
        if w.sum() > 0:
            Z = result.scaled.known[rows]
            scores[rows] = score_rows(Z, w / w.sum(), aggregation or result.settings.aggregation)
    return scores


def alternatives(labels: Sequence[str], scores: Sequence[Floats], result: IndexResult) -> Alternatives:
    """Ranks and agreement of several scorings of the rows of an index."""
    codes, _ = codes_of(result.panel.periods, result.low.size, "period")
    base = ranks_within(result.estimate, codes)
    ranks = [ranks_within(each, codes) for each in scores]
    agreement = [_spearman(base, each, codes) for each in ranks]
    return Alternatives(tuple(labels), np.column_stack(ranks), np.array(agreement))


def ranks_within(scores: Floats, codes: NDArray[np.intp]) -> NDArray[np.int64]:
    """Rank within each group, 1 for the largest, ties sharing the better; 0 where there is no score."""
    ranks = np.zeros(scores.size, dtype=np.int64)
    rounded = np.round(scores, 12)
    for code in np.unique(codes):
        rows = np.flatnonzero((codes == code) & ~np.isnan(scores))
        values = np.sort(rounded[rows])
        ranks[rows] = 1 + rows.size - np.searchsorted(values, rounded[rows], side="right")
    return ranks


def _spearman(a: NDArray[np.int64], b: NDArray[np.int64], codes: NDArray[np.intp]) -> float:
    """Correlation of ranks within groups, over the rows that have both; NaN for fewer than two."""
    both = (a > 0) & (b > 0)
    x, y = a[both].astype(float), b[both].astype(float)
    for code in np.unique(codes[both]):
        rows = codes[both] == code
        x[rows] -= x[rows].mean()
        y[rows] -= y[rows].mean()
    size = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / size) if size > 0 else float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """Whether the ranks of an index stand: weights moved, indicators dropped, methods swapped.

    Rows of an interval score enter with the known value; :attr:`IndexResult.ranks` has their bounds.
    """

    result: IndexResult
    ranges: RankRanges
    dropped: Alternatives
    swapped: Alternatives

    def to_frame(self) -> pl.DataFrame:
        """One row per row with a score: its rank, and the ranges over draws and over other choices."""
        rows = pl.Series(~np.isnan(self.result.low))
        drop_best, drop_worst = self.dropped.spread()
        swap_best, swap_worst = self.swapped.spread()
        keys = pl.DataFrame(self.result.keys, strict=False).filter(rows)
        other = pl.DataFrame(
            {
                "drop_best": drop_best,
                "drop_worst": drop_worst,
                "swap_best": swap_best,
                "swap_worst": swap_worst,
            }
        ).filter(rows)
        return pl.concat([keys, self.ranges.to_frame(), other], how="horizontal")


def robustness(
    result: IndexResult, *, draws: int = 10_000, spread: float = 0.25, level: float = 0.9, seed: int = 0
) -> Robustness:
    """Rank ranges of an index; see :func:`rank_ranges`, :func:`drop_one`, :func:`swap_methods`.

    With year-wise weights the draws move the weights of every year by the same factors.
    """
    scored = ~np.isnan(result.low)
    parts = []
    for number, weights in enumerate(result.weight_sets):
        rows = np.flatnonzero(scored & (result.set_of == number))
        ranges = rank_ranges(
            result.scaled.known[rows],
            weights,
            groups=[str(result.panel.periods[row]) for row in rows],
            aggregation=result.settings.aggregation,
            draws=draws,
            spread=spread,
            level=level,
            seed=seed,
        )
        parts.append((rows, ranges))
    return Robustness(result, _joined(parts), drop_one(result), swap_methods(result))


def _joined(parts: Sequence[tuple[NDArray[np.intp], RankRanges]]) -> RankRanges:
    """The ranges of several sets of rows in the order of the rows."""
    order = np.argsort(np.concatenate([rows for rows, _ in parts]), kind="stable")
    columns = {
        name: np.concatenate([getattr(ranges, name) for _, ranges in parts])[order] for name in RANGE_COLUMNS
    }
    return replace(parts[0][1], **columns)  # type: ignore[arg-type]
