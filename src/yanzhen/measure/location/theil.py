"""Theil's indices of regional inequality, with the split into between and within groups of regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from yanzhen.measure.frames import FrameResult, IntoFrame, check_choice, close, fields, opened, ratio

Table = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Theil(FrameResult):
    """Theil index per period (and activity); ``by_group()`` has each group's part if groups were given."""

    by_group_frame: Any = None

    def by_group(self) -> Any:
        """Per group: ``theil`` inside it, its ``weight`` in the within part, and ``between`` contribution."""
        return self.by_group_frame


def theil(
    frame: IntoFrame,
    region: str = "region",
    value: str = "value",
    period: str | None = None,
    *,
    activity: str | None = None,
    population: str | None = None,
    group: str | None = None,
    kind: str = "T",
) -> Theil:
    """Theil T (or L) of a quantity over regions, and how much of it lies between and within groups.

    With y_i the region's share of the quantity and p_i its share of population (1/n without population)::

        T = sum_i y_i ln(y_i / p_i)        L = sum_i p_i ln(p_i / y_i)
        between = the same formula on the groups' shares
        within  = sum_g Y_g T_g  (T)  or  sum_g P_g L_g  (L);   between + within = T or L

    Args:
        value: the quantity (output, income: totals, not per head).
        activity: one index per activity; by default everything of a region is added up.
        population: column with the region's population (the largest per region is taken, not added up).
        group: column with the group (province, belt) of each region.
        kind: ``"T"`` weighs by the quantity, ``"L"`` (mean log deviation) by population; L is null if any
            region has zero.

    Returns:
        Columns ``theil``, ``regions`` (with evidence) and, with groups, ``between``, ``within``,
        ``between_share``. Regions without evidence are left out.

    Source: Theil (1967); Shorrocks (1980), Econometrica 48(3).
    """
    check_choice("kind", kind, ("T", "L"))
    keys = fields(period, activity)
    table = _regional(frame, region, value, keys, population, group)
    one = keys or ["_one"]
    table = table.with_columns(_one=nw.lit(1))
    table = _term(table, one, "_y", "_p", kind)
    totals = [nw.col("_term").sum().alias("theil"), nw.col("_y").count().alias("regions")]
    whole = _defined(table.group_by(*one).agg(*totals, nw.col("_undefined").sum()), ["theil"])
    columns = {"theil": f"Theil {kind} (0 = equal)", "regions": "regions with evidence"}
    groups = None
    if group is not None:
        parts = _by_group(table, one, group, kind)
        whole = _split(whole, parts, one)
        columns |= SPLIT
        groups = close(parts.select(*keys, group, "theil", "weight", "between"), frame, [*keys, group])
    native = close(whole.select(*keys, *columns), frame, keys)
    options = {"kind": kind, "population": population, "group": group}
    return Theil("theil", native, columns, options=options, by_group_frame=groups)


SPLIT = {
    "between": "inequality between the groups",
    "within": "inequality within the groups",
    "between_share": "share of the between part (0-1)",
}


def _split(whole: Table, parts: Table, keys: list[str]) -> Table:
    """Add the between part, summed over groups, and what is left within them."""
    between = _defined(parts.group_by(*keys).agg(nw.col("between", "_undefined").sum()), ["between"])
    whole = whole.join(between, on=keys, how="left")
    whole = whole.with_columns(within=nw.col("theil") - nw.col("between"))
    return whole.with_columns(between_share=ratio(nw.col("between"), nw.col("theil")))


def _regional(
    frame: IntoFrame, region: str, value: str, keys: list[str], population: str | None, group: str | None
) -> Table:
    """``_y`` and ``_p`` per region, not yet shares; regions without evidence are gone."""
    names = fields(*keys, region, group)
    table = opened(frame, names, fields(value, population))
    people = [nw.col(population).max().alias("_p")] if population else []
    summed = table.group_by(*names).agg(
        nw.col(value).sum().alias("_y"), nw.col(value).count().alias("_known"), *people
    )
    if not population:
        summed = summed.with_columns(_p=nw.lit(1.0))
    return summed.filter(nw.col("_known") > 0, nw.col("_y") >= 0, nw.col("_p") > 0, ~nw.col(region).is_null())


def _term(table: Table, keys: list[str], y: str, p: str, kind: str) -> Table:
    """``_term``: each unit's summand; ``_undefined`` marks what has no logarithm."""
    table = table.with_columns(_sy=nw.col(y).sum().over(*keys), _sp=nw.col(p).sum().over(*keys))
    share_y, share_p = ratio(nw.col(y), nw.col("_sy")), ratio(nw.col(p), nw.col("_sp"))
    table = table.with_columns(_ya=share_y, _pa=share_p)
    ya, pa = nw.col("_ya"), nw.col("_pa")
    log = nw.when(ya > 0).then(ya / pa).log()
    undefined = ya.is_null() if kind == "T" else ya.is_null() | (ya == 0)
    term = ya * log if kind == "T" else -pa * log
    return table.with_columns(_term=term, _undefined=undefined.cast(nw.Int64))


def _by_group(table: Table, keys: list[str], group: str, kind: str) -> Table:
    inside = _term(table, [*keys, group], "_y", "_p", kind)
    sums = inside.group_by(*keys, group).agg(
        nw.col("_term").sum().alias("theil"), nw.col("_y", "_p", "_undefined").sum()
    )
    sums = _defined(sums, ["theil"]).drop("_undefined")
    sums = _term(sums, keys, "_y", "_p", kind)
    weight = nw.col("_ya") if kind == "T" else nw.col("_pa")
    return sums.with_columns(between=nw.col("_term"), weight=weight)


def _defined(table: Table, names: list[str]) -> Table:
    kept = {name: nw.when(nw.col("_undefined") == 0).then(nw.col(name)) for name in names}
    return table.with_columns(**kept)
