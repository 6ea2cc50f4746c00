"""Shares and location quotients: long frame in, one row per region, activity (and period) out."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from yanzhen.errors import MeasureError
from yanzhen.measure.frames import (
    FrameResult,
    IntoFrame,
    added_up,
    cells,
    check_free,
    close,
    fields,
    opened,
    ratio,
    reference_for,
)
from yanzhen.measure.totals import totalled

Table = nw.LazyFrame[Any]

SHARE = "share of the region's total (0-1)"
REFERENCE = "share of the activity in the reference economy (0-1)"


def shares(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Each cell's share of its region, of its activity and of everything.

    Formula: ``x_ra / x_r``, ``x_ra / x_a``, ``x_ra / x`` (per period if ``period`` is given, else pooled).

    Args:
        frame: long frame; rows with the same keys are added up.
        region, activity, value, period: column names; values in any unit, not negative.

    Returns:
        Columns ``share_of_region``, ``share_of_activity``, ``share_of_total`` (0-1). A cell without
        evidence or with a negative value is null and enters no total; a zero total gives null.
    """
    table = with_totals(frame, region, activity, value, period)
    table = table.with_columns(
        share_of_region=ratio(nw.col("_part"), nw.col("_region")),
        share_of_activity=ratio(nw.col("_part"), nw.col("_activity")),
        share_of_total=ratio(nw.col("_part"), nw.col("_all")),
    )
    columns = {
        "share_of_region": SHARE,
        "share_of_activity": "share of the activity's total (0-1)",
        "share_of_total": "share of everything (0-1)",
    }
    return _result("shares", table, frame, fields(period, region, activity), value, columns)


def location_quotient(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    reference: IntoFrame | None = None,
) -> FrameResult:
    """Location quotient, the same as Balassa's revealed comparative advantage (LQ, RCA).

    Formula: ``LQ_ra = (x_ra / x_r) / (x_a / x)``; 1 means "as in the reference economy".

    Args:
        frame: long frame; rows with the same keys are added up.
        region, activity, value, period: column names; with ``period`` each period stands alone.
        reference: a frame with the columns activity and value (and period, if used) of the reference
            economy, for example the nation. By default the regions in ``frame`` together.

    Returns:
        Columns ``share`` (x_ra / x_r), ``reference_share`` (x_a / x) and ``lq``. Null where the cell has no
        evidence or is negative, the region's total is zero, or the reference has none of the activity.

    Source: Balassa (1965); Florence (1939); Isard (1960).
    """
    table = quotients(frame, region, activity, value, period, reference)
    columns = {"share": SHARE, "reference_share": REFERENCE, "lq": "location quotient (1 = as the reference)"}
    options = {"reference": "frame itself" if reference is None else "given frame"}
    return _result("lq", table, frame, fields(period, region, activity), value, columns, options)


def symmetric_rca(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Symmetric revealed comparative advantage, between -1 and 1, zero at the reference.

    Formula: ``(LQ - 1) / (LQ + 1)``.  Source: Dalum, Laursen and Villumsen (1998); Laursen (2015).

    Returns:
        Columns ``lq`` and ``symmetric_rca``; null where LQ is.
    """
    table = quotients(frame, region, activity, value, period)
    table = table.with_columns(symmetric_rca=(nw.col("lq") - 1) / (nw.col("lq") + 1))
    columns = {"lq": "location quotient", "symmetric_rca": "(LQ - 1) / (LQ + 1), from -1 to 1"}
    return _result("symmetric_rca", table, frame, fields(period, region, activity), value, columns)


def standardised_lq(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    log: bool = False,
) -> FrameResult:
    """Standardised location quotient: how many standard deviations above the activity's mean LQ.

    Formula: ``z_ra = (LQ_ra - mean_r LQ_ra) / sd_r LQ_ra`` over the regions with evidence, sample standard
    deviation; with ``log=True`` on ln LQ (LQ of zero then has no z). Values above 1.65 (1.96) mark
    significant concentration if the quotients are normal.

    Returns:
        Columns ``lq`` and ``standardised_lq``; null where LQ is, or where all regions are alike.

    Source: O'Donoghue and Gleave (2004), Regional Studies 38(4).
    """
    keys = fields(period, activity)
    table = quotients(frame, region, activity, value, period)
    basis = nw.col("lq")
    if log:
        table = table.with_columns(_basis=nw.when(nw.col("lq") > 0).then(nw.col("lq")).log())
        basis = nw.col("_basis")
    table = table.with_columns(_mean=basis.mean().over(*keys), _sd=basis.std(ddof=1).over(*keys))
    z = ratio(basis - nw.col("_mean"), nw.col("_sd")).alias("standardised_lq")
    columns = {"lq": "location quotient", "standardised_lq": "z of LQ within the activity"}
    options = {"log": log, "ddof": 1}
    table = table.with_columns(z)
    return _result("standardised_lq", table, frame, fields(period, region, activity), value, columns, options)


def additive_lq(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Additive RCA and normalised RCA: differences instead of ratios, comparable across activities.

    Formula: additive ``x_ra/x_r - x_a/x`` (Hoen and Oosterhaven 2006); normalised
    ``x_ra/x - x_r x_a / x^2`` (Yu, Cai and Leung 2009), which sums to zero over regions and activities.

    Returns:
        Columns ``additive_rca`` and ``normalised_rca``; null where a total is zero or evidence is missing.
    """
    table = with_totals(frame, region, activity, value, period)
    share = ratio(nw.col("_part"), nw.col("_region"))
    whole = nw.col("_all")
    expected = ratio(nw.col("_region"), whole) * ratio(nw.col("_activity"), whole)
    table = table.with_columns(
        additive_rca=share - ratio(nw.col("_activity"), whole),
        normalised_rca=ratio(nw.col("_part"), whole) - expected,
    )
    columns = {
        "additive_rca": "share in the region minus share in the reference",
        "normalised_rca": "deviation from neutrality, relative to everything",
    }
    return _result("additive_lq", table, frame, fields(period, region, activity), value, columns)


def per_head_quotient(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    population: str = "population",
) -> FrameResult:
    """Per-head quotient (RPOP): output per inhabitant against the reference economy's.

    Formula: ``(x_ra / n_r) / (x_a / n)``.

    Args:
        population: column with the region's population, repeated on each of its rows; the largest value per
            region (and period) is used, so it is not added up.

    Returns:
        Column ``per_head_quotient``; null without population or evidence.

    Source: Harvard Growth Lab, Atlas of Economic Complexity (RPOP option of py-ecomplexity).
    """
    keys = fields(period, region, activity)
    table = opened(frame, keys, [value, population])
    people = table.group_by(*fields(period, region)).agg(nw.col(population).max().alias("_people"))
    whole = people.group_by(period).agg(nw.col("_people").sum().alias("_everyone")) if period else None
    people = people.join(whole, on=period, how="left") if whole is not None else people
    if whole is None:
        people = people.with_columns(_everyone=nw.col("_people").sum())
    table = _parts(added_up(table, keys, value), value).join(people, on=fields(period, region), how="left")
    total = nw.col("_part").sum().over(*fields(period, activity))
    local = ratio(nw.col("_part"), nw.col("_people"))
    table = table.with_columns(_activity=total).with_columns(
        per_head_quotient=ratio(local, ratio(nw.col("_activity"), nw.col("_everyone")))
    )
    columns = {"per_head_quotient": "output per head against the reference (1 = as the reference)"}
    return _result("per_head_quotient", table, frame, fields(period, region, activity), value, columns)


def with_totals(frame: IntoFrame, region: str, activity: str, value: str, period: str | None) -> Table:
    """Cells with ``_part`` (null if negative or unknown) and totals ``_region``, ``_activity``, ``_all``."""
    keys = fields(period, region, activity)
    if len(set(keys)) < len([name for name in (period, region, activity) if name is not None]):
        raise MeasureError("Region, activity and period must be different columns.", where=", ".join(keys))
    groups = {
        "_region": fields(period, region),
        "_activity": fields(period, activity),
        "_all": fields(period),
    }
    return totalled(_parts(cells(frame, keys, value), value), "_part", groups)


def quotients(
    frame: IntoFrame,
    region: str,
    activity: str,
    value: str,
    period: str | None,
    reference: IntoFrame | None = None,
) -> Table:
    """The cells with ``share``, ``reference_share`` and ``lq``."""
    table = with_totals(frame, region, activity, value, period)
    if reference is not None:
        reference = reference_for(frame, reference, fields(period, activity))
        table = _with_reference(table, reference, activity, value, period)
    table = table.with_columns(
        share=ratio(nw.col("_part"), nw.col("_region")),
        reference_share=ratio(nw.col("_activity"), nw.col("_all")),
    )
    return table.with_columns(lq=ratio(nw.col("share"), nw.col("reference_share")))


def _with_reference(
    table: Table, reference: IntoFrame, activity: str, value: str, period: str | None
) -> Table:
    keys = fields(period, activity)
    totals = _parts(cells(reference, keys, value), value)
    part = nw.col("_part")
    totals = totals.with_columns(_activity=part, _all=part.sum().over(period) if period else part.sum())
    return table.drop("_activity", "_all").join(
        totals.select(*keys, "_activity", "_all"), on=keys, how="left"
    )


def _parts(table: Table, value: str) -> Table:
    return table.with_columns(_part=nw.when(nw.col(value) >= 0).then(nw.col(value)))


def _result(
    name: str,
    table: Table,
    like: IntoFrame,
    keys: list[str],
    value: str,
    columns: dict[str, str],
    options: dict[str, Any] | None = None,
) -> FrameResult:
    check_free((*keys, value), columns)
    native = close(table.select(*keys, value, *columns), like, keys)
    return FrameResult(name, native, columns, options=options or {})
