"""The shape that results share: labelled columns over sectors, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.measure.io_table import IOTable

Array = npt.NDArray[np.float64]


def sector_frame(table: IOTable, columns: Mapping[str, Array | list[str] | list[str | None]]) -> pl.DataFrame:
    """One row per sector (region first in a multi-regional table); NaN becomes null."""
    head: dict[str, Iterable[object]] = {} if table.regions is None else {"region": table.regions}
    frame = pl.DataFrame({**head, "sector": table.sectors, **columns})
    return frame.with_columns(pl.selectors.float().fill_nan(None))


def ratio(above: Array, below: Array) -> Array:
    """above / below, NaN (null in frames) where below is zero."""
    return np.asarray(np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below != 0))


def normalised(values: Array) -> Array:
    """Values over their mean; sectors without a value (NaN) stay out of the mean."""
    return np.asarray(values / np.nanmean(values))


def ranks(values: Array) -> Array:
    """1 for the largest; NaN stays NaN; equal values share the smallest rank."""
    ascending = np.sort(values[~np.isnan(values)])
    position = 1.0 + ascending.size - np.searchsorted(ascending, values, side="right")
    return np.where(np.isnan(values), np.nan, position)
