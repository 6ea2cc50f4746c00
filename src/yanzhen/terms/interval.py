"""Interval arithmetic with open and closed ends, rounded outward: never sharper than its inputs.

Ends are decimals that happen to be stored as floats: 0.1 means one tenth. Operations are exact on those
decimals and only the result is rounded, away from the interval, so that 13.78 + 5.17 stays exact
and 1 / 3 becomes the narrowest interval of floats that holds one third.
Source: Moore, Kearfott & Cloud, Introduction to Interval Analysis (SIAM 2009), chapters 2 and 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from yanzhen.errors import FigureError
from yanzhen.terms.truth import Truth

INF = math.inf


def _exact(x: float) -> Fraction:
    return Fraction(repr(x))


def _down(x: Fraction) -> float:
    near = float(x)
    return near if _exact(near) <= x else math.nextafter(near, -INF)


def _up(x: Fraction) -> float:
    near = float(x)
    return near if _exact(near) >= x else math.nextafter(near, INF)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between ``low`` and ``high``; an infinite end means "not known" and is open.

    Raises:
        FigureError: the interval would be empty, or an end is not a number.
    """

    low: float = -INF
    high: float = INF
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low != self.low or self.high != self.high or self.low == INF or self.high == -INF:
            raise FigureError(
                f"{self.low!r} to {self.high!r} are not ends of an interval",
                expected="numbers, -inf only as low end and inf only as high end",
            )
        # -0.0 would turn the sign of a quotient: adding zero makes it 0.0.
        if not self.low or type(self.low) is not float:
            object.__setattr__(self, "low", self.low + 0.0)
        if not self.high or type(self.high) is not float:
            object.__setattr__(self, "high", self.high + 0.0)
        if self.low == -INF:
            object.__setattr__(self, "low_open", True)
        if self.high == INF:
            object.__setattr__(self, "high_open", True)
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise FigureError(
                f"No number lies between {self.low} and {self.high}",
                expected="low end below high end",
                todo="check the order of the two numbers and their bounds",
            )

    @classmethod
    def exact(cls, value: float) -> Interval:
        """The single number ``value``."""
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """One number, or so near one that only the rounding of floats lies between the ends."""
        return self.low == self.high or (
            math.isfinite(self.low)
            and math.isfinite(self.high)
            and self.high - self.low <= 4 * max(math.ulp(self.low), math.ulp(self.high))
        )

    @property
    def is_unbounded(self) -> bool:
        """Nothing is known on either side."""
        return math.isinf(self.low) and math.isinf(self.high)

    def contains(self, x: float) -> bool:
        """Whether the number ``x`` is possible."""
        above = x > self.low or (x == self.low and not self.low_open)
        below = x < self.high or (x == self.high and not self.high_open)
        return above and below

    def encloses(self, other: Interval) -> bool:
        """Whether every number of ``other`` is possible here: ``self`` is not sharper than ``other``."""
        low = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        high = self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open))
        return low and high

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers possible in both, or None where the two contradict each other."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low > high or (low == high and (low_open or not high_closed)):
            return None
        return Interval(low, high, low_open, not high_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that encloses both."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        low = -INF if math.inf in (-self.low, -other.low) else _down(_exact(self.low) + _exact(other.low))
        high = INF if math.inf in (self.high, other.high) else _up(_exact(self.high) + _exact(other.high))
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return self._by_corners(other, _times)

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; a divisor that may be zero leaves the quotient unbounded.

        Raises:
            FigureError: the divisor is exactly zero.
        """
        if other.low == other.high == 0:
            raise FigureError(
                "Division by zero", expected="a base that is not zero", todo="leave the ratio out"
            )
        if other.contains(0.0):
            return Interval()
        if other.high <= 0:
            return (-self) / (-other)
        return self._by_corners(other, _over)

    def _by_corners(self, other: Interval, op: Callable[[float, float], Fraction | float]) -> Interval:
        corners = [
            (op(x, y), x_open or y_open)
            for x, x_open in ((self.low, self.low_open), (self.high, self.high_open))
            for y, y_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        # Unknown over unknown says nothing that the other corners (zero and infinity) do not say.
        corners = [(value, is_open) for value, is_open in corners if value == value]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        # An end is open only if every corner that reaches it is open: zero times an open end is reached.
        low_open = all(is_open for value, is_open in corners if value == low) and not self._reaches(
            other, low
        )
        high_open = all(is_open for value, is_open in corners if value == high) and not self._reaches(
            other, high
        )
        return Interval(
            _down(low) if isinstance(low, Fraction) else low,
            _up(high) if isinstance(high, Fraction) else high,
            low_open,
            high_open,
        )

    def _reaches(self, other: Interval, value: Fraction | float) -> bool:
        """A product or quotient of zero is reached as soon as one factor may be zero."""
        return value == 0 and (self.contains(0.0) or other.contains(0.0))

    def at_least(self, threshold: float) -> Truth:
        """Whether the number is >= ``threshold``."""
        if self.low >= threshold:
            return Truth.YES
        if self.high < threshold or (self.high == threshold and self.high_open):
            return Truth.NO
        return Truth.UNKNOWN

    def above(self, threshold: float) -> Truth:
        """Whether the number is > ``threshold``."""
        if self.low > threshold or (self.low == threshold and self.low_open):
            return Truth.YES
        return Truth.NO if self.high <= threshold else Truth.UNKNOWN

    def at_most(self, threshold: float) -> Truth:
        """Whether the number is <= ``threshold``."""
        return ~self.above(threshold)

    def below(self, threshold: float) -> Truth:
        """Whether the number is < ``threshold``."""
        return ~self.at_least(threshold)

    def equals(self, other: Interval) -> Truth:
        """Whether the two numbers are the same: YES only for two equal exact ones."""
        if self.intersection(other) is None:
            return Truth.NO
        return Truth.YES if self.low == self.high == other.low == other.high else Truth.UNKNOWN

    def exceeds(self, other: Interval) -> Truth:
        """Whether this number is greater than the other: UNKNOWN where the two overlap ("cannot rank")."""
        if self.low > other.high or (self.low == other.high and (self.low_open or other.high_open)):
            return Truth.YES
        return Truth.NO if self.high <= other.low else Truth.UNKNOWN


def _times(x: float, y: float) -> Fraction | float:
    if math.isinf(x) or math.isinf(y):
        # Zero times "not known" is zero: the infinite end stands for some unknown finite number.
        return Fraction(0) if x == 0 or y == 0 else x * y
    return _exact(x) * _exact(y)


def _over(x: float, y: float) -> Fraction | float:
    if math.isinf(y):
        return Fraction(0) if math.isfinite(x) else math.nan
    if y == 0:  # an open end at zero of a positive divisor: the quotient grows without limit there
        return Fraction(0) if x == 0 else math.copysign(INF, x)
    return x if math.isinf(x) else _exact(x) / _exact(y)


def hull_of(intervals: list[Interval]) -> Interval:
    """The smallest interval that encloses all of a non-empty list."""
    result = intervals[0]
    for each in intervals[1:]:
        result = result.hull(each)
    return result
