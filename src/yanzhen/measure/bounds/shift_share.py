"""Shift-share of interval-valued cells."""

from __future__ import annotations

from typing import Any

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.bounds.intervals import Box, open_end, read_boxes
from yanzhen.measure.bounds.shares import share_box
from yanzhen.measure.economic_complexity.labels import cell_columns
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, from_columns
from yanzhen.measure.growth.pairs import Periods
from yanzhen.measure.matrix import Floats, Panel


def shift_share_bounds(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    low: str = "low",
    high: str = "high",
    period: str = "period",
    *,
    start: Any = None,
    end: Any = None,
) -> FrameResult:
    """Bounds of the classic shift-share parts when the cells are only known to lie between two ends.

    With s = x0 / X0_a the region's share of the activity, q = x0 / X0 its share of everything (sharp
    intervals, see ``share_bounds``), X1 the totals at the end::

        national    = q X1 - x0
        mix         = s X1_a - q X1
        competitive = x1 (1 - s) - s (X1_a - x1)

    The competitive part is exact: each unknown enters it once and monotonely. The other two are interval
    products whose factors are not independent: they hold always but may be wider than need be. From exact
    inputs all three are the exact numbers.

    Args:
        low, high: columns with the ends; null low = 0, null high = unbounded.
        start, end: periods; the first and last of the data by default.

    Returns:
        Columns ``change_low``/``_high``, ``national_…``, ``industry_mix_…``, ``competitive_…``; null: no bound.

    Source: Dunn (1960); Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis.
    """
    found = read_boxes(frame, region, activity, low, high, period)
    assert found.panel.periods is not None
    labels = found.panel.periods.to_list()
    if len(labels) < 2:
        raise MeasureError("Shift-share compares two periods; there is one.", where=str(labels[0]))
    first, last = Periods(tuple(labels)).between(start, end)
    before, after = (found.boxes[labels.index(label)] for label in (first, last))
    columns = {}
    for name, box in _parts(before, after).items():
        columns[f"{name}_low"] = open_end(f"{name}_low", box.low)
        columns[f"{name}_high"] = open_end(f"{name}_high", box.high)
    one = Panel(
        found.panel.regions,
        found.panel.activities,
        None,
        found.panel.region,
        found.panel.activity,
        found.panel.value,
        np.zeros(2, dtype=np.int64),
        (),
    )
    native = from_columns({**cell_columns(one, region, activity, None), **columns}, FrameKind.of(frame))
    described = {name: "at least" if name.endswith("low") else "at most (null: no bound)" for name in columns}
    return FrameResult("shift_share_bounds", native, described, options={"start": first, "end": last})


def _parts(before: Box, after: Box) -> dict[str, Box]:
    s, q = share_box(before, 0), _share_of_all(before)
    activity, everything = after.total(0), after.total()
    rest = after.others(0)
    at_national = _product(q, everything)
    competitive = Box(
        _times(after.low, 1 - s.high) - _times(rest.high, s.high),
        _times(after.high, 1 - s.low) - _times(rest.low, s.low),
    )
    return {
        "change": _minus(after, before),
        "national": _minus(at_national, before),
        "industry_mix": _minus(_product(s, activity), at_national),
        "competitive": competitive,
    }


def _share_of_all(box: Box) -> Box:
    flat = Box(box.low.reshape(1, -1), box.high.reshape(1, -1))
    share = share_box(flat, 1)
    return Box(share.low.reshape(box.low.shape), share.high.reshape(box.low.shape))


def _product(a: Box, b: Box) -> Box:
    """Product of intervals from 0 up."""
    return Box(_times(a.low, b.low), _times(a.high, b.high))


def _minus(a: Box, b: Box) -> Box:
    return Box(a.low - b.high, a.high - b.low)


def _times(a: Floats, b: Floats) -> Floats:
    """Product in which zero times unbounded is zero: a share that is exactly nothing of any total."""
    with np.errstate(invalid="ignore"):
        product = a * b
    result: Floats = np.where((a == 0) | (b == 0), 0.0, product)
    return result
