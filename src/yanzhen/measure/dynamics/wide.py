"""Long panels as units x periods matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_table, codes_of, eager


@dataclass(frozen=True, slots=True, eq=False)
class Wide:
    """Values of n units in T periods; NaN where there is no row."""

    values: Floats
    units: tuple[object, ...]
    periods: tuple[object, ...]


def wide(
    data: Any,
    *,
    region: str | None = None,
    period: str | None = None,
    value: str | None = None,
    complete: bool = True,
) -> Wide:
    """A units x periods matrix from an array, or from a long frame with three named columns.

    Args:
        data: n x T array (or wide frame of numeric columns), or a long frame.
        region: column of units of a long frame.
        period: column of periods.
        value: column of values.
        complete: whether every unit must have every period.

    Raises:
        MeasureError: a column is absent, a unit stands twice in a period, or a value is missing.
    """
    if region is None and period is None and value is None:
        table = as_table(data, missing=not complete)
        return Wide(table.values, tuple(range(len(table.values))), table.names)
    frame = eager(data)
    named = [c for c in (region, period, value) if c is not None]
    if frame is None or len(named) < 3 or not set(named) <= set(frame.columns):
        raise MeasureError(
            "A long panel needs three columns", expected="region=, period=, value=, all in the frame"
        )
    regions, periods, values = (frame[c].to_list() for c in named)
    rows, units = codes_of(regions, len(regions), "region")
    columns, times = codes_of(periods, len(periods), "period")
    matrix = np.full((len(units), len(times)), np.nan)
    seen = np.zeros(matrix.shape, dtype=bool)
    for row, column, number in zip(rows, columns, values, strict=True):
        if seen[row, column]:
            raise MeasureError(
                f"{units[row]} stands twice in {times[column]}", expected="one row per unit and period"
            )
        seen[row, column] = True
        matrix[row, column] = np.nan if number is None else float(number)
    if complete and np.isnan(matrix).any():
        row, column = np.argwhere(np.isnan(matrix))[0]
        raise MeasureError(
            f"{units[row]} has no value in {times[column]}",
            expected="every unit in every period",
            todo="leave out the unit or the period; nothing is filled in silently",
        )
    return Wide(matrix, units, times)
