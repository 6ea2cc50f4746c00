"""Interval-valued cells as two matrices per period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.frames import IntoFrame, fields, opened
from yanzhen.measure.matrix import Floats, Panel, factorised


@dataclass(frozen=True, slots=True)
class Box:
    """Cells between ``low`` and ``high`` [R, P]; ``high`` may be infinite."""

    low: Floats
    high: Floats

    def total(self, axis: int | None = None) -> Box:
        """Sums along an axis, or of everything."""
        return Box(self.low.sum(axis=axis, keepdims=True), self.high.sum(axis=axis, keepdims=True))

    def others(self, axis: int) -> Box:
        """For each cell, the sum of the other cells of its row (axis 1) or column (axis 0)."""
        return Box(_without(self.low, self.low.sum(axis=axis, keepdims=True)), _open_without(self.high, axis))


def _without(part: Floats, total: Floats) -> Floats:
    rest: Floats = np.maximum(total - part, 0.0)
    return rest


def _open_without(high: Floats, axis: int) -> Floats:
    """Sum of the others where some ends may be infinite."""
    infinite = np.isinf(high)
    finite = np.where(infinite, 0.0, high)
    rest = _without(finite, finite.sum(axis=axis, keepdims=True))
    elsewhere = infinite.sum(axis=axis, keepdims=True) - infinite
    rest[elsewhere > 0] = np.inf
    return rest


@dataclass(frozen=True, slots=True)
class BoxPanel:
    """Boxes of every period with the labels of a panel (its ``value`` column is not used)."""

    panel: Panel
    boxes: tuple[Box, ...]


def read_boxes(
    frame: IntoFrame, region: str, activity: str, low: str, high: str, period: str | None
) -> BoxPanel:
    """Code a long frame of intervals; rows with the same keys are added end by end.

    Raises:
        MeasureError: a low end above its high end, a negative end, or no usable row.
    """
    keys = fields(period, region, activity)
    table = opened(frame, keys, [low, high]).collect("polars").to_native()
    table = table.drop_nulls(keys).with_columns(pl.col(low).fill_null(0.0), pl.col(high).fill_null(np.inf))
    if table.height == 0:
        raise MeasureError("There is no row with a region and an activity.", where=", ".join(keys))
    wrong = table.filter((pl.col(low) > pl.col(high)) | (pl.col(low) < 0))
    if wrong.height:
        raise MeasureError(
            f"{wrong.height} rows are not intervals from 0 up.",
            where=str(wrong.row(0, named=True)),
            expected="0 <= low <= high, high null if unbounded",
        )
    coded = factorised(table.select(keys))
    regions, activities = coded[region], coded[activity]
    periods = coded[period] if period else (None, np.zeros(table.height, dtype=np.int32))
    count = 1 if periods[0] is None else len(periods[0])
    shape = (count, len(regions[0]), len(activities[0]))
    flat = np.ravel_multi_index((periods[1], regions[1], activities[1]), shape)
    ends = [_summed(flat, table[name].to_numpy(), shape) for name in (low, high)]
    boxes = tuple(Box(ends[0][t], ends[1][t]) for t in range(count))
    nothing = np.empty(0)
    bounds = np.zeros(count + 1, dtype=np.int64)
    panel = Panel(regions[0], activities[0], periods[0], regions[1], activities[1], nothing, bounds, ())
    return BoxPanel(panel, boxes)


def _summed(flat: Any, values: Floats, shape: tuple[int, ...]) -> Floats:
    size = int(np.prod(shape))
    infinite = np.isinf(values)
    total = np.bincount(flat, weights=np.where(infinite, 0.0, values), minlength=size).astype(np.float64)
    total[flat[infinite]] = np.inf
    return total.reshape(shape)


def open_end(name: str, values: Floats) -> pl.Series:
    """A column whose infinite ends are null."""
    series = pl.Series(name, np.where(np.isfinite(values), values, np.nan).reshape(-1))
    return series.fill_nan(None)
