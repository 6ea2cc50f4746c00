"""Related and unrelated variety: entropy within and between broad classes of activities."""

from __future__ import annotations

from math import log

import narwhals as nw

from yanzhen.errors import UsageError
from yanzhen.measure.frames import FrameResult, IntoFrame, cells, close, fields, ratio


def related_variety(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    group: str = "group",
    base: float = 2.0,
) -> FrameResult:
    """Related variety (within broad classes) and unrelated variety (between them) of each region.

    Formula, s_a shares of activities, S_g of classes: unrelated ``-sum_g S_g log S_g``; related
    ``sum_g S_g H_g``, ``H_g = -sum_(a in g) (s_a / S_g) log (s_a / S_g)``. They add up to the entropy of all
    activities.

    Args:
        group: column with the broad class of each activity (for example the two-digit code).
        base: of the logarithm; 2 as in the source.

    Returns:
        Columns ``entropy``, ``unrelated_variety``, ``related_variety``; null for a region without anything.
        Cells without evidence are left out.

    Source: Frenken, Van Oort and Verburg (2007), Regional Studies 41(5).
    """
    if base <= 1:
        raise UsageError(f"base={base} cannot be the base of an entropy.", expected="a number above 1")
    keys = fields(period, region)
    names = fields(*keys, activity, group)
    table = cells(frame, names, value).filter(nw.col(value) >= 0)
    fine = _entropy(table, keys, value, base).select(*keys, entropy=nw.col("_entropy"))
    broad = table.group_by(*fields(*keys, group)).agg(nw.col(value).sum())
    coarse = _entropy(broad, keys, value, base).select(*keys, unrelated_variety=nw.col("_entropy"))
    both = fine.join(coarse, on=keys, how="left")
    both = both.with_columns(related_variety=nw.col("entropy") - nw.col("unrelated_variety"))
    columns = {
        "entropy": "entropy over all activities",
        "unrelated_variety": "entropy between classes",
        "related_variety": "entropy within classes, weighted",
    }
    native = close(both.select(*keys, *columns), frame, keys)
    return FrameResult("related_variety", native, columns, options={"base": base})


def _entropy(table: nw.LazyFrame, keys: list[str], value: str, base: float) -> nw.LazyFrame:  # type: ignore[type-arg]
    whole = table.with_columns(_all=nw.col(value).sum().over(*keys))
    shares = whole.with_columns(_share=ratio(nw.col(value), nw.col("_all")))
    some = nw.when(nw.col("_share") > 0).then(nw.col("_share"))
    terms = shares.with_columns(_term=-(some * some.log()) / log(base))
    summed = terms.group_by(*keys).agg(nw.col("_term").sum(), nw.col("_share").count().alias("_n"))
    return summed.with_columns(_entropy=nw.when(nw.col("_n") > 0).then(nw.col("_term")))
