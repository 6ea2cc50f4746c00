"""A panel ready for scoring: regions x periods as rows, indicators as columns, each cell an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, Mask
from yanzhen.measure.index.cells import Nothing, read_cell
from yanzhen.measure.index.crosswalk import Crosswalk, Source
from yanzhen.measure.index.system import Indicator, IndicatorSystem

_KINDS: tuple[Nothing | None, ...] = (None, *Nothing)


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """n rows of m indicators. A missing cell is NaN in ``low`` and ``high``; an unknown end is infinite.

    Attributes:
        regions: region of every row.
        periods: period of every row; None throughout for a cross-section.
        names: indicators.
        low: lower ends.
        high: upper ends.
        kinds: for missing cells 1.. in the order of :class:`Nothing`, else 0.
        filled: cells that hold an imputed value.
    """

    regions: tuple[object, ...]
    periods: tuple[object, ...]
    names: tuple[str, ...]
    low: Floats
    high: Floats
    kinds: NDArray[np.int8]
    filled: Mask

    @property
    def missing(self) -> Mask:
        """Cells without a value."""
        missing: Mask = np.isnan(self.low)
        return missing

    @property
    def known(self) -> Floats:
        """One number per cell: the value, the middle of a range, the known end of a one-sided bound."""
        with np.errstate(invalid="ignore"):
            middle = (self.low + self.high) / 2.0
        one_sided = np.where(np.isinf(self.low), self.high, self.low)
        exact = self.low == self.high
        return np.where(exact, self.low, np.where(np.isfinite(middle), middle, one_sided))

    def kind_of(self, row: int, column: int) -> Nothing | None:
        """Why the cell is missing."""
        return _KINDS[int(self.kinds[row, column])]

    def with_values(self, low: Floats, high: Floats, filled: Mask | None = None) -> Panel:
        """The same rows with other values."""
        return replace(self, low=low, high=high, filled=self.filled if filled is None else filled)

    def only(self, columns: Sequence[int]) -> Panel:
        """The same rows with some of the columns."""
        return replace(
            self,
            names=tuple(self.names[j] for j in columns),
            low=self.low[:, columns],
            high=self.high[:, columns],
            kinds=self.kinds[:, columns],
            filled=self.filled[:, columns],
        )


def build_panel(
    frame: nw.DataFrame[Any], system: IndicatorSystem, walk: Crosswalk, region: str, period: str | None
) -> Panel:
    """Read the matched columns of a frame.

    Raises:
        MeasureError: a key column is absent or empty, a row is there twice, or a cell is no number.
    """
    regions = _labels(frame, region)
    if not regions:
        raise MeasureError("The table has no rows", expected="one row per region and period")
    periods = (None,) * len(regions) if period is None else _labels(frame, period)
    _refuse_twins(regions, periods)
    names = tuple(name for name in system.names if name in walk.matched)
    if not names:
        raise MeasureError(
            f"None of the columns belongs to {system.id} ({system.zh})",
            where=", ".join(frame.columns),
            expected="、".join(i.zh for i in system.indicators),
            todo="rename the columns, or give columns={indicator: column}",
        )
    columns = [_column(frame, walk.matched[name], regions, periods) for name in names]
    low, high, kinds = (np.column_stack(parts) for parts in zip(*columns, strict=True))
    return Panel(regions, periods, names, low, high, kinds, np.zeros(low.shape, dtype=bool))


def _labels(frame: nw.DataFrame[Any], column: str) -> tuple[object, ...]:
    if column not in frame.columns:
        raise MeasureError(f"There is no column {column!r}", expected="one of " + ", ".join(frame.columns))
    values = frame[column].to_list()
    for row, value in enumerate(values):
        if value is None or (isinstance(value, float) and math.isnan(value)) or str(value).strip() == "":
            raise MeasureError("A row without its key", where=f"row {row + 1}, column {column!r}")
    # Spreadsheets hold years as 2023.0.
    return tuple(int(v) if isinstance(v, float) and v.is_integer() else v for v in values)


def _refuse_twins(regions: Sequence[object], periods: Sequence[object]) -> None:
    seen: dict[tuple[object, object], int] = {}
    for row, key in enumerate(zip(regions, periods, strict=True)):
        if key in seen:
            raise MeasureError(
                f"{key[0]} {'' if key[1] is None else key[1]} stands in two rows",
                where=f"rows {seen[key] + 1} and {row + 1}",
                expected="one row per region and period",
                todo="name the column of periods, or remove one of the two",
            )
        seen[key] = row


Ends = tuple[Floats, Floats, NDArray[np.int8]]


def _column(
    frame: nw.DataFrame[Any], source: Source, regions: Sequence[object], periods: Sequence[object]
) -> Ends:
    where = [f"{r} {'' if p is None else p}".strip() for r, p in zip(regions, periods, strict=True)]
    low, high, kinds = _cells(frame[source.column], where)
    if source.high is not None:
        low, high, kinds = _joined((low, kinds), _cells(frame[source.high], where), where, source)
    if source.divide_by is not None:
        low, high, kinds = _quotient(
            (low, high, kinds), _cells(frame[source.divide_by], where), where, source
        )
    return low, high, kinds


def _cells(series: nw.Series[Any], where: Sequence[str]) -> Ends:
    if series.dtype.is_numeric():
        values = np.array(series.cast(nw.Float64).to_list(), dtype=float)
        if np.isinf(values).any():
            row = int(np.flatnonzero(np.isinf(values))[0])
            raise MeasureError(f"The cell is {values[row]}", where=f"{where[row]}, column {series.name!r}")
        return values, values.copy(), np.isnan(values).astype(np.int8)
    low, high = np.full(len(series), np.nan), np.full(len(series), np.nan)
    kinds = np.zeros(len(series), dtype=np.int8)
    for row, value in enumerate(series.to_list()):
        try:
            cell = read_cell(value)
        except MeasureError as error:
            place = f"{where[row]}, column {series.name!r}"
            raise MeasureError(error.what, where=place, expected=error.expected, todo=error.todo) from error
        if cell.interval is None:
            kinds[row] = _KINDS.index(cell.nothing)
        else:
            low[row], high[row] = cell.interval.low, cell.interval.high
    return low, high, kinds


def _joined(
    lower: tuple[Floats, NDArray[np.int8]], upper: Ends, where: Sequence[str], source: Source
) -> Ends:
    """A pair of columns of bounds: an empty end is an unknown end, two empty ends are no evidence."""
    low, kinds = lower
    high = upper[1]
    wrong = np.flatnonzero(low > high)
    if wrong.size:
        raise MeasureError(
            f"The lower bound {low[wrong[0]]:g} is above the upper bound {high[wrong[0]]:g}",
            where=f"{where[wrong[0]]}, columns {source.column!r} and {source.high!r}",
        )
    neither = np.isnan(low) & np.isnan(high)
    low = np.where(np.isnan(low) & ~neither, -np.inf, low)
    high = np.where(np.isnan(high) & ~neither, np.inf, high)
    return low, high, np.where(neither, np.maximum(kinds, 1), 0).astype(np.int8)


def _quotient(top: Ends, bottom: Ends, where: Sequence[str], source: Source) -> Ends:
    """Bounds of top / bottom for a positive denominator and a non-negative numerator."""
    for ends, column in ((top, source.column), (bottom, source.divide_by)):
        bad = np.flatnonzero(ends[0] < 0) if column == source.column else np.flatnonzero(ends[1] <= 0)
        if bad.size:
            raise MeasureError(
                "A quotient needs a numerator >= 0 and a denominator > 0",
                where=f"{where[bad[0]]}, column {column!r}",
                todo="correct the cell, or leave it empty",
            )
    with np.errstate(invalid="ignore", divide="ignore"):
        low = source.times * top[0] / bottom[1]
        high = source.times * top[1] / np.maximum(bottom[0], 0.0)
    missing = np.isnan(top[0]) | np.isnan(bottom[0])
    kinds = np.where(missing, np.maximum(np.maximum(top[2], bottom[2]), 1), 0).astype(np.int8)
    return np.where(missing, np.nan, low), np.where(missing, np.nan, high), kinds


def transformed(panel: Panel, indicators: Sequence[Indicator]) -> Panel:
    """Apply the transformation of each indicator: logarithm, or distance from the target.

    Raises:
        MeasureError: the logarithm of a value that is not positive.
    """
    low, high = panel.low.copy(), panel.high.copy()
    for j, indicator in enumerate(indicators):
        if indicator.transform == "log":
            low[:, j], high[:, j] = _log(low[:, j], high[:, j], panel, indicator)
        if indicator.target is not None:
            low[:, j], high[:, j] = _distance(low[:, j], high[:, j], *indicator.target)
    return panel.with_values(low, high)


def _log(low: Floats, high: Floats, panel: Panel, indicator: Indicator) -> tuple[Floats, Floats]:
    bad = np.flatnonzero(np.isfinite(low) & (low <= 0))
    if bad.size:
        raise MeasureError(
            f"There is no logarithm of {low[bad[0]]:g}",
            where=f"{panel.regions[bad[0]]} {panel.periods[bad[0]]}, indicator {indicator.id}",
            todo="set transform: none, or correct the cell",
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.isneginf(low), low, np.log(low)), np.log(high)


def _distance(low: Floats, high: Floats, near: float, far: float) -> tuple[Floats, Floats]:
    """Distance of the interval low..high from the range near..far: smallest and largest possible."""
    gap = np.maximum(np.maximum(near - high, low - far), 0.0)
    reach = np.maximum(np.maximum(near - low, high - far), 0.0)
    return np.where(np.isnan(low), np.nan, gap), np.where(np.isnan(low), np.nan, reach)
