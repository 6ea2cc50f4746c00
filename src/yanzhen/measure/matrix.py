"""Long frames to region x activity matrices: the only place where data leave the caller's engine.

Labels are kept once and cells as integer codes; a dense matrix is made per period, when it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError
from yanzhen.measure.frames import IntoFrame, fields, opened

Floats = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

SAMPLE = 10_000  # rows that show whether a key comes in runs
CYCLE = 100_000  # rows within which a cycle starts again


@dataclass(frozen=True, slots=True)
class Panel:
    """Coded cells of a long frame.

    Attributes:
        regions, activities: sorted labels (polars Series, in the frame's own type).
        periods: sorted period labels; None for a pooled panel.
        region, activity: codes of each row [n], 16 bits where that is enough.
        value: float64 [n]; rows without evidence are already gone.
        bounds: rows of period t are ``bounds[t]:bounds[t + 1]``.
        notes: what was left out.
    """

    regions: pl.Series
    activities: pl.Series
    periods: pl.Series | None
    region: Codes
    activity: Codes
    value: Floats
    bounds: NDArray[np.int64]
    notes: tuple[str, ...]

    @property
    def n_periods(self) -> int:
        return len(self.bounds) - 1

    def matrix(self, t: int) -> Floats:
        """Values of period t, dense [regions, activities]; absent cells are 0, repeats are added."""
        rows = slice(self.bounds[t], self.bounds[t + 1])
        shape = (len(self.regions), len(self.activities))
        flat = self.region[rows].astype(np.int64) * shape[1] + self.activity[rows]
        summed = np.bincount(flat, weights=self.value[rows], minlength=shape[0] * shape[1])
        return summed.astype(np.float64, copy=False).reshape(shape)

    def cube(self) -> Floats:
        """All periods' matrices [T, R, P]; a view of the values if they are a complete grid in order."""
        shape = (self.n_periods, len(self.regions), len(self.activities))
        if len(self.value) == np.prod(shape) and self._in_order(shape):
            return self.value.reshape(shape)
        cube = np.empty(shape)
        for t in range(shape[0]):
            cube[t] = self.matrix(t)
        return cube

    def _in_order(self, shape: tuple[int, int, int]) -> bool:
        rows = self.region.reshape(shape) == np.arange(shape[1], dtype=self.region.dtype)[:, None]
        columns = self.activity.reshape(shape) == np.arange(shape[2], dtype=self.activity.dtype)
        even = np.diff(self.bounds) == shape[1] * shape[2]
        return bool(rows.all() and columns.all() and even.all())

    def without_cells(self) -> Panel:
        """Only the labels, when the cells are no longer needed."""
        none = np.empty(0, dtype=np.int32)
        return replace(self, region=none, activity=none, value=np.empty(0))


def read_panel(frame: IntoFrame, region: str, activity: str, value: str, period: str | None = None) -> Panel:
    """Code a long frame.

    Lazy frames are grouped in their own engine first, so that only cells travel. Null, NaN and
    infinite values and rows with a null key are left out (and counted in ``notes``). Rows with equal keys are
    added up; a negative sum cannot be a share.

    Raises:
        MeasureError: no usable row, or negative values.
    """
    keys = fields(period, region, activity)
    lazy = isinstance(nw.from_native(frame), nw.LazyFrame)
    table = opened(frame, keys, [value], keep_nan=not lazy)
    if lazy:
        summed = table.group_by(*keys).agg(nw.col(value).sum(), nw.col(value).count().alias("_known"))
        table = summed.select(*keys, nw.when(nw.col("_known") > 0).then(nw.col(value)).alias(value))
    kept, notes = _usable(table.collect("polars").to_native(), keys, value)
    if kept.height == 0:
        raise MeasureError(
            "There is no row with a region, an activity and a value.",
            where=", ".join((*keys, value)),
            todo="check the column names and that the values are not all missing",
        )
    if kept.select(pl.col(value).min() < 0).item():
        kept = _netted(kept, keys, value)
    coded = factorised(kept.select(keys))
    regions, region_codes = coded[region]
    activities, activity_codes = coded[activity]
    values = kept[value].to_numpy()
    if period is None:
        bounds = np.array([0, kept.height])
        return Panel(regions, activities, None, region_codes, activity_codes, values, bounds, notes)
    periods, period_codes = coded[period]
    if len(periods) > 1 and np.any(period_codes[1:] < period_codes[:-1]):
        order = np.argsort(period_codes, kind="stable")
        region_codes, activity_codes, values = region_codes[order], activity_codes[order], values[order]
        period_codes = period_codes[order]
    starts = np.searchsorted(period_codes, np.arange(len(periods), dtype=period_codes.dtype))
    bounds = np.append(starts, len(period_codes))
    return Panel(regions, activities, periods, region_codes, activity_codes, values, bounds, notes)


def _netted(rows: pl.DataFrame, keys: list[str], value: str) -> pl.DataFrame:
    """The cells of rows some of which are negative (corrections, returns): what matters is their sum."""
    cells = rows.group_by(keys, maintain_order=True).agg(pl.col(value).sum())
    bad = cells.filter(pl.col(value) < 0)
    if bad.height:
        raise MeasureError(
            f"{bad.height} values are negative; shares and presence have no meaning for them.",
            where=str(bad.row(0, named=True)),
            expected="values of zero or more",
            todo="filter or correct them, or use another value column",
        )
    return cells


def _usable(cells: pl.DataFrame, keys: list[str], value: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
    notes = []
    # One pass: no sum is finite with something in it that is not. One that only overflows costs a second pass and changes nothing.
    if not np.isfinite(cells[value].to_numpy().sum()):
        cells = cells.with_columns(pl.when(pl.col(value).is_finite()).then(value))
    for names, text in (([value], "without a value"), (keys, "without a key")):
        if any(cells[name].null_count() for name in names):
            kept = cells.drop_nulls(names)
            notes.append(f"{cells.height - kept.height} rows {text} were left out")
            cells = kept
    return cells, tuple(notes)


def factorised(keys: pl.DataFrame) -> dict[str, tuple[pl.Series, Codes]]:
    """For each column its sorted distinct labels, and the position of each element among them."""
    return {series.name: _factorised_runs(series) for series in keys}


def _factorised_runs(series: pl.Series) -> tuple[pl.Series, Codes]:
    """Label each run or cycle of elements once: panels mostly come sorted, often as complete grids."""
    n = len(series)
    if n < SAMPLE:
        return _factorised(series)
    if _changes(series.head(SAMPLE)).len() > SAMPLE / 8:
        cycle = _cycle(series)
        labels, codes = _factorised(series.head(cycle))
        return labels, codes if cycle == n else np.resize(codes, n)
    starts = np.concatenate(([0], _changes(series).to_numpy() + 1))
    labels, codes = _factorised(series.gather(starts))
    return labels, np.repeat(codes, np.diff(starts, append=n))


def _cycle(series: pl.Series) -> int:
    """After how many elements all of it repeats, its length if it does not."""
    n = len(series)
    again = (series.slice(1, CYCLE) == series[0]).arg_true()
    if not len(again):
        return n
    cycle = int(again[0]) + 1
    for length in (SAMPLE, n - cycle):  # most columns without a cycle show it at once
        if not (series.slice(cycle, length) == series.head(min(length, n - cycle))).all():
            return n
    return cycle


def _changes(series: pl.Series) -> pl.Series:
    """Positions of the elements that differ from the next one."""
    return (series.slice(1) != series.head(len(series) - 1)).arg_true()


def _factorised(series: pl.Series) -> tuple[pl.Series, Codes]:
    if series.dtype == pl.String:
        return _factorised_texts(series)
    if series.dtype.is_integer():
        return _factorised_integers(series)
    return _factorised_others(series)


def _factorised_texts(series: pl.Series) -> tuple[pl.Series, Codes]:
    if (series.slice(1) > series.head(len(series) - 1)).all():  # labels already, in order
        codes = np.arange(len(series), dtype=_narrow(len(series)))
        return series.gather(codes), codes  # gathered, for a slice would keep the whole column in memory
    ids = series.cast(pl.Categorical).to_physical().to_numpy()
    example = np.full(int(ids.max()) + 1, -1, dtype=np.int64)
    example[ids] = np.arange(len(ids))
    found = np.flatnonzero(example >= 0)
    labels = series.gather(example[found])
    order = labels.arg_sort().to_numpy()
    table = np.empty(len(example), dtype=_narrow(len(found)))
    table[found[order]] = np.arange(len(found))
    return labels.gather(order), table[ids]


def _factorised_others(series: pl.Series) -> tuple[pl.Series, Codes]:
    labels = series.unique().sort()
    positions = pl.DataFrame({"label": labels}).with_row_index("code")
    found = series.alias("label").to_frame().join(positions, on="label", how="left", maintain_order="left")
    return labels, found["code"].to_numpy().astype(_narrow(len(labels)))


def _factorised_integers(series: pl.Series) -> tuple[pl.Series, Codes]:
    values = series.to_numpy()
    low, high = int(values.min()), int(values.max())
    if high - low > 10_000_000:
        labels, codes = np.unique(values, return_inverse=True)
        return pl.Series(labels, dtype=series.dtype), codes.astype(_narrow(len(labels)))
    narrow = np.uint16 if high - low < 2**16 else np.uint32
    shifted = (values if low == 0 else values - low).astype(narrow)
    seen = np.zeros(high - low + 1, dtype=np.bool_)
    seen[shifted] = True
    found = np.flatnonzero(seen)
    table = np.empty(len(seen), dtype=_narrow(len(found)))
    table[found] = np.arange(len(found))
    return pl.Series(found + low, dtype=series.dtype), table[shifted]


def _narrow(labels: int) -> type[np.integer[Any]]:
    return np.uint16 if labels <= 2**16 else np.int32
