"""Intervals: whatever numbers the inputs allow, the result allows what the operation makes of them."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yanzhen.errors import FigureError
from yanzhen.terms import Interval, Truth, hull_of

finite = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False).map(lambda x: round(x, 4) + 0.0)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(finite), draw(finite)))
    low = draw(st.sampled_from([low, -math.inf]))
    high = draw(st.sampled_from([high, math.inf]))
    open_ends = low != high
    return Interval(low, high, open_ends and draw(st.booleans()), open_ends and draw(st.booleans()))


@st.composite
def intervals_with_member(draw: st.DrawFn) -> tuple[Interval, float]:
    interval = draw(intervals())
    low = -1e16 if math.isinf(interval.low) else interval.low
    high = 1e16 if math.isinf(interval.high) else interval.high
    member = draw(st.floats(min_value=low, max_value=high))
    assume(interval.contains(member))
    return interval, member


def encloses(interval: Interval, x: Fraction) -> bool:
    """Membership on exact numbers: ends are the decimals they are written as."""
    low = (
        math.isinf(interval.low) or x > _f(interval.low) or (x == _f(interval.low) and not interval.low_open)
    )
    high = (
        math.isinf(interval.high)
        or x < _f(interval.high)
        or (x == _f(interval.high) and not interval.high_open)
    )
    return low and high


def _f(x: float) -> Fraction:
    return Fraction(repr(x))


@given(intervals_with_member(), intervals_with_member())
def test_no_operation_is_sharper_than_its_inputs(
    a: tuple[Interval, float], b: tuple[Interval, float]
) -> None:
    (x, p), (y, q) = a, b
    assert encloses(x + y, _f(p) + _f(q))
    assert encloses(x - y, _f(p) - _f(q))
    assert encloses(x * y, _f(p) * _f(q))
    assert encloses(-x, -_f(p))
    assert encloses(x.hull(y), _f(p)) and encloses(x.hull(y), _f(q))
    if q != 0 and not (y.low == y.high == 0):
        assert encloses(x / y, _f(p) / _f(q))


@given(intervals(), intervals())
def test_intersection_and_hull_bracket_both(x: Interval, y: Interval) -> None:
    both = x.intersection(y)
    assert x.hull(y).encloses(x) and x.hull(y).encloses(y)
    if both is not None:
        assert x.encloses(both) and y.encloses(both)
    else:
        assert x.exceeds(y) is Truth.YES or y.exceeds(x) is Truth.YES


@given(intervals_with_member(), finite)
def test_an_answer_holds_for_every_member(a: tuple[Interval, float], threshold: float) -> None:
    interval, member = a
    for answer, truth in (
        (interval.at_least(threshold), member >= threshold),
        (interval.above(threshold), member > threshold),
        (interval.at_most(threshold), member <= threshold),
        (interval.below(threshold), member < threshold),
    ):
        assert answer is Truth.UNKNOWN or (answer is Truth.YES) == truth


@given(intervals(), intervals(), finite)
def test_learning_more_never_turns_yes_into_no(x: Interval, y: Interval, threshold: float) -> None:
    narrower = x.intersection(y)
    assume(narrower is not None)
    assert narrower is not None
    before, after = x.at_least(threshold), narrower.at_least(threshold)
    assert before is Truth.UNKNOWN or before is after


def test_decimals_stay_exact() -> None:
    assert Interval.exact(0.1) + Interval.exact(0.2) == Interval.exact(0.3)
    assert Interval.exact(1.1) * Interval.exact(1.1) == Interval.exact(1.21)


def test_one_third_is_bracketed_not_rounded() -> None:
    third = Interval.exact(1.0) / Interval.exact(3.0)
    assert third.is_exact and Fraction(repr(third.low)) < Fraction(1, 3) < Fraction(repr(third.high))


def test_bounds_add_as_bounds() -> None:
    total = Interval(1e11, math.inf, low_open=True) + Interval(5e10, math.inf, low_open=True)
    assert total == Interval(1.5e11, math.inf, low_open=True)


@pytest.mark.parametrize(
    ("x", "y", "quotient"),
    [
        (Interval(500, math.inf), Interval(100, math.inf), Interval(0, math.inf, True)),
        (Interval(1, 2), Interval(-1, 1), Interval()),
        (Interval(1, 2), Interval(0, 4, low_open=True), Interval(0.25, math.inf)),
        (Interval(1, 2), Interval(-4, 0, high_open=True), Interval(-math.inf, -0.25)),
        (Interval(0, 1), Interval(2, math.inf), Interval(0, 0.5)),
    ],
)
def test_division_by_what_is_hardly_known(x: Interval, y: Interval, quotient: Interval) -> None:
    assert x / y == quotient


@pytest.mark.parametrize("ends", [(2.0, 1.0), (math.nan, 1.0), (math.inf, math.inf)])
def test_impossible_intervals_are_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(FigureError):
        Interval(*ends)
    with pytest.raises(FigureError):
        Interval(1.0, 1.0, low_open=True)
    with pytest.raises(FigureError):
        Interval.exact(1.0) / Interval.exact(0.0)


def test_hull_of_several() -> None:
    assert hull_of([Interval(1, 2), Interval(5, 6), Interval(0, 1)]) == Interval(0, 6)
