"""One distribution per unit: a region over its activities, or an activity over the regions.

The indices of concentration and of specialisation are the same formulas on these two readings::

    of="region"      unit = region,   parts = activities: how specialised is the region?
    of="activity"    unit = activity, parts = regions:    how concentrated is the activity?

A part without a row is zero. A part whose value is null is unknown: it enters no sum, and the column
``missing`` counts such parts, so that an index of incomplete data can be told from one of complete data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from yanzhen.errors import UsageError
from yanzhen.measure.frames import FrameResult, IntoFrame, check_choice, close, fields, opened, ratio
from yanzhen.measure.location.quotient import with_totals


@dataclass(frozen=True, slots=True)
class Distribution:
    """Cells with ``_share`` (part in its unit), ``_ref`` (the same part in the whole) and their keys.

    ``_share`` is null for unknown parts; ``_ref`` is null where the whole is zero.
    """

    table: nw.LazyFrame[Any]
    keys: list[str]
    part: str

    def summary(self, **summands: nw.Expr) -> nw.LazyFrame[Any]:
        """One row per unit: sums of the summands, ``missing``, and ``_known`` (parts with evidence).

        Summands become columns before they are summed: group-by in pandas takes plain columns only.
        """
        known = (1 - nw.col("_unknown")) * (~nw.col("_share").is_null()).cast(nw.Int64)
        names = [*summands, "_known"]
        rows = self.table.with_columns(**summands, _known=known, missing=nw.col("_unknown"))
        return rows.group_by(*self.keys).agg(*(nw.col(name).sum() for name in (*names, "missing")))

    def with_columns(self, **columns: nw.Expr) -> Distribution:
        """The same distribution with more columns."""
        return replace(self, table=self.table.with_columns(**columns))


def distribution(
    frame: IntoFrame,
    region: str,
    activity: str,
    value: str,
    period: str | None,
    of: str,
    population: str | None = None,
) -> Distribution:
    """The cells read as distributions; see the module's head.

    Args:
        population: column whose regional shares take the place of the regions' shares of everything; repeated
            on each row of a region, the largest is used.
    """
    check_choice("of", of, ("region", "activity"))
    unit, part = (region, activity) if of == "region" else (activity, region)
    own, other = ("_region", "_activity") if of == "region" else ("_activity", "_region")
    table = with_totals(frame, region, activity, value, period).with_columns(
        _share=ratio(nw.col("_part"), nw.col(own)),
        _ref=ratio(nw.col(other), nw.col("_all")),
        _unknown=nw.col("_part").is_null().cast(nw.Int64),
    )
    if population is not None:
        if of != "activity":
            raise UsageError("Population is spread over regions.", expected='of="activity" with population=')
        table = _against(table, _population_shares(frame, region, period, population), region, period)
    return Distribution(table, fields(period, unit), part)


def _against(
    table: nw.LazyFrame[Any], shares: nw.LazyFrame[Any], region: str, period: str | None
) -> nw.LazyFrame[Any]:
    return table.drop("_ref").join(shares, on=fields(period, region), how="left")


def _population_shares(
    frame: IntoFrame, region: str, period: str | None, population: str
) -> nw.LazyFrame[Any]:
    """``_ref``: each region's share of the population."""
    places = fields(period, region)
    people = opened(frame, places, [population]).group_by(*places).agg(_n=nw.col(population).max())
    everyone = nw.col("_n").sum().over(period) if period else nw.col("_n").sum()
    people = people.with_columns(_everyone=everyone)
    return people.select(*places, _ref=ratio(nw.col("_n"), nw.col("_everyone")))


def summarised(
    measure: str,
    found: Distribution,
    table: nw.LazyFrame[Any],
    columns: Mapping[str, str],
    like: IntoFrame,
    options: Mapping[str, Any],
    convention: str | None = None,
) -> FrameResult:
    """The result: one row per unit; indices of a unit without any known part are null."""
    some = nw.col("_known") > 0
    shown = [nw.when(some).then(nw.col(name)).alias(name) for name in columns]
    native = close(table.select(*found.keys, *shown, "missing"), like, found.keys)
    described = {**columns, "missing": "parts without evidence, left out of the index"}
    return FrameResult(measure, native, described, convention, options)
