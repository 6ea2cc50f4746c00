"""Ranks of scores that may be intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.index.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Best and worst possible rank of every row (1 is first); 0 where the row has no score."""

    best: NDArray[np.int64]
    worst: NDArray[np.int64]

    @property
    def certain(self) -> NDArray[np.bool_]:
        """Rows whose rank is one number."""
        certain: NDArray[np.bool_] = (self.best == self.worst) & (self.best > 0)
        return certain


def rank_intervals(low: Floats, high: Floats, groups: NDArray[np.intp]) -> Ranks:
    """Ranks within groups, largest score first; equal exact scores share the better rank.

    best = 1 + number of rows surely above (their low end above our high end);
    worst = 1 + number of rows possibly above (their high end above our low end), ourselves left out.
    Where the two differ the row cannot be ranked. Rows with NaN are left out.
    """
    best, worst = np.zeros(low.size, dtype=np.int64), np.zeros(low.size, dtype=np.int64)
    for group in np.unique(groups):
        rows = np.flatnonzero((groups == group) & ~np.isnan(low))
        mine_low, mine_high = _digits(low[rows]), _digits(high[rows])
        lows, highs = np.sort(mine_low), np.sort(mine_high)
        best[rows] = 1 + rows.size - np.searchsorted(lows, mine_high, side="right")
        above = rows.size - np.searchsorted(highs, mine_low, side="right")
        worst[rows] = 1 + above - (mine_high > mine_low)
    return Ranks(best, worst)


def _digits(x: Floats) -> Floats:
    """Twelve decimals: scores that differ by rounding alone are equal."""
    rounded: Floats = np.round(x, 12)
    return rounded
