"""What income goes with an activity (PRODY), and with a region's mix of activities (EXPY)."""

from __future__ import annotations

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.economic_complexity.labels import activity_columns, number_column, region_columns
from yanzhen.measure.economic_complexity.presence import rca_matrix
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import (
    FrameKind,
    FrameResult,
    IntoFrame,
    check_choice,
    fields,
    from_columns,
    opened,
)
from yanzhen.measure.matrix import Floats, Panel, read_panel


def prody(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    income: str = "income",
    of: str = "activity",
) -> FrameResult:
    """PRODY of activities (``of="activity"``) or EXPY of regions (``of="region"``).

    Formula: ``PRODY_p = sum_r w_rp Y_r``, ``w_rp = s_rp / sum_r s_rp`` with s the activity's share in the region
    (RCA weights); ``EXPY_r = sum_p s_rp PRODY_p``.

    Args:
        income: column with the region's income per head, repeated on its rows (the largest is taken).

    Returns:
        Column ``prody`` or ``expy`` in the unit of income; null for units with nothing.

    Raises:
        MeasureError: a region with values has no income.

    Source: Hausmann, Hwang and Rodrik (2007), Journal of Economic Growth 12(1). The same weights on another
    column give the product Gini index or the emission intensity of activities (Hartmann et al. 2017).
    """
    check_choice("of", of, ("activity", "region"))
    panel = read_panel(frame, region, activity, value, period)
    incomes = _incomes(frame, panel, region, period, income)

    def work(t: int, values: Floats) -> tuple[Floats, Floats]:
        return _levels(values, incomes[t])

    results = over_periods(panel, work)
    name, side = ("prody", 0) if of == "activity" else ("expy", 1)
    keys = activity_columns(panel, activity, period) if side == 0 else region_columns(panel, region, period)
    numbers = number_column(name, [result[side] for result in results])
    native = from_columns({**keys, name: numbers}, FrameKind.of(frame))
    described = {name: "income per head that goes with it"}
    return FrameResult(name, native, described, options={"of": of, "income": income}, notes=panel.notes)


def _levels(values: Floats, income: Floats) -> tuple[Floats, Floats]:
    rows, columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
    inner = values[np.ix_(rows, columns)]
    weights = rca_matrix(inner)
    prody_inner = income[rows] @ weights / weights.sum(axis=0)
    prody, expy = np.full(len(columns), np.nan), np.full(len(rows), np.nan)
    prody[columns] = prody_inner
    expy[rows] = inner @ prody_inner / inner.sum(axis=1)
    return prody, expy


def _incomes(frame: IntoFrame, panel: Panel, region: str, period: str | None, income: str) -> Floats:
    """Income per period and region [T, R]."""
    keys = fields(period, region)
    rows = opened(frame, keys, [income]).collect("polars").to_native()
    found = rows.drop_nulls().group_by(keys).max()
    place = {label: i for i, label in enumerate(panel.regions.to_list())}
    when = {} if panel.periods is None else {label: t for t, label in enumerate(panel.periods.to_list())}
    times = [when.get(label, -1) for label in found[period]] if period else [0] * found.height
    result = np.full((panel.n_periods, len(panel.regions)), np.nan)
    for t, label, number in zip(times, found[region], found[income], strict=True):
        if t >= 0 and label in place:
            result[t, place[label]] = number
    for t in range(panel.n_periods):
        lacking = (panel.matrix(t).sum(axis=1) > 0) & np.isnan(result[t])
        if lacking.any():
            raise MeasureError(
                f"{int(lacking.sum())} regions have values but no income.",
                where=str(panel.regions[int(np.argmax(lacking))]),
                todo=f"fill the column {income!r} or leave these regions out",
            )
    return result
