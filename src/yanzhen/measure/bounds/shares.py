"""Exact bounds of shares and location quotients of interval-valued cells."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.measure.bounds.intervals import Box, open_end, read_boxes
from yanzhen.measure.economic_complexity.labels import cell_columns
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Floats


def share_bounds(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    low: str = "low",
    high: str = "high",
    period: str | None = None,
    *,
    of: str = "region",
) -> FrameResult:
    """Sharp bounds of each cell's share when the cells are only known to lie between two ends.

    Formula: the share ``x / (x + rest)`` rises with x and falls with the rest, so
    ``low = x_low / (x_low + rest_high)`` and ``high = x_high / (x_high + rest_low)``.

    Args:
        low, high: columns with the ends; null low = 0, null high = unbounded.
        of: share of the ``"region"`` (default) or of the ``"activity"``.

    Returns:
        Columns ``share_low``, ``share_high`` (0-1); null if the whole may only be zero.
    """
    check_choice("of", of, ("region", "activity"))
    panel = read_boxes(frame, region, activity, low, high, period)
    parts = [share_box(box, 1 if of == "region" else 0) for box in panel.boxes]
    columns = {
        "share_low": open_end("share_low", np.stack([p.low for p in parts])),
        "share_high": open_end("share_high", np.stack([p.high for p in parts])),
    }
    keys = cell_columns(panel.panel, region, activity, period)
    native = from_columns({**keys, **columns}, FrameKind.of(frame))
    described = {"share_low": "share at least (0-1)", "share_high": "share at most (0-1)"}
    return FrameResult("share_bounds", native, described, options={"of": of})


def share_box(box: Box, axis: int) -> Box:
    """Sharp bounds of ``x / (x + others along the axis)``; NaN where x and the others can only be zero."""
    rest = box.others(axis)
    # 0 / 0 is not a share; what remains possible decides: alone the cell is all, beside others it is nothing.
    only_cell = np.where(box.high > 0, 1.0, np.nan)
    only_rest = np.where(rest.high > 0, 0.0, np.nan)
    low, high = _share(box.low, rest.high), _share(box.high, rest.low)
    return Box(
        np.where((box.low == 0) & (rest.high == 0), only_cell, low),
        np.where((box.high == 0) & (rest.low == 0), only_rest, high),
    )


def _share(x: Floats, rest: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = x / (x + rest)
    # An unbounded part is the whole in the limit; beside an unbounded rest a bounded part is nothing.
    share = np.where(np.isinf(x), 1.0, share)
    return np.where(np.isinf(rest), 0.0, share)


def lq_bounds(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    low: str = "low",
    high: str = "high",
    period: str | None = None,
) -> FrameResult:
    """Exact bounds of the location quotient when the cells are only known to lie between two ends.

    With x the cell, a the rest of its region, b the rest of its activity, c everything else,
    ``LQ = x (x + a + b + c) / ((x + a)(x + b))`` falls with a and b and rises with c. In x it rises up to
    ``x* = (a b + sqrt(a^2 b^2 + c a b (a + b + c))) / c`` and falls after that. So the least value is at an end of
    x with a, b high and c low, the greatest at an end or at x* with a, b low and c high.

    Args:
        low, high: columns with the ends; null low = 0, null high = unbounded.

    Returns:
        Columns ``lq_low``, ``lq_high`` (null: no upper bound) and ``specialised``: true if LQ > 1 for certain,
        false if LQ <= 1 for certain, null if the evidence cannot tell. Both ends are null if the region or the
        activity can only be zero. Cells are taken as independent of each other.
    """
    panel = read_boxes(frame, region, activity, low, high, period)
    results = [lq_box(box) for box in panel.boxes]
    lows, highs = np.stack([r.low for r in results]), np.stack([r.high for r in results])
    decided = np.where(lows > 1, 1, np.where(highs <= 1, 0, -1)).reshape(-1)
    verdict = pl.Series(decided).replace_strict([1, 0, -1], [True, False, None], return_dtype=pl.Boolean)
    columns = {
        "lq_low": open_end("lq_low", lows),
        "lq_high": open_end("lq_high", highs),
        "specialised": verdict,
    }
    keys = cell_columns(panel.panel, region, activity, period)
    native = from_columns({**keys, **columns}, FrameKind.of(frame))
    described = {
        "lq_low": "LQ at least",
        "lq_high": "LQ at most (null: unbounded)",
        "specialised": "LQ > 1: true, false, or null if the evidence cannot tell",
    }
    return FrameResult("lq_bounds", native, described)


def lq_box(box: Box) -> Box:
    """Bounds of LQ of every cell; see ``lq_bounds``. NaN where the region or activity can only be zero."""
    a, b, c = box.others(1), box.others(0), _elsewhere(box)
    least = np.minimum(_lq(box.low, a.high, b.high, c.low), _lq(box.high, a.high, b.high, c.low))
    peak = np.clip(_peak(a.low, b.low, c.high), box.low, box.high)
    candidates = [_lq(x, a.low, b.low, c.high) for x in (box.low, box.high, peak)]
    greatest = np.maximum.reduce(candidates)
    nothing = (box.high + a.high == 0) | (box.high + b.high == 0)
    return Box(np.where(nothing, np.nan, least), np.where(nothing, np.nan, greatest))


def _elsewhere(box: Box) -> Box:
    """Cells neither in the row nor in the column of each cell."""
    low = box.low.sum() - box.low.sum(axis=1, keepdims=True) - box.low.sum(axis=0) + box.low
    infinite = np.isinf(box.high)
    finite = np.where(infinite, 0.0, box.high)
    high = finite.sum() - finite.sum(axis=1, keepdims=True) - finite.sum(axis=0) + finite
    count = infinite.sum() - infinite.sum(axis=1, keepdims=True) - infinite.sum(axis=0) + infinite
    return Box(np.maximum(low, 0.0), np.where(count > 0, np.inf, np.maximum(high, 0.0)))


def _lq(x: Floats, a: Floats, b: Floats, c: Floats) -> Floats:
    """LQ, with its limit where an argument is infinite or where x goes to zero together with a or b."""
    with np.errstate(invalid="ignore", divide="ignore"):
        alone_a, alone_b = (x == 0) & (a == 0), (x == 0) & (b == 0)
        cases: list[tuple[NDArray[np.bool_], Floats | float]] = [
            (np.isinf(x), 1.0),
            (np.isinf(a) & np.isinf(b), 0.0),
            (np.isinf(a), np.where(alone_b, 1.0, x / (x + b))),
            (np.isinf(b), np.where(alone_a, 1.0, x / (x + a))),
            (alone_a & alone_b, np.where(c > 0, np.inf, 1.0)),
            (alone_a, (b + c) / b),
            (alone_b, (a + c) / a),
            (x == 0, 0.0),
        ]
        plain = x / (x + b) * ((x + a + b + c) / (x + a))
        result: Floats = np.select([where for where, _ in cases], [value for _, value in cases], plain)
    return result


def _peak(a: Floats, b: Floats, c: Floats) -> Floats:
    """Where LQ is greatest in x; infinite if it only rises."""
    with np.errstate(invalid="ignore", divide="ignore"):
        product = a * b
        peak = (product + np.sqrt(product**2 + c * product * (a + b + c))) / c
    return np.nan_to_num(np.where(np.isinf(c), np.sqrt(product), peak), nan=np.inf, posinf=np.inf)
