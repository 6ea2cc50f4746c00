"""Two regions side by side: specialisation, what growth is made of, and what their sources say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from yanzhen.errors import UsageError
from yanzhen.measure import find
from yanzhen.terms import Figure, Metric
from yanzhen.workbench.pages import charts
from yanzhen.workbench.pages.confidential import WITHHELD, SmallCells, small_cells
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.meetings import Meeting, meetings_of
from yanzhen.workbench.pages.panels import (
    Choice,
    Offered,
    Panel,
    at_period,
    choose,
    computed,
    frame,
    offered,
    panels,
    rounded,
)
from yanzhen.workbench.pages.region_map import RegionMap, region_map
from yanzhen.workbench.pages.sentences import Sentence, Slot
from yanzhen.workbench.pages.tables import N_, PageTable


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in both regions; None is "no evidence in the table" unless it is marked as withheld."""

    activity: str
    value: Figure | None
    quotient: Figure | None
    peer_quotient: Figure | None
    withheld: bool = False
    quotient_withheld: bool = False
    peer_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """What a region's change between two periods is made of."""

    region: str
    start: Figure
    national: Figure
    mix: Figure
    competitive: Figure
    end: Figure


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The comparison; ``choice`` is None while no table of regions by activities is in the ledger."""

    panels: tuple[Panel, ...]
    choice: Choice | None
    rows: tuple[ActivityRow, ...]
    shifts: tuple[Shift, ...]
    sentences: tuple[Sentence, ...]
    quotient_chart: dict[str, Any] | None
    shift_chart: dict[str, Any] | None
    meetings: tuple[Meeting, ...]
    peers: tuple[tuple[str, str], ...] = ()
    map: RegionMap | None = None
    activity: str = ""
    offered: Offered | None = None

    @property
    def synthetic(self) -> bool:
        return self.choice is not None and self.choice.panel.source.synthetic

    def tables(self) -> tuple[PageTable, ...]:
        """Totals of the regions, quotients, parts of growth, and figures side by side."""
        peer = (self.choice.peer if self.choice else None) or N_("对比地区")
        quotients = PageTable(
            N_("相对集聚度（区位商）"),
            (N_("行业"), N_("数值"), N_("区位商"), peer),
            tuple(
                (
                    r.activity,
                    WITHHELD if r.withheld else r.value,
                    WITHHELD if r.quotient_withheld else r.quotient,
                    WITHHELD if r.peer_withheld else r.peer_quotient,
                )
                for r in self.rows
            ),
        )
        shifts = PageTable(
            N_("增长分解"),
            (N_("地区"), N_("基期"), N_("总体增长"), N_("结构"), N_("竞争力"), N_("末期")),
            tuple((s.region, s.start, s.national, s.mix, s.competitive, s.end) for s in self.shifts),
        )
        meetings = PageTable(
            N_("来源怎么说"),
            (N_("指标"), N_("本地"), N_("对比地区"), N_("先后")),
            tuple(
                (f"{m.subject}{Metric.parse(m.metric).zh}", m.here, m.there, m.order or m.why_not or "")
                for m in self.meetings
            ),
        )
        regions = PageTable(
            N_("各地区"),
            (N_("地区"), N_("数值")),
            tuple((r.region, WITHHELD if r.withheld else r.figure) for r in self.map.regions)
            if self.map
            else (),
        )
        return regions, quotients, shifts, meetings


def compare_page(desk: Desk, lens: Lens, query: dict[str, str]) -> ComparePage:
    """Compare two regions of a panel, and two places of the ledger.

    Raises:
        UsageError: a panel, region or period that is not there.
    """
    found = panels(desk, lens)
    choice = choose(found, query, lens)
    meetings = meetings_of(desk, lens)
    if choice is None:
        return ComparePage(found, None, (), (), (), None, None, meetings)
    activity = query.get("activity", "")
    if activity and activity not in choice.panel.activities:
        raise UsageError("这张表里没有这个行业", where=activity[:60])
    whole = frame(desk, lens, choice.panel)
    few = small_cells(desk, lens, choice.panel, whole, choice.period)
    rows = _rows(whole, choice, few)
    before = small_cells(desk, lens, choice.panel, whole, choice.base)
    shifts = tuple(s for s in _shifts(whole, choice) if not (few.holds(s.region) or before.holds(s.region)))
    return ComparePage(
        panels=found,
        choice=choice,
        rows=rows,
        shifts=shifts,
        sentences=tuple(_sentences(choice, rows, shifts)),
        quotient_chart=charts.quotients(rows, choice.region, choice.peer) if rows else None,
        shift_chart=charts.waterfall(shifts[0], choice) if shifts else None,
        meetings=meetings,
        peers=_peers(whole, choice),
        map=region_map(whole, choice, activity, few),
        activity=activity,
        offered=offered(choice, lens),
    )


def _rows(whole: pl.DataFrame, choice: Choice, few: SmallCells) -> tuple[ActivityRow, ...]:
    panel = choice.panel
    result = find("lq").load()(
        at_period(whole, choice), region=panel.region, activity=panel.activity, value=choice.value
    )
    table = result.to_frame()
    own = table.filter(pl.col(panel.region) == choice.region).sort("lq", descending=True, nulls_last=True)
    there = table.filter(pl.col(panel.region) == choice.peer) if choice.peer else table.head(0)
    peer = dict(zip(there[panel.activity], there["lq"], strict=True))
    unit = panel.unit(choice.value)

    def quotient(region: str | None, activity: str, value: float | None) -> Figure | None:
        barred = region is None or few.bars_quotient(region, activity)
        return None if barred else computed(value, "", f"{choice.value}区位商")

    return tuple(
        ActivityRow(
            activity=(activity := row[panel.activity]),
            value=None
            if few.holds(choice.region, activity)
            else computed(row[choice.value], unit, choice.value, choice.period),
            quotient=quotient(choice.region, activity, row["lq"]),
            peer_quotient=quotient(choice.peer, activity, peer.get(activity)),
            withheld=few.holds(choice.region, activity),
            quotient_withheld=few.bars_quotient(choice.region, activity),
            peer_withheld=choice.peer is not None and few.bars_quotient(choice.peer, activity),
        )
        for row in own.iter_rows(named=True)
    )


def _shifts(whole: pl.DataFrame, choice: Choice) -> tuple[Shift, ...]:
    panel = choice.panel
    if len(panel.periods) < 2 or choice.base is None or choice.period is None or choice.base >= choice.period:
        return ()
    result = find("shift_share").load()(
        whole,
        region=panel.region,
        activity=panel.activity,
        value=choice.value,
        period=panel.period,
        start=choice.base,
        end=choice.period,
    )
    totals = (
        result.to_frame()
        .group_by(panel.region)
        .agg(pl.col("start", "national", "industry_mix", "competitive", "end").sum())
    )
    by_region = {row[panel.region]: row for row in totals.iter_rows(named=True)}
    unit = panel.unit(choice.value)
    wanted = [r for r in (choice.region, choice.peer) if r and r in by_region]

    def part(region: str, name: str) -> Figure:
        return Figure.of(rounded(by_region[region][name], unit), unit, metric=choice.value, computed=True)

    return tuple(
        Shift(
            region,
            part(region, "start"),
            part(region, "national"),
            part(region, "industry_mix"),
            part(region, "competitive"),
            part(region, "end"),
        )
        for region in wanted
    )


def _peers(whole: pl.DataFrame, choice: Choice) -> tuple[tuple[str, str], ...]:
    """Regions with the most similar structure, each with the reason."""
    panel = choice.panel
    shares = (
        find("shares")
        .load()(at_period(whole, choice), region=panel.region, activity=panel.activity, value=choice.value)
        .to_frame()
    )
    share = next(c for c in shares.columns if c.endswith("region") or "share" in c)
    wide = shares.pivot(on=panel.region, index=panel.activity, values=share).fill_null(0.0)
    if choice.region not in wide.columns:
        return ()
    own = wide[choice.region]
    apart = {
        r: float((wide[r] - own).abs().sum()) / 2
        for r in panel.regions
        if r in wide.columns and r != choice.region
    }
    nearest = sorted(apart.items(), key=lambda item: item[1])[:3]
    return tuple((name, f"{100 * (1 - distance):.0f}%") for name, distance in nearest)


def _sentences(choice: Choice, rows: tuple[ActivityRow, ...], shifts: tuple[Shift, ...]) -> list[Sentence]:
    strong = [r.activity for r in rows if r.quotient and (r.quotient.low or 0) > 1]
    found = []
    if strong:
        slots: dict[str, Slot] = {"region": choice.region, "names": "、".join(strong), "count": len(strong)}
        found.append(
            Sentence(N_("{region}有{count}个行业的占比高于全表平均（区位商大于1）：{names}。"), slots)
        )
    if shifts:
        s = shifts[0]
        gained = (s.competitive.low or 0) >= 0
        text = (
            N_("从{base}到{period}，{region}比按总体和结构推算的增长得更多，多出{part}。")
            if gained
            else N_("从{base}到{period}，{region}比按总体和结构推算的增长得更少，少了{part}。")
        )
        part = s.competitive if gained else s.competitive.scaled(-1)
        found.append(
            Sentence(
                text,
                {
                    "base": choice.base or "",
                    "period": choice.period or "",
                    "region": choice.region,
                    "part": part,
                },
            )
        )
    return found
