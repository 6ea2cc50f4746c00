"""Shift-share: how much of a region's change is the nation's growth, its mix of activities, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from yanzhen.measure.frames import FrameResult, IntoFrame, check_choice, close, ratio, reference_for
from yanzhen.measure.growth.pairs import AFTER, BEFORE, paired, periods_of

METHODS = ("classic", "esteban_marquillas", "dynamic")
PARTS = {
    "national": "change at the reference economy's growth",
    "industry_mix": "change because the activity grew faster or slower there than everything",
    "competitive": "change because the activity grew faster or slower here than there",
}
HOMOTHETIC = {
    **PARTS,
    "competitive": "competitive effect if the region had the reference structure",
    "allocation": "specialisation in what the region is good (or bad) at",
}


@dataclass(frozen=True, slots=True)
class ShiftShare(FrameResult):
    """Shift-share parts per region and activity; ``by_region()`` adds them up.

    Attributes:
        by_region_frame: the parts summed per region, with cells that lack a part counted in ``missing``.
    """

    by_region_frame: Any = None

    def by_region(self) -> Any:
        """Parts per region, as the kind of frame that was given."""
        return self.by_region_frame


def shift_share(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str = "period",
    *,
    start: Any = None,
    end: Any = None,
    method: str = "classic",
    reference: IntoFrame | None = None,
) -> ShiftShare:
    """Shift-share analysis between two periods, parts in the value's unit, adding up to the change.

    With g, g_a, g_ra the growth of everything, of the activity, and of the activity in the region::

        classic             national x g | industry_mix x (g_a - g) | competitive x (g_ra - g_a)
        esteban_marquillas  competitive h (g_ra - g_a) | allocation (x - h)(g_ra - g_a),  h = x_r x_a / x
        dynamic             the classic parts of each consecutive pair of periods, added up

    Args:
        start, end: periods; the first and last of the data by default.
        method: one of the three above.
        reference: frame with activity, value and period of the reference economy; by default the regions in
            ``frame`` together.

    Returns:
        ``ShiftShare`` with columns ``start``, ``end``, ``change`` and the parts. Absent cells are zero; a
        cell unknown in a period it is needed in has null parts and enters no total. What starts from zero
        is competitive as a whole; for Esteban-Marquillas it has no growth rate, so that competitive and
        allocation are null.

    Sources: Dunn (1960); Esteban-Marquillas (1972), Regional and Urban Economics 2(3); Barff and Knight (1988),
    Growth and Change 19(2).
    """
    check_choice("method", method, METHODS)
    periods = periods_of(frame, period)
    first, last = periods.between(start, end)
    pairs = periods.steps(first, last) if method == "dynamic" else [(first, last)]
    if reference is not None:
        reference = reference_for(frame, reference, [activity, period])
    table = paired(frame, [region, activity], value, period, pairs)
    totals = _reference_totals(
        table if reference is None else None, reference, activity, value, period, pairs
    )
    table = _with_rates(table, totals, region, activity, period)
    names = HOMOTHETIC if method == "esteban_marquillas" else PARTS
    table = table.with_columns(**_parts(method))
    table = table.select(region, activity, period, "_x0", "_x1", "_lost", *names)
    summed = _over_pairs(table, [region, activity], names, period, first, last, pairs)
    native = close(
        summed.select(region, activity, "start", "end", "change", *names), frame, [region, activity]
    )
    regional = close(_totals(summed, region, names), frame, [region])
    columns = {"start": "first value", "end": "last value", "change": "difference", **names}
    options = {"start": first, "end": last, "method": method}
    return ShiftShare("shift_share", native, columns, options=options, by_region_frame=regional)


def _reference_totals(
    table: nw.LazyFrame[Any] | None,
    reference: IntoFrame | None,
    activity: str,
    value: str,
    period: str,
    pairs: list[tuple[Any, Any]],
) -> nw.LazyFrame[Any]:
    """``_a0``, ``_a1`` per activity and ``_n0``, ``_n1`` of everything, over cells known in both periods."""
    if reference is not None:
        table = paired(reference, [activity], value, period, pairs)
    assert table is not None
    both = table.filter(~BEFORE.is_null() & ~AFTER.is_null())
    totals = both.group_by(period, activity).agg(_a0=BEFORE.sum(), _a1=AFTER.sum())
    everything = {f"_n{i}": nw.col(f"_a{i}").sum().over(period) for i in (0, 1)}
    return totals.with_columns(**everything)


def _with_rates(
    table: nw.LazyFrame[Any], totals: nw.LazyFrame[Any], region: str, activity: str, period: str
) -> nw.LazyFrame[Any]:
    unknown = BEFORE.is_null() | AFTER.is_null()
    table = table.with_columns(_lost=unknown.cast(nw.Int64))
    table = table.with_columns(
        _x0=nw.when(nw.col("_lost") == 0).then(BEFORE), _x1=nw.when(nw.col("_lost") == 0).then(AFTER)
    )
    table = table.join(totals, on=[period, activity], how="left")
    return table.with_columns(
        _g=ratio(nw.col("_n1") - nw.col("_n0"), nw.col("_n0")),
        _ga=ratio(nw.col("_a1") - nw.col("_a0"), nw.col("_a0")),
        _r0=nw.col("_x0").sum().over(period, region),
        _share=ratio(nw.col("_a0"), nw.col("_n0")),
    )


def _parts(method: str) -> dict[str, nw.Expr]:
    x0, x1, g, ga = (nw.col(name) for name in ("_x0", "_x1", "_g", "_ga"))
    # From zero, growth at any rate is zero, even at a rate that the reference does not have.
    grown = nw.when(x0 == 0).then(x0).otherwise(x0 * ga)
    parts = {"national": x0 * g, "industry_mix": grown - x0 * g}
    if method != "esteban_marquillas":
        return {**parts, "competitive": x1 - x0 - grown}
    expected = nw.col("_r0") * nw.col("_share")
    lead = ratio(x1 - x0, x0) - ga
    return {**parts, "competitive": expected * lead, "allocation": (x0 - expected) * lead}


def _over_pairs(
    table: nw.LazyFrame[Any],
    keys: list[str],
    names: dict[str, str],
    period: str,
    first: Any,
    last: Any,
    pairs: list[tuple[Any, Any]],
) -> nw.LazyFrame[Any]:
    """Parts added over consecutive pairs; null as soon as one step is unknown."""
    opening = nw.when(nw.col(period) == pairs[0][1]).then(nw.col("_x0"))
    closing = nw.when(nw.col(period) == last).then(nw.col("_x1"))
    holes = {f"_hole_{name}": nw.col(name).is_null().cast(nw.Int64) for name in names}
    table = table.with_columns(start=opening, end=closing, **holes)
    columns = ["start", "end", "_lost", *names, *holes]
    summed = table.group_by(*keys).agg(*(nw.col(name).sum() for name in columns))
    whole = {name: nw.when(nw.col(f"_hole_{name}") == 0).then(nw.col(name)) for name in names}
    ends = {name: nw.when(nw.col("_lost") == 0).then(nw.col(name)) for name in ("start", "end")}
    return summed.with_columns(**whole, **ends).with_columns(change=nw.col("end") - nw.col("start"))


def _totals(table: nw.LazyFrame[Any], region: str, names: dict[str, str]) -> nw.LazyFrame[Any]:
    shown = ["start", "end", "change", *names]
    unknown = nw.any_horizontal(*(nw.col(name).is_null() for name in names), ignore_nulls=True)
    table = table.with_columns(missing=unknown.cast(nw.Int64))
    return table.group_by(region).agg(*(nw.col(name).sum() for name in (*shown, "missing")))
