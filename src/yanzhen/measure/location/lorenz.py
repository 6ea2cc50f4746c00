"""Measures that order the parts first: locational Gini, concentration ratios, lead firms."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from yanzhen.errors import UsageError
from yanzhen.measure.frames import FrameResult, IntoFrame, cells, check_choice, close, fields, ratio
from yanzhen.measure.location.distribution import distribution, summarised

SHARE, REF = nw.col("_share"), nw.col("_ref")


def locational_gini(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "activity",
    population: str | None = None,
    convention: str = "gini",
) -> FrameResult:
    """Locational Gini: area between the Lorenz curve of an activity and that of everything.

    Regions are ordered by LQ; with p the regions' shares of everything, C the cumulated shares of the
    activity: ``G = 1 - sum_r p_r (C_r + C_{r-1})``, from 0 (as everything) to nearly 1.

    Args:
        of: ``"activity"`` (over regions, default) or ``"region"`` (Gini of specialisation, over activities).
        population: column with the region's population, whose shares then stand for those of everything
            (EconGeo's Hoover.Gini); the largest value per region is used.
        convention: ``"gini"`` (0-1) or ``"krugman"``, half of it (0-0.5), as EconGeo's locational.Gini.

    Returns:
        Columns ``locational_gini``, ``missing``.

    Source: Krugman (1991), Geography and Trade, p. 56; Hoover (1936).
    """
    check_choice("convention", convention, ("gini", "krugman"))
    found = distribution(frame, region, activity, value, period, of, population)
    # Unknown parts have neither share nor weight; parts without a row have an LQ of zero and come first,
    # where the Lorenz curve is still at zero: neither adds to the area.
    ordered = found.with_columns(_lq=ratio(SHARE, REF), _filled=SHARE.fill_null(0.0)).with_columns(
        _curve=nw.col("_filled").cum_sum().over(*found.keys, order_by=["_lq", found.part])
    )
    area = REF * (2 * nw.col("_curve") - nw.col("_share"))
    summed = ordered.summary(_area=area).with_columns(locational_gini=1 - nw.col("_area"))
    if convention != "gini":
        summed = summed.with_columns(locational_gini=nw.col("locational_gini") / 2)
    columns = {"locational_gini": "Gini of the distribution against everything"}
    options = {"of": of, "population": population}
    return summarised("locational_gini", found, summed, columns, frame, options, convention)


def concentration_ratio(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    n: int = 4,
    of: str = "activity",
) -> FrameResult:
    """Concentration ratio CR_n: the share of the n largest parts.

    Args:
        n: how many parts.
        of: ``"activity"`` (its n largest regions, default) or ``"region"`` (its n largest activities).

    Returns:
        Columns ``concentration_ratio`` (0-1), ``missing``.

    Source: Bain (1951); OECD Glossary of Statistical Terms.
    """
    if n < 1:
        raise UsageError(f"n={n} parts cannot be the largest.", expected="n of 1 or more")
    found = distribution(frame, region, activity, value, period, of)
    ranked = found.with_columns(_rank=SHARE.rank("ordinal", descending=True).over(*found.keys))
    top = nw.when(nw.col("_rank") <= n).then(SHARE)
    columns = {"concentration_ratio": f"share of the {n} largest (0-1)"}
    summed = ranked.summary(concentration_ratio=top)
    return summarised("concentration_ratio", found, summed, columns, frame, {"n": n, "of": of})


def lead_firm_share(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    firm: str = "firm",
    n: int = 1,
) -> FrameResult:
    """How much of an activity in a region its n largest firms hold.

    Args:
        frame: one or more rows per firm; rows of the same firm in a cell are added up.
        firm: column that identifies the firm.
        n: how many lead firms.

    Returns:
        Columns ``lead_firm`` (the largest; by name where two are equal), ``lead_firm_share`` (0-1), ``firms``
        (with evidence), ``herfindahl`` (over firms), ``missing`` (firms without evidence, not counted).
    """
    if n < 1:
        raise UsageError(f"n={n} firms cannot lead.", expected="n of 1 or more")
    group = fields(period, region, activity)
    table = cells(frame, [*group, firm], value)
    table = table.with_columns(_x=nw.when(nw.col(value) >= 0).then(nw.col(value)))
    x = nw.col("_x")
    table = table.with_columns(_down=-x.fill_null(-1.0), _one=nw.lit(1), _all=x.sum().over(*group))
    place = nw.col("_one").cum_sum().over(*group, order_by=["_down", firm])
    table = table.with_columns(_place=place, _share=ratio(x, nw.col("_all")))
    share = nw.col("_share")
    first = (nw.col("_place") == 1) & ~x.is_null()
    table = table.with_columns(
        lead_firm=nw.when(first).then(nw.col(firm)),
        lead_firm_share=nw.when(nw.col("_place") <= n).then(share),
        herfindahl=share * share,
        missing=x.is_null().cast(nw.Int64),
    )
    summed = table.group_by(*group).agg(
        nw.col("lead_firm").max(),
        nw.col("lead_firm_share", "herfindahl", "missing").sum(),
        nw.col("_x").count().alias("firms"),
    )
    positive = nw.col("herfindahl") > 0
    shown: list[Any] = [nw.when(positive).then(nw.col(c)).alias(c) for c in ("lead_firm_share", "herfindahl")]
    native = close(summed.select(*group, "lead_firm", shown[0], "firms", shown[1], "missing"), frame, group)
    columns = {
        "lead_firm": "largest firm",
        "lead_firm_share": f"share of the {n} largest firms (0-1)",
        "firms": "firms with evidence",
        "herfindahl": "concentration over firms",
        "missing": "firms without evidence",
    }
    return FrameResult("lead_firm_share", native, columns, options={"n": n})
