"""Growth rates, and what each activity adds to its region's growth."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from yanzhen.measure.frames import FrameResult, IntoFrame, close, fields, ratio
from yanzhen.measure.growth.pairs import AFTER, BEFORE, paired, periods_of

CHANGE = AFTER - BEFORE


def growth_rate(
    frame: IntoFrame,
    region: str = "region",
    activity: str | None = "activity",
    value: str = "value",
    period: str = "period",
    *,
    lag: int = 1,
) -> FrameResult:
    """Growth over the period ``lag`` before (year on year by default, 同比), per region and activity.

    Formula: ``x_t / x_(t-lag) - 1``; 0.05 is 5 percent.

    Args:
        activity: column, or None for the region's total.
        lag: how many periods back; 12 for monthly data counted by number.

    Returns:
        Columns ``previous``, ``value`` (under its own name), ``change``, ``growth``. A period is compared only if
        the earlier one is in the data; growth from zero or less is null, as is anything unknown.
    """
    keys = fields(region, activity)
    table = paired(frame, keys, value, period, periods_of(frame, period).lagged(lag))
    table = table.select(
        period,
        *keys,
        BEFORE.alias("previous"),
        AFTER.alias(value),
        change=CHANGE,
        growth=ratio(CHANGE, BEFORE),
    )
    columns = {
        "previous": "value in the earlier period",
        "change": "difference",
        "growth": "relative change (0.05 = 5 %)",
    }
    return FrameResult(
        "growth_rate", close(table, frame, fields(period, *keys)), columns, options={"lag": lag}
    )


def cagr(
    frame: IntoFrame,
    region: str = "region",
    activity: str | None = "activity",
    value: str = "value",
    period: str = "period",
    *,
    start: Any = None,
    end: Any = None,
) -> FrameResult:
    """Compound annual growth rate between two periods (年均增长).

    Formula: ``(x_end / x_start)^(1 / n) - 1`` with n the number of periods in between.

    Args:
        activity: column, or None for the region's total.
        start, end: periods; the first and last of the data by default.

    Returns:
        Columns ``start``, ``end`` (values), ``cagr``; null where the start is not positive, the end is negative
        or one of them is unknown.
    """
    keys = fields(region, activity)
    periods = periods_of(frame, period)
    first, last = periods.between(start, end)
    n = periods.years(first, last)
    factor = nw.when((BEFORE > 0) & (AFTER >= 0)).then(AFTER / BEFORE)
    table = paired(frame, keys, value, period, [(first, last)])
    table = table.with_columns(_factor=factor).select(
        *keys, start=BEFORE, end=AFTER, cagr=nw.col("_factor") ** (1 / n) - 1
    )
    columns = {"start": "first value", "end": "last value", "cagr": "growth per period (0.05 = 5 %)"}
    options = {"start": first, "end": last, "periods": n}
    return FrameResult("cagr", close(table, frame, keys), columns, options=options)


def contribution(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str = "period",
    *,
    lag: int = 1,
) -> FrameResult:
    """Contribution (贡献率) and pull (拉动) of each activity to its region's growth.

    Formula: contribution ``dx_ra / dx_r`` (a share of the change); pull ``100 dx_ra / x_r,t-lag`` in percentage
    points, which add up to the region's growth in percent.

    Returns:
        Columns ``change``, ``contribution`` (1 = all of the change; null if the total does not change), ``pull``
        (percentage points; null if the earlier total is not positive), ``region_growth`` (0.05 = 5 %) and
        ``missing``: the region's cells that are unknown in either period and left out of both totals.

    Pitfall: contributions of a shrinking total have reversed signs; read the pull instead.
    """
    table = paired(frame, [region, activity], value, period, periods_of(frame, period).lagged(lag))
    whole = [period, region]
    known = nw.when(~(BEFORE.is_null() | AFTER.is_null()))
    table = table.with_columns(
        _x0=known.then(BEFORE),
        _dx=known.then(CHANGE),
        _lost=(BEFORE.is_null() | AFTER.is_null()).cast(nw.Int64),
    )
    table = table.with_columns(
        _total=nw.col("_x0").sum().over(*whole),
        _moved=nw.col("_dx").sum().over(*whole),
        missing=nw.col("_lost").sum().over(*whole),
    )
    dx = nw.col("_dx")
    table = table.select(
        *whole,
        activity,
        nw.col("missing"),
        change=dx,
        contribution=nw.when(nw.col("_moved") != 0).then(dx / nw.col("_moved")),
        pull=100 * ratio(dx, nw.col("_total")),
        region_growth=ratio(nw.col("_moved"), nw.col("_total")),
    ).select(*whole, activity, "change", "contribution", "pull", "region_growth", "missing")
    columns = {
        "change": "difference",
        "contribution": "share of the region's change",
        "pull": "percentage points of the region's growth",
        "region_growth": "the region's growth over known cells (0.05 = 5 %)",
        "missing": "cells of the region unknown in either period",
    }
    native = close(table, frame, [*whole, activity])
    return FrameResult("contribution", native, columns, options={"lag": lag})
