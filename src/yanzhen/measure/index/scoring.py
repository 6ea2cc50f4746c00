"""The arithmetic of a composite index on a prepared panel: range, weights, score, interval, rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.aggregate import AGGREGATIONS
from yanzhen.measure.index.arrays import Floats, Mask
from yanzhen.measure.index.normalize import minmax
from yanzhen.measure.index.pca import pca_weights
from yanzhen.measure.index.system import Indicator
from yanzhen.measure.index.weights import (
    Weights,
    combined_weights,
    critic_weights,
    deviation_weights,
    entropy_weights,
    equal_weights,
    given_weights,
)

Aggregate = Callable[[Floats, Floats], Floats]

# Made from scaled data in which larger is better.
_FROM_DATA: dict[str, Callable[[Floats, tuple[str, ...]], Weights]] = {
    "entropy": lambda Z, names: entropy_weights(Z, names=names, normalization="none", missing="skip"),
    "critic": lambda Z, names: critic_weights(complete(Z), names=names),
    "pca": lambda Z, names: pca_weights(complete(Z), names=names),
    "deviation": lambda Z, names: deviation_weights(complete(Z), names=names),
}
WEIGHTINGS = (*_FROM_DATA, "equal", "equal-nested", "published", "entropy+critic")


def complete(Z: Floats) -> Floats:
    """The rows without a missing cell.

    Raises:
        MeasureError: fewer than three such rows.
    """
    rows = Z[~np.isnan(Z).any(axis=1)]
    if len(rows) < 3:
        raise MeasureError(
            f"Only {len(rows)} rows are complete; correlations need three",
            todo="use weights='entropy', or missing='interpolate'",
        )
    return rows


def weights_for(method: object, Z: Floats, indicators: tuple[Indicator, ...]) -> Weights:
    """Weights by name, or the given ones (mapping, array, or a :class:`Weights`).

    Raises:
        UsageError: an unknown name, or published weights of a system that has none.
    """
    names = tuple(indicator.id for indicator in indicators)
    if not isinstance(method, str):
        given = method.to_dict() if isinstance(method, Weights) else method
        return _given(given, names)
    if method in _FROM_DATA:
        return _FROM_DATA[method](Z, names)
    if method == "entropy+critic":
        return combined_weights(_FROM_DATA["entropy"](Z, names), _FROM_DATA["critic"](Z, names))
    if method == "equal":
        return equal_weights(names)
    if method == "equal-nested":
        return equal_weights(names, [indicator.dimension for indicator in indicators])
    if method == "published":
        published = [indicator.weight for indicator in indicators]
        if None in published:
            raise UsageError(
                "This system was published without weights", expected="weights='entropy' or your own"
            )
        return given_weights(published, names)
    raise UsageError(
        f"No weighting named {method!r}",
        expected="one of " + ", ".join(WEIGHTINGS) + ", or weights of your own",
    )


def _given(weights: object, names: tuple[str, ...]) -> Weights:
    if isinstance(weights, Mapping):
        # Indicators without a column in this table have no say; every other one needs a weight.
        weights = {name: weights[name] for name in names if name in weights}
    return given_weights(weights, names)


def goalposts(low: Floats, high: Floats, indicators: tuple[Indicator, ...]) -> tuple[Floats, Floats]:
    """Range of every column: fixed by the system, else from the known ends of the cells.

    Raises:
        MeasureError: a column without any known end.
    """
    bottom, top = np.empty(len(indicators)), np.empty(len(indicators))
    for j, indicator in enumerate(indicators):
        if indicator.goalposts is not None:
            bottom[j], top[j] = indicator.goalposts
            continue
        ends = np.concatenate([low[:, j], high[:, j]])
        ends = ends[np.isfinite(ends)]
        if not ends.size:
            raise MeasureError(
                "No row with a score knows this indicator", where=f"{indicator.id} ({indicator.zh})"
            )
        bottom[j], top[j] = ends.min(), ends.max()
    return bottom, top


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """Cells on 0..1: the known value and both ends; NaN where missing."""

    known: Floats
    low: Floats
    high: Floats


def scale(known: Floats, low: Floats, high: Floats, bottom: Floats, top: Floats, flip: Mask) -> Scaled:
    """Min-max scaling of values and ends; a reversed indicator swaps its ends; beyond the range is cut."""
    # A constant column would turn an infinite end into inf/0: cut the ends to the range first.
    a, b = (minmax(np.clip(ends, bottom, top), bottom, top, flip) for ends in (low, high))
    return Scaled(minmax(known, bottom, top, flip), np.where(flip, b, a), np.where(flip, a, b))


def score_rows(Z: Floats, w: Floats, aggregation: str) -> Floats:
    """One score per row; where cells are missing, the weights of the others are scaled to sum to one.

    A row without any weighted cell gets NaN.
    """
    aggregate: Aggregate = aggregator(aggregation)
    holes = np.isnan(Z)
    if not holes.any():
        return aggregate(Z, w)
    if aggregation == "linear":
        share = ~holes @ w
        with np.errstate(invalid="ignore", divide="ignore"):
            linear: Floats = np.where(share > 0, np.where(holes, 0.0, Z) @ w / share, np.nan)
            return linear
    scores = np.full(len(Z), np.nan)
    patterns, which = np.unique(holes, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        have = ~pattern
        if w[have].sum() > 0:
            rows = np.flatnonzero(which.reshape(-1) == number)
            scores[rows] = aggregate(Z[np.ix_(rows, have)], w[have] / w[have].sum())
    return scores


def aggregator(name: str) -> Aggregate:
    """The aggregation called ``name``."""
    if name not in AGGREGATIONS:
        raise UsageError(f"No aggregation named {name!r}", expected="one of " + ", ".join(AGGREGATIONS))
    return AGGREGATIONS[name]


def contributions(Z: Floats, w: Floats) -> Floats:
    """Parts of a linear score, n x m: they add up to it. A missing cell has no part.

    ``w`` holds m weights, or n x m where rows have their own.
    """
    share = (~np.isnan(Z) * w).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts: Floats = np.nan_to_num(Z) * w / share[:, None]
    return parts


def change_parts(z0: Floats, z1: Floats, w0: Floats, w1: Floats, aggregation: str) -> Floats:
    """Parts of a change of score, one per indicator, that add up to it exactly.

    Linear: the difference of the contributions. Others: each indicator is moved in turn from the first
    state to the second, once in order and once in reverse, and the two answers are averaged. Where the
    two states have different weights the weights move with their indicator.
    """
    if aggregation == "linear":
        change: Floats = contributions(z1[None], w1)[0] - contributions(z0[None], w0)[0]
        return change
    order = np.arange(z0.size)
    forward = _path(z0, z1, w0, w1, order, aggregation)
    return (forward + _path(z0, z1, w0, w1, order[::-1], aggregation)) / 2.0


def _path(
    z0: Floats, z1: Floats, w0: Floats, w1: Floats, order: NDArray[np.intp], aggregation: str
) -> Floats:
    moved = np.zeros((order.size + 1, order.size), dtype=bool)
    for step, j in enumerate(order):
        moved[step + 1] = moved[step]
        moved[step + 1, j] = True
    W = np.where(moved, w1, w0)
    scores = np.array(
        [
            score_rows(np.where(m, z1, z0)[None], row / row.sum(), aggregation)[0]
            for m, row in zip(moved, W, strict=True)
        ]
    )
    parts = np.empty(order.size)
    parts[order] = np.diff(scores)
    return parts
