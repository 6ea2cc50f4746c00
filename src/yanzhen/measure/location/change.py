"""Why a location quotient changed: the cell itself, its region, its activity, or the world."""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import Any

import narwhals as nw

from yanzhen.measure.frames import FrameResult, IntoFrame, close, ratio
from yanzhen.measure.growth.pairs import AFTER, BEFORE, paired, periods_of

PARTS = {
    "own": "because the cell itself changed",
    "region_rest": "because the rest of its region changed",
    "activity_rest": "because the rest of its activity changed",
    "elsewhere": "because everything else changed",
}


def lq_change(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str = "period",
    *,
    start: Any = None,
    end: Any = None,
) -> FrameResult:
    """Split the change of each location quotient exactly into four causes.

    ``LQ = x (x + a + b + c) / ((x + a)(x + b))`` with x the cell, a the rest of its region, b the rest of its
    activity, c everything else. Each cause gets its Shapley value: the change it makes, averaged over all
    orders in which the four may change. The parts add up to the change.

    Args:
        start, end: periods; the first and last of the data by default.

    Returns:
        Columns ``lq_start``, ``lq_end``, ``change``, ``own``, ``region_rest``, ``activity_rest``, ``elsewhere``.
        Cells unknown in either period are null and enter no total of either period. Parts are null where LQ is not
        defined at some point on the way (an activity that nobody had, a region that had nothing).

    Source: Shapley (1953); Shorrocks (2013), Journal of Economic Inequality 11.
    """
    first, last = periods_of(frame, period).between(start, end)
    table = paired(frame, [region, activity], value, period, [(first, last)])
    known = nw.when(~(BEFORE.is_null() | AFTER.is_null()))
    table = table.with_columns(_x0=known.then(BEFORE), _x1=known.then(AFTER))
    for i in (0, 1):
        x = nw.col(f"_x{i}")
        totals = {"_r": x.sum().over(region), "_a": x.sum().over(activity), "_n": x.sum()}
        table = table.with_columns(**{f"{name}{i}": total for name, total in totals.items()})
        r, a, n = (nw.col(f"{name}{i}") for name in ("_r", "_a", "_n"))
        rests = {f"_own{i}": x, f"_region_rest{i}": r - x, f"_activity_rest{i}": a - x}
        table = table.with_columns(**rests, **{f"_elsewhere{i}": n - r - a + x})
    states = {_state(moved): _quotient(moved) for size in range(5) for moved in combinations(PARTS, size)}
    table = table.with_columns(**states)
    table = table.with_columns(**{part: _shapley(part) for part in PARTS})
    start_state, end_state = nw.col(_state(())), nw.col(_state(tuple(PARTS)))
    table = table.with_columns(lq_start=start_state, lq_end=end_state, change=end_state - start_state)
    columns = {"lq_start": "LQ at the start", "lq_end": "LQ at the end", "change": "difference", **PARTS}
    native = close(table.select(region, activity, *columns), frame, [region, activity])
    return FrameResult("lq_change", native, columns, options={"start": first, "end": last})


def _state(moved: tuple[str, ...]) -> str:
    """Name of the LQ when the named parts are at their end and the others at their start."""
    return "_lq_" + "_".join(str(int(part in moved)) for part in PARTS)


def _quotient(moved: tuple[str, ...]) -> nw.Expr:
    x, a, b, c = (nw.col(f"_{part}{int(part in moved)}") for part in PARTS)
    return ratio(x, x + a) * ratio(x + a + b + c, x + b)


def _shapley(part: str) -> nw.Expr:
    """Mean marginal effect of a part over all orders of the four."""
    others = tuple(name for name in PARTS if name != part)
    n = len(PARTS)
    total: nw.Expr | None = None
    for size in range(n):
        weight = factorial(size) * factorial(n - size - 1) / factorial(n)
        for before in combinations(others, size):
            step = (nw.col(_state((*before, part))) - nw.col(_state(before))) * weight
            total = step if total is None else total + step
    assert total is not None
    return total
