"""Inequality of a panel, period by period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.frames import FrameResult
from yanzhen.measure.index.arrays import eager
from yanzhen.measure.inequality.dagum import dagum
from yanzhen.measure.inequality.gini import coefficient_of_variation, gini
from yanzhen.measure.inequality.theil import theil

_PARTS = ("within", "net_between", "transvariation")


def inequality_series(
    frame: Any, *, value: str, period: str, group: str | None = None, weight: str | None = None
) -> FrameResult:
    """Gini, Theil T, coefficient of variation, and with ``group`` the Dagum parts, for every period.

    Rows without a value are left out; ``n`` says how many remain. Dagum is unweighted.

    Args:
        frame: any data frame, one row per unit and period.
        value: column measured.
        period: column of periods.
        group: column of groups.
        weight: column of population weights of Gini, Theil and variation.

    Returns:
        A polars frame, one row per period: ``n``, ``mean``, ``gini``, ``theil``, ``cv``; with ``group`` also
        ``dagum_within``, ``dagum_net_between``, ``dagum_transvariation``, and the Gini of every group and pair.

    Raises:
        MeasureError: a column is absent, or a period cannot be measured (the message says which).
    """
    table = eager(frame)
    wanted = [c for c in (value, period, group, weight) if c is not None]
    if table is None or not set(wanted) <= set(table.columns):
        raise MeasureError(f"Columns {wanted} are needed", expected="a data frame that has them")
    data = pl.DataFrame({c: table[c].to_list() for c in wanted}, strict=False)
    data = data.filter(pl.col(value).is_not_null() & pl.col(value).cast(pl.Float64).is_not_nan())
    rows = []
    for (label,), part in data.group_by(period, maintain_order=True):
        try:
            rows.append({period: label, **_measured(part, value, group, weight)})
        except MeasureError as error:
            where = f"{period} {label}"
            raise MeasureError(error.what, where=where, expected=error.expected, todo=error.todo) from error
    columns = {
        "n": "units with a value",
        "mean": "mean, weighted where weights are given",
        "gini": "Gini coefficient",
        "theil": "Theil T",
        "cv": "coefficient of variation",
    }
    if group is not None:
        columns |= {f"dagum_{part}": f"part of the Gini: {part}" for part in _PARTS}
    return FrameResult("inequality", pl.DataFrame(rows).sort(period), columns)


def _measured(part: pl.DataFrame, value: str, group: str | None, weight: str | None) -> dict[str, object]:
    y = part[value].cast(pl.Float64).to_numpy()
    w = None if weight is None else part[weight].cast(pl.Float64).to_numpy()
    one: tuple[tuple[str, Callable[..., float]], ...] = (
        ("gini", gini),
        ("theil", lambda x, w: theil(x, weights=w).total),
        ("cv", coefficient_of_variation),
    )
    row: dict[str, object] = {"n": y.size, "mean": float(np.average(y, weights=w))}
    row |= {name: function(y, w) for name, function in one}
    if group is None:
        return row
    parts = dagum(y, part[group].to_list())
    return row | {
        **{f"dagum_{name}": getattr(parts, name) for name in _PARTS},
        **{f"gini_{name}": inside for name, inside in parts.groups.items()},
        **{f"gini_{pair.a}_{pair.b}": pair.gini for pair in parts.pairs},
    }
