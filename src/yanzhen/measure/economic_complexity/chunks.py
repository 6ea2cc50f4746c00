"""Long columns of a dense panel, in chunks of whole regions that are shared where they are equal.

What belongs to activities or periods repeats: its chunk is made once and referred to many times, which takes
neither time nor memory. All columns get the same chunks, so that nothing has to be put in line later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.measure.matrix import Panel

CELLS = 2**18  # per chunk, about


@dataclass(frozen=True, slots=True)
class Chunks:
    """How the cells of ``periods`` matrices [regions, activities] are cut."""

    periods: int
    regions: int
    activities: int

    @classmethod
    def of(cls, panel: Panel) -> Chunks:
        """The chunks of a panel's cells."""
        return cls(panel.n_periods, len(panel.regions), len(panel.activities))

    @property
    def height(self) -> int:
        """Regions in a chunk; the last of a period may have fewer."""
        return min(self.regions, max(1, CELLS // max(self.activities, 1)))

    def slabs(self) -> Iterator[slice]:
        """The regions of each chunk of a period."""
        for start in range(0, self.regions, self.height):
            yield slice(start, min(start + self.height, self.regions))

    def column(self, name: str, chunk: Callable[[int, slice], pl.Series]) -> pl.Series:
        """The column of ``chunk(period, regions)``, end to end; one chunk if all of it is small."""
        parts = [chunk(t, rows) for t in range(self.periods) for rows in self.slabs()]
        small = self.periods * self.regions * self.activities <= CELLS
        return pl.concat(parts, rechunk=small).alias(name)

    def per_period(self, name: str, labels: pl.Series) -> pl.Series:
        """``labels`` [periods], each for all its cells."""
        whole = [labels.new_from_index(t, self.height * self.activities) for t in range(self.periods)]
        return self.column(name, lambda t, rows: self._head(whole[t], rows))

    def per_region(self, name: str, labels: pl.Series) -> pl.Series:
        """``labels`` [regions], the same in each period."""
        codes = np.arange(self.regions, dtype=np.uint32)
        each = {
            rows.start: labels.gather(pl.Series(np.repeat(codes[rows], self.activities)))
            for rows in self.slabs()
        }
        return self.column(name, lambda _, rows: each[rows.start])

    def per_activity(self, name: str, units: Sequence[pl.Series]) -> pl.Series:
        """``units`` [activities], one for each period or one for all, repeated for each region."""
        whole = [pl.concat([unit] * self.height, rechunk=True) for unit in units]
        return self.column(name, lambda t, rows: self._head(whole[t % len(whole)], rows))

    def numbers_per_region(self, name: str, units: Sequence[NDArray[np.generic]]) -> pl.Series:
        """Numbers [regions] of each period, repeated for each activity; NaN becomes null."""
        gaps = [bool(np.isnan(unit).any()) for unit in units]
        # Chunk by chunk: the kernel is slow to hand out all of it at once.
        return self.column(
            name, lambda t, rows: _numbers(np.repeat(units[t][rows], self.activities), "", gaps[t])
        )

    def plane(self, name: str, cells: NDArray[np.generic], gaps: Sequence[bool]) -> pl.Series:
        """Cells [periods, regions, activities] as they lie in memory; NaN becomes null in periods with gaps."""
        return self.column(name, lambda t, rows: _numbers(cells[t, rows].reshape(-1), "", gaps[t]))

    def _head(self, whole: pl.Series, rows: slice) -> pl.Series:
        return whole.head((rows.stop - rows.start) * self.activities)


def numbers(values: NDArray[np.generic], name: str = "") -> pl.Series:
    """Numbers with NaN as null, without a copy if there is none."""
    # The minimum is NaN if anything is; unlike isnan it needs no array of flags.
    return _numbers(values, name, bool(len(values)) and bool(np.isnan(values.min())))


def _numbers(values: NDArray[np.generic], name: str, gaps: bool) -> pl.Series:
    series = pl.Series(name, values)
    return series.fill_nan(None) if gaps and series.dtype == pl.Float64 else series
