"""Agglomeration beyond the size of plants: Ellison-Glaeser and Maurel-Sedillot."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from yanzhen.measure.frames import FrameResult, IntoFrame, cells, close, fields, opened, ratio, reference_for

Table = nw.LazyFrame[Any]


def ellison_glaeser(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    plant: str | None = None,
    reference: IntoFrame | None = None,
) -> FrameResult:
    """Ellison-Glaeser index of each activity's agglomeration, from plant-level data.

    Formula, with s_r the regions' shares of the activity, x_r their shares of everything and z_k the plants'
    shares of the activity::

        G = sum_r (s_r - x_r)^2,  H = sum_k z_k^2,  X = 1 - sum_r x_r^2
        gamma = (G - X H) / (X (1 - H))

    gamma is 0 when plants choose at random; above 0.05 is called highly concentrated, below 0.02 not very.

    Args:
        frame: one row per plant (firm), value is its size (employment, output).
        plant: column that identifies plants, to add up several rows of one; by default each row is a plant.
        reference: frame with region and value (and period) for x_r; by default all rows of ``frame``.

    Returns:
        Columns ``g``, ``herfindahl`` (H), ``plants``, ``ellison_glaeser``; null for an activity with a single
        plant (H = 1) or if everything is in one region (X = 0). Plants without evidence are left out.

    Source: Ellison and Glaeser (1997), Journal of Political Economy 105(5).
    """
    table, keys = _concentrations(frame, region, activity, value, period, plant, reference)
    spread, h = nw.col("_spread"), nw.col("herfindahl")
    index = ratio(nw.col("g") - spread * h, spread * (1 - h))
    return _result("ellison_glaeser", table.with_columns(ellison_glaeser=index), keys, frame)


def maurel_sedillot(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    plant: str | None = None,
    reference: IntoFrame | None = None,
) -> FrameResult:
    """Maurel-Sedillot index: as Ellison-Glaeser, from the probability that two plants share a region.

    Formula: ``gamma = ((sum_r s_r^2 - sum_r x_r^2) / X - H) / (1 - H)``; see ``ellison_glaeser`` for the terms and
    arguments.

    Returns:
        Columns ``g`` (``sum s^2 - sum x^2``), ``herfindahl``, ``plants``, ``maurel_sedillot``.

    Source: Maurel and Sedillot (1999), Regional Science and Urban Economics 29(5).
    """
    table, keys = _concentrations(frame, region, activity, value, period, plant, reference)
    raw = nw.col("_squares") - (1 - nw.col("_spread"))
    table = table.with_columns(g=raw)
    h = nw.col("herfindahl")
    index = ratio(ratio(nw.col("g"), nw.col("_spread")) - h, 1 - h)
    return _result("maurel_sedillot", table.with_columns(maurel_sedillot=index), keys, frame)


def _concentrations(
    frame: IntoFrame,
    region: str,
    activity: str,
    value: str,
    period: str | None,
    plant: str | None,
    reference: IntoFrame | None,
) -> tuple[Table, list[str]]:
    """Per activity: ``g``, ``_squares`` (sum s^2), ``_spread`` (X), ``herfindahl``, ``plants``."""
    keys = fields(period, activity)
    places = fields(period, region)
    names = fields(period, region, activity, plant)
    rows = cells(frame, names, value) if plant else opened(frame, names, [value])
    rows = rows.filter(nw.col(value) > 0, ~nw.col(region).is_null(), ~nw.col(activity).is_null())
    weights = rows if reference is None else opened(reference_for(frame, reference, places), places, [value])
    shares = _share_of_everything(weights, places, period, value)
    plants = rows.with_columns(_all=nw.col(value).sum().over(*keys)).with_columns(
        _z=nw.col(value) / nw.col("_all")
    )
    sizes = (
        plants.with_columns(_z2=nw.col("_z") * nw.col("_z"))
        .group_by(*keys)
        .agg(nw.col("_z2").sum().alias("herfindahl"), nw.col("_z").count().alias("plants"))
    )
    local = plants.group_by(*fields(period, activity, region)).agg(_s=nw.col("_z").sum())
    local = local.join(shares, on=places, how="left").with_columns(_x=nw.col("_x").fill_null(0.0))
    gap = nw.col("_s") - nw.col("_x")
    local = local.with_columns(
        _gap=gap * gap, _s2=nw.col("_s") * nw.col("_s"), _x2=nw.col("_x") * nw.col("_x")
    )
    summed = local.group_by(*keys).agg(
        nw.col("_gap", "_x2").sum(), nw.col("_s2").sum().alias("_squares"), nw.col("_sum_x2").max()
    )
    # Regions without the activity count with their whole share of everything.
    summed = summed.with_columns(
        g=nw.col("_gap") + nw.col("_sum_x2") - nw.col("_x2"), _spread=1 - nw.col("_sum_x2")
    )
    return summed.join(sizes, on=keys, how="left"), keys


def _share_of_everything(rows: Table, places: list[str], period: str | None, value: str) -> Table:
    """``_x`` per region and ``_sum_x2`` (sum of squares, the same on each row of a period)."""
    totals = rows.group_by(*places).agg(_sum=nw.col(value).sum())
    whole = nw.col("_sum").sum()
    shares = totals.with_columns(_whole=whole.over(period) if period else whole)
    shares = shares.with_columns(_x=nw.col("_sum") / nw.col("_whole"))
    shares = shares.with_columns(_square=nw.col("_x") * nw.col("_x"))
    square = nw.col("_square").sum()
    return shares.with_columns(_sum_x2=square.over(period) if period else square).select(
        *places, "_x", "_sum_x2"
    )


def _result(name: str, table: Table, keys: list[str], like: IntoFrame) -> FrameResult:
    columns = {
        "g": "raw concentration against everything",
        "herfindahl": "Herfindahl of plant sizes",
        "plants": "plants with evidence",
        name: "agglomeration beyond plant sizes (0 = random)",
    }
    native = close(table.select(*keys, *columns), like, keys)
    return FrameResult(name, native, columns)
