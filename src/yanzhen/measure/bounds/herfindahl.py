"""Bounds of the Herfindahl index of interval-valued cells."""

from __future__ import annotations

import numpy as np

from yanzhen.measure.bounds.intervals import open_end, read_boxes
from yanzhen.measure.economic_complexity.labels import activity_columns, region_columns
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Floats


def herfindahl_bounds(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    low: str = "low",
    high: str = "high",
    period: str | None = None,
    *,
    of: str = "region",
) -> FrameResult:
    """Bounds of ``H = sum x_i^2 / (sum x_i)^2`` when the parts are only known to lie between two ends.

    Least: the parts made as equal as their ends allow, ``x_i = clip(t, low_i, high_i)`` for the best level t; exact.
    Greatest: H is quasi-convex, so some parts sit at their high ends and the rest at their low ends; the bound
    fills parts in falling order of low + high (the relaxation of x^2 by its secant). It holds always, and is
    attained whenever it falls on a corner.

    Args:
        low, high: columns with the ends; null low = 0, null high = unbounded.
        of: ``"region"`` (over activities) or ``"activity"`` (over regions).

    Returns:
        Columns ``herfindahl_low``, ``herfindahl_high`` (0-1); null for a unit that can only be zero.
    """
    check_choice("of", of, ("region", "activity"))
    found = read_boxes(frame, region, activity, low, high, period)
    lows, highs = [], []
    for box in found.boxes:
        rows = (
            zip(box.low, box.high, strict=True) if of == "region" else zip(box.low.T, box.high.T, strict=True)
        )
        ends = np.array([herfindahl_interval(a, b) for a, b in rows])
        lows.append(ends[:, 0])
        highs.append(ends[:, 1])
    columns = {
        "herfindahl_low": open_end("herfindahl_low", np.concatenate(lows)),
        "herfindahl_high": open_end("herfindahl_high", np.concatenate(highs)),
    }
    make_keys, name = (region_columns, region) if of == "region" else (activity_columns, activity)
    native = from_columns({**make_keys(found.panel, name, period), **columns}, FrameKind.of(frame))
    described = {"herfindahl_low": "at least", "herfindahl_high": "at most"}
    return FrameResult("herfindahl_bounds", native, described, options={"of": of})


def herfindahl_interval(low: Floats, high: Floats) -> tuple[float, float]:
    """Bounds of H for parts between ``low`` and ``high`` [n]; NaN if all can only be zero."""
    if high.max(initial=0.0) == 0:
        return np.nan, np.nan
    some = high > 0
    return _least(low[some], high[some]), _greatest(low[some], high[some])


def _least(low: Floats, high: Floats) -> float:
    levels = np.unique(np.concatenate([low, high[np.isfinite(high)], [low.max()]]))
    levels = levels[levels > 0] if (levels > 0).any() else np.array([1.0])
    # Between two levels the same parts are free; there H is least at A / B of the fixed ones.
    middles = np.concatenate([levels, (levels[1:] + levels[:-1]) / 2, [levels[-1] * 2]])
    parts = np.clip(middles[:, None], low, high)
    free = (middles[:, None] > low) & (middles[:, None] < high)
    fixed = np.where(free, 0.0, parts)
    with np.errstate(invalid="ignore", divide="ignore"):
        inner = (fixed**2).sum(axis=1) / fixed.sum(axis=1)
    tried = np.concatenate([middles, inner[np.isfinite(inner) & (inner > 0)]])
    parts = np.clip(tried[:, None], low, high)
    total = parts.sum(axis=1)
    return float(np.min((parts**2).sum(axis=1)[total > 0] / total[total > 0] ** 2))


def _greatest(low: Floats, high: Floats) -> float:
    if np.isinf(high).any() or low.sum() == 0:
        return 1.0  # one part may be (nearly) everything
    order = np.argsort(-(low + high), kind="stable")
    slope = (low + high)[order]
    steps = (high - low)[order]
    totals = low.sum() + np.concatenate([[0.0], np.cumsum(steps)])
    squares = (low**2).sum() + np.concatenate([[0.0], np.cumsum(slope * steps)])
    corners = squares / totals**2
    intercept = squares[:-1] - slope * totals[:-1]
    inside = np.divide(-2 * intercept, slope, out=np.zeros_like(slope), where=slope > 0)
    within = (inside > totals[:-1]) & (inside < totals[1:])
    peaks = (slope * inside + intercept)[within] / inside[within] ** 2
    return min(float(np.max(np.concatenate([corners, peaks]))), 1.0)
