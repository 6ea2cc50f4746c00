"""Intervals and three-valued answers as arrays, one entry per firm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanzhen.terms import Truth

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Answers = NDArray[np.int8]
"""1 yes, 0 cannot tell, -1 no: Kleene's and/or are then minimum and maximum."""

YES, UNKNOWN, NO = np.int8(1), np.int8(0), np.int8(-1)
CODES = {1: Truth.YES, 0: Truth.UNKNOWN, -1: Truth.NO}


@dataclass(frozen=True, slots=True)
class Intervals:
    """``n`` intervals; an infinite end means not known. The arithmetic is that of terms.Interval,
    without its outward rounding: see ``bulk`` for how edges are kept exact."""

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools

    @classmethod
    def unknown(cls, n: int) -> Intervals:
        """Nothing known of any of them."""
        infinite = np.full(n, np.inf)
        return cls(-infinite, infinite, np.ones(n, bool), np.ones(n, bool))

    @classmethod
    def of(
        cls, low: Floats, high: Floats, low_open: Bools | None = None, high_open: Bools | None = None
    ) -> Intervals:
        """From columns in which NaN marks an end that is not known."""
        no_low, no_high = np.isnan(low), np.isnan(high)
        return cls(
            np.where(no_low, -np.inf, low),
            np.where(no_high, np.inf, high),
            no_low | (False if low_open is None else low_open),
            no_high | (False if high_open is None else high_open),
        )

    def compare(self, op: str, value: float) -> Answers:
        """Three-valued comparison with a threshold."""
        above_low = (self.low > value) | ((self.low == value) & self.low_open)
        below_high = (self.high < value) | ((self.high == value) & self.high_open)
        match op:
            case ">=":
                return _decide(self.low >= value, below_high)
            case ">":
                return _decide(above_low, self.high <= value)
            case "<=":
                return _decide(self.high <= value, above_low)
            case "<":
                return _decide(below_high, self.low >= value)
            case _:
                return _decide((self.low == value) & (self.high == value), above_low | below_high)

    def __add__(self, other: Intervals) -> Intervals:
        return Intervals(
            self.low + other.low,
            self.high + other.high,
            self.low_open | other.low_open,
            self.high_open | other.high_open,
        )

    def percent_of(self, base: Intervals, factor: float = 100.0) -> Intervals:
        """``factor * self / base``; where the base may be zero nothing is known."""
        negative = base.high <= 0
        top, bottom = self.negated_where(negative), base.negated_where(negative)
        corners, open_ends = _corners(top, bottom, factor)
        low, high = np.fmin.reduce(corners), np.fmax.reduce(corners)
        zero_reached = top.contains_zero()
        low_open = np.where(corners == low, open_ends, True).all(axis=0) & ~(zero_reached & (low == 0))
        high_open = np.where(corners == high, open_ends, True).all(axis=0) & ~(zero_reached & (high == 0))
        lost = base.contains_zero()
        return Intervals(
            np.where(lost, -np.inf, low),
            np.where(lost, np.inf, high),
            low_open | lost | np.isinf(low),
            high_open | lost | np.isinf(high),
        )

    def largest(self, other: Intervals) -> Intervals:
        """Intervals of the larger of two numbers."""
        low_first = (self.low > other.low) | ((self.low == other.low) & ~self.low_open)
        high_first = (self.high > other.high) | ((self.high == other.high) & ~self.high_open)
        return Intervals(
            np.where(low_first, self.low, other.low),
            np.where(high_first, self.high, other.high),
            np.where(low_first, self.low_open, other.low_open),
            np.where(high_first, self.high_open, other.high_open),
        )

    def where(self, use: Bools, other: Intervals) -> Intervals:
        """These where ``use``, the other ones elsewhere."""
        return Intervals(
            np.where(use, self.low, other.low),
            np.where(use, self.high, other.high),
            np.where(use, self.low_open, other.low_open),
            np.where(use, self.high_open, other.high_open),
        )

    def is_known(self) -> Bools:
        """Whether at least one end is known."""
        return np.isfinite(self.low) | np.isfinite(self.high)

    def contains_zero(self) -> Bools:
        """Whether zero is possible."""
        above: Bools = (self.low < 0) | ((self.low == 0) & ~self.low_open)
        below: Bools = (self.high > 0) | ((self.high == 0) & ~self.high_open)
        return above & below

    def negated_where(self, mask: Bools) -> Intervals:
        """These, with the sign changed where ``mask``."""
        # Adding 0.0 turns -0.0 into 0.0: the sign of zero would decide the sign of a quotient.
        return Intervals(
            np.where(mask, -self.high, self.low) + 0.0,
            np.where(mask, -self.low, self.high) + 0.0,
            np.where(mask, self.high_open, self.low_open),
            np.where(mask, self.low_open, self.high_open),
        )


def _decide(yes: Bools, no: Bools) -> Answers:
    return yes.astype(np.int8) - no.astype(np.int8)


def _corners(top: Intervals, bottom: Intervals, factor: float) -> tuple[Floats, Bools]:
    values, opens = [], []
    with np.errstate(divide="ignore", invalid="ignore"):
        for x, x_open in ((top.low, top.low_open), (top.high, top.high_open)):
            for y, y_open in ((bottom.low, bottom.low_open), (bottom.high, bottom.high_open)):
                quotient = factor * x / y
                values.append(np.where((x == 0) & (y == 0), 0.0, quotient))
                opens.append(x_open | y_open)
    return np.stack(values), np.stack(opens)
