"""Several levels of a classification: add fine activities up, and measure every level in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.frames import FrameResult, IntoFrame, close, fields, opened, reference_for


def roll_up(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    digits: int | None = None,
    parents: IntoFrame | None = None,
    parent: str = "parent",
) -> FrameResult:
    """Add cells up to broader classes, by code prefix or by a table of parents.

    Args:
        digits: leading characters of the code to keep (2 = division of GB/T 4754 without section letter).
        parents: frame with the columns ``activity`` and ``parent``; each activity once. Give one of the two.
        parent: name of that column.

    Returns:
        The same columns with broad activities, and ``missing``: cells without evidence, so that the sum is a
        lower bound where it is above zero. A class without any evidence is null. Activities without a parent
        are left in a class of their own: null.

    Raises:
        UsageError: neither or both of ``digits`` and ``parents``.
        MeasureError: an activity has two parents.
    """
    if (digits is None) == (parents is None):
        raise UsageError("Roll-up needs either digits= or parents=.", expected="exactly one of the two")
    if digits is not None and digits < 1:
        raise UsageError(f"digits={digits} keeps nothing of a code.", expected="1 or more")
    keys = fields(period, region)
    table = opened(frame, [*keys, activity], [value])
    if parents is None:
        code = nw.col(activity).cast(nw.String).str.head(int(digits or 1))
        table = table.with_columns(code.alias(activity))
    else:
        lookup = _lookup(reference_for(frame, parents, [activity]), activity, parent)
        table = table.join(lookup, on=activity, how="left").drop(activity).rename({parent: activity})
    table = table.with_columns(_hole=nw.col(value).is_null().cast(nw.Int64))
    summed = table.group_by(*keys, activity).agg(
        nw.col(value).sum(), nw.col(value).count().alias("_known"), nw.col("_hole").sum().alias("missing")
    )
    known = nw.when(nw.col("_known") > 0).then(nw.col(value)).alias(value)
    native = close(summed.select(*keys, activity, known, "missing"), frame, [*keys, activity])
    columns = {value: "sum over the class", "missing": "cells without evidence in the class"}
    return FrameResult("roll_up", native, columns, options={"digits": digits})


def _lookup(parents: IntoFrame, activity: str, parent: str) -> nw.LazyFrame[Any]:
    """One parent for each activity: with two, its values would be counted twice."""
    lookup = opened(parents, [activity, parent]).unique()
    counts = lookup.group_by(activity).agg(nw.len().alias("_parents"))
    twice = counts.filter(nw.col("_parents") > 1).collect("polars")
    if len(twice):
        raise MeasureError(
            f"{len(twice)} activities have more than one parent.",
            where=str(twice[activity][0]),
            expected="each activity once in the table of parents",
        )
    return lookup


def at_levels(
    measure: Callable[..., Any],
    frame: IntoFrame,
    levels: Sequence[int],
    *,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    **options: Any,
) -> FrameResult:
    """Run a measure on several levels of a classification and put the results under one another.

    Args:
        measure: a function of this package with the usual columns, such as ``location_quotient``.
        levels: digits of the code, for example ``(2, 3, 4)``.
        options: further arguments of the measure.

    Returns:
        The measure's columns with ``level`` (digits) in front.
    """
    results = []
    for digits in levels:
        rolled = roll_up(frame, region, activity, value, period, digits=digits).to_frame()
        columns = {"region": region, "activity": activity, "value": value, "period": period}
        table = nw.from_native(measure(rolled, **columns, **options).to_frame())
        results.append(
            table.with_columns(level=nw.lit(digits)).select("level", *table.collect_schema().names())
        )
    described = {"level": "digits of the code"}
    native = nw.concat(results).to_native()
    return FrameResult("at_levels", native, described, options={"levels": tuple(levels), **options})
