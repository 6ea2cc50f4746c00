"""From scaled indicators and weights to one score per row: linear, geometric, TOPSIS and its variants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, Mask, as_table, column_mask, normalized_weights
from yanzhen.measure.index.normalize import normalize

Distance = Literal["weights-inside", "weights-outside", "projection"]


@dataclass(frozen=True, slots=True, eq=False)
class Topsis:
    """Closeness C = D- / (D+ + D-) of every row, with both distances and the variant that was used."""

    closeness: Floats
    distance_to_best: Floats
    distance_to_worst: Floats
    variant: str

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self.closeness, dtype=dtype)

    @property
    def score(self) -> Floats:
        """The closeness, under the name the other aggregations use."""
        return self.closeness

    @property
    def rank(self) -> Floats:
        """1 for the largest closeness; ties share the better rank."""
        order = np.sort(self.closeness)
        return (self.closeness.size - np.searchsorted(order, self.closeness, side="right") + 1).astype(float)

    def to_frame(self) -> pl.DataFrame:
        """One row per unit."""
        return pl.DataFrame(
            {
                "closeness": self.closeness,
                "distance_to_best": self.distance_to_best,
                "distance_to_worst": self.distance_to_worst,
                "rank": self.rank.astype(int),
            }
        )


def linear_score(Z: object, weights: object = None) -> Floats:
    """sum_j w_j z_ij: full compensation between indicators."""
    table = as_table(Z)
    return table.values @ normalized_weights(weights, len(table.names), table.names)


def geometric_score(Z: object, weights: object = None, *, floor: float = 0.0) -> Floats:
    """prod_j z_ij ^ w_j: a weak indicator cannot be made up for; a zero one makes the score zero.

    Args:
        Z: n x m scaled values >= 0.
        weights: m weights.
        floor: smallest value an indicator is taken to have; changes scores, so say so where it is used.
    """
    table = as_table(Z)
    if table.values.min() < 0:
        raise MeasureError("A geometric mean needs values >= 0", todo="scale with min-max first")
    return _geometric(
        np.maximum(table.values, floor), normalized_weights(weights, len(table.names), table.names)
    )


def topsis(
    X: object,
    weights: object = None,
    *,
    reverse: object = None,
    normalization: Literal["minmax", "vector", "none"] = "minmax",
    distance: Distance = "weights-inside",
    ideal: Literal["sample", "absolute"] = "sample",
) -> Topsis:
    """Closeness to the ideal row, C = D- / (D+ + D-).

    Two distances are published and give different scores, so the variant is recorded:
    ``weights-inside`` sqrt(sum (w_j (v_j - v_ij))^2), Hwang & Yoon's weighted matrix, in which weights
    enter squared; ``weights-outside`` sqrt(sum w_j (v_j - v_ij)^2). ``projection`` measures along the
    line from worst to best (垂面距离, orthogonal projection), so that rows of equal C lie on a plane.

    Args:
        X: n x m raw data.
        weights: m weights; equal by default.
        reverse: columns where less is better.
        normalization: ``minmax``, ``vector`` (Hwang & Yoon 1981) or ``none`` (scaled already).
        distance: see above.
        ideal: best and worst value of each column in the ``sample``, or ``absolute`` 1 and 0, which
            does not move when rows come or go (no rank reversal).

    Raises:
        MeasureError: the best and the worst row are the same.

    Source: Hwang & Yoon, Multiple Attribute Decision Making (1981).
    """
    table = as_table(X)
    flip = column_mask(reverse, table.names)
    w = normalized_weights(weights, len(table.names), table.names)
    if normalization == "minmax":
        V, flip = normalize(table.values, flip), np.zeros_like(flip)
    elif normalization == "vector":
        V = normalize(table.values, method="vector")
    elif normalization == "none":
        V = table.values
    else:
        raise UsageError(f"No normalization named {normalization!r}", expected="minmax, vector or none")
    best, worst = _ideals(V, flip, ideal)
    variant = f"TOPSIS, {normalization}, {distance}, {ideal} ideal"
    if not (np.abs(best - worst) * w).any():
        raise MeasureError("All rows are the same: there is no best and no worst", where="X")
    return Topsis(*_closeness(V, w, best, worst, distance), variant)


def improved_topsis(
    X: object,
    weights: object = None,
    *,
    reverse: object = None,
    normalization: Literal["minmax", "none"] = "minmax",
) -> Topsis:
    """TOPSIS with the two usual repairs: weights outside the square, absolute ideals 1 and 0.

    C = D-/(D+ + D-), D+ = sqrt(sum w_j (1 - z)^2), D- = sqrt(sum w_j z^2). Papers call several things
    "improved"; :func:`topsis` names every variant.
    """
    return topsis(
        X,
        weights,
        reverse=reverse,
        normalization=normalization,
        distance="weights-outside",
        ideal="absolute",
    )


def _ideals(V: Floats, flip: Mask, ideal: str) -> tuple[Floats, Floats]:
    if ideal == "sample":
        top, bottom = V.max(axis=0), V.min(axis=0)
    elif ideal == "absolute":
        top, bottom = np.ones(V.shape[1]), np.zeros(V.shape[1])
    else:
        raise UsageError(f"No ideal named {ideal!r}", expected="'sample' or 'absolute'")
    return np.where(flip, bottom, top), np.where(flip, top, bottom)


def _closeness(
    V: Floats, w: Floats, best: Floats, worst: Floats, distance: str
) -> tuple[Floats, Floats, Floats]:
    if distance == "projection":
        line = w * (best - worst)
        length = np.sqrt(line @ line)
        away = (w * (V - worst)) @ line / length
        return away / length, length - away, away
    if distance == "weights-inside":
        scale = w * w
    elif distance == "weights-outside":
        scale = w
    else:
        raise UsageError(
            f"No distance named {distance!r}", expected="weights-inside, weights-outside or projection"
        )
    to_best = np.sqrt((V - best) ** 2 @ scale)
    to_worst = np.sqrt((V - worst) ** 2 @ scale)
    return to_worst / (to_best + to_worst), to_best, to_worst


def _geometric(Z: Floats, w: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        # 0 * log 0 would be NaN: an indicator of weight zero has no say, even at zero.
        logs = np.where(w > 0, np.log(Z), 0.0)
    score: Floats = np.exp(logs @ w)
    return score


def _outside(Z: Floats, w: Floats) -> Floats:
    zero = np.zeros(Z.shape[1])
    return _closeness(Z, w, zero + 1.0, zero, "weights-outside")[0]


def _inside(Z: Floats, w: Floats) -> Floats:
    zero = np.zeros(Z.shape[1])
    return _closeness(Z, w, zero + 1.0, zero, "weights-inside")[0]


# Aggregations of values in 0..1: each is non-decreasing in every z, which the score intervals rely on.
AGGREGATIONS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "linear": lambda Z, w: Z @ w,
    "geometric": _geometric,
    "topsis": _inside,
    "improved-topsis": _outside,
}
