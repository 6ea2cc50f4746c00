"""What to do about missing cells: never silently, always with the filled cells marked."""

from __future__ import annotations

from typing import Literal

import numpy as np

from yanzhen.errors import UsageError
from yanzhen.measure.index.arrays import Floats, Mask, codes_of
from yanzhen.measure.index.panel import Panel

Missing = Literal["available", "interval", "complete", "interpolate", "carry", "median"]

MISSING_ZH: dict[str, str] = {
    "available": "只用已有指标，权重按已有部分重新归一",
    "interval": "缺失值按全部可能取值给出得分区间",
    "complete": "有缺失的行不给分",
    "interpolate": "同一地区已知年份之间线性插值(不外推),其余缺失只用已有指标",
    "carry": "同一地区沿用最近一个已知年份的数值，其余缺失只用已有指标",
    "median": "用同年各地区中位数填补，其余缺失只用已有指标",
}


def treat(panel: Panel, method: str) -> Panel:
    """The panel with missing cells treated; ``filled`` marks every imputed cell.

    ``available`` and ``complete`` change no cell: they decide later how a row is scored.

    Raises:
        UsageError: an unknown method, or one over time without periods.
    """
    if method not in MISSING_ZH:
        raise UsageError(f"No treatment named {method!r}", expected="one of " + ", ".join(MISSING_ZH))
    missing = panel.missing
    if method in ("available", "complete") or not missing.any():
        return panel
    if method == "interval":
        return panel.with_values(np.where(missing, -np.inf, panel.low), np.where(missing, np.inf, panel.high))
    if method == "median":
        values = _medians(panel)
    elif None in panel.periods:
        raise UsageError(f"{method!r} needs periods", todo="name the column of periods with period=")
    else:
        values = _over_time(panel, interpolate=method == "interpolate")
    filled = missing & ~np.isnan(values)
    low, high = np.where(filled, values, panel.low), np.where(filled, values, panel.high)
    return panel.with_values(low, high, filled)


def _medians(panel: Panel) -> Floats:
    codes, labels = codes_of(panel.periods, len(panel.regions), "period")
    values = np.full(panel.low.shape, np.nan)
    for code in range(len(labels)):
        rows = codes == code
        for j, column in enumerate(panel.known[rows].T):
            if not np.isnan(column).all():
                values[rows, j] = np.nanmedian(column)
    return values


def _over_time(panel: Panel, *, interpolate: bool) -> Floats:
    """Values filled along time within each region, from cells that are known."""
    places, _ = codes_of(panel.regions, len(panel.regions), "region")
    times, labels = codes_of(panel.periods, len(panel.periods), "period")
    # Real distances between years where the labels are numbers: 2015, 2020, 2021.
    numeric = all(isinstance(label, int | float) for label in labels)
    clock = np.array(labels, dtype=float)[times] if numeric else times.astype(float)
    known = panel.known
    values = known.copy()
    for place in range(int(places.max()) + 1):
        rows = np.flatnonzero(places == place)
        rows = rows[np.argsort(clock[rows])]
        for j in range(known.shape[1]):
            values[rows, j] = _line(clock[rows], known[rows, j], interpolate)
    return values


def _line(clock: Floats, values: Floats, interpolate: bool) -> Floats:
    have: Mask = ~np.isnan(values)
    if have.all() or not have.any():
        return values
    if interpolate:
        return np.interp(clock, clock[have], values[have], left=np.nan, right=np.nan)
    last = np.maximum.accumulate(np.where(have, np.arange(values.size), -1))
    return np.where(last >= 0, values[last], np.nan)
