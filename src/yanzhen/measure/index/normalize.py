"""Raw indicators onto a common scale.

Pooled or year-wise is a choice with consequences. Pooled: one range for all years, scores can be
compared over time. Year-wise: each year has its own range, so a region that improves along with the
others stays where it was. Fixed goalposts (a range from a plan or a standard) keep old scores as
they were when a new year arrives; pooled ranges do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table, as_vector, codes_of, column_mask

Scaling = Literal["minmax", "zscore", "vector", "sum", "max"]


def normalize(
    X: object,
    reverse: object = None,
    *,
    method: Scaling = "minmax",
    low: object = None,
    high: object = None,
    period: Iterable[object] | None = None,
) -> Floats:
    """Scale every column of ``X``; larger is better afterwards.

    ``minmax`` (x - min)/(max - min), reversed (max - x)/(max - min); ``zscore`` (x - mean)/sd with
    ddof 0; ``vector`` x / sqrt(sum x^2), ``sum`` x / sum x, ``max`` x / max x. A reversed column of
    the last three is turned into 1 - value. A constant column becomes 0.

    Args:
        X: n x m array or frame; missing cells stay missing.
        reverse: columns where less is better (names, mask or positions).
        low: fixed lower goalposts of ``minmax``, one per column; values beyond them are cut to 0..1.
        high: fixed upper goalposts.
        period: labels of the rows; given, every period is scaled by itself (year-wise).

    Returns:
        n x m matrix.
    """
    table = as_table(X, missing=True)
    flip = column_mask(reverse, table.names)
    if method != "minmax" and (low is not None or high is not None):
        raise UsageError("Goalposts belong to min-max scaling", where=f"method={method!r}")
    if period is None:
        return _scale(table.values, flip, method, low, high)
    codes, labels = codes_of(period, len(table.values), "period")
    scaled = np.empty_like(table.values)
    for code in range(len(labels)):
        rows = codes == code
        scaled[rows] = _scale(table.values[rows], flip, method, low, high)
    return scaled


def _scale(X: Floats, flip: np.ndarray, method: str, low: object, high: object) -> Floats:
    if method == "minmax":
        bottom, top = column_range(X)
        bottom = bottom if low is None else as_vector(low, "low")
        top = top if high is None else as_vector(high, "high")
        return minmax(X, bottom, top, flip)
    if method == "zscore":
        scaled = _ratio(X - np.nanmean(X, axis=0), np.nanstd(X, axis=0))
        return np.where(flip, -scaled, scaled)
    sizes = {
        "vector": np.sqrt(np.nansum(X * X, axis=0)),
        "sum": np.nansum(X, axis=0),
        "max": np.nanmax(X, axis=0),
    }
    if method not in sizes:
        raise UsageError(f"No scaling named {method!r}", expected="minmax, zscore, vector, sum or max")
    scaled = _ratio(X, sizes[method])
    return np.where(flip, 1.0 - scaled, scaled)


def minmax(X: Floats, low: Floats, high: Floats, flip: np.ndarray) -> Floats:
    """(x - low)/(high - low), cut to 0..1, reversed where ``flip``; 0 where high = low; NaN stays."""
    if (high < low).any():
        raise MeasureError(
            "A lower goalpost lies above the upper one", where="low, high", expected="low <= high"
        )
    distance = np.where(flip, high - X, X - low)
    return np.clip(_ratio(distance, high - low), 0.0, 1.0)


def column_range(X: Floats) -> tuple[Floats, Floats]:
    """Smallest and largest known value of every column.

    Raises:
        MeasureError: a column without any value.
    """
    empty = np.isnan(X).all(axis=0)
    if empty.any():
        raise MeasureError(
            "A column has no value at all",
            where=f"column {int(np.flatnonzero(empty)[0])}",
            todo="leave it out",
        )
    return np.nanmin(X, axis=0), np.nanmax(X, axis=0)


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Quotient with 0 where the denominator is 0; missing stays missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = numerator / denominator
    return np.where(np.isnan(numerator), np.nan, np.where(denominator == 0, 0.0, quotient))
