"""Indices of a single distribution or of one against the whole: Herfindahl to Hoover."""

from __future__ import annotations

from math import log
from typing import Any

import narwhals as nw

from yanzhen.errors import UsageError
from yanzhen.measure.frames import FrameResult, IntoFrame, check_choice, ratio
from yanzhen.measure.location.distribution import Distribution, distribution, summarised

SHARE, REF = nw.col("_share"), nw.col("_ref")


def herfindahl(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "region",
) -> FrameResult:
    """Herfindahl-Hirschman index of each region over its activities (or activity over regions).

    Formula: ``H = sum s_i^2``; ``equivalent_number = 1 / H``; normalised
    ``(H - 1/n) / (1 - 1/n)`` with n the parts above zero.

    Args:
        of: ``"region"`` (specialisation, default) or ``"activity"`` (spatial concentration).

    Returns:
        Columns ``herfindahl`` (0-1), ``herfindahl_normalised`` (null if n = 1), ``equivalent_number`` and
        ``missing``.

    Source: Hirschman (1945); Herfindahl (1950).
    """
    found = distribution(frame, region, activity, value, period, of)
    table = found.summary(herfindahl=SHARE * SHARE, _n=(SHARE > 0).cast(nw.Int64))
    least = 1 / nw.col("_n")
    table = table.with_columns(
        herfindahl=nw.when(nw.col("herfindahl") > 0).then(nw.col("herfindahl")),
        herfindahl_normalised=nw.when(nw.col("_n") > 1).then((nw.col("herfindahl") - least) / (1 - least)),
    ).with_columns(equivalent_number=1 / nw.col("herfindahl"))
    columns = {
        "herfindahl": "sum of squared shares (1/n to 1)",
        "herfindahl_normalised": "rescaled to 0-1 over the parts above zero",
        "equivalent_number": "number of equal parts with the same index",
    }
    return summarised("herfindahl", found, table, columns, frame, {"of": of})


def entropy(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "region",
    base: float = 2.0,
) -> FrameResult:
    """Shannon entropy (variety) of each region over its activities, or of an activity over regions.

    Formula: ``E = -sum s_i log_base s_i`` with 0 log 0 = 0; ``evenness = E / log_base n``.

    Args:
        base: 2 (bits, as Frenken et al. 2007 and EconGeo) by default; ``math.e`` for nats.

    Returns:
        Columns ``entropy``, ``evenness`` (0-1, null if a single part is above zero), ``missing``.

    Source: Shannon (1948); Frenken, Van Oort and Verburg (2007), Regional Studies 41(5).
    """
    if base <= 1:
        raise UsageError(f"base={base} cannot be the base of an entropy.", expected="a number above 1")
    found = distribution(frame, region, activity, value, period, of)
    inside = nw.when(SHARE > 0).then(SHARE)
    # An all-zero unit has only null shares; its entropy is undefined, which `summarised` shows as null.
    table = found.summary(entropy=-(inside * inside.log()) / log(base), _n=(SHARE > 0).cast(nw.Int64))
    table = table.with_columns(
        evenness=nw.when(nw.col("_n") > 1).then(nw.col("entropy") * log(base) / nw.col("_n").log())
    )
    columns = {"entropy": f"Shannon entropy, log base {base:g}", "evenness": "entropy over its maximum (0-1)"}
    return summarised("entropy", found, table, columns, frame, {"of": of, "base": base})


def krugman(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "region",
    against: str = "all",
) -> FrameResult:
    """Krugman specialisation (or concentration) index: distance of two structures, 0 to 2.

    Formula: ``K_r = sum_a |s_ra - s_a|``, with s_a the structure of all regions, or of all *other*
    regions when ``against="rest"`` (Krugman's own pairwise reading).

    Returns:
        Columns ``krugman`` (0-2), ``missing``.

    Source: Krugman (1991), Geography and Trade.
    """
    check_choice("against", against, ("all", "rest"))
    found = distribution(frame, region, activity, value, period, of)
    reference = REF
    if against == "rest":
        own, other = ("_region", "_activity") if of == "region" else ("_activity", "_region")
        reference = ratio(nw.col(other) - nw.col("_part").fill_null(0.0), nw.col("_all") - nw.col(own))
    # Where everything is in one unit there is no rest to differ from.
    table = _distances(found, reference).with_columns(
        krugman=nw.when(nw.col("_compared") > 0).then(nw.col("_distance"))
    )
    columns = {"krugman": "sum of absolute share differences (0-2)"}
    return summarised("krugman", found, table, columns, frame, {"of": of, "against": against})


def specialisation_coefficient(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Hoover's coefficient of specialisation of each region, 0 to 1: half the Krugman index.

    Formula: ``1/2 sum_a |s_ra - s_a|``.  Source: Hoover and Giarratani (1985), ch. 9.

    Returns:
        Columns ``specialisation_coefficient`` (0-1), ``missing``.
    """
    found = distribution(frame, region, activity, value, period, "region")
    table = _distances(found, REF).with_columns(specialisation_coefficient=nw.col("_distance") / 2)
    columns = {"specialisation_coefficient": "share to be moved to match the whole (0-1)"}
    return summarised("specialisation_coefficient", found, table, columns, frame, {})


def hoover(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    population: str | None = None,
    convention: str = "share",
) -> FrameResult:
    """Hoover index of localisation of each activity against everything, or against population.

    Formula: ``1/2 sum_r |x_ra / x_a - x_r / x|``: the share of the activity that would have to move.

    Args:
        population: column with the region's population, whose shares then stand for ``x_r / x``; the largest
            value per region is used.
        convention: ``"share"`` (0-1) or ``"econgeo"`` (percent, rounded to 2 decimals).

    Returns:
        Columns ``hoover``, ``missing``.

    Source: Hoover (1936), Review of Economics and Statistics 18(1).
    """
    check_choice("convention", convention, ("share", "econgeo"))
    found = distribution(frame, region, activity, value, period, "activity", population)
    index = nw.col("_distance") / 2
    index = (index * 100).round(2) if convention == "econgeo" else index
    table = _distances(found, REF).with_columns(hoover=index)
    columns = {"hoover": "share of the activity that would have to move"}
    return summarised("hoover", found, table, columns, frame, {"population": population}, convention)


def hachman(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Hachman index: closeness of a region's structure to the whole, up to 1.

    Formula: ``1 / sum_a LQ_ra s_ra = 1 / sum_a s_ra^2 / s_a``.  Source: Hachman (1995).

    Returns:
        Columns ``hachman`` (0-1), ``average_lq`` (its inverse), ``missing``.
    """
    found = distribution(frame, region, activity, value, period, "region")
    table = found.summary(average_lq=ratio(SHARE * SHARE, REF))
    table = table.with_columns(hachman=1 / nw.col("average_lq"))
    columns = {"hachman": "closeness to the whole (1 = same)", "average_lq": "LQ averaged with own shares"}
    return summarised("hachman", found, table, columns, frame, {})


def _distances(found: Distribution, reference: nw.Expr) -> nw.LazyFrame[Any]:
    """``_distance``: sum of |share - reference|; a part without a row counts with its whole reference."""
    compared = (~reference.is_null()).cast(nw.Int64)
    table = found.summary(_gap=(SHARE - reference).abs(), _seen=reference, _compared=compared)
    unseen = nw.when(nw.col("_seen") < 1).then(1 - nw.col("_seen")).otherwise(0.0)
    return table.with_columns(_distance=nw.col("_gap") + unseen)
