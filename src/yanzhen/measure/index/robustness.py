"""How far a rank can be trusted: weights perturbed, indicators dropped, methods swapped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table, codes_of, normalized_weights

Scheme = Literal["uniform", "dirichlet"]
# Draws ranked at once: 512 x 300 regions of float64 stay in the second-level cache.
_CHUNK = 512
RANGE_COLUMNS = ("rank", "best", "low", "median", "high", "worst", "stability", "mean")


@dataclass(frozen=True, slots=True, eq=False)
class RankRanges:
    """Ranks of every row (within its group) over random weights.

    Attributes:
        rank: rank under the given weights (1 is first).
        best: best rank in any draw.
        low: rank at the lower end of the central range.
        median: median rank.
        high: rank at the upper end of the central range.
        worst: worst rank in any draw.
        stability: share of draws in which the rank is ``rank``.
        mean: mean rank.
        draws: number of draws.
        spread: how far the weights were moved.
        scheme: how they were drawn.
        level: share of draws inside low..high.
        seed: seed of the generator.
    """

    rank: NDArray[np.int64]
    best: NDArray[np.int64]
    low: NDArray[np.int64]
    median: NDArray[np.int64]
    high: NDArray[np.int64]
    worst: NDArray[np.int64]
    stability: Floats
    mean: Floats
    draws: int
    spread: float
    scheme: str
    level: float
    seed: int

    def to_frame(self) -> pl.DataFrame:
        """One row per row of the index."""
        return pl.DataFrame({name: getattr(self, name) for name in RANGE_COLUMNS})


def rank_ranges(
    Z: object,
    weights: object = None,
    *,
    groups: Iterable[object] | None = None,
    aggregation: str = "linear",
    draws: int = 10_000,
    spread: float = 0.25,
    scheme: Scheme = "uniform",
    level: float = 0.9,
    seed: int = 0,
    workers: int | None = None,
) -> RankRanges:
    """Ranks under random weights.

    ``uniform``: w_j' ∝ w_j (1 + spread * U(-1, 1)); ``dirichlet``: any weights at all, uniform on the
    simplex (``spread`` is not used). Ties share the better rank. Missing cells are left out and the other
    weights scaled up, as in the score. Cost: draws * n * m multiplications and draws sorts of every group.

    Args:
        Z: n x m values on 0..1.
        weights: m weights.
        groups: label of each row (its period); rows are ranked within their group.
        aggregation: ``linear``, ``geometric``, ``topsis`` or ``improved-topsis``.
        draws: number of weight vectors.
        spread: largest relative change of a weight, above 0 and at most 1.
        scheme: see above.
        level: share of draws between ``low`` and ``high``.
        seed: the same seed gives the same ranges, whatever the number of workers.
        workers: threads; by default one per core.

    Raises:
        UsageError: draws, spread or level out of range, or an unknown aggregation.
        MeasureError: a value outside 0..1, or a row without any value.

    Source: Saisana, Saltelli & Tarantola, JRSS A 168(2), 2005.
    """
    table = as_table(Z, missing=True)
    n, m = table.values.shape
    _check(table.values, draws, spread, level, aggregation)
    score = _SCORES[aggregation]
    w = normalized_weights(weights, m, table.names)
    W = drawn_weights(w, draws, spread, scheme, seed)
    codes, labels = codes_of(groups if groups is not None else [0] * n, n, "groups")
    rows = [np.flatnonzero(codes == code) for code in range(len(labels))]
    blocks = [table.values[part] for part in rows]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        counts = list(pool.map(lambda block: _rank_counts(block, W, score), blocks))
        given = list(pool.map(lambda block: _rank_counts(block, w[None], score).argmax(axis=1), blocks))
    columns = [_summary(count, rank, draws, level) for count, rank in zip(counts, given, strict=True)]
    order = np.argsort(np.concatenate(rows), kind="stable")
    joined = [np.concatenate(parts)[order] for parts in zip(*columns, strict=True)]
    setting = {"draws": draws, "spread": spread, "scheme": scheme, "level": level, "seed": seed}
    return RankRanges(**dict(zip(RANGE_COLUMNS, joined, strict=True)), **setting)  # type: ignore[arg-type]


def _check(Z: Floats, draws: int, spread: float, level: float, aggregation: str) -> None:
    if draws < 1 or not 0 < spread <= 1 or not 0 < level <= 1:
        raise UsageError(
            f"draws={draws}, spread={spread}, level={level}",
            expected="draws >= 1, 0 < spread <= 1, 0 < level <= 1",
        )
    if aggregation not in _SCORES:
        raise UsageError(f"No aggregation named {aggregation!r}", expected="one of " + ", ".join(_SCORES))
    if np.nanmin(Z) < -1e-12 or np.nanmax(Z) > 1 + 1e-12:
        raise MeasureError("A value lies outside 0..1", where="Z", todo="scale with normalize() first")


def drawn_weights(w: Floats, draws: int, spread: float, scheme: str, seed: int) -> Floats:
    """``draws`` x m random weight vectors that sum to one."""
    random = np.random.default_rng(seed)
    if scheme == "uniform":
        W = w * (1.0 + spread * random.uniform(-1.0, 1.0, (draws, w.size)))
    elif scheme == "dirichlet":
        W = random.exponential(size=(draws, w.size))
    else:
        raise UsageError(f"No scheme named {scheme!r}", expected="'uniform' or 'dirichlet'")
    scaled: Floats = W / W.sum(axis=1, keepdims=True)
    return scaled


def _linear(Z: Floats, holes: NDArray[np.bool_], W: Floats) -> Floats:
    scores: Floats = W @ np.where(holes, 0.0, Z).T
    return scores / (W @ ~holes.T) if holes.any() else scores


def _geometric(Z: Floats, holes: NDArray[np.bool_], W: Floats) -> Floats:
    dead = ((Z == 0) & (W[0] > 0)).any(axis=1)
    scores = np.exp(_linear(np.log(np.where(Z > 0, Z, 1.0)), holes, W))
    scores[:, dead] = 0.0
    return scores


def _closeness(Z: Floats, holes: NDArray[np.bool_], W: Floats) -> Floats:
    # Scaling up the weights of a row with missing cells would cancel between the two distances.
    away, short = (np.sqrt(W @ np.where(holes, 0.0, part).T) for part in (Z * Z, (1.0 - Z) ** 2))
    scores: Floats = away / (away + short)
    return scores


_SCORES: dict[str, Callable[[Floats, NDArray[np.bool_], Floats], Floats]] = {
    "linear": _linear,
    "geometric": _geometric,
    "topsis": lambda Z, holes, W: _closeness(Z, holes, W * W),
    "improved-topsis": _closeness,
}


def _rank_counts(
    Z: Floats, W: Floats, score: Callable[[Floats, NDArray[np.bool_], Floats], Floats]
) -> NDArray[np.int64]:
    """How often each row of one group has each rank: n x n, column k is rank k + 1."""
    n = len(Z)
    holes = np.isnan(Z)
    if holes.all(axis=1).any():
        raise MeasureError("A row has no value at all and cannot be ranked", todo="leave it out")
    counts = np.zeros(n * n, dtype=np.int64)
    for start in range(0, len(W), _CHUNK):
        counts += _count(score(Z, holes, W[start : start + _CHUNK]), n)
    return counts.reshape(n, n)


def _count(scores: Floats, n: int) -> NDArray[np.int64]:
    """Occurrences of (row, rank) over the draws of a chunk, flattened.

    Scores become whole numbers of 2^-40 and the row number goes into the bits below, so that one plain
    sort (faster than argsort) also says who is where, and scores that differ by rounding alone are tied.
    """
    bits = max(1, int(n - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    keys = np.rint(scores * (1 << 40)).astype(np.int64) << bits
    keys |= np.arange(n, dtype=np.int64)
    keys.sort(axis=1)
    row = (keys & mask)[:, ::-1]
    values = (keys >> bits)[:, ::-1]
    rank = np.broadcast_to(np.arange(n), row.shape).copy()
    tied = values[:, 1:] == values[:, :-1]
    if tied.any():
        rank[:, 1:][tied] = 0
        rank = np.maximum.accumulate(rank, axis=1)
    return np.bincount((row * n + rank).ravel(), minlength=n * n)


def _summary(
    counts: NDArray[np.int64], rank: NDArray[np.intp], draws: int, level: float
) -> tuple[NDArray[np.float64] | NDArray[np.int64], ...]:
    n = len(counts)
    running = np.cumsum(counts, axis=1)
    tail = (1.0 - level) / 2.0

    def quantile(q: float) -> NDArray[np.int64]:
        place: NDArray[np.int64] = 1 + (running < q * draws - 1e-9).sum(axis=1)
        return place

    seen = counts > 0
    best = 1 + seen.argmax(axis=1)
    worst = n - seen[:, ::-1].argmax(axis=1)
    stability = counts[np.arange(n), rank] / draws
    mean = counts @ np.arange(1, n + 1) / draws
    low = np.maximum(quantile(tail), best)
    return rank + 1, best, low, quantile(0.5), quantile(1.0 - tail), worst, stability, mean
